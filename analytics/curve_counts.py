"""The counts that curves stand on, arm by arm and day by day."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analytics.clustering import CurvePairs, PairSums
from analytics.counted import Counted
from analytics.days import STATES


@dataclass(frozen=True)
class CurveCounts:
    """Exact counts of one level: releases [A, state, day], and the people behind them [A, state, day].

    everyone: [A] people in the arm. Under `--unit every` a person counts among the people on the first of their
    days in each state only, so the sum over a stretch of days is never more than the people in it (where all is
    shown, people are the releases). pairs is None where people do not repeat.
    """

    releases: np.ndarray
    people: np.ndarray
    everyone: np.ndarray
    pairs: CurvePairs | PairSums | None
    shown: dict[object, object] = field(default_factory=dict, repr=False)    # what has been made of them for showing

    @cached_property
    def leaving(self) -> np.ndarray:
        """[A, day] releases to whom anything happened on the day."""
        return self.releases.sum(axis=1)

    @cached_property
    def releases_so_far(self) -> np.ndarray:
        """[A, state, day] up to and with the day."""
        return np.cumsum(self.releases, axis=-1)

    @cached_property
    def people_so_far(self) -> np.ndarray:
        """[A, state, day] up to and with the day."""
        return self.releases_so_far if self.people is self.releases else np.cumsum(self.people, axis=-1)

    @cached_property
    def releases_at_risk(self) -> np.ndarray:
        """[A, day] releases just before the day's events."""
        return _still_there(self.leaving)

    @cached_property
    def people_at_risk(self) -> np.ndarray:
        """[A, day] people just before the day's events."""
        return self.releases_at_risk if self.people is self.releases else _still_there(self.people.sum(axis=1))


def _still_there(leaving: np.ndarray) -> np.ndarray:
    return np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]


def count_curves(counted: Counted) -> list[CurveCounts]:
    """Counts of each level, every day of follow-up, everyone whether followed for long or not."""
    found, repeated = [], counted.repeated
    for level in range(len(counted.source.levels)):
        releases = counted.days.of_groups(level, counted.source.arms.members).astype(np.int64)
        everyone = releases.sum(axis=(1, 2))
        if repeated is None:
            found.append(CurveCounts(releases, releases, everyone, None))
        else:
            people, pairs = releases - repeated.again_in_state[level], repeated.take_curve_pairs(level)
            found.append(CurveCounts(releases, people, everyone - repeated.again[level], pairs))
    return found


assert STATES == {"censored": 0, "event": 1, "death": 2}, "the curves and the records number states alike"
