"""What the rows of `access` say: how many of everyone who could have been were reached, and which groups less often."""

from collections.abc import Mapping
from operator import itemgetter

from analytics import words
from analytics.sentences import withheld
from analytics.sentences.numbers import missing, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden
from data.codes import ANY_RESTORATIVE as ANY

STEPS = {"referred": "were sent", "consented": "agreed to take part", "started": "started", "completed": "completed it"}
WHOM = {"eligible": "whom the site records as able to take part", "everyone": "in these records"}
VERDICTS = {"more": "More often", "less": "Less often", "unclear": "Can't tell", "low": "Too few to judge", "suppressed": "Hidden",
            "nobody": "Nobody could", "not_estimable": "Can't be worked out", "alone": "Nothing to compare"}


def verdict(row: Mapping) -> str:
    """One of: more, less, unclear, low, alone, suppressed, nobody, not_estimable; against all other groups together."""
    if not missing(row["eligible"]) and row["eligible"] == 0:
        return "nobody"
    if missing(row["share"]):
        return "suppressed" if row["status"] == "suppressed" else "not_estimable"
    if unsure(row):
        return "low"
    if missing(row["ratio_low"]):
        return "suppressed" if row["status"] == "suppressed" else "alone"
    return "more" if row["ratio_low"] > 1 else "less" if row["ratio_high"] < 1 else "unclear"


def unsure(row: Mapping) -> bool:
    """True where the share carries no verdict: too few could be reached, or too few were."""
    return withheld.unsure(row, "share", itemgetter("eligible", "reached"))


def it(model: str, names: dict[str, str] | None = None) -> str:
    """What people were sent to."""
    return "a restorative program" if model == ANY else words.model(model, names).it


def overall(rows: list[Mapping], names: dict[str, str] | None = None) -> str:
    """How far everyone came, from the rows of one model in the order of the steps."""
    first = rows[0]
    if verdict(first) == "nobody":
        return "Nobody in this selection could have been sent, as far as the site records it."
    if missing(first["share"]):
        return hidden(first.get("min_cell")) if first["status"] == "suppressed" else NOT_WORKED_OUT
    sent = f"were sent to {it(first['model'], names)}" if first["model"] == ANY else f"were {words.people(first['model'], names=names)}"
    if words.people(first["model"], names=names).startswith("in cases"):
        sent = f"had {words.model(first['model'], names).case or it(first['model'], names)}"
    rest = [f"{some(row['share'])} {STEPS[row['step']]}" for row in rows[1:] if not missing(row["share"])]
    more = f"; {', '.join(rest)}" if rest else ""
    return f"Of every 100 people {WHOM[first['basis']]}, {some(first['share'])} {sent}{more}."


def value(row: Mapping) -> str:
    """The share as it stands beside its mark."""
    if missing(row["share"]):
        return "nobody could" if verdict(row) == "nobody" else absent(row["status"])
    return f"{whole(row['share'])} of 100"


def beside(row: Mapping) -> str:
    """The others' share beneath it."""
    return "" if missing(row["share"]) or missing(row["rest_share"]) else f"others {whole(row['rest_share'])}"
