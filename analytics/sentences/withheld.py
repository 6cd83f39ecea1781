"""What is said where a number is not shown, and where one is shown without a verdict."""

from collections.abc import Callable, Iterable, Mapping

from analytics import words
from analytics.reliability import LEAST_EFFECTIVE
from analytics.sentences.numbers import missing

NOT_ZERO = "A hidden number does not mean zero."
NOT_WORKED_OUT = "This can't be worked out from these records. That does not mean zero."


def unsure(row: Mapping, figure: str, behind: Callable[[Mapping], Iterable[object]], status: str = "status") -> bool:
    """True where a figure is shown but carries no verdict. behind: gives the counts of the row that it stands on.

    A row's status gives the first of its reasons, so what is `suppressed` for one hidden cell may be `low` in the cells that it
    shows: there the counts tell. A hidden count tells nothing.
    """
    if row[status] == "suppressed":
        return not missing(row[figure]) and any(not missing(count) and count < LEAST_EFFECTIVE for count in behind(row))
    return row[status] == "low"


def hidden(min_cell: object = None) -> str:
    """Why a number is not shown."""
    most = 10 if missing(min_cell) or min_cell < 2 else int(min_cell) - 1
    return (f"We do not show this number. It stands for 1 to {most} people, or it would let someone work out "
            f"a number that small. We hide it to protect the people in it. {NOT_ZERO}")


def hidden_kinds(kinds: int) -> str:
    """Of how many kinds an answer over all tells nothing, since their numbers are not shown."""
    them = "number" if kinds == 1 else "numbers"
    return f"For {kinds} we hide the {them}, to protect the few people in {'it' if kinds == 1 else 'them'}. {NOT_ZERO}"


def too_soon(row: Mapping, ready: Mapping | None = None) -> str:
    """Nobody has been followed for the whole window yet."""
    months = int(row["window_months"])
    followed = f"has been followed for a full {words.window(months)} yet."
    if not ready:
        return f"It is too soon to say. Nobody in this group {followed}"
    said = f"It is too soon to say. Of the {ready['people']:,} people in this group, none {followed}"
    if ready.get("after"):
        said += f" The first {words.window_before_a_noun(months)} result can be shown after {ready['after']}."
    if ready.get("months"):
        said += f" The {words.window_before_a_noun(ready['months'])} result is ready now."
    return said


def absent(status: str) -> str:
    """The same in a table's cell."""
    return {"suppressed": "hidden", "immature": "too soon"}.get(status, "can't be worked out")
