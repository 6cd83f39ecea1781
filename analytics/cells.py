"""Counts by covariate cell: all that an adjusted comparison is made from.

One statement groups the releases of a question by level, set of arms and cell. What leaves is counts, at most a few
hundred thousand of them; weights, rates and their certainty are worked out from those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.cells_at_load import are_counted_at_load, cells_of_all
from analytics.cells_of_rows import can_be_looked_up, cells_of_rows, together
from analytics.counting import STATES, Source
from analytics.covariates import Covariate, Design, cell_expression, codes_of, combinations, read_covariates
from analytics.positions import occurring
from analytics.vocabulary import window_days

MOST_TOGETHER = 1 << 17     # sets of arms times cells that are summed up in one table for all groups


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

    @classmethod
    def of(cls, covariates: tuple[Covariate, ...], found: Mapping[str, np.ndarray], level: np.ndarray, arm_set: np.ndarray,
           shape: tuple[int, int]) -> "Cells":
        """From columns [R] of a counting statement: cell, releases, events."""
        keys, cell = occurring(found["cell"].astype(np.int64), combinations(covariates))
        design = Design(codes_of(keys, covariates), [len(covariate.values) for covariate in covariates])
        return cls(covariates, keys, design, level, arm_set, cell, found["releases"].astype(float), found["events"].astype(float), shape)

    def of_groups(self, level: int, groups: np.ndarray, count: np.ndarray) -> np.ndarray:
        """[G, C] `releases` or `events` of groups on a level; groups: [G, S] 1 where a set of arms belongs to one."""
        here = slice(None) if self.shape[0] == 1 else np.flatnonzero(self.level == level)
        arm_set, cell, count = self.arm_set[here], self.cell[here], count[here]
        sets, cells = self.shape[1], len(self.keys)
        if sets * cells <= MOST_TOGETHER:
            return groups @ np.bincount(arm_set * cells + cell, count, sets * cells).reshape(sets, cells)
        found: dict[bytes, np.ndarray] = {}     # most arms have the same baseline
        for group in groups:
            if group.tobytes() not in found:
                mine = np.flatnonzero(group[arm_set])
                found[group.tobytes()] = np.bincount(cell[mine], group[arm_set[mine]] * count[mine], cells)
        return np.array([found[group.tobytes()] for group in groups])

    def by_set(self, count: np.ndarray) -> np.ndarray:
        """[L, S] sums of `releases` or `events`."""
        return np.bincount(self.level * self.shape[1] + self.arm_set, count, self.shape[0] * self.shape[1]).reshape(self.shape)


def count_cells(source: Source, names: Sequence[str]) -> Cells:
    """Count the releases of a question by the covariates of these names."""
    covariates = read_covariates(source.connection, names)
    if can_be_looked_up(source):
        return _of_rows(source, covariates)
    found = cells_of_all(source, covariates) if are_counted_at_load(source, names) else source.connection.execute(
        source.sql("cells", cell=cell_expression(covariates)),
        {**source.parameters, "window_days": window_days(source.question.window)},
    ).fetchnumpy()
    shape = (len(source.levels), source.arms.members.shape[1])
    return Cells.of(covariates, found, source.level_index(found["level"]), found["arm_set"].astype(np.int64), shape)


def _of_rows(source: Source, covariates: tuple[Covariate, ...]) -> Cells:
    """The same from the releases themselves."""
    last, rows, shape = window_days(source.question.window), source.rows, (len(source.levels), source.arms.members.shape[1])
    mature = rows["follow_up_day"] >= last
    level, arm_set, packed = (rows[name][mature].astype(np.int64) for name in ("level", "arm_set", "packed"))
    here = cells_of_rows(source, covariates, mature)
    first, group = together((level, shape[0]), (arm_set, shape[1]), (here.cell, len(here.keys)))
    event = (packed % 4 == STATES["event"]) & (packed <= 4 * last + STATES["event"])
    design = Design(codes_of(here.keys, covariates), [len(covariate.values) for covariate in covariates])
    releases, events = (np.bincount(group, weights, len(first)).astype(float) for weights in (None, event))
    return Cells(covariates, here.keys, design, level[first], arm_set[first], here.cell[first], releases, events, shape)
