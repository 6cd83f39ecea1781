"""Direct standardization: the baseline's figure in each joint cell, weighted to the arm's share of that cell."""

import numpy as np

from analytics.weighting import Weighting


def standardize(arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray) -> Weighting:
    """Weights for the matched cells; arm, baseline: [C] releases, matched: [C] truth (both have somebody there)."""
    arm_part = arm * matched
    size = arm_part.sum()
    weight = np.divide(arm_part, size * baseline, out=np.zeros(len(arm)), where=matched)

    def correction(influence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A cell's own mean takes the place of the overall one: how many of the baseline it has tells nothing."""
        mean = np.divide(influence, baseline, out=np.zeros(len(arm)), where=matched)
        return mean / size, -weight * mean

    return Weighting(arm, baseline, matched, weight, correction)
