"""The records as they stood at a load, in a database of their own."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from data import derive
from data.history.loads import PastLoad
from data.history.writing import keys
from data.loading import bookkeeping
from data.loading.cells import text
from data.loading.fingerprint import fingerprint
from data.loading.placing import new_database
from data.loading.record_tables import SCHEMA
from data.problem import Problem
from data.statement import statement

SQL = Path(__file__).parent / "sql"
LISTED = ("loads", "load_rows")  # up to this load they are as they were


def put_together(database: Path, load: PastLoad, made: Path, prepare: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Write the database `made` as the load left it; prepare as in `load_folder`.

    Raises Problem where the rows are not those that the load had, by their fingerprint.
    """
    with new_database(made) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"attach {text(str(database))} as present (read_only)")
        connection.execute("begin")
        for table, key in keys().items():
            connection.execute(statement(SQL / "as_it_stood.sql", table=table, key=key), {"number": load.number})
        for listed in LISTED:
            connection.execute(f"insert into history.{listed} select * from present.history.{listed} where load_number <= ?", [load.number])
        named = fingerprint(connection)
        if named != load.fingerprint:
            raise Problem(f"The records of load {load.number} can't be put together again: they would have the fingerprint {named}, "
                          f"and had {load.fingerprint}. The file {database} was changed by something else.")
        derive.build(connection)
        prepare(connection)
        invented = connection.execute("select bool_or(demonstration) from present.load_record").fetchone()[0]
        bookkeeping.record(connection, named, invented, load.profile, {}, [], bookkeeping.notices(connection), load.number)
        connection.execute("update load_record set loaded_at = ?", [load.loaded_at])
        connection.execute("commit")
        connection.execute("detach present")
        connection.execute("checkpoint")
