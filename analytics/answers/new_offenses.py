"""Do fewer people offend again? Four kinds of event, windows and curves, and what can and can't be said from them."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.answers.common import INVENTED, NO_NUMBER, any_rate, arms, not_the_cause
from analytics.answers.first_page import does_it_work
from analytics.vocabulary import WINDOWS_OFFERED, window_days

TITLE = "Do fewer people offend again?"
# What the records of police, courts and prisons tell apart.
PUBLISHED = "A dotted line among the curves is real: published for US prisons, with its source beneath."
KINDS = ("rearrest", "reconviction", "reincarceration", "technical_return")


def answer(rows: Sequence[Mapping]) -> str:
    """The page's answer, from the rows of `compare`."""
    return does_it_work(rows)


def can_say(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[str]:
    """What the page's figures carry."""
    found = arms(rows)
    if not found:
        return []
    event, months = words.EVENTS[found[0]["outcome"]], words.window(int(found[0]["window_months"]))
    if not any_rate(rows):
        return [NO_NUMBER]
    said = [f"How many people of each group {event.were} within {months}, counted the same way for all."]
    for kind in ("fewer", "more"):
        kinds = [words.model(row["model"], names).it for row in found if sentences.verdict(row) == kind]
        if kinds:
            said.append(f"In these records {kind} people {event.were} after {sentences.listed(kinds)} than after the usual "
                        "sentence.")
    said.append("How much the picture depends on what is counted: an arrest, a conviction or a return to prison.")
    return said


def cannot_say(rows: Sequence[Mapping], demonstration: bool) -> list[str]:
    """What they do not carry."""
    said = [not_the_cause(rows),
            "How many offenses there were. Only what police and courts recorded is here, and an arrest is not yet an offense."]
    if any(sentences.verdict(row) in ("unclear", "low") for row in rows):
        said.append("That there is no difference where we can't tell.")
    return said + [INVENTED] * demonstration


def caption(rows: Sequence[Mapping]) -> str:
    """What the columns of the table by event hold."""
    months = words.window(int(rows[0]["window_months"]))
    matched = any(sentences.matched(row) for row in rows)
    return (f"Of every 100 people, within {months}; beneath, the gap to the usual sentence in {sentences.SAME_CASES} with the range the records fit. A person can stand in "
            + ("several columns. The groups are made alike." if matched else "several columns. All crude: the groups are not made alike."))


def days_caption(rows: Sequence[Mapping]) -> str:
    """What the table under the curves holds."""
    event = words.EVENTS[rows[0]["outcome"]]
    days = ", ".join(f"{window_days(months):,}" for months in WINDOWS_OFFERED)
    return f"People of every 100 who {event.were} by day {days}; beneath, the range the records fit."
