"""All that one question's figures are made from, counted once."""

from dataclasses import dataclass

from analytics.counting import Source, count_days
from analytics.days import Days
from analytics.repeated import Repeated, read_repeated


@dataclass(frozen=True)
class Counted:
    """The releases of a question by day; under `--unit every` also what people with several have in common."""

    source: Source
    days: Days
    repeated: Repeated | None


def count(source: Source, curves: bool = False) -> Counted:
    """Count what rates and, if wanted, curves of this question need."""
    days = count_days(source)
    every = source.question.unit == "every"
    return Counted(source, days, read_repeated(source, days.last_day, curves) if every else None)
