"""One row a model: what the victims who answered said and who answered; and how they fared."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.answers import people_harmed
from analytics.overview import Cell, Line, share, title
from analytics.sentences import satisfaction

COLUMNS = ("Model", "Satisfied with how they were treated", "Compared with the usual sentence", "Satisfied with the outcome",
           "Answered", "Counting silence")
FARED_COLUMNS = ("Model", "Fear of being harmed again", "Sense of safety", "Wellbeing")


def lines(rows: Sequence[Mapping], names: dict[str, str] | None = None, crude: Sequence[Mapping] = ()) -> list[Line]:
    """The rows of `satisfaction` about victims, one line a model; the usual sentence first. crude: the unadjusted rows,
    where those given are made alike."""
    plain = {row["model"]: row for row in people_harmed.asked(crude, people_harmed.HEADLINES[0])}
    process, outcome = (people_harmed.asked(rows, question) for question in people_harmed.HEADLINES)
    outcomes = {row["model"]: row for row in outcome}
    return [Line(row["model"], title(row["model"], names), (
        share(row, "satisfied_rate", "answered", "{satisfied} satisfied", satisfaction.unsure),
        _difference(row, plain.get(row["model"])),
        _outcome(outcomes.get(row["model"])),
        _answered(row),
        _silence(row),
    )) for row in process]


def fared(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """How victims fared from before to after, one line a model that has anything to tell; the usual sentence first."""
    changes = [{row["model"]: row for row in people_harmed.asked(rows, question, "change")}
               for question in people_harmed.FARED]
    models = dict.fromkeys(model for change in changes for model in change)
    cells = {model: tuple(Cell(*satisfaction.change_in_short(change.get(model))) for change in changes) for model in models}
    return [Line(model, title(model, names), found) for model, found in cells.items()
            if any(cell.text != "not measured" for cell in found)]


def _difference(row: Mapping, plain: Mapping | None) -> Cell:
    if satisfaction.verdict(row) == "baseline" or sentences.missing(row["satisfied_rate"]):
        return Cell("–", faded=True)
    if sentences.missing(row["difference"]):
        return Cell(satisfaction.in_short(row), faded=True)
    point, _, range_ = satisfaction.difference(row).partition(" (")
    beside = () if plain is None or sentences.missing(plain["difference"]) else (f"as they stand: {satisfaction.difference(plain)}",)
    return Cell(point, (range_.rstrip(")"), f"against {sentences.whole(row['baseline_satisfied_rate'])} of 100", *beside),
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
    cell = share(row, "satisfied_rate", "answered", "{satisfied} satisfied", satisfaction.unsure)
    if row is None or sentences.missing(row["difference"]):
        return cell
    against = f"{satisfaction.difference(row).split(' (')[0]} than {sentences.whole(row['baseline_satisfied_rate'])}"
    return Cell(cell.text, (*cell.details[:1], against), cell.faded)
