"""People who stand in the records more than once: what their releases have in common, as counts of pairs.

The variance of a sum over people is the sum over releases of the square, plus twice the sum over every two
releases of one person of the product. So it needs no person, only how many pairs there are of each kind.
Everything here is the sandwich (infinitesimal jackknife) summed by person, with no finite-sample correction.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class PairCounts(NamedTuple):
    """Unordered pairs of releases of one person in one arm: event after both, after one, after none."""

    both: ArrayLike
    one: ArrayLike
    none: ArrayLike


class CrossPairs(NamedTuple):
    """Pairs of one person's releases, one in the arm and one in the baseline: event after both, after the
    arm's only, after the baseline's only, after none."""

    both: ArrayLike
    arm_only: ArrayLike
    baseline_only: ArrayLike
    none: ArrayLike


def pair_counts(releases: ArrayLike, events: ArrayLike, people: ArrayLike = 1) -> PairCounts:
    """Pairs from people's sums: releases and events of each, [..., people]; summed over the last axis.

    `people` is how many people have just these sums, where they have been counted beforehand.
    """
    people = np.asarray(people, np.int64)
    return PairCounts(*((people * pairs).sum(-1) for pairs in pairs_of_each(releases, events)))


def pairs_of_each(releases: ArrayLike, events: ArrayLike) -> PairCounts:
    """The same of each person, not summed: [..., people]."""
    releases, events = (np.asarray(part, np.int64) for part in (releases, events))
    without = releases - events
    return PairCounts(events * (events - 1) // 2, events * without, without * (without - 1) // 2)


def rate_variance(n: ArrayLike, events: ArrayLike, pairs: PairCounts) -> np.ndarray:
    """Variance of events / n clustered by person; nan where n is 0."""
    n = np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = events / n
        both, one, none = (np.asarray(count, float) for count in pairs)
        products = both * (1 - rate) ** 2 - one * rate * (1 - rate) + none * rate**2
        return np.maximum(n * rate * (1 - rate) + 2 * products, 0) / n**2


def design_effect(n: ArrayLike, events: ArrayLike, pairs: PairCounts) -> np.ndarray:
    """Clustered variance of a rate over p(1 - p)/n: by how much fewer the releases are than they seem.

    1 where the rate is 0 or 1 (there is nothing to cluster), nan where n is 0.
    """
    n = np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = events / n
        plain = rate * (1 - rate) / n
        return np.where(plain == 0, 1.0, rate_variance(n, events, pairs) / plain)


def effective_n(n: ArrayLike, effect: ArrayLike) -> np.ndarray:
    """n over the design effect, never above n; 0 where n is 0."""
    return np.asarray(n, float) / np.fmax(effect, 1)


def difference_variance(n1: ArrayLike, events1: ArrayLike, pairs1: PairCounts,
                        n0: ArrayLike, events0: ArrayLike, pairs0: PairCounts, cross: CrossPairs) -> np.ndarray:
    """Variance of arm (1) less baseline (0), clustered by person, also across the two; nan where an n is 0."""
    n1, n0 = np.asarray(n1, float), np.asarray(n0, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate1, rate0 = events1 / n1, events0 / n0
        both, arm_only, baseline_only, none = (np.asarray(count, float) for count in cross)
        products = (both * (1 - rate1) * (1 - rate0) - arm_only * (1 - rate1) * rate0
                    - baseline_only * rate1 * (1 - rate0) + none * rate1 * rate0)
        apart = rate_variance(n1, events1, pairs1) + rate_variance(n0, events0, pairs0)
        return np.maximum(apart - 2 * products / (n1 * n0), 0)


@dataclass(frozen=True)
class CurvePairs:
    """Pairs of releases of one person in one arm, as the curves take them: equal-length arrays.

    day, state: when and how the one left (0 end of follow-up, 1 event, 2 death); other_day, other_state: the
    same of the other, in either order. arm: row of the counts, 0 for a single curve. count: how many such
    pairs, one number for all or one each. A day after the curve's last is one that stays at risk throughout.
    """

    arm: np.ndarray
    day: np.ndarray
    state: np.ndarray
    other_day: np.ndarray
    other_state: np.ndarray
    count: np.ndarray


@dataclass(frozen=True)
class PairSums:
    """In place of the pairs themselves: sums over them of the product of the two influences, [A, days] each.

    km, cif: on the share with the event where deaths are ends of follow-up, and where they compete.
    """

    km: np.ndarray
    cif: np.ndarray


def pairs_of_people(person: ArrayLike, day: ArrayLike, state: ArrayLike, arm: ArrayLike = 0) -> CurvePairs:
    """Every two releases of one person in one arm, from arrays [releases]. People with one release add nothing.

    Work and memory grow with the number of pairs: k (k - 1) / 2 for a person with k releases.
    """
    person, day, state = (np.asarray(part) for part in (person, day, state))
    arm = np.broadcast_to(arm, person.shape)
    order = np.lexsort((state, day, person, arm))
    person, day, state, arm = person[order], day[order], state[order], arm[order]
    starts = np.ones(person.size, bool)
    starts[1:] = (person[1:] != person[:-1]) | (arm[1:] != arm[:-1])
    first, second = rows_of_pairs(np.cumsum(starts) - 1)
    return CurvePairs(arm[first], day[first], state[first], day[second], state[second],
                      np.ones(first.size, np.int64))


def rows_of_pairs(group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the first and of the second of every pair inside a group; group: numbers from 0, ascending."""
    ends = np.append(np.flatnonzero(np.diff(group)) + 1, group.size)
    # each release is paired with all that follow it in its group
    position = np.arange(group.size)
    following = ends[group] - position - 1 if group.size else position
    first = np.repeat(position, following)
    before = np.cumsum(following) - following
    return first, first + 1 + np.arange(first.size) - np.repeat(before, following)
