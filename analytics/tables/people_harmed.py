"""One row a model: what the victims who answered said, who answered, and how they fared."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.answers import people_harmed
from analytics.overview import Cell, Line, share, title
from analytics.sentences import satisfaction

COLUMNS = ("Model", "Satisfied with how they were treated", "Compared with the usual sentence", "Answered", "Silence",
           "Satisfied with the outcome", "Fear", "Safety", "Wellbeing")


def lines(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """The rows of `satisfaction` about victims, one line a model; the usual sentence first."""
    process, outcome = (people_harmed.asked(rows, question) for question in people_harmed.HEADLINES)
    outcomes = {row["model"]: row for row in outcome}
    changes = [{row["model"]: row for row in people_harmed.asked(rows, question, "change")}
               for question in people_harmed.FARED]
    return [Line(row["model"], title(row["model"], names), (
        share(row, "satisfied_rate", "answered", "{satisfied} people"),
        _difference(row),
        _answered(row),
        _silence(row),
        _outcome(outcomes.get(row["model"])),
        *(Cell(*satisfaction.change_in_short(change.get(row["model"]))) for change in changes),
    )) for row in process]


def _difference(row: Mapping) -> Cell:
    if satisfaction.verdict(row) == "baseline" or sentences.missing(row["satisfied_rate"]):
        return Cell("–", faded=True)
    if sentences.missing(row["difference"]):
        return Cell(satisfaction.in_short(row), faded=True)
    point, _, range_ = satisfaction.difference(row).partition(" (")
    return Cell(point, (range_.rstrip(")"), f"against {sentences.whole(row['baseline_satisfied_rate'])} of 100"),
                faded=row["status"] == "low")


def _answered(row: Mapping) -> Cell:
    if not sentences.missing(row["invited"]) and row["invited"] == 0:
        return Cell("nobody asked", faded=True)
    if sentences.missing(row["response_rate"]):
        return Cell(sentences.absent(row["status"]), faded=True)
    return Cell(f"{sentences.whole(row['response_rate'])} of 100",
                (f"{int(row['answered']):,} of {int(row['invited']):,}",))


def _silence(row: Mapping) -> Cell:
    if sentences.missing(row["bound_low"]):
        return Cell("–", faded=True)
    return Cell(f"{sentences.whole(row['bound_low'])} to {sentences.whole(row['bound_high'])}")


def _outcome(row: Mapping | None) -> Cell:
    cell = share(row, "satisfied_rate", "answered", "{satisfied} people")
    if row is None or sentences.missing(row["difference"]):
        return cell
    return Cell(cell.text, (*cell.details[:1], satisfaction.difference(row).split(" (")[0]), cell.faded)
