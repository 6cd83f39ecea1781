"""The rules behind every number, as sentences: windows with exact days, who is where, what is held back and why.

Each number in them comes from where the counting takes it from; none is written down again.
"""

from datetime import date, timedelta

from analytics import verdict_rule, words
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, OUTCOMES, WINDOWS_OFFERED, window_days

EXAMPLE_DAY = date(2020, 3, 2)


def outcomes() -> list[tuple[str, str, str]]:
    """(code, title, rule) of every outcome."""
    return [(code, words.EVENTS[code].title, _sentence(words.EVENTS[code].rule)) for code in OUTCOMES]


def windows() -> list[tuple[str, str, str]]:
    """(window, days, the last day that counts for the example's release)."""
    return [(words.window(months).capitalize(), f"{window_days(months):,}", _day(EXAMPLE_DAY + timedelta(window_days(months))))
            for months in WINDOWS_OFFERED]


def worked_example(months: int = 36) -> list[str]:
    """One person's window, day by day."""
    days = window_days(months)
    last = EXAMPLE_DAY + timedelta(days)
    years = words.window(months)
    return [
        f"A window of {months} months is {months} × 365 / 12 days, rounded down: {days:,} days.",
        f"Somebody is released on {_day(EXAMPLE_DAY)}. That is day 0.",
        f"An arrest on {_day(last)} is on day {days:,}: it counts within {years}. One on {_day(last + timedelta(1))} does not.",
        f"An arrest on {_day(EXAMPLE_DAY)}, the day of release, counts, as day 0 is in the window. For probation and diversion it "
        "does not: there it belongs to the case itself.",
        f"An arrest in the window for an offense from before {_day(EXAMPLE_DAY)} is history and does not count.",
        f"If the records end on {_day(last - timedelta(1))}, one day short, the person is not in the {words.window_before_a_noun(months)} "
        "figure at all, arrested or not. In the curves they count for as long as they were watched.",
        "Somebody who dies inside the window stays in the count, without the event. A death is never an arrest.",
    ]


def groups() -> list[str]:
    """Who is in a program's group, and who stands for the usual sentence."""
    return [
        "A release counts for a program when the person was sent to it on or before the day of release, whether or not they went. "
        "So nobody is left out for giving up (intention to treat).",
        "The usual sentence is every release of somebody who had been sent to no restorative program by then, in this case or an "
        "earlier one. It holds prison, probation, restitution and treatment.",
        "Somebody sent to two programs counts for both. Somebody sent to one without a date on record counts nowhere: we can't "
        "tell whether it came first.",
        "Each program is compared only with cases of the same kind: a program that works in prisons, with people from prison.",
        "Each person counts once, at their earliest release, unless every release is asked for.",
    ]


def race() -> str:
    """Why race is among what groups are made alike in."""
    return ("Where two groups are made alike, they are made alike in race and ethnicity too. That is because people are policed, "
            "charged and sentenced differently, so arrests are not the same measure for all. It is not because race causes crime.")


def held_back() -> list[str]:
    """What is not shown, what is rounded, and where no verdict is given."""
    small = DEFAULT_MIN_CELL - 1
    return [
        f"Privacy. A number that stands for 1 to {small} people is hidden, and so is anything made from it, and any other number "
        "from which it could be worked out. A hidden number does not mean zero.",
        f"Rounding. Every count that is shown is rounded to the nearest {DEFAULT_ROUND}, and shares, ranges and p-values are made "
        "from the rounded counts. Without that, two selections could be subtracted from each other.",
        "Exact figures are for people who may see the records. The switch in the sidebar turns the two rules above off, and every "
        "file says so.",
        "Too few for a verdict, or not alike. The number is then shown faded. " + " ".join(verdict_rule.of_events(alike=True)),
        "Too soon. Where nobody has been watched for the whole window, there is no number yet.",
        "Zero, hidden, unknown and too soon are four different things, and look different.",
    ]


def verifying(example: str) -> list[str]:
    """How anybody can check a file that left the dashboard."""
    return [
        "Every table can be downloaded with a second file that ends in .json. It says which question was asked, of which records "
        "(by their fingerprint), what was hidden and what each column means.",
        f"Put both files side by side and run: {example}",
        "The figures are then worked out again. The answer is “identical”, or the first line that differs and why.",
        "The fingerprint is made from the records alone. The same records give the same fingerprint on any machine, in any order, "
        "from CSV or Parquet; one changed value gives another.",
    ]


def _day(day: date) -> str:
    return words.day(day.isoformat())


def _sentence(rule: str) -> str:
    return rule[:1].upper() + rule[1:] + "."
