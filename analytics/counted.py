"""All that one question's figures are made from, counted once."""

from dataclasses import dataclass

from analytics.counting import Days, Source, count_days
from analytics.repeated import Pairs, read_pairs


@dataclass(frozen=True)
class Counted:
    """The releases of a question by day; under `--unit every` also the pairs of releases of one person."""

    source: Source
    days: Days
    pairs: Pairs | None


def count(source: Source) -> Counted:
    """Count what rates and curves of this question have in common."""
    return Counted(source, count_days(source), read_pairs(source) if source.question.unit == "every" else None)
