"""The columns of an adjusted comparison, and a reason in words wherever a figure is missing or not to be relied on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics import clustering, proportions, reliability, sensitivity
from analytics.adjusted import AdjustedArm
from analytics.disclosure import Gate
from analytics.weighted import Figures, variance
from analytics.weighting import Weighting

NORMAL = 1.96
MOST_UNMATCHED = 0.10
# Beyond this share the interval holds the truth too seldom (benchmarks/simulation.md): of levels, and of joint cells (True).
MOST_OWN_FIT = {False: 0.10, True: 0.20}
TOO_FEW_ALIKE = "too few of the usual sentence are like some of the group, so the range may be too narrow"

FIGURES = (
    "rate", "rate_low", "rate_high", "baseline_rate", "risk_difference", "risk_difference_low", "risk_difference_high",
    "risk_ratio", "risk_ratio_low", "risk_ratio_high", "p_value", "effective_n", "unmatched_share", "e_value", "e_value_limit",
)  # fmt: skip


@dataclass(frozen=True)
class Estimated:
    """Columns (see FIGURES) of one arm after the gate, its status and why.

    hidden: nothing of it may be shown.
    """

    columns: dict[str, float]
    hidden: bool
    missing: str = ""   # why it cannot be estimated
    doubts: tuple[str, ...] = ()    # why it carries no verdict


def estimate_arm(adjusted: AdjustedArm, gate: Gate) -> Estimated:
    """The figures of one arm against its weighted baseline."""
    return estimate_arms([adjusted], gate)[0]


def estimate_arms(adjusted: Sequence[AdjustedArm], gate: Gate) -> list[Estimated]:
    """The figures of each arm against its weighted baseline, worked out for all arms at once.

    Weighted figures leave with 3 decimals. The arm's own rate is a plain share of the matched part: it is made from
    rounded counts, and so are the difference and the ratio, or they would tell the exact counts after all.
    """
    if not adjusted:
        return []
    hidden = _hidden(adjusted, gate)
    unmatched = _unmatched_share(adjusted, gate)
    weighted = [arm for arm, of in enumerate(adjusted) if of.figures is not None and not hidden[arm]]
    columns, missing = _figures([adjusted[arm] for arm in weighted], gate) if weighted else ({}, [])
    columns["unmatched_share"] = unmatched[weighted]
    found = {arm: Estimated(
        {name: float(column[place]) for name, column in columns.items()}, hidden=False, missing=missing[place],
        doubts=_doubts(adjusted[arm])) for place, arm in enumerate(weighted)}
    for arm, of in enumerate(adjusted):
        if hidden[arm]:
            found[arm] = Estimated({}, hidden=True)
        elif of.figures is None:
            share = {} if np.isnan(unmatched[arm]) else {"unmatched_share": float(unmatched[arm])}
            found[arm] = Estimated(share, hidden=False, missing=of.weighting.reason)
    return [found[arm] for arm in range(len(adjusted))]


def _figures(adjusted: Sequence[AdjustedArm], gate: Gate) -> tuple[dict[str, np.ndarray], list[str]]:
    """Columns [N] of N arms with weights, nan where there is no such figure, and why one cannot be compared or nothing."""
    made = [of.figures for of in adjusted]
    n, events = (gate.rounded(np.array([getattr(of, name) for of in made])) for name in ("n", "events"))
    effective = np.array([of.weighting.effective_n for of in adjusted])
    rate, baseline_rate = _rates(made, effective, gate)
    low, high = proportions.wilson(events, n, effective_n=clustering.effective_n(n, gate.factor(_design_effect(adjusted))))
    columns = {
        "rate": rate, "rate_low": gate.figure(low), "rate_high": gate.figure(high), "baseline_rate": baseline_rate,
        "effective_n": gate.rounded(effective),
    }  # fmt: skip
    missing = [_why_not_compared(*of) for of in zip(made, n, strict=True)]
    compared = np.array([not why for why in missing])
    for name, column in _compared(adjusted, rate, baseline_rate, gate).items():
        columns[name] = np.where(compared, column, np.nan)
    return columns, missing


def _rates(made: Sequence[Figures], effective: np.ndarray, gate: Gate) -> tuple[np.ndarray, np.ndarray]:
    rate, baseline_rate = (np.array([getattr(of, name) for of in made]) for name in ("rate", "baseline_rate"))
    if gate.exact:
        return rate, baseline_rate
    n, events, baseline_n, baseline_events = (
        np.array([getattr(of, name) for of in made]) for name in ("n", "events", "baseline_n", "baseline_events"))
    # Weights that are all alike leave the plain share of the baseline.
    plain = np.isclose(effective, baseline_n, rtol=1e-9) & (gate.rounded(baseline_n) > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate, share = gate.rounded(events) / gate.rounded(n), gate.rounded(baseline_events) / gate.rounded(baseline_n)
    return gate.figure(np.where(gate.rounded(n) > 0, rate, np.nan)), gate.figure(np.where(plain, share, baseline_rate))


def _compared(adjusted: Sequence[AdjustedArm], rate: np.ndarray, baseline_rate: np.ndarray, gate: Gate) -> dict[str, np.ndarray]:
    """Difference and ratio with their intervals and test; the ratio only where all four cells have somebody."""
    moments = np.array([of.clustered for of in adjusted])
    exact, exact_baseline = (np.array([getattr(of.figures, name) for of in adjusted]) for name in ("rate", "baseline_rate"))
    difference, error = rate - baseline_rate, np.sqrt(variance(moments, 1, -1))
    columns = {
        "risk_difference": difference,
        "risk_difference_low": difference - NORMAL * error,
        "risk_difference_high": difference + NORMAL * error,
        "p_value": proportions.wald_p(difference, error),
    }
    both = (rate > 0) & (baseline_rate > 0) & (exact > 0) & (exact_baseline > 0)
    ratio = np.divide(rate, baseline_rate, out=np.full(len(rate), np.nan), where=both)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        step = np.exp(NORMAL * np.sqrt(variance(moments, 1 / exact, -1 / exact_baseline)))
    columns |= {
        "risk_ratio": ratio, "risk_ratio_low": ratio / step, "risk_ratio_high": ratio * step,
        "e_value": sensitivity.e_value(ratio), "e_value_limit": sensitivity.e_value_of_limit(ratio / step, ratio * step),
    }  # fmt: skip
    return {name: gate.figure(column) for name, column in columns.items()}


def _hidden(adjusted: Sequence[AdjustedArm], gate: Gate) -> np.ndarray:
    """[N] true where a few people stand behind what is matched, or would follow from it."""
    people, baseline, aside = (np.array([getattr(of, name) for of in adjusted]).T for name in ("people", "baseline_people", "aside_people"))
    return gate.small(*people, *baseline) | gate.small_by_subtraction(*aside)


def _unmatched_share(adjusted: Sequence[AdjustedArm], gate: Gate) -> np.ndarray:
    """[N] of the rounded counts; nan where the arm has nobody."""
    everyone, matched = (gate.rounded(np.array([getattr(of.weighting, name) for of in adjusted])) for name in ("everyone", "matched_arm"))
    return gate.figure(1 - np.divide(matched, everyone, out=np.full(len(adjusted), np.nan), where=everyone > 0))


def _design_effect(adjusted: Sequence[AdjustedArm]) -> np.ndarray:
    """[N] the one given, else the variance of the arm's rate summed by person over what it is without."""
    plain, clustered = np.array([(of.figures.moments[0, 0], of.clustered[0, 0]) for of in adjusted]).T
    found = np.divide(np.maximum(clustered, 0), plain, out=np.ones(len(plain)), where=plain != 0)
    return np.array([effect if of.rate_effect is None else of.rate_effect for of, effect in zip(adjusted, found, strict=True)])


def _why_not_compared(made: Figures, n: float) -> str:
    """n: the arm's releases after rounding."""
    if n == 0:
        return "too few of the group are left after rounding"
    for events, size, group in (
        (made.events, made.n, "the group"),
        (made.baseline_events, made.baseline_n, "those of the usual sentence who are like the group"),
    ):
        if events == 0:
            return f"it happened to nobody of {group}, so how sure the gap is cannot be worked out"
        if events == size:
            return f"it happened to everybody of {group}, so how sure the gap is cannot be worked out"
    return ""


def _doubts(adjusted: AdjustedArm) -> tuple[str, ...]:
    """Why the comparison carries no verdict, each in words."""
    made, effective = adjusted.figures, adjusted.weighting.effective_n
    found = doubts(adjusted.weighting, made.n, made.events, made.baseline_events)
    pooled = (made.n * made.rate + effective * made.baseline_rate) / (made.n + effective)
    if pooled * min(made.n, effective) < reliability.LEAST_EXPECTED:
        found.append(f"fewer than {reliability.LEAST_EXPECTED} events would be expected if the groups were alike")
    return tuple(found)


def doubts(weighting: Weighting, n: float, events: float, baseline_events: float) -> list[str]:
    """Why a weighted figure carries no verdict; n, events, baseline_events: of the matched parts."""
    least, effective = reliability.LEAST_EVENTS, reliability.LEAST_EFFECTIVE
    found = [
        (events < least, f"it happened to fewer than {least} of the group"),
        (baseline_events < least, f"it happened to fewer than {least} of those compared with"),
        (n < effective, f"fewer than {effective} of the group can be compared"),
        (weighting.effective_n < effective, f"those compared with count for fewer than {effective} people after weighting"),
        (weighting.unmatched_share > MOST_UNMATCHED, "more than one in ten of the group have nobody to compare with"),
        (weighting.own_fit > MOST_OWN_FIT[weighting.slope is None], TOO_FEW_ALIKE),
    ]
    return [why for applies, why in found if applies]
