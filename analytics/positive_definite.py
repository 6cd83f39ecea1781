"""Equations with a positive definite matrix, by Cholesky's factors: LAPACK itself, since the matrices are small and many.

What scipy.linalg puts around it takes several times as long as the work at thirty columns.
"""

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotrs


def factored(matrix: np.ndarray) -> np.ndarray | None:
    """The factor of a symmetric matrix; None where it is not positive definite, or holds what is no number."""
    if not len(matrix):     # no equations
        return matrix
    factor, failed = dpotrf(matrix, clean=False)
    return None if failed or not np.isfinite(factor[-1, -1]) else factor


def solved(factor: np.ndarray, right: np.ndarray) -> np.ndarray:
    """x with matrix x = right; right: [V] or [V, K]."""
    return dpotrs(factor, right)[0] if len(factor) else right
