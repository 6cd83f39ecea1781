"""What every way of weighting gives: who is matched, the baseline's weights, and what finding them costs in certainty."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.covariates import Design


@dataclass(frozen=True)
class Weighting:
    """The baseline made to look like one arm, over C cells with V levels.

    arm, baseline: [C] releases in all; matched: [C] true for the cells that are compared. weight: [C] of one
    baseline release in the cell, 0 where it is not matched; weight x baseline sums to 1. It is None where no
    weights can be found, and reason says why in words.

    What estimating the weights adds to the influence of one release on a figure of the baseline is its cell's share
    in the figure, as the weights' own regression tells it, times arm_scale for the arm's releases and baseline_scale
    for the baseline's. slope: [V + 1, V + 1] from the figure's gradient by level (the constant last) to that
    regression; None where each cell tells its own share, 0 where the weights are not estimated.

    at: where the search for the weights ended: a start for that of much the same releases.
    """

    design: Design
    arm: np.ndarray
    baseline: np.ndarray
    matched: np.ndarray
    weight: np.ndarray | None = None
    slope: np.ndarray | None = None
    arm_scale: np.ndarray | None = None
    baseline_scale: np.ndarray | None = None
    reason: str = ""
    at: np.ndarray | None = None

    @property
    def found(self) -> bool:
        """True where there are weights."""
        return self.weight is not None

    @cached_property
    def everyone(self) -> float:
        """Releases of the arm."""
        return float(self.arm.sum())

    @cached_property
    def matched_arm(self) -> float:
        """Those of them that are compared."""
        return float(self.arm @ self.matched)

    @property
    def unmatched_share(self) -> float:
        """Share of the arm that is set aside; nan where the arm has nobody."""
        return 1 - self.matched_arm / self.everyone if self.everyone else np.nan

    @cached_property
    def effective_n(self) -> float:
        """Effective size of the weighted baseline (Kish 1965): the square of the weights' sum over the sum of their squares."""
        return float(1 / (self.baseline * self.weight**2).sum()) if self.found else np.nan

    @property
    def largest_weight(self) -> float:
        """The largest weight of one release."""
        return float(self.weight[self.baseline > 0].max()) if self.found else np.nan

    @cached_property
    def own_fit(self) -> float:
        """Share of the baseline's part of the variance that is lost because the regression of the weights fits the
        very releases that it is judged by: their leverages, averaged by squared weight. Near 0 for many releases."""
        if self.slope is None:
            leverage = np.divide(1, self.baseline, out=np.zeros(len(self.baseline)), where=self.matched)
        else:
            inner, constant = self.slope[:-1, :-1], self.slope[-1, -1]
            form = self.design.form(inner) + 2 * self.design.score(self.slope[:-1, -1]) + constant
            leverage = -self.baseline_scale * form
        squares = self.baseline * self.weight**2
        return float(squares @ leverage / squares.sum())

    def told(self, influence: np.ndarray) -> np.ndarray:
        """[C] what a cell tells of a figure; influence: [C] sums over the cell's baseline releases of theirs on it."""
        if self.slope is None:
            return np.divide(influence, self.baseline, out=np.zeros(len(influence)), where=self.matched)
        gradient = np.append(self.design.totals(self.weight * influence), self.weight @ influence)
        regression = self.slope @ gradient
        return np.where(self.matched, self.design.score(regression[:-1]) + regression[-1], 0.0)

    def correction(self, influence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """[C], [C] what is added to the influence of one release of the arm and of the baseline (see `told`)."""
        told = self.told(influence)
        return told * self.arm_scale, told * self.baseline_scale
