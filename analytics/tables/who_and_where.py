"""One row a group: how many came to each step; one row a service: who took part, who completed, what followed."""

from collections.abc import Mapping, Sequence

from analytics import selection_words, sentences, words
from analytics.access_figures import by_name
from analytics.overview import Cell, Line
from analytics.sentences import access, services

STEPS = {"referred": "Sent", "consented": "Agreed", "started": "Started", "completed": "Completed"}


def columns(rows: Sequence[Mapping], column: str) -> tuple[str, ...]:
    """The headings: the steps that the rows tell of."""
    told = dict.fromkeys(row["step"] for row in rows)
    return (selection_words.TITLES[column], "Could take part", *(STEPS[step] for step in STEPS if step in told))


def lines(rows: Sequence[Mapping], column: str, counties: Mapping[str, str] | None = None) -> list[Line]:
    """The rows of `access` of one model, one line a group."""
    found: dict[str, dict[str, Mapping]] = {}
    for row in by_name(rows, column) if column in selection_words.PLACES else rows:
        found.setdefault(str(row[column]), {})[row["step"]] = row
    told = [step for step in STEPS if any(step in steps for steps in found.values())]
    return [Line(access.ANY, selection_words.label(column, value, counties), (
        _count(next(iter(steps.values()))), *(_share(steps.get(step)) for step in told))) for value, steps in found.items()]


def service_columns(outcome: str) -> tuple[str, ...]:
    """The headings of the table of services."""
    return ("Program", "People", "Completed", words.EVENTS[outcome].title, "Others like them, not in it", "All others (crude)")


def service_lines(rows: Sequence[Mapping]) -> list[Line]:
    """The rows of `services`, one line each."""
    return [Line(access.ANY, services.title(row), (
        Cell("hidden" if sentences.missing(row["people"]) else f"{int(row['people']):,}", faded=sentences.missing(row["people"])),
        Cell(*services.share(row, "completed_share", "status")), Cell(*services.share(row, "alike_rate", "alike_status")),
        Cell(*services.beside(row, "alike_", "alike_status")), Cell(*services.beside(row, "", "status")))) for row in rows]


def _count(row: Mapping) -> Cell:
    return Cell("hidden", faded=True) if sentences.missing(row["eligible"]) else Cell(f"{int(row['eligible']):,}")


def _share(row: Mapping | None) -> Cell:
    if row is None:
        return Cell("no such step", faded=True)
    if sentences.missing(row["share"]):
        return Cell(access.value(row), faded=True)
    others = (access.beside(row),) if access.beside(row) else ()
    return Cell(access.value(row), (f"{sentences.whole(row['low'])} to {sentences.whole(row['high'])}", *others), access.unsure(row))
