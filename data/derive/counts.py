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
    days = {f"{outcome}_together": _text("day_together", outcome=outcome) for outcome in OUTCOMES}
    _fill(connection, "counted_day", EXPOSURES, days)
    _fill(connection, "counted_followed", EXPOSURES, {"followed_together": _text("followed_together")}, longest=LONGEST)
    pairs = {"pair_together": _text("pair_together", exposure=PAIRED_EXPOSURE)}
    _fill(connection, "counted_pair", [PAIRED_EXPOSURE], pairs)
    connection.execute("drop table temp.counted_window")


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, exposures: Iterable[str], together: dict[str, str], **parameters: object
) -> None:
    """All outcomes under these exposures in one statement: 21 of them take longer to prepare than small records to count.

    together: name -> statement of rows that several of them add up, so that what is counted is read once.
    """
    read = ", ".join(f"{name} as materialized ({text})" for name, text in together.items())
    texts = [_text(table, exposure=exposure, outcome=outcome) for exposure in exposures for outcome in OUTCOMES]
    connection.execute(f"insert into {table} with {read} " + " union all ".join(texts), parameters)


def _text(name: str, **parts: str) -> str:
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for part, column in parts.items():
        text = text.replace("{" + part + "}", column)
    return text
