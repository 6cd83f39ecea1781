"""What no file that is written may take the place of: records, in a database or in files, and the log of who asked."""

from pathlib import Path

from data import log
from data.loading.record_tables import record_tables
from data.problem import Problem

START = 65_536  # bytes in which a header ends
LISTS = {("table", "id"), ("code", "name", "group", "counts_as_restorative")}  # withdrawn.csv and model.csv
LOG, NOT_YET_WRITTEN = ".log.jsonl", ".wal"


def keep_records(path: Path) -> None:
    """Raises Problem where a file is there that holds records, or the log of a database: it is never overwritten."""
    what = _what(path) if path.is_file() else None
    if what:
        raise Problem(f"{path} is {what}; it is never overwritten, and nothing was changed. Name another file.")


def _what(path: Path) -> str | None:
    """What can't be made again of the file; None where it is something else, or can't be read."""
    if path.name.endswith(LOG) or path.resolve() == log.place(None).resolve():
        return "a log of who loaded and who exported what"
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError:
        return None
    if start[8:12] == b"DUCK" or path.name.endswith(NOT_YET_WRITTEN):
        return "a database"
    header = tuple(cell.strip(' "\r') for cell in start.decode("utf-8-sig", "replace").split("\n", 1)[0].split(","))
    if start[:4] == b"PAR1" or header in LISTS or not set(header).isdisjoint(table.key for table in record_tables().values()):
        return "a file of records"
    return None
