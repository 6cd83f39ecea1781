"""Counts of all releases, made once a load for the questions that select nothing: a second way to the same numbers.

Every outcome is counted under every exposure, all releases and first ones in one go. Grouping them again at each
question would take as long as reading all records several times.
"""

from collections import Counter
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
# What groups are mostly made alike in, where all of it is too much: cells of these are counted for the same exposure and
# windows, the last column's code running fastest. From this many releases on; fewer are counted as fast at the question.
CELL_COLUMNS = {"sex": "sex", "race": "race", "age_band": "age_band", "offense": "offense", "risk_level": "risk_before_referral"}    # covariate -> column
CELLS_FROM = 1 << 20


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `counted_day`, `counted_followed`, `counted_pair` and `counted_cell` from `counted_release`, and an empty
    `curve_pair_sum`.

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
    _count_cells(connection)
    for name in ("repeated_pair", "counted_window"):
        connection.execute(f"drop table temp.{name}")


def followed_and_had(months: int) -> tuple[int, int]:
    """From which numbers of `counted_cell` on a release was followed for this window, and has the event in it."""
    place = PAIRED_WINDOWS.index(months)
    return place + 1, len(PAIRED_WINDOWS) - place


def _count_cells(connection: duckdb.DuckDBPyConnection) -> None:
    if connection.execute("select count(*) < $few from counted_release", {"few": CELLS_FROM}).fetchall()[0][0]:
        return
    sizes = Counter(dimension for dimension, in connection.execute("select dimension from level").fetchall())
    cell = "0"
    for covariate, column in CELL_COLUMNS.items():
        cell = f"({cell}) * {max(sizes[covariate], 1)} + {column}::uinteger"
    days = [months * 365 // 12 for months in PAIRED_WINDOWS]
    followed = " + ".join(f"(follow_up_day >= {last})::utinyint" for last in days)
    for outcome in OUTCOMES:
        had = " + ".join(f"({outcome} <= {4 * last + 1})::utinyint" for last in days)
        text = _text("counted_cell", exposure=PAIRED_EXPOSURE, cell=f"({cell})", followed=followed, had=had, outcome=outcome)
        connection.execute(f"insert into counted_cell {text}")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, exposures: Iterable[str], **parameters: object) -> None:
    """All outcomes under these exposures in one statement: 21 of them take longer to prepare than small records to count."""
    texts = [_text(table, exposure=exposure, outcome=outcome) for exposure in exposures for outcome in OUTCOMES]
    connection.execute(f"insert into {table} " + " union all ".join(texts), parameters)


def _text(name: str, **parts: str) -> str:
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    for part, column in parts.items():
        text = text.replace("{" + part + "}", column)
    return text
