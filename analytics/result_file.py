"""Result files: a comment-free CSV, and beside it a JSON that says what its figures are."""

import csv
import hashlib
import io
import math
import numbers
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from data.problem import Problem

# A spreadsheet runs a text cell that begins so.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(frame: pd.DataFrame) -> str:
    """A result as CSV: one header row, 17 significant digits, an empty cell for what is not shown or not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    columns = [frame[column].tolist() for column in frame.columns]
    for row in zip(*columns, strict=True):
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


def write(path: Path, text: str, sidecar: str) -> None:
    """Write a result file and its `.json`, each in one step: a reader sees the old file or the new one."""
    _replace(path, text)
    _replace(sidecar_path(path), sidecar)


def sidecar_path(path: Path) -> Path:
    """`x.csv` is described by `x.csv.json`."""
    return path.with_name(path.name + ".json")


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(text.encode("utf-8"))
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Problem(
            f"The file {path} could not be written ({error.strerror}). Nothing was changed; choose another place."
        ) from None
