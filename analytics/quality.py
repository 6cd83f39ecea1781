"""What the records at hand are worth: how full, how long followed, what was noticed when they came in.

Every count passes the same gate as the results do. A share is hidden where the rows that it is made of, or the others,
are few, or are those of a few people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pandas as pd

from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.statement import statement
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, WINDOWS_OFFERED, window_days
from data.database import Load, current_load
from data.dictionary import ColumnAbout, TableAbout, dictionary

# Rows looked at to see whether they are those of a few people; with fewer people among them they are taken for few.
LOOKED_AT = 1000

# Table -> (whom a row is about, where that is found). Of activities nobody is named.
PEOPLE = {
    "person": ("person_id", "looked_at"),
    "release": ("person_id", "looked_at"),
    "participation": ("person_id", "looked_at"),
    "event": ("person_id", "looked_at"),
    "victim": ("victim_id", "looked_at"),
    "survey": ("respondent_id", "looked_at"),
    "obligation": ("release.person_id", "looked_at inner join release using (release_id)"),
    "payment": (
        "release.person_id",
        "looked_at inner join obligation using (obligation_id) inner join release on obligation.release_id = release.release_id",
    ),
    "activity": ("activity_id", "looked_at"),
    "service": ("person_id", "looked_at"),
}


@dataclass(frozen=True)
class AtHand:
    """The records at hand; counts as they may be shown, None where they are hidden."""

    load: Load
    people: int | None
    releases: int | None
    first_released_on: date
    last_released_on: date
    files: int


def at_hand(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> AtHand:
    """What these records are and how they came in."""
    gate = Gate(min_cell, round)
    with opened(db) as connection:
        people, releases, first, last, files = connection.execute(statement("records_at_hand")).fetchone()
        return AtHand(current_load(connection), _shown(gate, people, people), _shown(gate, releases, people), first, last, files)


def completeness(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """In how many rows each column is known: one row a column of the ten record tables. The code `unknown` is not known.

    Columns: table, column, required, rows, known, share (0 to 1, of the rounded counts), status (ok; suppressed;
    not_estimable where the table has no rows).
    """
    gate, rows = Gate(min_cell, round), []
    with opened(db) as connection:
        for table in dictionary():
            for column, *counts in _known(connection, table):
                rows.append((table.name, column.name, column.required, *_share(gate, *counts)))
    return pd.DataFrame(rows, columns=["table", "column", "required", "rows", "known", "share", "status"])


def maturity(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """How many releases were followed for each window that the pages offer.

    Columns: window_months, window_days, releases, followed, share (0 to 1, of the rounded counts), status.
    """
    gate, rows = Gate(min_cell, round), []
    with opened(db) as connection:
        for months in WINDOWS_OFFERED:
            days = window_days(months)
            counts = connection.execute(statement("maturity"), {"window_days": days, "looked_at": LOOKED_AT}).fetchone()
            rows.append((months, days, *_share(gate, *counts)))
    return pd.DataFrame(rows, columns=["window_months", "window_days", "releases", "followed", "share", "status"])


def notices(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """What the load reported, warnings first.

    Columns: severity, code, table, rows (NaN where hidden), message with the count as it may be shown, reason (the
    message without its count; empty where that stands within the sentence).
    """
    gate = Gate(min_cell, round)
    with opened(db) as connection:
        found = connection.execute(
            "select severity, code, coalesce(table_name, ''), rows, message from load_notice order by severity desc, rowid").fetchall()
    rows = []
    for severity, code, table, count, message in found:
        reason = message.removesuffix(f": {count:,}.") if message.endswith(f": {count:,}.") else ""
        rows.append((severity, code, table, _shown(gate, count, count), _said(gate, count, message), reason))
    return pd.DataFrame(rows, columns=["severity", "code", "table", "rows", "message", "reason"])


def files(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """The files that the records came from: file, table, bytes, rows and left_out (None where hidden or not counted), sha256."""
    gate = Gate(min_cell, round)
    with opened(db) as connection:
        found = connection.execute(
            "select file_name, coalesce(table_name, ''), bytes, rows_accepted, rows_rejected, sha256 from load_file order by rowid").fetchall()
    rows = [
        (name, table, size, *(None if count is None else _shown(gate, count, count) for count in (accepted, rejected)), sha256)
        for name, table, size, accepted, rejected, sha256 in found
    ]
    return pd.DataFrame(rows, columns=["file", "table", "bytes", "rows", "left_out", "sha256"]).astype(object)


def models(db: Database) -> list[tuple[str, str, str, str]]:
    """(code, name, group, whether it counts as restorative: yes, no or –) of every model of these records, in their order."""
    with opened(db) as connection:
        found = connection.execute(
            "select code, name, model_group, counts_as_restorative from model order by position").fetchall()
    return [(code, name, group.replace("_", " "), {True: "yes", False: "no", None: "–"}[counts]) for code, name, group, counts in found]


def _known(connection: duckdb.DuckDBPyConnection, table: TableAbout) -> Iterator[tuple[ColumnAbout, int, int, int, int]]:
    """Each column with the table's rows, those in which it is known, and the people of these and of the others."""
    conditions = ["true" if column.required else _is_known(column) for column in table.columns]
    known = ", ".join(f"count(*) filter (where {condition})" for condition in conditions)
    rows, *counts = connection.execute(statement("known", table=table.name, known=known)).fetchone()
    everybody = _people(connection, table.name, "true", rows)
    for column, condition, count in zip(table.columns, conditions, counts, strict=True):
        people = everybody if count == rows else _people(connection, table.name, condition, count)
        others = everybody if count == 0 else _people(connection, table.name, f"not ({condition})", rows - count)
        yield column, rows, count, people, others


def _is_known(column: ColumnAbout) -> str:
    return f"coalesce(\"{column.name}\" <> 'unknown', false)" if "unknown" in column.codes else f'"{column.name}" is not null'


def _people(connection: duckdb.DuckDBPyConnection, table: str, condition: str, rows: int) -> int:
    """Of how many people the first rows are for which a condition holds."""
    if rows == 0:
        return 0
    person, people = PEOPLE[table]
    asked = statement("people_of_rows", table=table, condition=condition, person=person, people=people)
    return connection.execute(asked, {"looked_at": LOOKED_AT}).fetchone()[0]


def _share(gate: Gate, rows: int, part: int, people: int, other_people: int) -> tuple[float, float, float, str]:
    """(rows, part, share, status) as they may be shown; NaN where not."""
    if rows == 0:
        return 0.0, 0.0, np.nan, "not_estimable"
    if gate.small(np.array([part, rows - part, people, other_people])).any():
        hidden = bool(gate.small(np.array([rows, max(people, other_people)])).any())
        return np.nan if hidden else float(gate.rounded(np.array(rows))), np.nan, np.nan, "suppressed"
    of, shown = float(gate.rounded(np.array(rows))), float(gate.rounded(np.array(part)))
    return of, shown, min(shown / of, 1.0), "ok"


def _shown(gate: Gate, count: int, people: int) -> int | None:
    return None if gate.small(np.array(people)).any() else int(gate.rounded(np.array(count)))


def _said(gate: Gate, count: int, message: str) -> str:
    """A notice's sentence with the count as it may be shown."""
    if gate.exact or count == 0:
        return message
    shown = _shown(gate, count, count)
    said = f"about {shown:,}" if shown is not None else f"1 to {gate.min_cell - 1}"
    for exact, instead in ((f": {count:,}.", f": {said}."), ("1 row" if count == 1 else f"{count:,} rows", f"{said} rows")):
        if exact in message:
            return message.replace(exact, instead, 1)
    return message
