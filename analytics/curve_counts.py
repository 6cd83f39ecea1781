"""The counts that curves stand on, arm by arm and day by day."""

from dataclasses import dataclass, replace

import numpy as np

from analytics.clustering import CurvePairs
from analytics.counted import Counted
from analytics.counting import STATES
from analytics.repeated import Pairs


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
    pairs: CurvePairs | None = None


def count_curves(counted: Counted) -> list[CurveCounts]:
    """Counts of each level, every day of follow-up, everyone whether followed for long or not."""
    counts, members = [], counted.source.arms.members
    for level in range(len(counted.source.levels)):
        releases = counted.days.of_groups(level, members).astype(np.int64)
        counts.append(CurveCounts(releases, releases, releases.sum(axis=(1, 2))))
    if counted.source.question.unit != "every":
        return counts
    pairs, exact = _in_arms(counted.pairs, members), counted.source.question.exact
    return [_clustered(level, of_level, *pairs, exact) for level, of_level in enumerate(counts)]


def _in_arms(pairs: Pairs, members: np.ndarray) -> tuple[Pairs, np.ndarray]:
    """The pairs of which both are in one arm, once for each arm that both are in, and that arm."""
    sets = pairs.shape[1]
    both, arms = np.nonzero(np.einsum("as,at->sta", members, members).reshape(sets * sets, -1))
    arms_of_both = np.bincount(both, minlength=sets * sets)
    before = np.cumsum(arms_of_both) - arms_of_both
    kind = pairs.first_set.astype(np.int32) * np.int32(sets) + pairs.second_set
    found = [np.flatnonzero(arms_of_both[kind] > more) for more in range(arms_of_both.max(initial=0))]
    arm = [arms[before[kind[rows]] + more].astype(np.uint8) for more, rows in enumerate(found)]
    rows = np.concatenate(found) if found else np.empty(0, int)
    columns = {name: part[rows] for name, part in vars(pairs).items() if isinstance(part, np.ndarray)}
    return replace(pairs, **columns), np.concatenate(arm) if arm else np.empty(0, np.uint8)


def _clustered(level: int, counts: CurveCounts, pairs: Pairs, arm: np.ndarray, exact: bool) -> CurveCounts:
    """The counts of one level with its pairs."""
    if pairs.shape[0] > 1:
        here = pairs.level == level
        columns = {name: part[here] for name, part in vars(pairs).items() if isinstance(part, np.ndarray)}
        pairs, arm = replace(pairs, **columns), arm[here]
    first, second = pairs.first_packed, pairs.second_packed
    people, everyone = counts.releases.copy(), counts.everyone.copy()
    for number in range(len(everyone)):
        here = np.flatnonzero(arm == number)
        # Of all in the arm, a person's first is the second of no pair.
        again = np.zeros(pairs.rows, bool)
        again[pairs.second_row[here]] = True
        everyone[number] -= np.count_nonzero(again)
        if not exact:    # then every day has its row, whoever stands behind it
            people[number] -= _again_in_a_state(pairs, here, people.shape[2])
    of_arms = CurvePairs(arm, first // 4, first % 4, second // 4, second % 4, np.ones(1, np.int64))
    return CurveCounts(counts.releases, people, everyone, of_arms)


def _again_in_a_state(pairs: Pairs, here: np.ndarray, days: int) -> np.ndarray:
    """[state, day] releases that are not their person's first in that state, from the pairs in one arm."""
    first, second = pairs.first_packed[here], pairs.second_packed[here]
    same = first % 4 == second % 4
    here, first, second = here[same], first[same], second[same]
    # Of all in a state, a person's first is the later of no pair.
    later = np.where(first > second, pairs.first_row[here], pairs.second_row[here])
    packed = np.zeros(pairs.rows, np.uint32)
    packed[later] = np.maximum(first, second).astype(np.uint32) + 4
    counts = np.bincount(packed, minlength=4 * (days + 1))[4:]
    return counts.reshape(days, 4)[:, :3].T


assert STATES == {"censored": 0, "event": 1, "death": 2}, "the curves and the records number states alike"
