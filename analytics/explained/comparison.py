"""How rates, gaps and curves were calculated, in words with exact days."""

from collections.abc import Mapping, Sequence

from analytics import sentences, verdict_rule, words
from analytics.explained.common import ARMS, USUAL_SENTENCE, small_numbers, who
from analytics.explained.fairness import ALIKE_RANGE, CRUDE_RANGE, made_alike
from analytics.vocabulary import BASELINE, window_days


def comparison(rows: Sequence[Mapping], followed: Mapping[str, tuple[float, float]] | None = None,
               names: dict[str, str] | None = None) -> list[str]:
    """How `compare`'s rows came about, a sentence or two a step.

    followed: model -> releases in all and those not followed for the whole window, as `selection.followed` gives.
    """
    row = rows[0]
    months, event = int(row["window_months"]), words.EVENTS[row["outcome"]]
    days = window_days(months)
    left_out = _left_out(followed, names) if followed else _followed(rows)
    return [
        who(row),
        f"What is counted: {event.rule}, from day 0 to day {days:,} (within {words.window(months)}). A death is never "
        "counted as one; the person stays in the count.",
        f"Who is left out: anybody who could not be watched for all {days:,} days by {words.day(row['data_as_of'])}, "
        f"the last {'month' if row.get('published') else 'day'} on record. {left_out}",
        ARMS[row["exposure"]] + " One person can count for several programs.",
        USUAL_SENTENCE,
        *made_alike(row),
        (ALIKE_RANGE if sentences.matched(row) else CRUDE_RANGE) + " Many gaps at once give more false alarms than one; the file has the p "
        "corrected for that (Holm).",
        small_numbers(row),
        *verdict_rule.of_events(sentences.matched(row)),
    ]


def curves(rows: Sequence[Mapping], kinds: Sequence[str] = (), names: dict[str, str] | None = None) -> list[str]:
    """How `curve`'s rows came about. kinds: the kinds of case that the lines are limited to, in words."""
    row = rows[0]
    said = ["The lines: the share to whom it has happened by each day, with death as an end of its own (Aalen–Johansen), and its "
            "95 % range (from the infinitesimal jackknife, log-log limits). Nobody is left out: a person counts until the last "
            "day on record.",
            small_numbers(row, thinned=True)]
    if kinds:
        it = words.model(row["model"], names).it
        said.insert(1, f"The lines are limited to the kinds of case that {it} had: {sentences.listed(list(kinds), 'or')}. Each person "
                    "counts at their first release of these kinds, so the lines differ a little from the figures above.")
    return said


def _left_out(followed: Mapping[str, tuple[float, float]], names: dict[str, str] | None) -> str:
    said = [f"{sentences.whole(left / everyone)} of 100 ({int(left):,} of {int(everyone):,}) "
            f"{words.people(model, names=names)}" for model, (everyone, left) in followed.items() if everyone]
    return f"That is {sentences.listed(said)}." if said else ""


def _followed(rows: Sequence[Mapping]) -> str:
    counts = {row["model"]: row["n"] for row in rows}
    usual = counts.pop(BASELINE, None)
    if sentences.missing(usual):
        return ""
    return f"{int(usual):,} people with the usual sentence were watched that long."
