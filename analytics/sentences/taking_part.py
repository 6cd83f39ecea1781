"""What the rows of `taking_part` say: who was invited and took part, whose statement was heard, who was never asked."""

from collections.abc import Mapping

from analytics import words
from analytics.sentences.numbers import count, listed, missing, some, whole
from analytics.sentences.withheld import hidden

WAYS = {"in_person": "in person", "by_letter": "by letter", "stand_in": "through somebody who stood in"}
ANY_QUESTION = ("Asked and answered mean any question here, before, after or some months later. The answers above are to one question each, "
                "and hold answers about a program that began after the release too, so their numbers differ.")
REST = {"declined": "declined", "not_reached": "could not be reached", "not_invited": "not invited", "unknown": "not recorded"}


def about(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> list[str]:
    """What one row says: taking part, statements, and being asked; each a sentence or two."""
    cases = words.cases(row["model"], exposure, names)
    if missing(row["victims"]):
        return [hidden(row.get("min_cell"))]
    if not row["victims"]:
        return [f"These records name no victim {cases}. That does not mean that nobody was harmed."]
    return [f"{count(row['victims'], 'victim is', 'victims are')} named {cases}. {_took_part(row)}", _statements(row), _asked(row)]


def share(row: Mapping, name: str) -> str:
    """A count as a share of all victims named: "54 of 100", "hidden"."""
    return "hidden" if missing(row[name]) or missing(row["victims"]) else f"{whole(min(row[name] / row['victims'], 1))} of 100" if row["victims"] else "–"


def _took_part(row: Mapping) -> str:
    if missing(row["invited"]):
        return "How many were invited is hidden."
    if not row["invited"]:
        return "None was invited to a restorative process."
    said = f"Of every 100, {_of(row, 'invited')} were invited"
    if missing(row["took_part"]):
        return said + "; how many took part is hidden."
    ways = [f"{_of(row, way)} {told}" for way, told in WAYS.items() if not missing(row[way]) and row[way]]
    return said + f" and {_of(row, 'took_part')} took part" + (f": {listed(ways)}." if ways else ".")


def _statements(row: Mapping) -> str:
    if missing(row["offered"]) or missing(row["given"]):
        return "How many were offered a statement, or gave one, is hidden."
    if not row["offered"]:
        return "No victim impact statement is on record as offered."
    return f"Of every 100, {_of(row, 'offered')} were offered a victim impact statement and {_of(row, 'given')} gave one."


def _asked(row: Mapping) -> str:
    if missing(row["never_asked"]) or missing(row["answered"]):
        return "How many were never asked any question is hidden."
    if not row["asked"]:
        return "None was asked any question, so nothing is known of how they felt."
    return (f"Of every 100, {_of(row, 'answered')} answered at least one question, before, after or some months later; "
            f"{_of(row, 'never_asked')} were never asked any.")


def _of(row: Mapping, name: str) -> str:
    return some(min(row[name] / row["victims"], 1))
