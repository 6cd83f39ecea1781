"""Rates, their differences and ratios, with intervals and tests, from counts.

Every function takes numbers or arrays that broadcast, and gives arrays (of no dimension for plain numbers).
Proportions are 0-1. What cannot be estimated is nan; counts that cannot be are a ValueError.

Where people repeat, a rate is as sure as a smaller number of people: `effective_n` is that number
(n over the design effect). The rate itself stays events / n.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc, ndtri


def wilson(events: ArrayLike, n: ArrayLike, confidence: float = 0.95, *,
           effective_n: ArrayLike | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Score interval of a rate: (low, high), nan where n is 0.

    Wilson (1927), JASA 22:209-212. Exactly 0 at the lower end for no event, exactly 1 at the upper for all.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return _wilson_of_rate(_rate(events, n), n if effective_n is None else effective_n, confidence)


def newcombe_difference(events1: ArrayLike, n1: ArrayLike, events0: ArrayLike, n0: ArrayLike, confidence: float = 0.95, *,
                        effective_n1: ArrayLike | None = None, effective_n0: ArrayLike | None = None,
                        ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First rate less second, with the hybrid score interval: (difference, low, high); nan where an n is 0.

    Newcombe (1998), Statistics in Medicine 17:873-890, method 10.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate1, rate0 = _rate(events1, n1), _rate(events0, n0)
        low1, high1 = _wilson_of_rate(rate1, n1 if effective_n1 is None else effective_n1, confidence)
        low0, high0 = _wilson_of_rate(rate0, n0 if effective_n0 is None else effective_n0, confidence)
        difference = rate1 - rate0
        return (difference,
                difference - np.hypot(rate1 - low1, high0 - rate0),
                difference + np.hypot(high1 - rate1, rate0 - low0))


def katz_ratio(events1: ArrayLike, n1: ArrayLike, events0: ArrayLike, n0: ArrayLike, confidence: float = 0.95, *,
               effective_n1: ArrayLike | None = None, effective_n0: ArrayLike | None = None,
               ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First rate over second, with the log interval: (ratio, low, high).

    Katz et al. (1978), Biometrics 34:469-474. No estimate (nan, all three) where any of the four cells,
    events and non-events of both, is 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate1, rate0 = _rate(events1, n1), _rate(events0, n0)
        every_cell = (rate1 > 0) & (rate1 < 1) & (rate0 > 0) & (rate0 < 1)
        ratio = np.where(every_cell, rate1 / rate0, np.nan)
        size1 = np.asarray(n1 if effective_n1 is None else effective_n1, float)
        size0 = np.asarray(n0 if effective_n0 is None else effective_n0, float)
        error = np.sqrt((1 - rate1) / (rate1 * size1) + (1 - rate0) / (rate0 * size0))
        step = np.exp(_z(confidence) * error)
        return ratio, ratio / step, ratio * step


def pearson_p(events1: ArrayLike, n1: ArrayLike, events0: ArrayLike, n0: ArrayLike) -> np.ndarray:
    """Two-sided p of Pearson's chi-square without correction; nan where a margin is 0.

    Margins: releases in either arm, events, and non-events.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate1, rate0 = _rate(events1, n1), _rate(events0, n0)
        size1, size0 = np.asarray(n1, float), np.asarray(n0, float)
        pooled = (np.asarray(events1, float) + events0) / (size1 + size0)
        error = np.sqrt(pooled * (1 - pooled) * (1 / size1 + 1 / size0))
        return wald_p(rate1 - rate0, error)


def wald_p(difference: ArrayLike, std_error: ArrayLike) -> np.ndarray:
    """Two-sided p of a difference over its standard error; nan where that is 0 or unknown."""
    error = np.asarray(std_error, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(error > 0, erfc(np.abs(difference) / error / np.sqrt(2)), np.nan)


def _rate(events: ArrayLike, n: ArrayLike) -> np.ndarray:
    events, n = np.asarray(events, float), np.asarray(n, float)
    # a rate times an effective size may come out a rounding above that size
    if np.any(events < 0) or np.any(n < 0) or np.any(events > n * (1 + 1e-12)):
        raise ValueError("events must lie between 0 and n")
    return np.minimum(events / n, 1)


def _wilson_of_rate(rate: np.ndarray, n: ArrayLike, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    n, z = np.asarray(n, float), _z(confidence)
    share = z * z / n
    centre = (rate + share / 2) / (1 + share)
    half = z * np.sqrt((rate * (1 - rate) + share / 4) / n) / (1 + share)
    # at the ends the two halves cancel only nearly
    return np.where(rate == 0, 0.0, centre - half), np.where(rate == 1, 1.0, centre + half)


def _z(confidence: float) -> float:
    return float(ndtri((1 + confidence) / 2))
