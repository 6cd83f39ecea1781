"""What every way of weighting gives: who is matched, the baseline's weights, and what finding them costs in certainty."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# (sum over the baseline's releases of a cell of their influence on a figure, [C]) -> what estimating the weights adds
# to the influence of one release in the cell: of the arm [C], of the baseline [C].
Correction = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Weighting:
    """The baseline made to look like one arm, over C cells.

    arm, baseline: [C] releases in all; matched: [C] true for the cells that are compared. weight: [C] of one
    baseline release in the cell, 0 where it is not matched; weight x baseline sums to 1. It is None where no
    weights can be found, and reason says why in words.
    correction: see `Correction`; the influence is on the weighted figure of the baseline.
    """

    arm: np.ndarray
    baseline: np.ndarray
    matched: np.ndarray
    weight: np.ndarray | None = None
    correction: Correction | None = None
    reason: str = ""

    @property
    def found(self) -> bool:
        """True where there are weights."""
        return self.weight is not None

    @property
    def unmatched_share(self) -> float:
        """Share of the arm that is set aside; nan where the arm has nobody."""
        everyone = self.arm.sum()
        return float(1 - self.arm[self.matched].sum() / everyone) if everyone else np.nan

    @property
    def effective_n(self) -> float:
        """Effective size of the weighted baseline (Kish 1965): the square of the weights' sum over the sum of their squares."""
        return float(1 / (self.baseline * self.weight**2).sum()) if self.found else np.nan

    @property
    def largest_weight(self) -> float:
        """The largest weight of one release."""
        return float(self.weight[self.baseline > 0].max()) if self.found else np.nan


def nobody(arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray, reason: str) -> Weighting:
    """No weights, and why."""
    return Weighting(arm, baseline, matched, reason=reason)
