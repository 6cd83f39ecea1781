"""The demonstration's known truth beside what the records show: does the method find what was put in?"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from analytics import sentences, words
from analytics.overview import Cell, Line

COLUMNS = ("Model", "What the program did", "What the records show", "The range they fit", "In short")
ABOUT = [
    "The demonstration's people are invented twice: once as they went, and once as they would have gone without the program, with "
    "the same chances. The gap between the two is what the program did. No real records can know it.",
    "More people at low risk are sent to programs here, as in life. So a plain comparison flatters the programs, and the table "
    "below shows by how much. A method that makes groups alike has to come back to the truth before anybody should trust it with "
    "real records.",
]


def truth_file(database: Path) -> Path:
    """Where the known truth of a demonstration database stands."""
    return database.with_name(database.name + ".truth.csv")


def read(database: Path) -> dict[tuple[str, str, int], float] | None:
    """(model, outcome, months) -> the true difference; None where there is no such file, or it is not ours."""
    try:
        with truth_file(database).open(encoding="utf-8", newline="") as file:
            return {(row["model"], row["outcome"], int(row["window_months"])): float(row["true_difference"])
                    for row in csv.DictReader(file) if row["true_difference"]}
    except (OSError, UnicodeDecodeError, KeyError, ValueError, csv.Error):
        return None


def lines(truth: Mapping[tuple[str, str, int], float], rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """A row a model: the truth, what `compare` found, its range, and whether the range holds the truth."""
    return [_line(row, truth[key], names) for row in rows
            if (key := (row["model"], row["outcome"], int(row["window_months"]))) in truth]


def caption(rows: Sequence[Mapping]) -> str:
    """What the table shows."""
    row = rows[0]
    event, months = words.EVENTS[row["outcome"]], words.window(int(row["window_months"]))
    made = "the groups made alike" if sentences.matched(row) else "crude: the groups were not matched"
    return f"Of every 100 people, how many fewer or more {event.were} within {months} than without the program ({made})."


def _line(row: Mapping, true: float, names: dict[str, str] | None) -> Line:
    title = words.model(row["model"], names).title
    if sentences.missing(row["risk_difference"]):
        return Line(row["model"], title, (Cell(_gap(true)), Cell("no number", faded=True), Cell("–", faded=True), Cell("–", faded=True)))
    low, high = row["risk_difference_low"], row["risk_difference_high"]
    holds = low <= true <= high
    verdict = "The range holds the truth" if holds else "The range misses the truth"
    return Line(row["model"], title, (
        Cell(_gap(true)), Cell(_gap(row["risk_difference"]), faded=row["status"] == "low"), Cell(f"{_gap(low)} to {_gap(high)}"),
        Cell(verdict)))


def _gap(difference: float) -> str:
    people = sentences.whole(difference)
    return "no gap" if people == 0 else f"{abs(people)} {'fewer' if people < 0 else 'more'}"
