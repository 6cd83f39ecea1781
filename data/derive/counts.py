"""Counts of all releases, made once a load for the questions that select nothing: a second way to the same numbers.

Every outcome is counted under every exposure, all releases and first ones in one go. Grouping them again at each
question would take as long as reading all records several times.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.codes import EXPOSURES, LONGEST_WINDOW_MONTHS, OUTCOMES, WINDOWS_OFFERED, window_days
from data.statement import statement

SQL = Path(__file__).parent
# Pairs of one person's releases are counted for what is mostly asked: the windows offered, under this exposure.
PAIRED_EXPOSURE = "referred"
# What groups are mostly made alike in, where all of it is too much: cells of these are counted for the same exposure and
# windows, the last column's code running fastest. From this many releases on; fewer are counted as fast at the question.
CELL_COLUMNS = {"sex": "sex", "race": "race", "age_band": "age_band", "offense": "offense", "risk_level": "risk_before_referral"}    # covariate -> column
CELLS_FROM = 1 << 20


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `counted_day`, `counted_followed`, `counted_pair` and `counted_cell` from `counted_release`, and an empty
    `curve_pair_sum`.

    `level` gets a column more: how many releases have the value.
    """
    days = [window_days(months) for months in WINDOWS_OFFERED]
    connection.execute(statement(SQL / "counted_tables.sql"), {"months": list(WINDOWS_OFFERED), "days": days})
    columns = connection.execute("select distinct dimension from level order by dimension").fetchall()
    connection.execute(level_text([column for column, in columns]))
    days = {f"{outcome}_together": _text("day_together", outcome=outcome) for outcome in OUTCOMES}
    _fill(connection, "counted_day", EXPOSURES, days)
    followed = {"followed_together": _text("followed_together")}
    _fill(connection, "counted_followed", EXPOSURES, followed, longest=LONGEST_WINDOW_MONTHS)
    pairs = {"pair_together": _text("pair_together", exposure=PAIRED_EXPOSURE)}
    _fill(connection, "counted_pair", [PAIRED_EXPOSURE], pairs)
    _count_cells(connection)
    connection.execute("drop table temp.counted_window")


def level_text(columns: Iterable[str]) -> str:
    """The statement that tells for each value of these columns how many releases have it."""
    return _text("counted_level", level_counts=" union all ".join(_text("level_count", column=column) for column in columns))


def _count_cells(connection: duckdb.DuckDBPyConnection) -> None:
    if connection.execute("select count(*) < $few from counted_release", {"few": CELLS_FROM}).fetchall()[0][0]:
        return
    sizes = Counter(dimension for dimension, in connection.execute("select dimension from level").fetchall())
    cell = "0"
    for covariate, column in CELL_COLUMNS.items():
        cell = f"({cell}) * {max(sizes[covariate], 1)} + {column}::uinteger"
    days = [window_days(months) for months in WINDOWS_OFFERED]
    followed = " + ".join(f"(follow_up_day >= {last})::utinyint" for last in days)
    places = range(1, len(WINDOWS_OFFERED) + 1)
    windows = {"months": list(WINDOWS_OFFERED), "followed": list(places), "had": list(reversed(places))}
    for outcome in OUTCOMES:
        had = " + ".join(f"({outcome} <= {4 * last + 1})::utinyint" for last in days)
        text = _text("counted_cell", exposure=PAIRED_EXPOSURE, cell=f"({cell})", followed=followed, had=had, outcome=outcome)
        connection.execute(f"insert into counted_cell {text}", windows)


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
    return statement(SQL / f"{name}.sql", **parts)
