"""The list of people to erase: a CSV file with a column person_id, or one identifier a line."""
import csv
import io
from pathlib import Path

from data.problem import Problem

COLUMN = "person_id"
KEPT = "nothing was erased"


def named_people(path: Path) -> list[str]:
    """The identifiers in a list, each once. No sentence of a Problem repeats one: who is on the list stays in it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Problem(f"The list {path} can't be read ({error.strerror}); {KEPT}.") from None
    except UnicodeDecodeError:
        raise Problem(f"The list {path} is not UTF-8 text; {KEPT}. Save it as UTF-8.") from None
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error as error:
        raise Problem(f"The list {path} is no CSV file that can be read ({error}); {KEPT}.") from None
    rows = [row for row in rows if any(row)]
    header = rows[0] if rows else []
    if header.count(COLUMN) == 1:
        place = header.index(COLUMN)
        if any(len(row) != len(header) for row in rows[1:]):
            raise Problem(f"In the list {path} a line has more or fewer values than the header; {KEPT}.")
        rows = rows[1:]
    elif all(len(row) == 1 for row in rows):
        place = 0
    else:
        raise Problem(f"The list {path} has no column {COLUMN}; {KEPT}. Name the people in a column of that name.")
    people = list(dict.fromkeys(row[place] for row in rows if row[place]))
    if not people:
        raise Problem(f"The list {path} names nobody; {KEPT}.")
    return people
