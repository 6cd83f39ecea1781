"""What is said of the loads that the records came by: in sentences, in a table, in a file."""

import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analytics.database import Database, opened
from analytics.result_file import csv_text, write_all
from data.history.loads import PastLoad, past_loads
from data.history.writing import Moved

KINDS = {"replaced": "All records", "added": "A later extract", "erased": "People erased by order"}
COLUMNS = ("load", "loaded_at", "kind", "folder", "profile", "table", "new", "changed", "withdrawn", "left_out", "fingerprint", "data_as_of", "askable")


def history(db: Database) -> pd.DataFrame:
    """One row a load and table that it moved, the first load first: COLUMNS. `askable`: its records can be put together again."""
    with opened(db) as connection:
        loads = past_loads(connection)
    rows = [
        (load.number, load.loaded_at.isoformat(sep=" ", timespec="seconds"), load.kind, load.folder, load.profile, table, moved.new,
         moved.changed, moved.withdrawn, load.left_out.get(table, 0), load.fingerprint, load.data_as_of.isoformat(), load.whole)
        for load in loads for table, moved in (load.moved or {"": Moved()}).items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def list_loads(verb: str, given: dict) -> int:
    """Write the history as CSV, to a file or standard output; the exit code."""
    frame = history(given["db"])
    text = csv_text(frame)
    if given["csv"] is None:
        sys.stdout.write(text)
    else:
        write_all({Path(given["csv"]): text.encode("utf-8")})
    loads = frame.groupby("load").last()
    erased = f"; {(~loads.askable).sum()} of them no longer whole, since people were erased" if not loads.askable.all() else ""
    print(f"history: {len(loads)} load{'' if len(loads) == 1 else 's'}{erased}", file=sys.stderr)
    return 0


def moved_in_words(moved: Iterable[Moved]) -> str:
    """12 new rows, 3 changed, 1 withdrawn."""
    moved = list(moved)
    new, changed, withdrawn = (sum(getattr(row, name) for row in moved) for name in ("new", "changed", "withdrawn"))
    return f"{new:,} new row{'' if new == 1 else 's'}, {changed:,} changed, {withdrawn:,} withdrawn"


def in_words(loads: list[PastLoad]) -> list[tuple[str, ...]]:
    """A row a load, the last first: number, day, what came, new, changed, withdrawn, how its fingerprint begins."""
    return [
        (str(load.number), f"{load.loaded_at:%Y-%m-%d}", KINDS[load.kind] + (f": {load.folder}" if load.folder else ""),
         *(f"{count:,}" for count in (load.all_moved.new, load.all_moved.changed, load.all_moved.withdrawn)), load.fingerprint[:8])
        for load in reversed(loads)
    ]  # fmt: skip
