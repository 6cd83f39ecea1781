"""Every sentence that stands around a number, made from the result's own rows, for every status.

One module a result: comparison, satisfaction, completion, curve; selection says what was chosen. What all share
is in numbers and withheld. The names here are those of comparison, the result that most pages show.
"""

from analytics.sentences import access, completion, course, curve, orders, repair, satisfaction, services, taking_part
from analytics.sentences.comparison import (
    NOT_BY_LOT,
    NOT_MATCHED,
    SAME_CASES,
    about,
    absent_rate,
    compared_with,
    difference,
    in_short,
    is_alone,
    matched,
    nobody_beside,
    too_few,
    twin,
    verdict,
)
from analytics.sentences.numbers import gap, listed, missing, people_needed, per_100, single, some, whole
from analytics.sentences.withheld import NOT_ZERO, absent, hidden, hidden_kinds, too_soon

__all__ = [
    "NOT_BY_LOT", "NOT_MATCHED", "NOT_ZERO", "SAME_CASES", "about", "absent", "absent_rate", "access", "compared_with", "completion",
    "course", "curve", "difference", "gap", "hidden", "hidden_kinds", "in_short", "is_alone", "listed", "matched", "missing", "nobody_beside",
    "orders", "people_needed", "per_100", "repair", "satisfaction", "services", "single", "some", "taking_part", "too_few",
    "too_soon", "twin", "verdict", "whole",
]  # fmt: skip
