"""What is measured: all that `compare` and `curve` give for every arm, and the bare sums it is held against."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import duckdb
import numpy as np
import pandas as pd

from analytics.counting import count_days, source
from analytics.question import ask
from analytics.together import compare_and_curves

OUTCOME, WINDOW = "rearrest", 60
FILTER = {
    "sex": ("male",),
    "race": ("asian", "white"),
    "offense": ("violent", "drug"),
    "county_fips": ("29001", "29003", "29005"),
}
# As large as that one. Asked in turn, since rows of the latest two selections are kept.
OTHER_FILTERS = ({**FILTER, "offense": ("property", "drug")}, {**FILTER, "offense": ("violent", "other")})
# Exact figures: the most rows that a verb can give.
EXACT = {"min_cell": 0}
SUMS = "select sum(referred_set), sum(rearrest), sum(follow_up_day) from counted_release"

Answer = dict[str, pd.DataFrame]


def everything(
    connection: duckdb.DuckDBPyConnection, unit: str, where: dict[str, tuple[str, ...]], **options: object
) -> Answer:
    """Rates, intervals, tests, and both curves with their errors, of every arm."""
    return compare_and_curves(connection, outcome=OUTCOME, window=WINDOW, unit=unit, where=where, **EXACT, **options)


def all_grouped(connection: duckdb.DuckDBPyConnection) -> None:
    """The one statement that groups every release by set of arms and day, without the counts made at the load."""
    with connection.cursor() as own:
        count_days(replace(source(own, ask(outcome=OUTCOME, unit="every", **EXACT)), of_all=False, few=False))


def jobs(connection: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], object]]:
    """The jobs of a round by name; `sums` is what the others are held against."""
    found: dict[str, Callable[[], object]] = {"sums": lambda: connection.execute(SUMS).fetchall()}
    for unit in ("every", "first"):
        found[f"{unit}, all records"] = lambda unit=unit: everything(connection, unit, {})
        found[f"{unit}, filter on four columns"] = (
            lambda unit=unit, filters=cycle((FILTER, *OTHER_FILTERS)): everything(connection, unit, next(filters)))
    found["every, all records, under an exposure whose pairs are not summed up"] = (
        lambda: everything(connection, "every", {}, exposure="started"))
    found["all records grouped by arm and day, nothing else"] = lambda: all_grouped(connection)
    return found


def fingerprint(answer: Answer) -> dict[str, str]:
    """A number for each table that changes with any cell of it: equal before and after a change of the counting."""
    return {
        name: format(int(pd.util.hash_pandas_object(table, index=False).to_numpy().sum(dtype=np.uint64)), "016x")
        for name, table in answer.items()
    }
