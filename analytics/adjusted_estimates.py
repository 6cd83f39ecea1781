"""The columns of an adjusted comparison, and a reason in words wherever a figure is missing or not to be relied on."""

from dataclasses import dataclass

import numpy as np

from analytics import clustering, proportions, reliability, sensitivity
from analytics.adjusted import AdjustedArm
from analytics.disclosure import Gate
from analytics.weighted import variance
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
    """The figures of one arm against its weighted baseline.

    Weighted figures leave with 3 decimals. The arm's own rate is a plain share of the matched part: it is made from
    rounded counts, and so are the difference and the ratio, or they would tell the exact counts after all.
    """
    weighting, made = adjusted.weighting, adjusted.figures
    if _hidden(adjusted, gate):
        return Estimated({}, hidden=True)
    if made is None:
        share = {} if np.isnan(weighting.unmatched_share) else {"unmatched_share": _unmatched_share(adjusted, gate)}
        return Estimated(share, hidden=False, missing=weighting.reason)
    n, events = gate.rounded(made.n), gate.rounded(made.events)
    effect = gate.factor(_design_effect(adjusted))
    rate, baseline_rate = _rates(adjusted, gate)
    low, high = proportions.wilson(events, n, effective_n=clustering.effective_n(n, effect))
    columns = {
        "rate": rate, "rate_low": gate.figure(low), "rate_high": gate.figure(high), "baseline_rate": baseline_rate,
        "effective_n": gate.rounded(weighting.effective_n), "unmatched_share": _unmatched_share(adjusted, gate),
    }  # fmt: skip
    missing = _why_not_compared(adjusted, n)
    if not missing:
        columns |= _compared(adjusted, rate, baseline_rate, gate)
    columns = {name: float(value) for name, value in columns.items()}
    return Estimated(columns, hidden=False, missing=missing, doubts=_doubts(adjusted))


def _rates(adjusted: AdjustedArm, gate: Gate) -> tuple[float, float]:
    made, weighting = adjusted.figures, adjusted.weighting
    n, baseline_n = gate.rounded(made.n), gate.rounded(made.baseline_n)
    if gate.exact:
        return made.rate, made.baseline_rate
    rate = gate.rounded(made.events) / n if n else np.nan
    # Weights that are all alike leave the plain share of the baseline.
    if np.isclose(weighting.effective_n, made.baseline_n, rtol=1e-9) and baseline_n:
        return gate.figure(rate), gate.figure(gate.rounded(made.baseline_events) / baseline_n)
    return gate.figure(rate), gate.figure(made.baseline_rate)


def _compared(adjusted: AdjustedArm, rate: float, baseline_rate: float, gate: Gate) -> dict[str, float]:
    """Difference and ratio with their intervals and test; the ratio only where all four cells have somebody."""
    moments, made = adjusted.clustered, adjusted.figures
    difference, error = rate - baseline_rate, np.sqrt(variance(moments, 1, -1))
    columns = {
        "risk_difference": gate.figure(difference),
        "risk_difference_low": gate.figure(difference - NORMAL * error),
        "risk_difference_high": gate.figure(difference + NORMAL * error),
        "p_value": gate.figure(proportions.wald_p(difference, error)),
    }
    if rate > 0 and baseline_rate > 0:
        ratio = rate / baseline_rate
        step = np.exp(NORMAL * np.sqrt(variance(moments, 1 / made.rate, -1 / made.baseline_rate)))
        low, high = gate.figure(ratio / step), gate.figure(ratio * step)
        columns |= {
            "risk_ratio": gate.figure(ratio), "risk_ratio_low": low, "risk_ratio_high": high,
            "e_value": gate.figure(sensitivity.e_value(ratio)),
            "e_value_limit": gate.figure(sensitivity.e_value_of_limit(ratio / step, ratio * step)),
        }  # fmt: skip
    return columns


def _hidden(adjusted: AdjustedArm, gate: Gate) -> bool:
    """True where a few people stand behind what is matched, or would follow from it."""
    few = gate.small(*adjusted.people) | gate.small(*adjusted.baseline_people)
    return bool(few | gate.small_by_subtraction(*adjusted.aside_people))


def _unmatched_share(adjusted: AdjustedArm, gate: Gate) -> float:
    weighting = adjusted.weighting
    everyone = gate.rounded(weighting.arm.sum())
    matched = gate.rounded(weighting.arm[weighting.matched].sum())
    return float(gate.figure(1 - matched / everyone)) if everyone else np.nan


def _design_effect(adjusted: AdjustedArm) -> float:
    """Variance of the arm's rate summed by person over what it is without."""
    plain = adjusted.figures.moments[0, 0]
    return max(adjusted.clustered[0, 0], 0) / plain if plain else 1.0


def _why_not_compared(adjusted: AdjustedArm, n: float) -> str:
    made = adjusted.figures
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
