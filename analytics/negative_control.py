"""The negative control: did the two groups differ already before, in what no program can have changed?

Arrests in the 1,095 days before the release, compared under the headline's own weights. They are never among what the
groups are made alike in, and nothing of that is made from them. If the weights do their work there is no difference.
Lipsitch, Tchetgen Tchetgen & Cohen (2010), Epidemiology 21:383-388.
"""

from dataclasses import dataclass, replace

import numpy as np

from analytics.adjusted_comparison import Adjusted, adjusted
from analytics.covariates import cell_expression
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.proportions import wald_p
from analytics.question import ask
from analytics.reliability import LEAST_EVENTS
from analytics.vocabulary import HEADLINE_ADJUSTMENT, HEADLINE_WINDOW, window_days
from analytics.weighted import figures, variance
from data.derive import HISTORY_DAYS

NORMAL = 1.96
FAILED, NO_SIGN, NOT_AVAILABLE = "failed", "no sign", "not available"
NO_HISTORY = "the records hold no arrest from before the releases that are compared"
FEW = f"fewer than {LEAST_EVENTS} people of one of the groups were arrested before, as far as the records tell"
NO_WEIGHTS = "the groups could not be made alike"
HIDDEN = "too few people to show"


@dataclass(frozen=True)
class NegativeControl:
    """What one model's control says. Shares are 0-1, through the gate; nan where not available.

    verdict: failed (the range leaves out no difference), no sign (it holds it), not available (reason says why).
    days: how far back it looks. n: the matched arm. rate, baseline_rate: shares arrested in that time.
    """

    model: str
    verdict: str
    reason: str = ""
    days: int = HISTORY_DAYS
    n: float = np.nan
    rate: float = np.nan
    baseline_rate: float = np.nan
    difference: float = np.nan
    low: float = np.nan
    high: float = np.nan
    p_value: float = np.nan


def negative_control(db: Database, model: str, **options: object) -> NegativeControl:
    """The control of one model; options as for `negative_controls`."""
    return negative_controls(db, **{**options, "model": model})[model]


def negative_controls(
    db: Database, *, window: int = HEADLINE_WINDOW, adjust: str = HEADLINE_ADJUSTMENT, **options: object
) -> dict[str, NegativeControl]:
    """Model -> its control, under the weights of the comparison that these options of `compare` ask for.

    Each person stands at their first release, whatever `unit` says: at a later one the time before holds what followed
    an earlier one. Without a landmark, and for all levels of `by` together. An outcome changes no weights.
    """
    for name in ("unit", "landmark", "by", "outcome", "kind"):
        options.pop(name, None)
    question = ask(outcome="rearrest", window=window, adjust=adjust, **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        asked = source(connection, question)
        found = adjusted(asked)
        earlier = _earlier(asked, found)
    arms = asked.arms
    return {
        code: _control(code, found, number, earlier, gate)
        for number, code in enumerate(arms.codes)
        if number != arms.baseline and (not question.model or code in question.model)
    }


def _earlier(asked: Source, found: Adjusted) -> dict[str, np.ndarray]:
    text = asked.sql("earlier_arrests", cell=cell_expression(found.cells.covariates))
    days = {"window_days": window_days(asked.question.window)}
    rows = asked.connection.execute(text, {**asked.parameters, **days}).fetchnumpy()
    return {name: rows[name].astype(np.int64) for name in ("arm_set", "cell", "releases")}


def _control(
    model: str, found: Adjusted, number: int, earlier: dict[str, np.ndarray], gate: Gate
) -> NegativeControl:
    arm = found.arms[0, number]
    if not arm.weighting.found:
        return NegativeControl(model, NOT_AVAILABLE, NO_WEIGHTS)
    keys, groups = found.cells.keys[arm.cells], (found.counts.arms.members[number], found.counts.own_baselines[0, number])
    events, baseline_events = (_by_cell(keys, earlier, sets) for sets in groups)
    made, _ = figures(arm.weighting, events, baseline_events)
    none = made.events == 0 and made.baseline_events == 0
    people = [(made.n, made.events, made.n - made.events), (made.baseline_n, made.baseline_events, made.baseline_n - made.baseline_events)]
    if none:
        return NegativeControl(model, NOT_AVAILABLE, NO_HISTORY)
    if any(bool(gate.small(*part)) for part in people):
        return NegativeControl(model, NOT_AVAILABLE, HIDDEN)
    if min(made.events, made.baseline_events) < LEAST_EVENTS:
        return NegativeControl(model, NOT_AVAILABLE, FEW)
    error = np.sqrt(variance(made.moments, 1, -1))
    difference = made.rate - made.baseline_rate
    low, high = difference - NORMAL * error, difference + NORMAL * error
    shown = (made.rate, made.baseline_rate, difference, low, high, float(wald_p(difference, error)))
    verdict = NO_SIGN if low <= 0 <= high else FAILED
    return replace(
        NegativeControl(model, verdict, n=float(gate.rounded(made.n))),
        **dict(zip(("rate", "baseline_rate", "difference", "low", "high", "p_value"), (float(gate.figure(value)) for value in shown), strict=True)),
    )


def _by_cell(keys: np.ndarray, earlier: dict[str, np.ndarray], sets: np.ndarray) -> np.ndarray:
    """[C] releases of a group with an earlier arrest, by the arm's cells."""
    inside = np.flatnonzero(sets[earlier["arm_set"]])
    at = np.searchsorted(keys, earlier["cell"][inside])
    return np.bincount(at, earlier["releases"][inside], len(keys))
