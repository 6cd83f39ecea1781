"""Open what a verb is asked about: a path to a database file, or a connection that is already open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.database import connect_read_only
from data.limits import within
from data.standing import distributed, stands

# Also a connection of `data.spark.connect`, which counts elsewhere and has the same methods.
Database = str | Path | duckdb.DuckDBPyConnection


@contextmanager
def opened(db: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of one's own for the length of one question; temporary tables end with it."""
    if isinstance(db, duckdb.DuckDBPyConnection) or distributed(db):
        with db.cursor() as connection:
            stands(connection, like=db)
            with within(connection, like=db):
                yield connection
    else:
        with connect_read_only(Path(db)) as connection, within(connection, like=connection):
            yield connection
