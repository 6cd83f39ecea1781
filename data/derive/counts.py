"""Counts of all releases, made once a load for the questions that select nothing: a second way to the same numbers.

Every outcome is counted under every exposure, all releases and first ones in one go. Grouping them again at each
question would take as long as reading all records several times.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.codes import EXPOSURES, LONGEST_WINDOW_MONTHS, OUTCOMES, WINDOWS_OFFERED, window_days
from data.statement import statement

SQL = Path(__file__).parent
# Pairs of one person's releases are counted for what is mostly asked: the windows offered, under this exposure.
PAIRED_EXPOSURE = "referred"


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `counted_day`, `counted_followed` and `counted_pair` from `counted_release`, and an empty `curve_pair_sum`.

    `level` gets a column more: how many releases have the value.
    """
    days = [window_days(months) for months in WINDOWS_OFFERED]
    connection.execute(statement(SQL / "counted_tables.sql"), {"months": list(WINDOWS_OFFERED), "days": days})
    columns = connection.execute("select distinct dimension from level order by dimension").fetchall()
    level_counts = " union all ".join(statement(SQL / "level_count.sql", column=column) for column, in columns)
    connection.execute(statement(SQL / "counted_level.sql", level_counts=level_counts))
    _fill(connection, "counted_day", EXPOSURES)
    _fill(connection, "counted_followed", EXPOSURES, longest=LONGEST_WINDOW_MONTHS)
    connection.execute(statement(SQL / "repeated_pair.sql", exposure=PAIRED_EXPOSURE))
    _fill(connection, "counted_pair", [PAIRED_EXPOSURE])
    for name in ("repeated_pair", "counted_window"):
        connection.execute(f"drop table temp.{name}")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, exposures: Iterable[str], **parameters: object) -> None:
    """All outcomes under these exposures in one statement: 21 of them take longer to prepare than small records to count."""
    texts = [statement(SQL / f"{table}.sql", exposure=exposure, outcome=outcome) for exposure in exposures for outcome in OUTCOMES]
    connection.execute(f"insert into {table} " + " union all ".join(texts), parameters)
