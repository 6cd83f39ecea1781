"""A delimited text file as records with exact line numbers, or one sentence on why it can't be read."""
import csv
import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.problem import Problem

_BLOCK = 1 << 20
_LONGEST_FIELD = 1 << 20
_BREAK = re.compile("\r\n|\r|\n")
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}


@dataclass(frozen=True)
class Layout:
    """How a text file is laid out."""

    encoding: str
    delimiter: str
    quotes: bool
    skip_lines: int


@functools.lru_cache(maxsize=64)
def _encoding(path: Path, encodings: tuple[str, ...], _size: int, _changed: int) -> str:
    for encoding in encodings:
        try:
            _check_text(path, encoding)
            return encoding
        except UnicodeError:
            continue
    line = _undecodable_line(path, encodings[0])
    raise Problem(
        f"{path.name}, line {line}: this is not {' or '.join(encodings)} text;"
        " save the file as UTF-8 or name its encoding in the profile."
    )


def encoding_of(path: Path, encodings: tuple[str, ...]) -> str:
    """The first encoding in which the whole file can be read. Raises Problem where there is none, or the file is no text."""
    try:
        status = path.stat()
        if not status.st_size:
            raise Problem(f"{path.name} is empty.")
        return _encoding(path, encodings, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise Problem(f"{path.name} can't be read: {error.strerror}.") from None


def _check_text(path: Path, encoding: str) -> None:
    line = 1
    with open(path, encoding=encoding, newline="") as file:
        while block := file.read(_BLOCK):
            if "\0" in block:
                line += block[: block.index("\0")].count("\n")
                raise Problem(f"{path.name}, line {line}: holds a NUL byte, so it is no text file or a damaged one.")
            line += block.count("\n")


def _undecodable_line(path: Path, encoding: str) -> int:
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(encoding)
            except UnicodeError:
                return number
    return 1


@contextmanager
def _records(path: Path, layout: Layout) -> Iterator["csv.Reader"]:
    csv.field_size_limit(_LONGEST_FIELD)
    with open(path, encoding=layout.encoding, newline="") as file:
        for _ in range(layout.skip_lines):
            file.readline()
        quoting = csv.QUOTE_MINIMAL if layout.quotes else csv.QUOTE_NONE
        try:
            yield csv.reader(file, delimiter=layout.delimiter, quoting=quoting, strict=True)
        except UnicodeError:  # the whole file was looked at before
            raise Problem(f"{path.name} changed while it was read; try again when nothing writes to it.") from None


def header(path: Path, layout: Layout) -> list[str]:
    """Column names as written, without white space around them."""
    try:
        with _records(path, layout) as reader:
            names = next((row for row in reader if any(row)), None)
    except csv.Error as error:
        raise _damaged(path, layout.skip_lines + 1, error) from None
    if names is None:
        raise Problem(f"{path.name} has no header line.")
    return [name.strip() for name in names]


def batches(path: Path, layout: Layout, size: int) -> Iterator[tuple[list[int], list[list[str]]]]:
    """The records after the header, `size` at a time, with the line that each starts on; a blank line is a record of no fields.

    Raises Problem where quotation marks don't pair up or a field is longer than a million characters.
    """
    with _records(path, layout) as reader:
        try:
            next(row for row in reader if any(row))  # the header
            while True:
                before = reader.line_num
                records = list(islice(reader, size))
                if not records:
                    return
                first = layout.skip_lines + before + 1
                if reader.line_num - before == len(records):
                    yield list(range(first, first + len(records))), records
                else:
                    yield _over_several_lines(first, records)
        except csv.Error as error:
            raise _damaged(path, layout.skip_lines + reader.line_num, error) from None


def _over_several_lines(line: int, records: list[list[str]]) -> tuple[list[int], list[list[str]]]:
    """Line numbers where fields hold line breaks; the breaks become a space, so that downstream a record is one line."""
    lines = []
    for position, record in enumerate(records):
        lines.append(line)
        breaks = sum(len(_BREAK.findall(cell)) for cell in record)
        line += 1 + breaks
        if breaks:
            records[position] = [" ".join(cell.split()) if _BREAK.search(cell) else cell for cell in record]
    return lines, records


def _damaged(path: Path, line: int, error: csv.Error) -> Problem:
    if "field limit" in str(error):
        said = f"a field is longer than {_LONGEST_FIELD:,} characters; a quotation mark may be missing."
    else:
        said = "the quotation marks don't pair up; say quotes = false in the profile if the file doesn't use them."
    return Problem(f"{path.name}, line {line}: {said}")
