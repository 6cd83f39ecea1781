"""One row a model: what victims said, what was finished, who was arrested again, in short."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from analytics import sentences, words
from analytics.sentences import comparison, completion, satisfaction

VICTIMS = {"respondent": "victim", "question": "satisfaction_process", "wave": "after"}
ASKED = ((VICTIMS["respondent"], VICTIMS["question"], VICTIMS["wave"]),)
PROMISES = {"step": "completed"}
NOT_MEASURED = "not measured"
COUNTS = ("invited", "answered", "satisfied", "reached", "n")


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table: the figure, smaller lines beneath, and whether it is unsure."""

    text: str
    details: tuple[str, ...] = ()
    faded: bool = False


@dataclass(frozen=True)
class Line:
    """One model's row."""

    model: str
    title: str
    cells: tuple[Cell, ...]


def columns(outcome: str, adjust: str = "none") -> tuple[str, ...]:
    """The table's headings."""
    event = words.EVENTS[outcome].title + (" (crude)" if adjust == "none" else "")
    return ("Model", "Victims felt well treated", "Promises kept", event, "Compared with the usual sentence", "In short")


def lines(compared: Iterable[Mapping], satisfied: Iterable[Mapping], completed: Iterable[Mapping],
          names: dict[str, str] | None = None) -> list[Line]:
    """The overview's rows from those of `compare`, `satisfaction` and `completion`; the baseline first."""
    victims = {row["model"]: row for row in satisfied if _is(row, VICTIMS)}
    promises = {row["model"]: row for row in completed if _is(row, PROMISES)}
    rows = sorted(compared, key=lambda row: row["model"] != words.BASELINE)
    return [Line(row["model"], title(row["model"], names), (
        share(victims.get(row["model"]), "satisfied_rate", "answered", "{answered} of {invited} answered", satisfaction.unsure),
        _promises(row["model"], promises.get(row["model"])),
        Cell(sentences.absent_rate(row), faded=True) if sentences.missing(row["rate"]) else share(row, "rate", "n", "{n} people", comparison.unsure, ("rate_low", "rate_high")),
        _difference(row),
        Cell(sentences.in_short(row), faded=row["status"] != "ok"),
    )) for row in rows]


def share(row: Mapping | None, rate: str, counted: str, said: str, unsure: Callable[[Mapping], bool],
          limits: tuple[str, str] = ("low", "high")) -> Cell:
    """A share in whole people of 100, its interval, and beneath what `said` says of the row's counts; unsure: whether it has no verdict."""
    if row is None:
        return Cell(NOT_MEASURED, faded=True)
    if sentences.missing(row[rate]):
        nobody = not sentences.missing(row[counted]) and row[counted] == 0 and row["status"] != "immature"
        return Cell(NOT_MEASURED if nobody else sentences.absent(row["status"]), faded=True)
    low, high = (sentences.whole(row[limit]) for limit in limits)
    counts = {name: "some" if sentences.missing(row[name]) else f"{int(row[name]):,}" for name in COUNTS if name in row}
    return Cell(f"{sentences.whole(row[rate])} of 100", (f"{low} to {high}", said.format(**counts)), unsure(row))


def _promises(model: str, row: Mapping | None) -> Cell:
    if model == words.BASELINE:
        return Cell("does not apply", ("nothing is agreed",), faded=True)
    if row is None:
        return Cell(NOT_MEASURED, faded=True)
    return share(row, "of_referred", "reached", "{reached} finished", completion.unsure)


def _difference(row: Mapping) -> Cell:
    if row["model"] == words.BASELINE:
        return Cell("–", faded=True)
    if sentences.missing(row["risk_difference"]):
        return Cell(sentences.absent_rate(row), faded=True)
    point, _, range_ = sentences.difference(row).partition(" (")
    against = f"against {sentences.whole(row['baseline_rate'])} of 100"
    return Cell(point, (range_.rstrip(")"), against), faded=row["status"] == "low")


def title(model: str, names: dict[str, str] | None) -> str:
    """What a model is called in a table."""
    return words.USUAL_SENTENCE_IN_FULL if model == words.BASELINE else words.model(model, names).title


def _is(row: Mapping, wanted: Mapping) -> bool:
    return all(row[name] == value for name, value in wanted.items())
