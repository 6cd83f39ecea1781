"""Who has a match: the releases of an arm and of its baseline that can be compared at all."""

import numpy as np
from scipy.linalg.lapack import dpstrf

from analytics.covariates import Design


# What is left of the variance of a share by rounding, as a standard deviation.
NOTHING = 3e-7


def matched_levels(design: Design, arm: np.ndarray, baseline: np.ndarray) -> np.ndarray:
    """[C] true for cells whose every level both groups have; arm, baseline: [C] releases.

    A baseline release in a level that the arm has nobody in is out, then the arm's releases in a level that the
    remaining baseline has nobody in are set aside, and so on until nothing changes.
    """
    inside = np.ones(design.cells, bool)
    while True:
        missing = (design.totals(arm * inside) == 0) | (design.totals(baseline * inside) == 0)
        remaining = inside & (design.score(missing.astype(float)) == 0)
        if (remaining == inside).all():
            return inside
        inside = remaining


def matched_cells(arm: np.ndarray, baseline: np.ndarray) -> np.ndarray:
    """[C] true for joint cells that both groups have."""
    return (arm > 0) & (baseline > 0)


def independent(cross: np.ndarray, least: float = 1e-9) -> np.ndarray:
    """Positions of columns none of which follows from the others, from their cross products or covariances.

    Pivoted Cholesky on the correlations: a column is redundant where less than `least` of it is its own.
    """
    size = np.sqrt(np.maximum(np.diag(cross), 0))
    known = np.flatnonzero(size > NOTHING)
    if not known.size:
        return known
    own = cross[np.ix_(known, known)] / size[known] / size[known][:, None]
    _, pivots, rank, _ = dpstrf(own, tol=least)
    return np.sort(known[pivots[:rank] - 1])
