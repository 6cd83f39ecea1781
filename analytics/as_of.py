"""The records as they stood at an earlier load, for the length of one question."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from analytics.database import Database, opened
from analytics.prepared import prepare
from data.database import connect_read_only, current_load
from data.history.as_it_stood import put_together
from data.history.loads import PastLoad, find_load, past_loads
from data.loading.placing import as_problem, room
from data.problem import Problem
from data.standing import distributed

ELSEWHERE = "Records on Spark are as they stand there, without earlier loads; ask a database with --as-of."


def load_meant(db: Database, as_of: object) -> tuple[PastLoad, bool]:
    """The load that somebody means, and whether it is the present one.

    Raises Problem where there is no such load, or the records are not those that the list of loads says."""
    if distributed(db):
        raise Problem(ELSEWHERE)
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
    with put_together_for_now(db, load) as made, connect_read_only(made) as connection:
        yield connection


@contextmanager
def put_together_for_now(db: Database, load: PastLoad) -> Iterator[Path]:
    """The records as a load left them, in a file that is gone afterwards; it lies where TMPDIR says.

    Raises Problem where memory (LOAD_MEMORY) or disk are too small for it.
    """
    try:
        place = Path(tempfile.gettempdir())
    except OSError as error:
        raise as_problem(_file(db), error, "look at an earlier load") from error
    with room(place, "records-as-of") as folder:
        made = folder / "as-of.duckdb"
        try:
            with _read(db) as present:
                put_together(present, load, made, prepare)
        except (OSError, duckdb.Error, MemoryError) as error:
            raise as_problem(_file(db), error, "look at an earlier load", place) from error
        yield made


@contextmanager
def _read(db: Database) -> Iterator[Path | duckdb.DuckDBPyConnection]:
    """The file, or for an open connection one beside it: the engine may refuse to open the file of a connection again."""
    if not isinstance(db, duckdb.DuckDBPyConnection):
        yield Path(db)
        return
    with db.cursor() as beside:
        yield beside


def erased_since(load: PastLoad) -> str:
    """Why a load can't be put together, and what can be asked."""
    return (f"The records of load {load.number} can't be put together again: people have been erased by order since. What was kept of it "
            "are the protected answers to the usual questions; this question is not among them.")


def _file(db: Database) -> Path:
    """What a database is called in a sentence: where it lies."""
    if not isinstance(db, duckdb.DuckDBPyConnection):
        return Path(db)
    return Path(next((path for *_, path in db.execute("pragma database_list").fetchall() if path), "The database in memory"))
