"""Which engine counts for a command: the one in this process over a database file, or Apache Spark over records elsewhere."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from analytics.as_of import ELSEWHERE
from analytics.database import Database, opened
from data.database import current_load
from data.problem import Problem

ENGINES = ("duckdb", "spark")


def add_options(verb: argparse.ArgumentParser) -> None:
    """The options that say where a verb's records are."""
    verb.add_argument("--db", metavar="F", help="the database file")
    verb.add_argument("--engine", default=ENGINES[0], metavar="E", help="what counts: " + ", ".join(ENGINES) + " (with --records in place of --db)")
    verb.add_argument("--records", metavar="PATH", help="for --engine spark: the folder that the command records wrote, or catalog:NAME for the tables of that database")
    verb.add_argument("--derived", metavar="DIR", help="where Spark keeps the tables that it derives (default: beside the folder of records; with catalog:NAME it must be given)")


@contextmanager
def asked_of(given: dict[str, object], as_of: object | None = None) -> Iterator[Database]:
    """What a verb is asked about, by the options of `add_options`, which are taken out of `given`; as_of: an earlier load.

    Raises Problem where they do not fit together, or two engines hold different records."""
    db, engine, records, derived = (given.pop(name) for name in ("db", "engine", "records", "derived"))
    if engine not in ENGINES:
        raise Problem(f"There is no engine {engine[:40]!r}. Engines: {', '.join(ENGINES)}.")
    if engine == "duckdb":
        if records or derived:
            raise Problem("--records and --derived go with --engine spark; without it give a database with --db.")
        if not db:
            raise Problem("Give a database with --db, or --engine spark and records with --records.")
        yield db
        return
    if not records:
        raise Problem("--engine spark counts a folder that the command records wrote, or the tables of catalog:NAME: give it with --records.")
    if as_of is not None:
        raise Problem(ELSEWHERE)
    from data.spark import connect  # only here is anything of Spark loaded

    with connect(records, derived) as connection:
        if db:
            _same(db, connection)
        yield connection


def _same(db: str, connection: Database) -> None:
    with opened(db) as other:
        here, there = current_load(other).fingerprint, current_load(connection).fingerprint
    if here != there:
        raise Problem(f"The two engines hold different records: {db} has the fingerprint {here}, those on Spark have {there}; "
                      "write them again with the command records, or leave out --db.")
