"""The file of everything that was refused."""
import csv
import os
from collections.abc import Iterable
from pathlib import Path

from data.loading.report import Reject
from data.overwriting import keep_records
from data.problem import Problem

LONGEST_VALUE = 200
# A spreadsheet takes what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    """Write file, line, column, value, reason; only the header where nothing was refused. Raises Problem."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("file", "line", "column", "value", "reason"))
            for reject in rejects:
                line = "" if reject.line is None else reject.line
                writer.writerow((inert(reject.file), line, inert(reject.column), inert(reject.value), reject.reason))
    except OSError as error:
        told = f"The file of rejects {path} can't be written ({error.strerror}); nothing was changed."
        raise Problem(told) from error


def inert(value: str) -> str:
    """A value that no spreadsheet runs, cut where it is huge."""
    cut = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE]
    return f"'{cut}" if cut.startswith(FORMULA) else cut


def check_place(path: Path, database: Path, folder: Path) -> None:
    """Raises Problem where writing there would destroy something."""
    real = Path(os.path.realpath(path))
    if real == Path(os.path.realpath(database)):
        raise Problem(f"The file of rejects can't be the database, {database}.")
    if real.is_dir() or not real.parent.is_dir():
        raise Problem(f"The file of rejects {path} can't be written there; give a file name in a folder that exists.")
    if real.parent == Path(os.path.realpath(folder)) and real.exists() and not _is_rejects(real):
        raise Problem(f"The file of rejects {path} would overwrite a file of the records.")
    keep_records(real)


def _is_rejects(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline(64).strip() == b"file,line,column,value,reason"
