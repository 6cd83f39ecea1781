"""Figures of an arm and of the weighted baseline from counts by cell, with the influence of every release on them.

The influence of a release is by how much a figure would move if it counted a little more. Its squares, summed over
releases (or over people, where they repeat), are the figure's variance: the sandwich, estimation of the weights
included, the arm's covariates random, the matched levels as given.
"""

from dataclasses import dataclass

import numpy as np

from analytics.weighting import Weighting


@dataclass(frozen=True)
class Influence:
    """How a release in a cell moves the three figures, as a straight line in its own outcome y.

    On the arm's rate: arm_size x (y - rate) for its own releases. On the baseline's rate: weight x (y -
    baseline_rate) + of_baseline for the baseline's, of_arm for the arm's. All [C]; 0 where not matched.
    """

    in_arm: np.ndarray          # 1 / size of the matched arm, or 0
    rate: float
    weight: np.ndarray
    baseline_rate: float
    of_arm: np.ndarray
    of_baseline: np.ndarray

    def of_one(self, cell: np.ndarray, outcome: np.ndarray, arm: np.ndarray, baseline: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Influence of releases on the arm's rate and on the baseline's; arm, baseline: 1 where they belong to it."""
        on_rate = arm * self.in_arm[cell] * (outcome - self.rate)
        on_baseline = arm * self.of_arm[cell]
        on_baseline = on_baseline + baseline * (self.weight[cell] * (outcome - self.baseline_rate) + self.of_baseline[cell])
        return on_rate, on_baseline


@dataclass(frozen=True)
class Figures:
    """An arm and its weighted baseline: matched counts, rates, and the moments of their influences.

    moments: [2, 2] sums over releases of the products of the influences on the two rates.
    """

    n: float
    events: float
    baseline_n: float
    baseline_events: float
    rate: float
    baseline_rate: float
    moments: np.ndarray


def figures(
    weighting: Weighting, sums: np.ndarray, baseline_sums: np.ndarray,
    squares: np.ndarray | None = None, baseline_squares: np.ndarray | None = None,
) -> tuple[Figures, Influence]:  # fmt: skip
    """Mean of an outcome in the matched arm and in the weighted baseline, and what a release moves of it.

    sums, baseline_sums: [C] sums of the outcome over the releases of a cell; squares: of its squares (for what
    happens or not, 0 or 1, the same: leave them out).
    """
    matched, weight = weighting.matched, weighting.weight
    arm, baseline = weighting.arm * matched, weighting.baseline * matched
    sums, baseline_sums = sums * matched, baseline_sums * matched
    squares = sums if squares is None else squares * matched
    baseline_squares = baseline_sums if baseline_squares is None else baseline_squares * matched
    n = arm.sum()
    rate, baseline_rate = float(sums.sum() / n), float(weight @ baseline_sums)
    of_arm, of_baseline = weighting.correction(baseline_sums - baseline * baseline_rate)
    around = squares - 2 * rate * sums + rate**2 * arm                      # sum of (y - rate)^2 in a cell
    base_around = baseline_squares - 2 * baseline_rate * baseline_sums + baseline_rate**2 * baseline
    base_above = baseline_sums - baseline_rate * baseline
    moments = np.empty((2, 2))
    moments[0, 0] = around.sum() / n**2
    moments[0, 1] = moments[1, 0] = ((sums - rate * arm) @ of_arm) / n
    moments[1, 1] = arm @ of_arm**2 + weight**2 @ base_around + 2 * (weight * of_baseline) @ base_above + baseline @ of_baseline**2
    influence = Influence(matched / n, rate, weight, baseline_rate, of_arm, of_baseline)
    made = Figures(float(n), float(sums.sum()), float(baseline.sum()), float(baseline_sums.sum()), rate, baseline_rate, moments)
    return made, influence


def variance(moments: np.ndarray, on_rate: float | np.ndarray, on_baseline: float | np.ndarray) -> np.ndarray:
    """Variance of on_rate x rate + on_baseline x baseline rate, to first order; moments: [..., 2, 2], the others [...]."""
    crossed = on_rate * on_baseline * (moments[..., 0, 1] + moments[..., 1, 0])
    return np.maximum(on_rate**2 * moments[..., 0, 0] + crossed + on_baseline**2 * moments[..., 1, 1], 0)
