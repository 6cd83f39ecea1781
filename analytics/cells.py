"""Counts by covariate cell: all that an adjusted comparison is made from.

One statement groups the releases of a question by level, set of arms and cell. What leaves is counts, at most a few
hundred thousand of them; weights, rates and their certainty are worked out from those.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from analytics.counting import Source
from analytics.covariates import Covariate, Design, cell_expression, codes_of, read_covariates
from analytics.vocabulary import window_days
from data.derive import counts
from data.standing import once


@dataclass(frozen=True)
class Cells:
    """Releases followed for the whole window, and those with the event, by level, set of arms and cell (sparse).

    keys: [C] numbers of the cells that occur, ascending; design describes them. level, arm_set, cell (position among
    the keys), releases, events: [R] one element a combination that occurs. shape: L levels and S sets of arms.
    """

    covariates: tuple[Covariate, ...]
    keys: np.ndarray
    design: Design
    level: np.ndarray
    arm_set: np.ndarray
    cell: np.ndarray
    releases: np.ndarray
    events: np.ndarray
    shape: tuple[int, int]

    def of_group(self, level: int, sets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """[C], [C] releases and events of a group on a level; sets: [S] 1 where a set of arms belongs to it."""
        return tuple(self.of_count(level, sets, count) for count in (self.releases, self.events))

    def of_count(self, level: int, sets: np.ndarray, count: np.ndarray) -> np.ndarray:
        """[C] the same of `releases` or `events` alone."""
        part = sets[self.arm_set] if self.shape[0] == 1 else sets[self.arm_set] * (self.level == level)
        return np.bincount(self.cell, part * count, len(self.keys))

    def by_set(self, count: np.ndarray) -> np.ndarray:
        """[L, S] sums of `releases` or `events`."""
        return np.bincount(self.level * self.shape[1] + self.arm_set, count, self.shape[0] * self.shape[1]).reshape(self.shape)


def count_cells(source: Source, names: Sequence[str]) -> Cells:
    """Count the releases of a question by the covariates of these names."""
    covariates = read_covariates(source.connection, names)
    found = _of_all(source, covariates) if _counted_at_load(source, names) else _of_rows(source, covariates)
    keys, cell = np.unique(found["cell"].astype(np.int64), return_inverse=True)
    return Cells(
        covariates=covariates,
        keys=keys,
        design=Design(codes_of(keys, covariates), [len(covariate.values) for covariate in covariates]),
        level=source.level_index(found["level"]),
        arm_set=found["arm_set"].astype(np.int64),
        cell=cell,
        releases=found["releases"].astype(float),
        events=found["events"].astype(float),
        shape=(len(source.levels), source.arms.members.shape[1]),
    )


def _of_rows(source: Source, covariates: Sequence[Covariate]) -> dict[str, np.ndarray]:
    text = source.sql("cells", cell=cell_expression(covariates))
    return source.connection.execute(
        text, {**source.parameters, "window_days": window_days(source.question.window)}
    ).fetchnumpy()


def _counted_at_load(source: Source, names: Sequence[str]) -> bool:
    """True where the load has counted the cells of the releases asked about. Not all loads count them."""
    question = source.question
    return (source.of_all and question.exposure == counts.PAIRED_EXPOSURE and question.window in counts.PAIRED_WINDOWS
            and set(names) <= set(counts.CELL_COLUMNS)
            and once(source.connection, "counted_cell", lambda: _any_counted(source.connection)))


def _any_counted(connection: duckdb.DuckDBPyConnection) -> bool:
    there = connection.execute("select count(*) from duckdb_tables() where table_name = 'counted_cell'").fetchall()[0][0]
    return bool(there and connection.execute("select count(*) from counted_cell").fetchall()[0][0])


def _of_all(source: Source, covariates: Sequence[Covariate]) -> dict[str, np.ndarray]:
    """The same, from the cells counted at the load: those of more covariates, taken apart."""
    sizes = {covariate.name: len(covariate.values) for covariate in read_covariates(source.connection, tuple(counts.CELL_COLUMNS))}
    cell = "0"
    for covariate in covariates:
        at = list(sizes).index(covariate.name)
        below = int(np.prod(list(sizes.values())[at + 1 :]))
        cell = f"({cell}) * {len(covariate.values)} + (cell // {below}) % {len(covariate.values)}"
    followed, had = counts.followed_and_had(source.question.window)
    text = source.sql("cells_of_all", cell=f"({cell})::bigint")
    found = source.connection.execute(text, {"outcome": source.outcome, "followed": followed, "had": had}).fetchnumpy()
    return found | {"level": np.zeros(len(found["cell"]), np.uint8)}
