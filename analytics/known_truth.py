"""The demonstration's known truth beside what the records show: does the method find what was put in?"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from analytics import sentences, words
from analytics.overview import Cell, Line
from analytics.sentences.numbers import direction, per_100

COLUMNS = ("Model", "What the program did", "Plain comparison", "Groups made alike", "The range they fit", "In short")
ABOUT = [
    "The demonstration's people are invented twice: once as they went, and once as they would have gone without the program, with "
    "the same chances. The gap between the two is what the program did. No real records can know it.",
    "More people at low risk are sent to programs here, as in life. So a plain comparison flatters the programs, and the table "
    "below shows by how much. Beside it the groups are made alike, which should come back to the truth: that is what anybody "
    "should see before trusting it with real records. A range is right about 19 times in 20, so now and then one misses.",
    "The demonstration that comes with this dashboard was picked, so that you can see the method at work. It was made 102 times by "
    "chance. In two of these, every range holds the truth from six months to three years, and this is one of the two. In most of "
    "the others a few ranges miss: about 3 of 62 within three years.",
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


def lines(
    truth: Mapping[tuple[str, str, int], float], crude: Sequence[Mapping], alike: Sequence[Mapping], names: dict[str, str] | None = None
) -> list[Line]:
    """A row a model: the truth, what `compare` found without and with the groups made alike, and whether the range of
    the latter holds the truth. crude, alike: the rows of `compare` of the same question."""
    plain = {row["model"]: row for row in crude}
    return [_line(row, plain[row["model"]], truth[key], names) for row in alike
            if (key := (row["model"], row["outcome"], int(row["window_months"]))) in truth]


def caption(rows: Sequence[Mapping]) -> str:
    """What the table shows."""
    row = rows[0]
    event, months = words.EVENTS[row["outcome"]], words.window(int(row["window_months"]))
    return f"Of every 100 people, how many fewer or more {event.were} within {months} than without the program."


def _line(row: Mapping, crude: Mapping, true: float, names: dict[str, str] | None) -> Line:
    title, plain = words.model(row["model"], names).title, _found(crude)
    if any(sentences.missing(row[limit]) for limit in ("risk_difference_low", "risk_difference_high")):
        return Line(row["model"], title, (Cell(_gap(true)), plain, _found(row), Cell("–", faded=True), Cell("–", faded=True)))
    low, high = row["risk_difference_low"], row["risk_difference_high"]
    verdict = "The range holds the truth" if low <= true <= high else "The range misses the truth"
    return Line(row["model"], title, (Cell(_gap(true)), plain, _found(row), Cell(f"{_gap(low)} to {_gap(high)}"), Cell(verdict)))


def _found(row: Mapping) -> Cell:
    if sentences.missing(row["risk_difference"]):
        return Cell("no number", faded=True)
    return Cell(_gap(row["risk_difference"]), faded=row["status"] == "low")


def _gap(difference: float) -> str:
    return f"{per_100(difference)} {direction(difference)}" if difference else "no gap"
