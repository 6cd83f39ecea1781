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


def put_together(present: Path | duckdb.DuckDBPyConnection, load: PastLoad, made: Path, prepare: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Write the database `made` as the load left it; prepare as in `load_folder`.

    present: the database as it is now, a file or a connection to it. Raises Problem where the rows are not those that the
    load had, by their fingerprint.
    """
    with new_database(made) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        if isinstance(present, Path):
            connection.execute(f"attach {text(str(present))} as present (read_only)")
        connection.execute("begin")
        invented = _fill(connection, present, load.number)
        named = fingerprint(connection)
        if named != load.fingerprint:
            raise Problem(f"The records of load {load.number} can't be put together again: they would have the fingerprint {named}, "
                          f"and had {load.fingerprint}. The database was changed by something else.")
        derive.build(connection)
        prepare(connection)
        bookkeeping.record(connection, named, invented, load.profile, {}, [], bookkeeping.notices(connection), load.number)
        connection.execute("update load_record set loaded_at = ?", [load.loaded_at])
        connection.execute("commit")
        if isinstance(present, Path):
            connection.execute("detach present")
        connection.execute("checkpoint")


def _fill(connection: duckdb.DuckDBPyConnection, present: Path | duckdb.DuckDBPyConnection, number: int) -> bool:
    """Fill the record tables and the list of loads; whether the records are invented."""
    beside, reads = ("present.", connection) if isinstance(present, Path) else ("", present)
    queries = {f"main.{table}": statement(SQL / "as_it_stood.sql", table=table, key=key, present=beside) for table, key in keys().items()}
    queries |= {f"history.{table}": f"select * from {beside}history.{table} where load_number <= $number" for table in LISTED}
    for table, query in queries.items():
        if reads is connection:
            connection.execute(f"insert into {table} {query}", {"number": number})
        else:  # from an engine of its own, which hands its rows over in batches
            connection.register("as_they_stood", reads.sql(query, params={"number": number}).to_arrow_reader())
            connection.execute(f"insert into {table} select * from as_they_stood")
            connection.unregister("as_they_stood")
    return reads.execute(f"select bool_or(demonstration) from {beside}main.load_record").fetchone()[0]
