"""What each question takes on Spark and in the database file, and whether both give the same answer.

    python -m benchmarks.engines million.duckdb million/ --derived /shared/derived

The file and the folder (or `catalog:NAME`) hold the same records. Spark is what PYSPARK_SUBMIT_ARGS says, so this runs on
a cluster too. Every question is asked once on each side, in one process: seconds by the clock, and processor seconds of
this process and of what it started (on a cluster of other machines Spark's work is not among them). Whole numbers and
words must be equal, figures to 12 digits: Spark adds up products over people in another order. Ends with 1 if any differs.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pandas as pd

import analytics
from benchmarks.processes import family, peak_memory, worked
from data.database import connect_read_only
from data.spark import connect

QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("compare", {}),
    ("compare", {"unit": "every"}),
    ("compare", {"where": {"sex": "female"}}),
    ("compare", {"by": "offense"}),
    ("compare", {"adjust": "entropy"}),
    ("compare", {"adjust": "entropy", "unit": "every"}),
    ("curve", {}),
    ("curve", {"kind": "cif", "unit": "every"}),
    ("balance", {"adjust": "ipw"}),
    ("cells", {}),
    ("satisfaction", {}),
    ("completion", {}),
    ("obligations", {}),
    ("repair", {}),
    ("access", {}),
    ("services", {}),
    ("savings", {}),
    ("claims", {}),
)
Answer = TypeVar("Answer")


def main() -> None:
    """Print a line for each question."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("database", type=Path)
    asked.add_argument("records")
    asked.add_argument("--derived", type=Path)
    given = asked.parse_args()
    different = 0
    spark, opened = _taken(lambda: connect(given.records, given.derived))
    print(f"opening: Spark {opened}", flush=True)
    with spark, connect_read_only(given.database) as database:
        for verb, options in QUESTIONS:
            ask = getattr(analytics, verb)
            with spark.cursor() as there:
                found, on_spark = _taken(lambda: ask(there, **options))
            with database.cursor() as here:
                expected, in_file = _taken(lambda: ask(here, **options))
            difference = _difference(found, expected)
            different += bool(difference)
            asked_for = " ".join([verb, *(f"{name}={value}" for name, value in options.items())])
            print(f"{asked_for}: Spark {on_spark}; file {in_file}; {len(expected)} rows, {difference or 'the same'}", flush=True)
    print("memory at most, of this process and of what it started: " + ", ".join(f"{peak_memory(process) / 1e6:.1f} GB" for process in family()))
    raise SystemExit(bool(different))


def _taken(ask: Callable[[], Answer]) -> tuple[Answer, str]:
    """What it gives, and how long that took, in words."""
    began, before = time.perf_counter(), worked()
    answer = ask()
    return answer, f"{time.perf_counter() - began:.1f} s, {worked() - before:.1f} of processors"


def _difference(found: pd.DataFrame, expected: pd.DataFrame) -> str:
    try:
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-12)
    except AssertionError as error:
        return f"DIFFERENT: {error}"
    whole = expected.select_dtypes(["integer", "object", "string", "bool"])
    unequal = [column for column in whole if not found[column].equals(expected[column])]
    return f"DIFFERENT in {', '.join(unequal)}" if unequal else ""


if __name__ == "__main__":
    main()
