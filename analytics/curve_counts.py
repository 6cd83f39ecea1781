"""The counts that curves stand on, arm by arm and day by day."""

from dataclasses import dataclass

import numpy as np

from analytics.clustering import CurvePairs, pairs_of_people
from analytics.counting import STATES, Days, Source, count_days
from data.derive import LAST_DAY


@dataclass(frozen=True)
class CurveCounts:
    """Exact counts of one level: releases [A, state, day], and the people behind them [A, state, day].

    Under `--unit every` a person counts among the people on the first of their days in each state only, so
    the sum over a stretch of days is never more than the people in it. pairs is None where people do not repeat.
    """

    releases: np.ndarray
    people: np.ndarray
    everyone: np.ndarray
    pairs: CurvePairs | None


def count_curves(source: Source) -> list[CurveCounts]:
    """Counts of each level, every day of follow-up, everyone whether followed for long or not."""
    days = count_days(source, LAST_DAY)
    last_day = int(days.packed.max(initial=0)) // 4
    days = Days(days.level, days.arm_set, days.packed, days.releases, last_day)
    repeated = _repeated(source) if source.question.unit == "every" else None
    return [_of_level(source, days, level, repeated) for level in range(len(source.levels))]


def _repeated(source: Source) -> dict[str, np.ndarray]:
    found = source.run("repeated_days", last_day=LAST_DAY)
    return {
        "level": source.level_index(found["level"]),
        "arm_set": found["arm_set"].astype(np.int64),
        "person": found["person_number"].astype(np.int64),
        "packed": found["packed"].astype(np.int64),
    }


def _of_level(source: Source, days: Days, level: int, repeated: dict[str, np.ndarray] | None) -> CurveCounts:
    members = source.arms.members
    releases = np.tensordot(members, days.of_level(level, members.shape[1]), axes=1).astype(np.int64)
    if repeated is None:
        return CurveCounts(releases, releases, releases.sum(axis=(1, 2)), None)
    here = repeated["level"] == level
    arm, row = np.nonzero(members[:, repeated["arm_set"][here]])
    person, packed = repeated["person"][here][row], repeated["packed"][here][row]
    state, day = packed % 4, packed // 4
    people, everyone = releases.copy(), releases.sum(axis=(1, 2))
    # All releases of a person after the first, in an arm and state, stand for nobody new.
    order = np.lexsort((day, state, person, arm))
    again = order[1:][_same(order, arm, person, state)]
    np.subtract.at(people, (arm[again], state[again], day[again]), 1)
    order = np.lexsort((person, arm))
    np.subtract.at(everyone, arm[order[1:][_same(order, arm, person)]], 1)
    return CurveCounts(releases, people, everyone, pairs_of_people(person, day, state, arm))


def _same(order: np.ndarray, *keys: np.ndarray) -> np.ndarray:
    """True where a row, taken in this order, has the same keys as the one before it."""
    return np.logical_and.reduce([key[order[1:]] == key[order[:-1]] for key in keys])


assert STATES == {"censored": 0, "event": 1, "death": 2}, "the curves and the records number states alike"
