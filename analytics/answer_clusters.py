"""Answers about the same person's releases have something in common: by how much less they tell than they seem."""

from dataclasses import dataclass

import numpy as np

from analytics import clustering
from analytics.answer_counts import Answers, Group
from analytics.clustering import CrossPairs, PairCounts


@dataclass(frozen=True)
class Clusters:
    """Design effects [L, I, A] of the arm's share, of its baseline's, and of the variance of their difference.

    shared: True where two answers of a row, or of its baseline, are about one person.
    """

    effect: np.ndarray
    baseline_effect: np.ndarray
    difference_effect: np.ndarray
    shared: np.ndarray


def answer_clusters(answers: Answers, arm: Group, baseline: Group) -> Clusters:
    """Design effects from the pairs of answers that are about one person."""
    found = answers.pairs
    members, own = answers.places.members, answers.places.own_baselines
    across = _across(answers, found, members, own)
    sides = [
        (group.answered, group.satisfied, _within(answers, found, places))
        for group, places in ((arm, members), (baseline, own))
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = sum(satisfied / n * (1 - satisfied / n) / n for n, satisfied, _ in sides)
        variance = clustering.difference_variance(*sides[0], *sides[1], across)
        difference_effect = variance / plain
    effects = [np.where(sum(side[2]) > 0, clustering.design_effect(*side), 1.0) for side in sides]
    shared = sum((*sides[0][2], *sides[1][2], *across)) > 0
    return Clusters(*effects, difference_effect, shared)


def _within(answers: Answers, found: dict[str, np.ndarray], groups: np.ndarray) -> PairCounts:
    """Pairs of which both answers stand in the group: both satisfied, one, none; each [L, I, A]."""
    satisfied = found["first_satisfied"].astype(int) + found["second_satisfied"]
    return PairCounts(*(_total(answers, found, groups, groups, satisfied == number) for number in (2, 1, 0)))


def _across(answers: Answers, found: dict[str, np.ndarray], arm: np.ndarray, baseline: np.ndarray) -> CrossPairs:
    """Pairs of which one answer stands in the arm and the other in its baseline; each [L, I, A]."""
    first, second = found["first_satisfied"].astype(bool), found["second_satisfied"].astype(bool)

    def count(in_arm: bool, in_baseline: bool) -> np.ndarray:
        forward = _total(answers, found, arm, baseline, (first == in_arm) & (second == in_baseline))
        backward = _total(answers, found, baseline, arm, (first == in_baseline) & (second == in_arm))
        return forward + backward

    return CrossPairs(count(True, True), count(True, False), count(False, True), count(False, False))


def _total(
    answers: Answers, found: dict[str, np.ndarray], firsts: np.ndarray, seconds: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    sums = np.zeros(answers.shape)
    if not wanted.any():
        return sums
    for arm in range(firsts.shape[1]):
        inside = wanted & firsts[found["level"], arm, found["first_place"]]
        inside &= seconds[found["level"], arm, found["second_place"]]
        np.add.at(sums[:, :, arm], (found["level"][inside], found["item"][inside]), found["pairs"][inside])
    return sums
