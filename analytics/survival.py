"""Curves from counts a day: share without the event, share with it, the log-rank test, and what a curve sums up to.

Counts are integer arrays [..., days]: position d of the last axis is day d. Leading axes (arms, levels) are
worked through together. On one day an event comes before a death, and both before the end of follow-up.
For `kaplan_meier` a death is a censoring; for `aalen_johansen` it competes. Nothing here sees a person:
people with several releases come in as counted pairs (`clustering.CurvePairs`).

A curve takes O(days) whatever the number of releases. Agrees with R's survival package.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc, ndtri

from analytics.clustering import CurvePairs, PairSums
from analytics.influence import Influence

ONE_HALF_NEARLY = np.sqrt(np.finfo(float).eps)   # R's allowance for a share that should be one half
ROUNDING = 1e-13    # a clustered variance below this part of the plain one is what rounding leaves of 0


@dataclass(frozen=True)
class Curve:
    """A curve on every day from 0: day [days], all else [..., days].

    kind: km, the share without the event; cif, the share with it. at_risk is the number just before the
    day's events. std_error is on the scale of the estimate. low and high are nan where the estimate is 0 or 1,
    everything is nan for an arm with nobody. Once nobody is left at risk the estimate stays what it was.
    """

    kind: Literal["km", "cif"]
    day: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray
    censored: np.ndarray
    competing: np.ndarray
    estimate: np.ndarray
    std_error: np.ndarray
    low: np.ndarray
    high: np.ndarray


def kaplan_meier(events: ArrayLike, censored: ArrayLike, competing: ArrayLike, *, beyond: ArrayLike = 0,
                 pairs: CurvePairs | PairSums | None = None, confidence: float = 0.95) -> Curve:
    """Share without the event, deaths censored (Kaplan & Meier 1958), Greenwood's error, log-log limits.

    beyond [...]: how many stay at risk after the last day. With `pairs` the error is the infinitesimal
    jackknife clustered by person; without repeats the two are the same number. As in R, the error where
    nobody is left without the event is nan for Greenwood (0 times infinity) and 0 for the jackknife.
    """
    events, censored, competing, at_risk = _counts(events, censored, competing, beyond)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(1 - _per_head(events, at_risk), -1)
        greenwood = np.cumsum(_per_head(events, at_risk * (at_risk - events)), -1)
        error = share * np.sqrt(greenwood)
        if pairs is not None:
            # the share with the event is one less the share without, so its influences differ in sign only
            influence = Influence.of(events, None, at_risk)
            error = np.where(share == 0, 0, _clustered(error, influence.of_pairs(pairs)))
    return _curve("km", at_risk, events, censored, competing, share, error, confidence)


def aalen_johansen(events: ArrayLike, censored: ArrayLike, competing: ArrayLike, *, beyond: ArrayLike = 0,
                   pairs: CurvePairs | PairSums | None = None, confidence: float = 0.95) -> Curve:
    """Share with the event, death competing (Aalen & Johansen 1978), infinitesimal-jackknife error.

    beyond and pairs as in `kaplan_meier`. Limits are one less the log-log limits of the share's complement.
    """
    events, censored, competing, at_risk = _counts(events, censored, competing, beyond)
    with np.errstate(divide="ignore", invalid="ignore"):
        influence = Influence.of(events, competing, at_risk)
        # all have had it where nobody is left and nobody died: say so exactly
        everyone = (influence.left == 0) & (np.cumsum(competing, -1) == 0)
        share = np.where(everyone, 1, np.minimum(influence.share, 1))
        error = np.where(everyone, 0, np.sqrt(influence.variance(events, at_risk)))
        if pairs is not None:
            error = _clustered(error, influence.of_pairs(pairs))
    return _curve("cif", at_risk, events, censored, competing, share, error, confidence)


def log_rank(events1: ArrayLike, at_risk1: ArrayLike, events0: ArrayLike, at_risk0: ArrayLike,
             last_day: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Two-sample log-rank test (Mantel 1966): chi-square on one degree of freedom and its p, each [...].

    Arrays [..., days] that broadcast, as in `Curve`; later events than `last_day` are not counted.
    nan where the records cannot tell the two apart (no event, or an arm with nobody at risk at any).
    """
    until = slice(None) if last_day is None else slice(max(last_day + 1, 0))
    events1, at_risk1, events0, at_risk0 = (
        np.asarray(part, float)[..., until] for part in (events1, at_risk1, events0, at_risk0))
    with np.errstate(divide="ignore", invalid="ignore"):
        events, at_risk = events1 + events0, at_risk1 + at_risk0
        expected_share = at_risk1 / np.maximum(at_risk, 1)
        excess = (events1 - events * expected_share).sum(-1)
        spread = events * (at_risk - events) / np.maximum(at_risk - 1, 1)
        variance = (spread * expected_share * (1 - expected_share)).sum(-1)
        chi2 = np.where(variance > 0, excess**2 / variance, np.nan)
        return chi2, erfc(np.sqrt(chi2 / 2))


def restricted_mean(curve: Curve, horizon: int, *, pairs: CurvePairs | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Mean days without the event up to `horizon`, and its standard error, each [...].

    The area under a km curve, which stays level after its last day; as R's print(survfit, rmean=). With
    `pairs` the error is clustered by person.
    """
    if curve.kind != "km":
        raise ValueError("a restricted mean is taken of the share without the event")
    days = curve.day.size
    width = np.clip(horizon - curve.day, 0, np.where(curve.day == days - 1, np.inf, 1))
    area = curve.estimate * width
    after = np.cumsum(area[..., ::-1], -1)[..., ::-1]    # from each day's end of events to the horizon
    staying = curve.at_risk - curve.events     # where nobody stays, no area is left to be unsure of
    hazard = _per_head(np.where(staying > 0, curve.events, 0), curve.at_risk * staying)
    variance = (after**2 * hazard).sum(-1)
    if pairs is not None:
        influence = Influence.of(curve.events, None, curve.at_risk)
        products = influence.of_pairs_in_area(pairs, width)
        variance = np.where(variance + 2 * products > ROUNDING * variance, variance + 2 * products, 0)
    return area.sum(-1), np.sqrt(variance)


def median_time(curve: Curve) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Days until half have had the event, with limits: (median, low, high), each [...]; nan where never reached.

    Where the curve stands at one half exactly, midway to the day of its next step, as in R. The limits are
    where the curve's own limits cross one half.
    """
    if curve.kind != "km":
        raise ValueError("a median is taken of the share without the event")
    return tuple(_first_at_half(share) for share in (curve.estimate, curve.low, curve.high))


def _first_at_half(share: np.ndarray) -> np.ndarray:
    below = share < 0.5 + ONE_HALF_NEARLY    # nan is not below
    first = below.argmax(-1)[..., None]
    level = np.take_along_axis(share, first, -1)
    lower = share < level
    at_half = (np.abs(level - 0.5) < ONE_HALF_NEARLY) & lower.any(-1, keepdims=True)
    day = np.where(at_half, (first + lower.argmax(-1)[..., None]) / 2, first)
    return np.where(below.any(-1, keepdims=True), day, np.nan)[..., 0]


def _counts(events: ArrayLike, censored: ArrayLike, competing: ArrayLike, beyond: ArrayLike) -> tuple[np.ndarray, ...]:
    parts = [np.asarray(part) for part in (events, censored, competing)]
    if any(part.dtype.kind not in "iub" and np.any(part != np.floor(part)) for part in parts):
        raise ValueError("counts are whole numbers")
    parts = [part.astype(np.int64, copy=False) for part in parts]
    if parts[0].ndim == 0 or any(part.shape != parts[0].shape for part in parts):
        raise ValueError(f"counts differ in shape: {[part.shape for part in parts]}")
    if parts[0].size and min(part.min() for part in parts) < 0:
        raise ValueError("a count is below 0")
    gone = parts[0] + parts[1] + parts[2]
    at_risk = np.cumsum(gone[..., ::-1], -1)[..., ::-1] + np.asarray(beyond, np.int64)[..., None]
    return *parts, at_risk


def _per_head(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """part / whole, 0 where there is no part (also 0/0)."""
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=np.asarray(part) > 0)


def _clustered(error: np.ndarray, products: np.ndarray) -> np.ndarray:
    plain = error**2
    variance = plain + 2 * products
    return np.sqrt(np.where(variance > ROUNDING * plain, variance, 0))


def _curve(kind, at_risk, events, censored, competing, share, error, confidence) -> Curve:
    nobody = at_risk[..., :1] == 0
    share, error = np.where(nobody, np.nan, share), np.where(nobody, np.nan, error)
    low, high = limits(share if kind == "km" else 1 - share, error, confidence)
    if kind == "cif":
        low, high = 1 - high, 1 - low
    return Curve(kind, np.arange(at_risk.shape[-1]), at_risk, events, censored, competing, share, error, low, high)


def limits(share: np.ndarray, error: np.ndarray, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Log-log limits of a share without the event; nan where it is 0 or 1."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logarithm = np.log(np.where((share > 0) & (share < 1), share, np.nan))
        step = np.exp(-float(ndtri((1 + confidence) / 2)) * error / (share * logarithm))
        return np.exp(logarithm * step), np.exp(logarithm / step)
