"""Direct standardization: the baseline's figure in each joint cell, weighted to the arm's share of that cell."""

import numpy as np

from analytics.covariates import Design
from analytics.weighting import Weighting


def standardize(design: Design, arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray) -> Weighting:
    """Weights for the matched cells; arm, baseline: [C] releases, matched: [C] truth (both have somebody there).

    A cell's own mean takes the place of the overall one: how many of the baseline it has tells nothing.
    """
    arm_part = arm * matched
    weight = np.divide(arm_part, arm_part.sum() * baseline, out=np.zeros(len(arm)), where=matched)
    return Weighting(design, arm, baseline, matched, weight, None, matched / arm_part.sum(), -weight)
