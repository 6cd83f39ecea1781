"""A file of studies of one's own: read, checked row by row, refused in one sentence."""

import csv
import math
from collections.abc import Mapping
from pathlib import Path

from data.evidence.studies import DESCRIPTIVE, DESIGNS, Counts, Study
from data.problem import Problem

ALWAYS = ("study", "model", "outcome")
COUNTED = ("events_treated", "n_treated", "events_control", "n_control")
ESTIMATED = ("effect", "std_error")
MOST_BYTES = 50_000_000


def read_studies(path: str | Path) -> tuple[Study, ...]:
    """The studies of a CSV file with the columns study, model, outcome, [design,] and counts or effect, std_error.

    Counts are taken where a row has both. Raises Problem in one sentence that names the line where something is wrong.
    """
    path = Path(path)
    rows = _rows(path)
    studies, lines = [], {}
    for line, row in rows:
        where = f"{path.name}, line {line}"
        study = _study(row, where)
        key = tuple(" ".join(text.split()).casefold() for text in (study.study, study.model, study.outcome))
        if key in lines:
            raise Problem(f"{where}: the study {study.study!r} stands on line {lines[key]} already with the same model and outcome; "
                          "keep one of the two. Nothing was pooled.")
        lines[key] = line
        studies.append(study)
    if not studies:
        raise Problem(f"{path.name} holds no study, only its header. Nothing was pooled.")
    return tuple(studies)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Problem(f"{path} is too large for a file of studies ({MOST_BYTES // 1_000_000} MB at most). Nothing was pooled.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Problem(f"The file {path} cannot be read ({error.strerror}). Name a CSV file of studies.") from None
    except UnicodeDecodeError:
        raise Problem(f"The file {path} is not UTF-8 text. Save it as CSV in UTF-8.") from None
    try:
        reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = header
        _check_header(path, header)
        return [(reader.line_num, _cells(row, path, reader.line_num)) for row in reader if any(_filled(row))]
    except csv.Error as error:
        raise Problem(f"{path.name} is no CSV file ({error}). Nothing was pooled.") from None


def _filled(row: Mapping) -> list[str]:
    return [value for value in row.values() if isinstance(value, str) and value.strip()]


def _cells(row: Mapping, path: Path, line: int) -> dict[str, str]:
    if None in row:
        raise Problem(f"{path.name}, line {line} has more cells than the header. Nothing was pooled.")
    return {name: (value or "").strip() for name, value in row.items()}


def _check_header(path: Path, header: list[str]) -> None:
    twice = {name for name in header if header.count(name) > 1}
    if twice:
        raise Problem(f"{path.name} has the column {sorted(twice)[0]!r} twice. Nothing was pooled.")
    missing = [name for name in ALWAYS if name not in header]
    if missing:
        raise Problem(f"{path.name} has no column {missing[0]!r}; it needs study, model, outcome, and either {', '.join(COUNTED)} or "
                      f"{', '.join(ESTIMATED)}. Nothing was pooled.")
    if not (set(COUNTED) <= set(header) or set(ESTIMATED) <= set(header)):
        raise Problem(f"{path.name} needs either the columns {', '.join(COUNTED)} or {', '.join(ESTIMATED)}. Nothing was pooled.")


def _study(row: Mapping[str, str], where: str) -> Study:
    for name in ALWAYS:
        if not row[name]:
            raise Problem(f"{where}: {name} is empty. Nothing was pooled.")
    word = "_".join(row.get("design", "").casefold().replace("-", " ").replace("_", " ").split())
    if DESIGNS.get(word, DESCRIPTIVE) == DESCRIPTIVE:
        raise Problem(f"{where}: the design {row['design'][:60]!r} is not known; write randomized, not_randomized, review, or nothing. "
                      "Nothing was pooled.")
    named = {"study": row["study"], "model": row["model"], "outcome": row["outcome"], "design": DESIGNS[word], "title": row["study"],
             "published_design": word}
    given = [name for name in COUNTED if row.get(name)]
    if given:
        if len(given) < len(COUNTED):
            raise Problem(f"{where}: {next(name for name in COUNTED if name not in given)} is empty; all four counts are needed. "
                          "Nothing was pooled.")
        counts = Counts(*(_whole(row[name], name, where) for name in COUNTED))
        _check_counts(counts, where)
        return Study(**named, counts=counts, participants=counts.n_treated + counts.n_control)
    for name in ESTIMATED:
        if not row.get(name):
            raise Problem(f"{where}: there are neither four counts nor an effect with its std_error ({name} is empty). Nothing was pooled.")
    effect, std_error = (_number(row[name], name, where) for name in ESTIMATED)
    if std_error <= 0:
        raise Problem(f"{where}: std_error is {row['std_error']}; a standard error is greater than 0. Nothing was pooled.")
    return Study(**named, effect=effect, std_error=std_error)


def _check_counts(counts: Counts, where: str) -> None:
    for events, n, side in ((counts.events_treated, counts.n_treated, "treated"), (counts.events_control, counts.n_control, "control")):
        if n < 2:
            raise Problem(f"{where}: n_{side} is {n}; a group needs at least 2 people to be compared. Nothing was pooled.")
        if events > n:
            raise Problem(f"{where}: events_{side} is {events}, more than the {n} people of n_{side}. Nothing was pooled.")


def _whole(text: str, name: str, where: str) -> int:
    number = _number(text, name, where)
    if number < 0 or number != int(number):
        raise Problem(f"{where}: {name} is {text[:40]}; it is a whole number, 0 or more. Nothing was pooled.")
    return int(number)


def _number(text: str, name: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise Problem(f"{where}: {name} is {text[:40]!r}, which is no number. Nothing was pooled.") from None
    if not math.isfinite(number) or abs(number) > 1e12:
        raise Problem(f"{where}: {name} is {text[:40]!r}, which is no number that can be worked with. Nothing was pooled.")
    return number
