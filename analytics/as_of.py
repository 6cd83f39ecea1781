"""The records as they stood at an earlier load, for the length of one question."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import duckdb
import pandas as pd

from analytics.database import Database, opened
from analytics.prepared import prepare
from data.database import connect_read_only, current_load
from data.history.as_it_stood import put_together
from data.history.loads import PastLoad, find_load, past_loads
from data.loading.placing import as_problem
from data.problem import Problem


def load_meant(db: Database, as_of: object) -> tuple[PastLoad, bool]:
    """The load that somebody means, and whether it is the present one.

    Raises Problem where there is no such load, or the records are not those that the list of loads says."""
    with opened(db) as connection:
        found, present = find_load(past_loads(connection), as_of), current_load(connection)
    if found.number == present.number and found.fingerprint != present.fingerprint:
        raise Problem(f"The records have the fingerprint {present.fingerprint}, and load {found.number} had {found.fingerprint}: "
                      "the file was changed by something else. Ask without --as-of what it holds now, or load the records again.")
    return found, found.number == present.number


@contextmanager
def stood(db: Database, as_of: object | None) -> Iterator[Database]:
    """The database itself where `as_of` is None or its present load; else one as that load left it, gone afterwards.

    as_of: a load's number, its fingerprint (or how that begins), or a day: the last load up to it. Raises Problem where
    there is no such load, or where it can't be put together again since people were erased after it.
    """
    load, present = (None, True) if as_of is None else load_meant(db, as_of)
    if present:
        yield db
        return
    if not load.whole:
        raise Problem(erased_since(load))
    with put_together_for_now(_file(db), load) as connection:
        yield connection


@contextmanager
def put_together_for_now(database: Path, load: PastLoad) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the records as a load left them, in a file that is gone afterwards; it lies where TMPDIR says.

    Raises Problem where memory (LOAD_MEMORY) or disk are too small for it.
    """
    with tempfile.TemporaryDirectory(prefix="records-as-of-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "as-of.duckdb"
        try:
            put_together(database, load, made, prepare)
        except (OSError, duckdb.Error, MemoryError) as error:
            raise as_problem(database, error, "look at an earlier load", Path(folder).parent) from error
        with connect_read_only(made) as connection:
            yield connection


def asked_as_of(verb: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """The same verb with one option more, `as_of`: the records as they stood at a load."""
    @wraps(verb)
    def asked(db: Database, *, as_of: object | None = None, **options: object) -> pd.DataFrame:
        if as_of is None:
            return verb(db, **options)
        with stood(db, as_of) as records:
            return verb(records, **options)

    return asked


def erased_since(load: PastLoad) -> str:
    """Why a load can't be put together, and what can be asked."""
    return (f"The records of load {load.number} can't be put together again: people have been erased by order since. What was kept of it "
            "are the protected answers to the usual questions; this question is not among them.")


def _file(db: Database) -> Path:
    """Where a database lies."""
    if not isinstance(db, duckdb.DuckDBPyConnection):
        return Path(db)
    files = [path for _, name, path in db.execute("pragma database_list").fetchall() if path]
    if not files:
        raise Problem("Records in memory have no earlier loads; give the path of a database file.")
    return Path(files[0])
