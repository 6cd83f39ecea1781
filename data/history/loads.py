"""The list of loads, and which of them somebody means by a number, a fingerprint or a day."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

import duckdb

from data.history.writing import Moved
from data.problem import Problem

SHORTEST = 6  # letters of a fingerprint that name it


@dataclass(frozen=True)
class PastLoad:
    """A state of the records. `loaded_at` is in Coordinated Universal Time; kind: replaced, added or erased.

    whole: it can be put together again, since nobody was erased after it. moved: rows by table that it brought, changed
    and withdrew; left_out: rows by table that were wrong and not taken.
    """

    number: int
    loaded_at: datetime
    kind: str
    folder: str | None
    profile: str | None
    fingerprint: str
    data_as_of: date
    whole: bool
    moved: dict[str, Moved] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def past_loads(connection: duckdb.DuckDBPyConnection) -> list[PastLoad]:
    """Every state that the records were in, the present one last."""
    found = connection.execute(
        "select load_number, loaded_at, kind, folder, profile, fingerprint, data_as_of from history.loads order by load_number").fetchall()
    rows: dict[int, dict[str, tuple[Moved, int]]] = {}
    for number, table, new, changed, withdrawn, left_out in connection.execute("select * from history.load_rows order by rowid").fetchall():
        rows.setdefault(number, {})[table] = Moved(new, changed, withdrawn), left_out
    erased = max((row[0] for row in found if row[2] == "erased"), default=0)
    return [PastLoad(*row, row[0] >= erased, {table: moved for table, (moved, _) in rows.get(row[0], {}).items()},
                     {table: left_out for table, (_, left_out) in rows.get(row[0], {}).items() if left_out}) for row in found]


def find_load(loads: list[PastLoad], meant: object) -> PastLoad:
    """The load of a number, of a fingerprint (or how it begins), or the last one up to a day. Raises Problem: none of them."""
    text = str(meant).strip().lower()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        found = [load for load in loads if load.loaded_at.date() <= _day(text)][-1:]
    elif re.fullmatch(r"\d{1,5}", text):
        found = [load for load in loads if load.number == int(text)]
    else:
        found = [load for load in loads if len(text) >= SHORTEST and load.fingerprint.startswith(text)][-1:]
    if not found:
        raise Problem(f"There is no load {text[:40]!r}: {_there_are(loads)}. A load is named by its number, its fingerprint or a day (2026-01-31).")
    return found[0]


def _there_are(loads: list[PastLoad]) -> str:
    if not loads:
        return "this database keeps no history"
    first, last = loads[0], loads[-1]
    if len(loads) == 1:
        return f"there is one, number {first.number} of {first.loaded_at.date()}"
    return f"there are {first.number} (of {first.loaded_at.date()}) to {last.number} (of {last.loaded_at.date()})"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"{text!r} is no day of the calendar. A load is named by its number, its fingerprint or a day (2026-01-31).") from None
