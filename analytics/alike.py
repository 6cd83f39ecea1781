"""Make the baseline look like an arm, in whichever way was asked for."""

import numpy as np

from analytics.balancing import entropy
from analytics.covariates import Design
from analytics.propensity import ipw
from analytics.standardizing import standardize
from analytics.support import matched_cells, matched_levels
from analytics.weighting import Weighting

SEARCHES = {"ipw": ipw, "entropy": entropy}
NO_ARM = "nobody in the group has been followed for the whole window"
NO_BASELINE = "there is nobody of the usual sentence to compare with"
NO_MATCH = "nobody of the usual sentence is like anybody in the group in everything that is compared"


def make_alike(
    adjust: str, design: Design, arm: np.ndarray, baseline: np.ndarray, start: np.ndarray | None = None
) -> Weighting:
    """Weights for the baseline; arm, baseline: [C] releases of an arm and of its own baseline by cell.

    adjust: none (all the baseline's releases count alike), standardize, ipw or entropy. What cannot be done gives no
    weights and a reason, never an error. start: where the search ended for much the same releases (`Weighting.at`).
    """
    everywhere = np.ones(design.cells, bool)
    if not arm.sum() or not baseline.sum():
        return Weighting(design, arm, baseline, ~everywhere, reason=NO_BASELINE if arm.sum() else NO_ARM)
    if adjust == "none":
        alike, nothing = np.full(design.cells, 1 / baseline.sum()), np.zeros(design.cells)
        not_estimated = np.zeros((design.levels + 1, design.levels + 1))
        return Weighting(design, arm, baseline, everywhere, alike, not_estimated, nothing, nothing)
    matched = matched_cells(arm, baseline) if adjust == "standardize" else matched_levels(design, arm, baseline)
    if not (arm * matched).sum():
        return Weighting(design, arm, baseline, matched, reason=NO_MATCH)
    if adjust == "standardize":
        return standardize(design, arm, baseline, matched)
    return SEARCHES[adjust](design, arm, baseline, matched, start)
