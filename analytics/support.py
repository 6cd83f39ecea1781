"""Who has a match: the releases of an arm and of its baseline that can be compared at all."""

import numpy as np

from analytics.covariates import Design


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
    known = size > 0
    rest = np.where(known[:, None] & known, cross / np.where(known, size, 1) / np.where(known, size, 1)[:, None], 0.0)
    chosen = []
    for _ in range(len(rest)):
        own = np.diag(rest)
        pivot = int(own.argmax())
        if own[pivot] <= least:
            break
        chosen.append(pivot)
        column = rest[:, pivot] / np.sqrt(own[pivot])
        rest = rest - np.outer(column, column)
        rest[pivot], rest[:, pivot] = 0, 0
    return np.array(sorted(chosen), int)
