"""One row a model: how many of those sent reached each step."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.answer_words import STEPS
from analytics.answers import promises_kept
from analytics.overview import Cell, Line, title
from analytics.sentences import completion

SHOWN = [step for step in STEPS if step != "referred"]
COLUMNS = ("Model", "Sent", *(STEPS[step][0] for step in SHOWN), "Still on the way")


def lines(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """The rows of `completion`, one line a model."""
    found = []
    for model, steps in promises_kept.ladders(rows).items():
        by_step = {row["step"]: row for row in steps}
        found.append(Line(model, title(model, names), (
            _count(by_step.get("referred"), "reached"),
            *(Cell(*completion.step_in_short(by_step.get(step))) for step in SHOWN),
            _count(by_step.get("referred"), "open"),
        )))
    return found


def _count(row: Mapping | None, column: str) -> Cell:
    if row is None or sentences.missing(row[column]):
        return Cell("hidden", faded=True)
    return Cell(f"{int(row[column]):,}")
