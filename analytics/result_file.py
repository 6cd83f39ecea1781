"""Result files: a comment-free CSV, and beside it a JSON that says what its figures are."""

import csv
import hashlib
import io
import math
import numbers
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

import pandas as pd

from data.overwriting import keep_records
from data.problem import Problem

# A spreadsheet runs a text cell that begins so.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
AT_A_TIME = 10_000  # rows: as Python's own values a file of millions would take gigabytes


def csv_text(frame: pd.DataFrame) -> str:
    """A result as CSV: one header row, 17 significant digits, an empty cell for what is not shown or not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    for first in range(0, len(frame), AT_A_TIME):
        some = frame.iloc[first : first + AT_A_TIME]
        for row in zip(*(some[column].tolist() for column in frame.columns), strict=True):
            writer.writerow([cell(value) for value in row])
    return text.getvalue()


def csv_of(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows, all with the same columns, as CSV in the same form."""
    return csv_text(pd.DataFrame(rows))


def cell(value: object) -> str:
    """One value as text. Text that a spreadsheet would run is made inert with a leading apostrophe."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return format(float(value), ".17g")
    text = str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def checksum(text: str) -> str:
    """SHA-256 of a file's text, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write(path: Path, content: bytes, sidecar: str) -> None:
    """Write a result file and its `.json`: all is on the disk under another name before the first takes its place.

    A link stays one, and what it leads to is written. Raises Problem where one can't be written, or would take the place of what is
    kept; then none was changed.
    """
    path = path.resolve() if path.is_symlink() else path
    check_place(path)
    ready: dict[Path, Path] = {}
    try:
        for place, text in {path: content, sidecar_path(path): sidecar.encode("utf-8")}.items():
            ready[place] = place.with_name(f".{place.name[:100]}.{uuid4().hex[:12]}.part")
            ready[place].write_bytes(text)
        for place, temporary in ready.items():
            os.replace(temporary, place)
    except OSError as error:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)
        raise Problem(
            f"The file {place} could not be written ({error.strerror}). Nothing was changed; choose another place."
        ) from None


def check_place(path: Path) -> None:
    """Raises Problem where a result file, or the description beside it, would take the place of records or of somebody else's file,
    or of a device or a pipe: that of everybody on the machine."""
    if path.exists() and not path.is_file():
        raise Problem(f"{path} is {'a folder' if path.is_dir() else 'a device or a pipe'}; nothing was changed. Name a file.")
    beside = sidecar_path(path)
    keep_records(path)
    keep_records(beside)
    if beside.is_file() and (said := beside.read_bytes()) and b'"product"' not in said:
        raise Problem(f"{beside} is there already and describes no result file; nothing was changed. Name another file than {path}.")


def sidecar_path(path: Path) -> Path:
    """`x.csv` is described by `x.csv.json`."""
    return path.with_name(path.name + ".json")
