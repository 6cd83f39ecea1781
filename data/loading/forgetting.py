"""Erasing people: a new file with the records of everybody else, put in the old one's place in one step.

The file is written anew, so no page of it keeps what was erased. What was erased is counted, never named.
"""
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import derive
from data.database import Load, connect_read_only, current_load
from data.history import writing
from data.loading import bookkeeping, rules, straight
from data.loading.attempt import Prepare
from data.loading.cells import text
from data.loading.fingerprint import fingerprint
from data.loading.named_people import named_people
from data.loading.placing import as_problem, new_database, put_in_place, workplace
from data.loading.record_tables import SCHEMA, TABLES
from data.loading.report import FileRead, Notice
from data.problem import Problem

CODE = "erased"
UNKNOWN = "erased_unknown"

Answers = list[tuple[int, str, bytes]]  # number of the load, question, answer
Step = Callable[[float, str], None]
Keep = Callable[[Path, Step], Answers]


@dataclass(frozen=True)
class Erasure:
    """How it ended: rows erased a table, identifiers that no person has, and the fingerprint of what is left."""

    database: Path
    rows: dict[str, int]
    unknown: int
    fingerprint: str

    @property
    def changed(self) -> bool:
        """False where none of the people was there: then the file was left alone."""
        return self.rows["person"] > 0


def forget(database: str | Path, persons: str | Path, *, prepare: Prepare | None = None, keep: Keep | None = None, step: Step = lambda share, said: None) -> Erasure:
    """Erase people and all that is recorded of them: releases, participations, events, victims, answers, obligations,
    payments, services, and what was derived from these.

    persons: a CSV file with a column person_id, or one identifier a line; those that nobody has are counted.
    prepare: as in `load_folder`. keep: gives the protected answers of each load that stay when its records can't be put
    together any more; step: told how far that is. Raises Problem where the list or the database can't be read, or where nothing would be left; then nothing is changed.
    """
    target, named = Path(os.path.realpath(database)), named_people(Path(persons))
    try:
        with workplace(target) as work:
            return _without(named, target, work / "new.duckdb", prepare or (lambda connection: None),
                            (lambda: keep(target, step)) if keep else list)
    except (OSError, duckdb.Error, MemoryError) as error:
        raise as_problem(target, error, "erasure") from error


def _without(named: list[str], target: Path, made: Path, prepare: Prepare, keep: Callable[[], Answers]) -> Erasure:
    with connect_read_only(target) as old:
        before, files, told = current_load(old), files_of(old), told_before(old)
        people = _people(old, named)
    unknown = len(named) - people
    if not people:
        return Erasure(target, dict.fromkeys(TABLES, 0), unknown, before.fingerprint)
    answers = keep()  # before the new file is opened, which will want the memory of a load
    with new_database(made) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"attach {text(str(target))} as old (read_only)")
        connection.execute("create temp table named as select unnest($named) as person_id", {"named": named})
        connection.execute(rules.statement("forgetting/gone.sql"))
        connection.execute("begin")
        connection.execute(rules.statement("forgetting/kept.sql"))
        rows = {table: _count(connection, f"old.{table}") - _count(connection, table) for table in TABLES} | {"person": people}
        if not _count(connection, "release"):
            raise Problem(f"No release would be left in {target}; nothing was changed. To erase everybody, delete the file.")
        if straight.breaks_a_rule(connection):
            raise Problem(f"What would be left in {target} breaks a rule of the records; nothing was changed. Load the records again.")
        named_anew = fingerprint(connection)
        derive.build(connection)
        prepare(connection)
        number = _leave_the_past(connection, named_anew, rows)
        _write_down(connection, before, number, named_anew, files, [*told, *_erased(rows, unknown)])
        connection.executemany("insert into history.answer values (?, ?, ?)", answers) if answers else None
        connection.execute("commit")
        connection.execute("detach old")
        connection.execute("checkpoint")
    put_in_place(made, target)
    return Erasure(target, rows, unknown, named_anew)


def _write_down(connection: duckdb.DuckDBPyConnection, before: Load, number: int, named: str, files: list[FileRead], told: list[Notice]) -> None:
    """One load record, that of the rest: the erased records' own fingerprint would be a trace of them."""
    notices = [*bookkeeping.notices(connection), *_summed(told)]
    bookkeeping.record(connection, named, before.demonstration, before.profile, before.settings, files, notices, number)


def _leave_the_past(connection: duckdb.DuckDBPyConnection, named: str, rows: dict[str, int]) -> int:
    """The list of loads and protected answers go along; no row of the past does, since none of its states is whole any more.
    The number of the erasure among the loads."""
    writing.make_tables(connection)
    number = writing.carry(connection, rows=False)
    moved = {table: writing.Moved(withdrawn=count) for table, count in rows.items()}
    writing.note_load(connection, number, "erased", None, None, named, moved, {})
    return number


def _people(connection: duckdb.DuckDBPyConnection, named: list[str]) -> int:
    """How many of the named are in the records, or only in what is kept of earlier loads."""
    return connection.execute(
        "select count(distinct person_id) from (select person_id from person union all select person_id from history.person) "
        "where person_id in (select unnest($named))", {"named": named}).fetchone()[0]


def _erased(rows: dict[str, int], unknown: int) -> list[Notice]:
    found = [
        Notice("information", CODE, table, None, count, f"Rows of {table} erased by order since they were loaded: {count:,}.")
        for table, count in rows.items() if count
    ]
    return found + ([Notice("information", UNKNOWN, "person", None, unknown, _unknown(unknown))] if unknown else [])


def _unknown(count: int) -> str:
    return f"Identifiers in orders of erasure that were not in the records: {count:,}."


def _summed(told: list[Notice]) -> list[Notice]:
    """One notice a table, whatever the number of orders."""
    sums: dict[tuple[str, str | None], int] = {}
    for notice in told:
        if notice.code in (CODE, UNKNOWN):
            sums[notice.code, notice.table] = sums.get((notice.code, notice.table), 0) + notice.rows
    erased = _erased({table: sums[CODE, table] for table in TABLES if (CODE, table) in sums}, sums.get((UNKNOWN, "person"), 0))
    return [notice for notice in told if notice.code not in (CODE, UNKNOWN)] + erased


def files_of(connection: duckdb.DuckDBPyConnection) -> list[FileRead]:
    """The files that the records came from."""
    found = connection.execute(
        "select file_name, table_name, bytes, sha256, rows_read, rows_accepted, rows_rejected from load_file order by rowid")
    return [FileRead(*row) for row in found.fetchall()]


def told_before(connection: duckdb.DuckDBPyConnection) -> list[Notice]:
    """What the load told that can't be told anew from the records."""
    found = connection.execute(
        "select severity, code, table_name, column_name, rows, message from load_notice order by rowid").fetchall()
    return [Notice(*row) for row in found if row[1] not in bookkeeping.TOLD_ANEW]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return connection.execute(f"select count(*) from {table}").fetchone()[0]
