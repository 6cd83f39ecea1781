"""The exact way through a CSV file: record by record, so that every line number is right."""
import csv
from array import array
from dataclasses import dataclass
from pathlib import Path

from data.loading.report import Reject
from data.loading.scanning import whole_fields


@dataclass(frozen=True)
class PlainCopy:
    """A copy of the records that have the header's form, and the line on which each of them begins."""

    path: Path
    lines: array
    rejects: tuple[Reject, ...]  # records that have not
    ends_early: bool  # a quote is never closed: what follows it can't be told apart


def copy_plainly(path: Path, to: Path, columns: int) -> PlainCopy:
    """Read a CSV file of UTF-8 text strictly and write its sound records with every value in quotes."""
    lines, rejects, ends_early = array("q"), [], False
    with whole_fields(), path.open(encoding="utf-8-sig", newline="") as file, to.open("w", encoding="utf-8", newline="") as copy:
        reader, writer = csv.reader(file, strict=True), csv.writer(copy, quoting=csv.QUOTE_ALL, lineterminator="\n")
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                reason, ends_early = _in_words(str(error))
                rejects.append(Reject(path.name, line, "", "", reason))
                if ends_early:
                    break
                continue
            while len(cells) > columns and not cells[-1]:
                cells.pop()  # commas at the end of the line
            if not cells:
                continue
            if len(cells) != columns:
                rejects.append(Reject(path.name, line, "", ",".join(cells), _ragged(len(cells), columns)))
                continue
            writer.writerow(cells)
            lines.append(line)
    return PlainCopy(to, lines[1:], tuple(rejects), ends_early)


def _ragged(found: int, columns: int) -> str:
    values = "1 value" if found == 1 else f"{found} values"
    return f"has {values} where the header has {columns}"


def _in_words(message: str) -> tuple[str, bool]:
    if "field larger" in message or "unexpected end" in message:
        return "opens a quote that is not closed", True
    return "has text after a closing quote; a quote within a value is written twice", False
