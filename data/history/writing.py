"""Writing history while a new database file is filled: what was there before is attached as `old`.

A state that follows another keeps what it changed or withdrew of it; all else of the past is carried over as it is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.database import Load
from data.loading.cells import name
from data.loading.record_tables import record_tables
from data.statement import statement
from data.version import VERSION

SQL = Path(__file__).parent / "sql"
LISTS = ("loads", "load_rows", "answer")
ARRIVAL = "arrival"  # which load a row came by; written anew where a load touches its table


@dataclass(frozen=True)
class Moved:
    """Rows of one table that a load brought, changed and withdrew."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0


def keys() -> dict[str, str]:
    """Table -> its key, of every table that has a past: the record tables and the models."""
    return {"model": "code", **{table.name: table.key for table in record_tables().values()}}


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """One table of the past for each table that has one, with the same columns."""
    for table in keys():
        connection.execute(f"create table history.{table} as select 0 as from_load, 0 as until_load, * from main.{table} limit 0")


def carry(connection: duckdb.DuckDBPyConnection, rows: bool = True) -> int:
    """Take over the list of loads and what is kept of them; `rows`: and the rows of the past. The number of the next load."""
    for table in LISTS:
        connection.execute(f"insert into history.{table} select * from old.history.{table}")
    if rows:
        for table in keys():
            connection.execute(f"insert into history.{table} select * from old.history.{table}")
    return connection.execute("select coalesce(max(load_number), 0) + 1 from history.loads").fetchone()[0]


def note_moved(connection: duckdb.DuckDBPyConnection, number: int, touched: Collection[str]) -> dict[str, Moved]:
    """Write down what load `number` changed and withdrew of `old`, and what it brought; how much of each table.

    touched: the tables that may differ from what they were.
    """
    found = {}
    for table, key in keys().items():
        moved = _moved(connection, table, key) if table in touched else Moved()
        if moved.changed or moved.withdrawn:
            connection.execute(statement(SQL / "gone.sql", table=table, key=key), {"number": number})
        if moved != Moved():
            connection.execute(statement(SQL / "arrival.sql", table=table), {"number": number})
            found[table] = moved
    connection.execute(
        "insert into history.arrival select * from old.history.arrival where table_name not in (select unnest($moved::varchar[]))", {"moved": list(found)})
    return found


def _moved(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> Moved:
    """Find out which rows of a table are not as they were: fills the temporary table `moved`."""
    columns = [column for (column,) in connection.execute(
        "select column_name from duckdb_columns() where database_name = current_database() and schema_name = 'main' and table_name = ?",
        [table]).fetchall()]  # fmt: skip
    differs = " or ".join(f"present.{name(column)} is distinct from past.{name(column)}" for column in columns)
    connection.execute(statement(SQL / "moved.sql", table=table, key=key, differs=differs))
    return Moved(*connection.execute(
        "select count(*) filter (what = 'new'), count(*) filter (what = 'changed'), count(*) filter (what = 'withdrawn') from moved").fetchone())


def note_load(connection: duckdb.DuckDBPyConnection, number: int, kind: str, folder: str | None, profile: str | None, fingerprint: str,
              moved: dict[str, Moved], left_out: dict[str, int]) -> None:
    """Add a state to the list: its number, how it came, and what it did to each table."""
    connection.execute(
        "insert into history.loads select ?, ?, ?, ?, ?, ?, ?, max(follow_up_ended_on) from release",
        [number, datetime.now(UTC).replace(tzinfo=None), VERSION, kind, folder, profile, fingerprint])
    for table in record_tables():
        rows = moved.get(table, Moved())
        if any((rows.new, rows.changed, rows.withdrawn, left_out.get(table))):
            connection.execute("insert into history.load_rows values (?, ?, ?, ?, ?, ?)",
                               [number, table, rows.new, rows.changed, rows.withdrawn, left_out.get(table, 0)])


def first_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, Moved]:
    """All rows, as those of a load that follows none are new."""
    return {table: Moved(new=connection.execute(f"select count(*) from {table}").fetchone()[0]) for table in record_tables()}


def follows(before: Load | None, demonstration: bool) -> bool:
    """Whether a new state follows that of the old file: invented records have no past, and are nobody's."""
    return before is not None and not before.demonstration and not demonstration
