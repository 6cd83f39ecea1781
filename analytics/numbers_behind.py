"""How many stand behind a picture, in words that travel with it wherever it is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from analytics import sentences, words

# Column that counts -> what it counts; the first that a row has.
COUNTED = {"n": "people", "victims": "victims", "answered": "answers", "eligible": "people who could be sent", "arm_n": "people",
           "people": "people", "sent": "people sent", "participants": "people in these studies", "releases": "releases",
           "reached": "closed cases"}  # fmt: skip
MADE = {"none": "The groups are as they came, not made alike.", "alike": "The groups are made alike in what the records hold."}


def counted(rows: Mapping | Sequence[Mapping]) -> str:
    """How many stand behind the rows of a result (or one row), and how the groups were made; empty where rows count nobody."""
    rows = [rows] if isinstance(rows, Mapping) else list(rows)
    rows = [row for row in rows if row.get("step") in (None, "referred")] or rows
    column = next((name for name in COUNTED if rows and name in rows[0]), None)
    if column is None:
        return ""
    arms = [row for row in rows if row.get("model") != words.BASELINE]
    usual = [row[column] for row in rows if row not in arms] or [row.get(f"baseline_{column}") for row in rows[:1] if len(rows) == 1]
    told = f"n: {_range([row[column] for row in arms or rows])} {COUNTED[column]}"
    if arms and any(_known(usual)):
        told += f", {_range(usual)} with the usual sentence"
    made = rows[0].get("adjust")
    return f"{told}." + (f" {MADE.get(made, MADE['alike'])}" if made else "")


def behind(picture: Any, rows: Mapping | Sequence[Mapping]) -> Any:
    """A picture (or None) that carries how many stand behind it."""
    return picture and replace(picture, counted=counted(rows))


def with_numbers(draw: Callable[..., Any]) -> Callable[..., Any]:
    """A drawing whose first value is the rows that it shows: its picture carries how many stand behind them."""
    @wraps(draw)
    def drawn(rows: Mapping | Sequence[Mapping], *given: object, **named: object) -> Any:
        return behind(draw(rows, *given, **named), rows)
    return drawn


def _known(numbers: Sequence[object]) -> list[int]:
    return [int(number) for number in numbers if number is not None and not sentences.missing(number)]


def _range(numbers: Sequence[object]) -> str:
    known = _known(numbers)
    found = [number for number in known if number > 0] or known  # those without anybody are told in the picture itself
    if not found:
        return "hidden or unknown number of"
    low, high = min(found), max(found)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
