"""How a comparison was calculated, in words with exact days, and the statement that counted it."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.counting import source
from analytics.database import Database, opened
from analytics.question import ask
from analytics.vocabulary import BASELINE, window_days

ARMS = {
    "referred": "A release counts for a program when the person was sent to it on or before the day of release, whether "
                "or not they went.",
    "started": "A release counts for a program when the person started it on or before the day of release. Those who "
               "start differ from those who are sent.",
    "completed": "A release counts for a program when the person completed it on or before the day of release. Those who "
                 "complete differ from those who are sent.",
}


def comparison(rows: Sequence[Mapping]) -> list[str]:
    """How `compare`'s rows came about, a sentence or two a step."""
    row = rows[0]
    months, event = int(row["window_months"]), words.EVENTS[row["outcome"]]
    days = window_days(months)
    exact = not sentences.missing(row.get("min_cell")) and row["min_cell"] == 0
    return [
        "Who is counted: each person once, at their earliest release. Day 0 is the day of release, or of the sentence "
        "where there was no prison.",
        f"What is counted: {event.rule}, from day 0 to day {days:,} (within {words.window(months)}). A death is never "
        "counted as one; the person stays in the count.",
        f"Who is left out: anybody who could not be watched for all {days:,} days by {words.day(row['data_as_of'])}, "
        f"the last day on record. {_followed(rows)}",
        ARMS[row["exposure"]] + " One person can count for several programs.",
        "The usual sentence: everybody who had been sent to no restorative program by then. It holds prison, "
        "probation, restitution and treatment. Each program is compared with those of them who came by the same "
        "kind of case.",
        "The range: Wilson's interval for each share and Newcombe's for each gap, at 95 %. Many gaps at once give "
        "more false alarms than one; the file has the p corrected for that (Holm).",
        "Exact figures: nothing is hidden or rounded. Not for sharing." if exact else
        f"Small numbers: a count of 1 to {int(row['min_cell']) - 1} people is hidden, and every other count is rounded "
        "to the nearest 5 before any figure is made from it.",
        "A verdict is held back where a group has fewer than 30 events, where fewer than 10 would be expected, or where "
        "the two groups were not followed alike.",
    ]


def statement(db: Database, **options: object) -> str:
    """The SQL that counts for `compare` with these options."""
    with opened(db) as connection:
        return source(connection, ask(**options)).sql("rates")


def _followed(rows: Sequence[Mapping]) -> str:
    counts = {row["model"]: row["n"] for row in rows}
    usual = counts.pop(BASELINE, None)
    if sentences.missing(usual):
        return ""
    return f"{int(usual):,} people with the usual sentence were watched that long."
