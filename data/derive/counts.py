"""Counts of all releases, made once a load for the questions that select nothing: a second way to the same numbers.

Every outcome is counted under every exposure, all releases and first ones in one go. Grouping them again at each
question would take as long as reading all records several times.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

SQL = Path(__file__).parent
OUTCOMES = (
    "rearrest", "reconviction", "reincarceration", "technical_return",
    "violent_rearrest", "return_to_prison", "any_return",
)  # fmt: skip
EXPOSURES = ("referred", "started", "completed")
# Pairs of one person's releases are counted for what is mostly asked: this exposure, and these windows in months.
PAIRED_EXPOSURE = "referred"
PAIRED_WINDOWS = (6, 12, 24, 36, 60)
LONGEST = 120    # months


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `counted_day`, `counted_followed` and `counted_pair` from `counted_release`, and an empty `curve_pair_sum`.

    `level` gets a column more: how many releases have the value.
    """
    days = [months * 365 // 12 for months in PAIRED_WINDOWS]
    connection.execute(_text("counted_tables"), {"months": list(PAIRED_WINDOWS), "days": days})
    columns = connection.execute("select distinct dimension from level order by dimension").fetchall()
    level_counts = " union all ".join(_text("level_count", column=column) for column, in columns)
    connection.execute(_text("counted_level", level_counts=level_counts))
    _fill(connection, "counted_day", EXPOSURES)
    _fill(connection, "counted_followed", EXPOSURES, longest=LONGEST)
    connection.execute(_text("repeated_pair", exposure=PAIRED_EXPOSURE))
    _fill(connection, "counted_pair", [PAIRED_EXPOSURE])
    for name in ("repeated_pair", "counted_window"):
        connection.execute(f"drop table temp.{name}")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, exposures: Iterable[str], **parameters: object) -> None:
    """All outcomes under these exposures in one statement: 21 of them take longer to prepare than small records to count."""
    texts = [_text(table, exposure=exposure, outcome=outcome) for exposure in exposures for outcome in OUTCOMES]
    connection.execute(f"insert into {table} " + " union all ".join(texts), parameters)


def _text(name: str, **parts: str) -> str:
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for part, column in parts.items():
        text = text.replace("{" + part + "}", column)
    return text
