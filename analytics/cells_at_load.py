"""Cells of the covariates that groups are mostly made alike in, as the load of large records has counted them."""

from collections.abc import Sequence

import duckdb
import numpy as np

from analytics.counting import Source
from analytics.covariates import Covariate, read_covariates
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
    """The columns of cells.sql: the cells counted at the load, taken apart."""
    sizes = {covariate.name: len(covariate.values) for covariate in read_covariates(source.connection, tuple(counts.CELL_COLUMNS))}
    cell = "0"
    for covariate in covariates:
        at = list(sizes).index(covariate.name)
        below = int(np.prod(list(sizes.values())[at + 1 :]))
        cell = f"({cell}) * {len(covariate.values)} + (cell // {below}) % {len(covariate.values)}"
    text = source.sql("cells_of_all", cell=f"({cell})::bigint", events="events" if source.question.unit == "every" else "first_events")
    found = source.connection.execute(text, {"outcome": source.outcome, "months": source.question.window}).fetchnumpy()
    return found | {"level": np.zeros(len(found["cell"]), np.int32)}


def _any_counted(connection: duckdb.DuckDBPyConnection) -> bool:
    """Loads of fewer releases leave the table empty."""
    return bool(connection.execute("select count(*) from counted_cell").fetchall()[0][0])
