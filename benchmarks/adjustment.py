"""Measure comparisons like with like: against the crude comparison, the row-level route in R, and by size.

    python -m benchmarks.adjustment FOLDER --releases 1000000 --copies 10 --rounds 5

FOLDER keeps a demonstration of this many releases and one in which everybody is there so many times over (see
sql/enlarged.sql). Everything is timed in one process, in random order, the first round dropped; the kept answers are
emptied before each, so that all is counted and weighed anew.
"""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

import analytics
from analytics import adjusted_comparison, adjusted_curve
from analytics.cells import count_cells
from analytics.counting import source
from analytics.database import opened
from analytics.question import ask
from benchmarks.records import in_row_order
from benchmarks.rounds import measure
from data.demonstration import write_demonstration
from data.derive import counts

RELEASES_OF_A_PERSON = 1.36
MADE_AT_LOAD = ("counted_day", "counted_followed", "counted_pair", "counted_cell", "curve_pair_sum")
FEW = "sex,age_band,offense,risk_level"


def databases(folder: Path, releases: int, copies: int) -> dict[str, Path]:
    """The two databases, made once."""
    folder.mkdir(parents=True, exist_ok=True)
    once, often = folder / f"demonstration-{releases}.duckdb", folder / f"demonstration-{releases}-{copies}-times.duckdb"
    if not once.exists():
        write_demonstration(once, people=round(releases / RELEASES_OF_A_PERSON))
    if not often.exists() and copies > 1:
        unfinished = often.with_suffix(".unfinished")
        shutil.copy(once, unfinished)
        with duckdb.connect(str(unfinished), config={"memory_limit": "5GB"}) as connection:
            connection.execute(in_row_order("enlarged"), {"times": copies})
            for table in MADE_AT_LOAD:
                connection.execute(f"drop table if exists {table}")
            connection.execute("create or replace table level as select dimension, code, value from level")
            counts.build(connection)
        unfinished.rename(often)
    return {"once": once} | ({"often": often} if copies > 1 else {})


def cold(verb: str, connection: duckdb.DuckDBPyConnection, **options: object) -> Callable[[], object]:
    """The verb with nothing kept."""
    def work() -> object:
        adjusted_comparison._kept.clear()
        adjusted_comparison._alike.clear()
        adjusted_curve._kept.clear()
        return getattr(analytics, verb)(connection, **options)
    return work


def main() -> None:
    """Measure and print: milliseconds, and the ratio to the crude comparison of the same releases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--releases", type=int, default=60_000)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for path in databases(asked.folder, asked.releases, asked.copies).values():
        with opened(path) as connection:
            work = {}
            for unit in ("first", "every"):
                work[f"{unit}, crude"] = cold("compare", connection, unit=unit, window=36)
                for adjust in ("standardize", "ipw", "entropy"):
                    for covariates in (None, FEW):
                        name = f"{unit}, {adjust}, {'default' if covariates is None else 'four'} covariates"
                        work[name] = cold("compare", connection, unit=unit, window=36, adjust=adjust, covariates=covariates)
            measured = measure(work, asked.rounds)
            for covariates in (None, FEW):
                question = ask(outcome="rearrest", window=36, adjust="entropy", covariates=covariates)
                print(path.name, len(count_cells(source(connection, question), question.alike_in).keys), "cells:", ",".join(question.alike_in))
            for name in work:
                against = name.split(",")[0] + ", crude"
                print(f"{path.name}: {name}: {measured.median(name):.3g} s, {measured.ratio(name, against):.2f} times crude ({measured.processor_ratio(name, against):.2f} of processor time)")


if __name__ == "__main__":
    main()
