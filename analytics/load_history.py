"""What is said of the loads that the records came by: in sentences and in a table."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analytics import words
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND
from data.history.loads import PastLoad, past_loads
from data.history.writing import Moved

KINDS = {"replaced": "All records", "added": "A later extract", "erased": "People erased by order"}
COLUMNS = ("load", "loaded_at", "kind", "folder", "profile", "table", "new", "changed", "withdrawn", "left_out", "fingerprint", "data_as_of", "askable")
TABLE = ("Load", "Day", "What came", "New rows", "Changed", "Withdrawn", "Fingerprint")
CAPTION = ("The loads, the last one first. Any of them can be asked again with --as-of and its number, and a slide or file of it checked with "
           "verify. Where people were erased since, only the protected answers to the usual questions were kept.")


def history(db: Database, *, min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """One row a load and table that it moved, the first load first: COLUMNS; counts as they may be shown, None where not.

    `askable`: the load's records can be put together again; otherwise people were erased since. Raises Problem for a value
    that cannot be.
    """
    asked = ask(min_cell=min_cell, round=round)
    gate = Gate(asked.min_cell, asked.round)
    rows = [
        (load.number, load.loaded_at.isoformat(sep=" ", timespec="seconds"), load.kind, load.folder, load.profile, table,
         *(_shown(gate, count) for count in (moved.new, moved.changed, moved.withdrawn, load.left_out.get(table, 0))),
         load.fingerprint, load.data_as_of.isoformat(), load.whole)
        for load in loads(db) for table, moved in _by_table(load).items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({name: object for name in COLUMNS[6:10]})


def loads(db: Database) -> list[PastLoad]:
    """Every state that the records were in, the present one last."""
    with opened(db) as connection:
        return past_loads(connection)


def moved_in_words(moved: Iterable[Moved]) -> str:
    """12 new rows, 3 changed, 1 withdrawn."""
    all_ = _sum(moved)
    return f"{all_.new:,} new row{'' if all_.new == 1 else 's'}, {all_.changed:,} changed, {all_.withdrawn:,} withdrawn"


def in_words(loads: list[PastLoad], min_cell: int = DEFAULT_MIN_CELL) -> list[tuple[str, ...]]:
    """A row a load, the last first: number, day, what came, new, changed, withdrawn, how its fingerprint begins."""
    gate = Gate(min_cell, DEFAULT_ROUND if min_cell else 1)
    return [
        (f"Load {load.number}", words.day(load.loaded_at.date().isoformat()), KINDS[load.kind] + (f": {load.folder}" if load.folder else ""),
         *(_as_words(gate, count) for count in _counts(_sum(load.moved.values()))), load.fingerprint[:8])
        for load in reversed(loads)
    ]  # fmt: skip


def _by_table(load: PastLoad) -> dict[str, Moved]:
    found = {table: load.moved.get(table, Moved()) for table in (*load.moved, *load.left_out)}
    return found or {"": Moved()}


def _sum(moved: Iterable[Moved]) -> Moved:
    return Moved(*map(sum, zip(*map(_counts, moved)))) if (moved := list(moved)) else Moved()


def _counts(moved: Moved) -> tuple[int, int, int]:
    return moved.new, moved.changed, moved.withdrawn


def _shown(gate: Gate, count: int) -> int | None:
    return None if gate.small(np.array(count)).any() else int(gate.rounded(np.array(count)))


def _as_words(gate: Gate, count: int) -> str:
    shown = _shown(gate, count)
    return f"1 to {gate.min_cell - 1}" if shown is None else f"{shown:,}"
