"""Every model by kind of event, and one model's course by window."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.overview import Cell, Line, title
from analytics.sentences import comparison, curve
from analytics.vocabulary import WINDOWS_OFFERED


def columns(outcomes: Sequence[str]) -> tuple[str, ...]:
    """The headings of the table by event."""
    return ("Model", *(words.EVENTS[outcome].title for outcome in outcomes))


def lines(results: Sequence[Sequence[Mapping]], names: dict[str, str] | None = None) -> list[Line]:
    """One line a model from the rows of `compare`, one result an event; the usual sentence first."""
    found = [{row["model"]: row for row in rows} for rows in results]
    models = sorted(found[0], key=lambda model: model != words.BASELINE)
    return [Line(model, title(model, names), tuple(_cell(rows[model]) for rows in found)) for model in models]


def days_columns() -> tuple[str, ...]:
    """The headings of the table by window."""
    return ("Model", *("Within " + words.window(months) for months in WINDOWS_OFFERED))


def days(curves: Sequence[Sequence[Mapping]], names: dict[str, str] | None = None) -> list[Line]:
    """One line a curve: the share on the last day of each window."""
    return [Line(rows[0]["model"], title(rows[0]["model"], names),
                 tuple(Cell(*curve.cell(rows, months)) for months in WINDOWS_OFFERED)) for rows in curves if rows]


def _cell(row: Mapping) -> Cell:
    if sentences.missing(row["rate"]):
        return Cell(sentences.absent_rate(row), faded=True)
    rate = f"{sentences.whole(row['rate'])} of 100"
    if sentences.missing(row["risk_difference"]):
        return Cell(rate, (f"{sentences.whole(row['rate_low'])} to {sentences.whole(row['rate_high'])}",), comparison.unsure(row))
    point, _, range_ = sentences.difference(row).partition(" (")
    return Cell(rate, (point, range_.rstrip(")")), row["status"] == "low")
