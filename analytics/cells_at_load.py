"""Cells of the covariates that groups are mostly made alike in, as the load of large records has counted them."""

from collections.abc import Sequence

import duckdb
import numpy as np

from analytics.counting import Source
from analytics.covariates import Covariate, codes_of, combinations, numbers_of, read_covariates
from analytics.positions import occurring
from data.codes import WINDOWS_OFFERED
from data.derive import counts
from data.standing import once


def are_counted_at_load(source: Source, names: Sequence[str]) -> bool:
    """True where the load has counted the cells of the releases asked about, by these covariates and others."""
    question = source.question
    return (source.of_all and question.exposure == counts.PAIRED_EXPOSURE and question.window in WINDOWS_OFFERED
            and set(names) <= set(counts.CELL_COLUMNS)
            and once(source.connection, "counted_cell", lambda: _any_counted(source.connection)))


def cells_of_all(source: Source, covariates: Sequence[Covariate]) -> dict[str, np.ndarray]:
    """The columns of cells.sql, from the cells counted at the load: read as they are and added up here, which takes a
    fourth of the time that the engine takes to group them."""
    counted_in = read_covariates(source.connection, tuple(counts.CELL_COLUMNS))
    asked = {"outcome": source.outcome, "months": source.question.window}
    text = source.sql("cells_of_all", events="events" if source.question.unit == "every" else "first_events")
    found = source.connection.execute(text, asked).fetchnumpy()
    keys, at = occurring(found["cell"], combinations(counted_in))
    names = list(counts.CELL_COLUMNS)
    number = numbers_of(codes_of(keys, counted_in), counted_in, [names.index(covariate.name) for covariate in covariates])
    cell, place = np.unique(number, return_inverse=True)
    group, sets = found["arm_set"] * np.int64(len(cell)) + place[at], source.arms.members.shape[1]
    releases, events = (np.bincount(group, found[name], sets * len(cell)) for name in ("releases", "events"))
    there = np.flatnonzero(releases)
    arm_set, place = np.divmod(there, max(len(cell), 1))
    return {"level": np.zeros(len(there), np.int32), "arm_set": arm_set, "cell": cell[place],
            "releases": releases[there], "events": events[there]}


def _any_counted(connection: duckdb.DuckDBPyConnection) -> bool:
    """Loads of fewer releases leave the table empty."""
    return bool(connection.execute("select count(*) from counted_cell").fetchall()[0][0])
