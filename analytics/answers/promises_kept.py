"""Is what was promised done? How far people came, and what can and can't be said from it."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.answers.common import INVENTED, without_number
from analytics.sentences import completion

TITLE = "Is what was promised done?"
FAIR = ("Is it fair? Only in part. Programs differ in what they ask and whom they take, so a higher share is not a better program. "
        "The usual sentence has no such steps to set beside them.")


def ladders(rows: Sequence[Mapping]) -> dict[str, list[Mapping]]:
    """The rows of `completion` by model, in the order of the ladder."""
    found: dict[str, list[Mapping]] = {}
    for row in rows:
        found.setdefault(row["model"], []).append(row)
    return found


def answer(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> str:
    """The page's answer, from the rows of `completion`."""
    last = [steps[-1] for steps in ladders(rows).values()]
    shown = sorted((row for row in last if completion.verdict(row) == "shown"), key=lambda row: row["of_referred"])
    verdicts = ["immature" if verdict == "all_open" else verdict for verdict in map(completion.verdict, last)]
    unsure = verdicts.count("low") + verdicts.count("many_open")
    if verdicts.count("nobody") == len(last):
        return "We can't say. Nobody in this selection was sent to a program, so there is nothing to keep."
    if not shown:
        why = ("We can't tell yet. In this selection no program has enough closed cases to say how many people completed it." if unsure else
               "We can't say. Of no program can we show how many people completed it.")
        return f"{why} That does not mean that nobody did.{without_number(verdicts)}"
    least, most = shown[0], shown[-1]
    if least is most:
        it = words.model(least["model"], names).it
        said = f"Of every 100 people sent whose case is closed, {sentences.whole(least['of_referred'])} completed {it}."
    else:
        differs = "It differs by kind. " if least["high"] < most["low"] else ""  # ranges that meet do not tell it
        said = (f"{differs}Of every 100 people sent whose case is closed, from {_at(least, names)} to {_at(most, names)} completed "
                "the program.")
    if unsure:
        said += f" For {unsure} of {len(last)} kinds we can't tell yet."
    return said + without_number(verdicts)


def can_say() -> list[str]:
    """What the page's figures carry."""
    return ["How many of the people sent to a program reached each step, and how many left before it.",
            "Where on the way most people leave.",
            "How many are still on the way: they count neither as having kept nor as having broken a promise."]


def cannot_say(demonstration: bool) -> list[str]:
    """What they do not carry."""
    said = ["That one program is better than another. They ask different things of different people.",
            "More about why somebody left than the one reason on record.",
            "That whoever completed a program also paid. Money and hours are promises of their own."]
    return said + [INVENTED] * demonstration


def caption() -> str:
    """What the table's columns hold."""
    return ("Of every 100 people sent whose case is closed, how many reached each step; beneath, the range the records fit and the "
            "count. A step that a program's records never tell of is not shown for it. A person sent twice counts twice.")


def _at(row: Mapping, names: dict[str, str] | None) -> str:
    return f"{sentences.whole(row['of_referred'])} ({words.model(row['model'], names).it})"
