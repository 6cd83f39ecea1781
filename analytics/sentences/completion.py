"""What the rows of `completion` say: how many of those sent came how far, and how many are still on the way."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.answer_words import STEPS
from analytics.reliability import LEAST_EVENTS
from analytics.sentences import withheld
from analytics.sentences.numbers import count, listed, missing, single, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden

NO_STEP = "no such step"  # the program has none, or no record tells of it


def verdict(row: Mapping) -> str:
    """One of: shown, low, many_open, suppressed, nobody, all_open, not_estimable."""
    if row["status"] == "not_estimable":
        if not missing(row["reached"]) and row["reached"] == 0 and not missing(row["open"]):
            return "all_open" if row["open"] else "nobody"
        return "not_estimable"
    if missing(row["of_referred"]):
        return "suppressed"
    if unsure(row):
        return "low" if min(row["reached"], _closed(row)) < LEAST_EVENTS else "many_open"
    return "shown"


def unsure(row: Mapping) -> bool:
    """True where a step's share carries no verdict: too few cases are closed, or too few reached it, or too many are open."""
    return withheld.unsure(row, "of_referred", lambda row: (row["reached"], _closed(row)))


def about(steps: Sequence[Mapping], names: dict[str, str] | None = None) -> str:
    """What the rows of one model say, for every status. They are in the order of the ladder."""
    last = steps[-1]
    model, kind = last["model"], verdict(last)
    who, open_ = words.people(model, names=names), still_open(last)
    if kind == "nobody":
        return f"Nobody in this selection was {who}. There is nothing to keep."
    if kind == "all_open":
        return f"It is too soon to say. {open_}"
    if kind == "suppressed":
        return hidden(last.get("min_cell"))
    if kind == "not_estimable":
        return NOT_WORKED_OUT
    closed = next((row["reached"] for row in steps if row["step"] == "referred"), None)
    if kind == "low":
        group = "the people" if missing(closed) else count(closed, "person", "people")
        return (f"There are too few people to judge. Of {group} {who} whose case is closed, {_number(last['reached'])} "
                f"completed it, or about {whole(last['of_referred'])} in 100. We show the number but give no verdict. {open_}")
    said = f"Of every 100 people {who} whose case is closed, {some(last['of_referred'])} completed it."
    if kind == "many_open":
        return (f"It is too soon to judge. {said} But many cases are still open, and those that are closed may be the quick "
                f"ones. {open_} We show the number but give no verdict.")
    return f"{said} The records fit anything from {whole(last['low'])} to {whole(last['high'])}.{_way(steps)} {open_}"


def still_open(row: Mapping) -> str:
    """How many are still on the way."""
    if missing(row["open"]):
        return "How many are still on the way is hidden."
    if row["open"] == 0:
        return "Nobody is still on the way."
    are = "is" if single(row["open"]) else "are"
    return f"Another {int(row['open']):,} {are} still on the way and not counted here."


def step_in_short(row: Mapping | None) -> tuple[str, tuple[str, ...], bool]:
    """A step in a table's cell, the count beneath, and whether it is unsure."""
    if row is None:
        return NO_STEP, (), True
    if missing(row["of_referred"]):
        nobody = verdict(row) in ("nobody", "all_open")
        return ("nobody" if nobody else absent(row["status"])), (), True
    return (f"{whole(row['of_referred'])} of 100", (f"{whole(row['low'])} to {whole(row['high'])}",
            f"{int(row['reached']):,} people"), row["status"] != "ok")


def _way(steps: Sequence[Mapping]) -> str:
    between = [row for row in steps if row["step"] not in ("referred", "completed") and not missing(row["of_referred"])]
    if not between:
        return ""
    return " On the way, " + listed([f"{some(row['of_referred'])} {STEPS[row['step']][1]}" for row in between]) + "."


def _closed(row: Mapping) -> float:
    """How many of those sent are counted; 0 where it can't be told, since nobody reached the step."""
    return 0 if missing(row["of_referred"]) or not row["reached"] else row["reached"] / row["of_referred"]


def _number(number: float) -> str:
    return "none" if number == 0 else f"{int(number):,}"
