"""What is measured: all that `compare` and `curve` give for every arm, and the bare sums it is held against."""

from collections.abc import Callable
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from analytics.compare import comparison
from analytics.counted import count
from analytics.counting import count_days, source
from analytics.curve import curves
from analytics.curve_counts import count_curves
from analytics.question import ask
from analytics.together import compare_and_curves
from analytics.vocabulary import CURVE_KINDS

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


def unclustered(connection: duckdb.DuckDBPyConnection, where: dict[str, tuple[str, ...]]) -> None:
    """The same of every release as if no person stood in the records twice (and so with the log-rank test)."""
    question = ask(outcome=OUTCOME, window=WINDOW, where=where, **EXACT)
    with connection.cursor() as own:
        every = replace(source(own, replace(question, unit="every")), question=question)
        counted = count(every, curves=True)
        comparison(question, counted)
        levels = count_curves(counted)
        for kind in CURVE_KINDS:
            curves(replace(question, kind=kind), counted, levels)


def count_alone(connection: duckdb.DuckDBPyConnection, where: dict[str, tuple[str, ...]]) -> None:
    """The one statement that groups every release by set of arms and day."""
    with connection.cursor() as own:
        count_days(source(own, ask(outcome=OUTCOME, unit="every", where=where, **EXACT)))


def jobs(connection: duckdb.DuckDBPyConnection) -> dict[str, Callable[[], object]]:
    """The jobs of a round by name; `sums` is what the others are held against."""
    found: dict[str, Callable[[], object]] = {"sums": lambda: connection.execute(SUMS).fetchall()}
    for unit in ("every", "first"):
        found[f"{unit}, all records"] = lambda unit=unit: everything(connection, unit, {})
        found[f"{unit}, filter on four columns"] = lambda unit=unit: everything(connection, unit, FILTER)
    for part, where in (("all records", {}), ("filter on four columns", FILTER)):
        found[f"every unclustered, {part}"] = lambda where=where: unclustered(connection, where)
        found[f"count by arm and day alone, {part}"] = lambda where=where: count_alone(connection, where)
    return found


def fingerprint(answer: Answer) -> dict[str, str]:
    """A number for each table that changes with any cell of it: equal before and after a change of the counting."""
    return {
        name: format(int(pd.util.hash_pandas_object(table, index=False).to_numpy().sum(dtype=np.uint64)), "016x")
        for name, table in answer.items()
    }
