"""What a file of an older version holds, in this version's tables: its records, and the history of their loads.

The older file is attached as `old`; columns that this version does not know are left behind.
"""

from pathlib import Path

import duckdb

from data.database import Load, connect_older
from data.history import writing
from data.loading.cells import name, text
from data.loading.placing import new_database
from data.loading.record_tables import REQUIRED, SCHEMA, TABLES
from data.problem import Problem


def bring_records(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Fill the record tables and the models. Raises Problem where a table isn't there, or this version refuses a value."""
    for table in ("model", *TABLES):
        if not _columns(connection, "old", "main", table) and table in ("model", *REQUIRED):
            raise Problem(f"{target} holds no table {table}; load the records again.")
        _copy(connection, "main", table, target)


def bring_history(connection: duckdb.DuckDBPyConnection, target: Path) -> bool:
    """Make the tables of the past and fill them, numbers and days as they are; False where the file keeps none yet."""
    writing.make_tables(connection)
    if not _columns(connection, "old", "history", "loads"):
        return False
    for table in (*writing.LISTS, writing.ARRIVAL, *writing.keys()):
        _copy(connection, "history", table, target)
    return True


def to_follow(target: Path, work: Path) -> tuple[Load, Path] | None:
    """The load of an older version's file, and its records and history in a file of this version's tables, for a load to
    follow; None where it keeps no history. What counting needs is not in it."""
    made = work / "older.duckdb"
    with new_database(made) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"attach {text(str(target))} as old (read_only)")
        connection.execute("begin")
        if not bring_history(connection, target):
            return None
        bring_records(connection, target)
        connection.execute("commit")
    with connect_older(target) as (_, before):
        return before, made


def _columns(connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> list[str]:
    found = connection.execute("select column_name from duckdb_columns() where database_name = ? and schema_name = ? and table_name = ? order by column_index",
                               [database, schema, table])
    return [column for (column,) in found.fetchall()]


def _copy(connection: duckdb.DuckDBPyConnection, schema: str, table: str, target: Path) -> None:
    """What both versions know of a table."""
    here = connection.execute("select current_database()").fetchone()[0]
    known = set(_columns(connection, here, schema, table))
    both = ", ".join(name(column) for column in _columns(connection, "old", schema, table) if column in known)
    if not both:
        return
    try:
        connection.execute(f"insert into {schema}.{table} ({both}) select {both} from old.{schema}.{table}")
    except (duckdb.DataError, duckdb.IntegrityError) as error:
        raise Problem(f"What {target} holds breaks a rule of this version ({schema}.{table}); nothing was changed. "
                      "To go on without it, put the file aside and load the records again.") from error
