"""What is measured: all that `compare` and `curve` give for every arm, and the bare sums it is held against."""

from collections.abc import Callable

import duckdb
import numpy as np
import pandas as pd

from analytics.together import compare_and_curves

OUTCOME, WINDOW = "rearrest", 60
FILTER = {
    "sex": ("male",),
    "race": ("asian", "white"),
    "offense": ("violent", "drug"),
    "county_fips": ("29001", "29003", "29005"),
}
# Exact figures: the most rows that a verb can give.
EXACT = {"min_cell": 0}
SUMS = "select sum(referred_set), sum(rearrest), sum(follow_up_day) from counted_release"

Answer = dict[str, pd.DataFrame]


def everything(connection: duckdb.DuckDBPyConnection, unit: str, where: dict[str, tuple[str, ...]]) -> Answer:
    """Rates, intervals, tests, and both curves with their errors, of every arm."""
    return compare_and_curves(connection, outcome=OUTCOME, window=WINDOW, unit=unit, where=where, **EXACT)


def jobs(connection: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], object]]:
    """The jobs of a round by name; `sums` is what the others are held against."""
    found: dict[str, Callable[[], object]] = {"sums": lambda: connection.execute(SUMS).fetchall()}
    for unit in ("every", "first"):
        found[f"{unit}, all records"] = lambda unit=unit: everything(connection, unit, {})
        found[f"{unit}, filter on four columns"] = lambda unit=unit: everything(connection, unit, FILTER)
    return found


def fingerprint(answer: Answer) -> dict[str, str]:
    """A number for each table that changes with any cell of it: equal before and after a change of the counting."""
    return {
        name: format(int(pd.util.hash_pandas_object(table, index=False).to_numpy().sum(dtype=np.uint64)), "016x")
        for name, table in answer.items()
    }
