"""Many looks at one question: p-values that allow for how many there are."""

import numpy as np
from numpy.typing import ArrayLike


def holm(p: ArrayLike) -> np.ndarray:
    """Holm's step-down adjustment (Holm 1979, Scandinavian Journal of Statistics 6:65-70), in the shape given.

    The whole array is one family. A nan is no member of it and stays nan. ValueError for a p outside 0-1.
    """
    p = np.asarray(p, float)
    adjusted = np.full(p.shape, np.nan)
    known = ~np.isnan(p)
    family = p[known]
    if np.any((family < 0) | (family > 1)):
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(family, kind="stable")
    steps = family[order] * np.arange(family.size, 0, -1)
    raised = np.empty(family.size)
    raised[order] = np.minimum(np.maximum.accumulate(steps), 1)
    adjusted[known] = raised
    return adjusted
