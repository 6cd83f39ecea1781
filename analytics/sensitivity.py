"""How strong something unmeasured would have to be to explain a ratio away (VanderWeele & Ding 2017)."""

import numpy as np
from numpy.typing import ArrayLike


def e_value(ratio: ArrayLike) -> np.ndarray:
    """R + sqrt(R (R - 1)) for a risk ratio R, or its inverse where below 1; nan where the ratio is not known.

    VanderWeele & Ding (2017), Annals of Internal Medicine 167:268-274.
    """
    ratio = np.asarray(ratio, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        above = np.where(ratio < 1, 1 / ratio, ratio)
        return above + np.sqrt(above * (above - 1))


def e_value_of_limit(low: ArrayLike, high: ArrayLike) -> np.ndarray:
    """The same for the limit nearest 1, and 1 where the interval holds 1."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    nearest = np.where(low > 1, low, np.where(high < 1, high, 1.0))
    return np.where(np.isnan(low) | np.isnan(high), np.nan, e_value(nearest))
