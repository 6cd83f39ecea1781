"""Inverse probability weights for the difference among those in the arm: p / (1 - p) for each baseline release.

p, the chance to be in the arm, from a logistic regression on the levels without interactions, by maximum likelihood
without penalty (as R's glm, binomial). Hirano, Imbens & Ridder (2003), Econometrica 71:1161-1189.
"""

import numpy as np
from scipy.special import expit

from analytics.covariates import Design
from analytics.positive_definite import factored, solved
from analytics.support import independent
from analytics.weighting import Weighting

STEPS = 60
SETTLED = 1e-10     # the largest change of any cell's log odds at which the regression counts as found
SHORT = 0.5         # a step that changes no log odds by more cannot overshoot
LONGEST = 4.0       # the most that a step may change any log odds: a level of few says too much of itself from afar
FAR = 36            # log odds beyond this are certainty, since 1 - p is lost in rounding: the regression has no maximum
SEPARATED = "a combination of levels tells for certain who is in the group, so the chance of it cannot be estimated"


def ipw(
    design: Design, arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray, start: np.ndarray | None = None
) -> Weighting:
    """Weights for the matched part; arm, baseline: [C] releases, matched: [C] truth; start: [V + 1] where to begin."""
    arm_part, base = arm * matched, baseline * matched
    everyone = arm_part + base
    found = None if start is None else _fit(design, arm_part, everyone, start)
    found = found or _fit(design, arm_part, everyone, None)
    if found is None:
        return Weighting(design, arm, baseline, matched, reason=SEPARATED)
    score, information, columns, coefficients = found
    raised = np.where(base > 0, np.exp(np.where(matched, score, 0)), 0.0)
    chance = expit(score)
    # A release moves the regression by its own score over the information, and this moves the weights.
    slope = np.zeros((design.levels + 1, design.levels + 1))
    slope[np.ix_(columns, columns)] = solved(information, np.eye(len(columns)))
    return Weighting(
        design, arm, baseline, matched, raised / (raised @ base), slope, matched * (1 - chance), matched * -chance,
        at=coefficients,
    )  # fmt: skip


def _fit(
    design: Design, arm: np.ndarray, everyone: np.ndarray, start: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray] | None:
    """Log odds of each cell, the factored information, the columns it is of (the last is the constant) and the
    coefficients; None where the likelihood has no maximum. Newton's method with step halving."""
    inside = everyone > 0
    if start is None:
        start = np.zeros(design.levels + 1)
        start[-1] = np.log(arm.sum() / (everyone.sum() - arm.sum()))
    coefficients = start.copy()
    score = design.score(start[:-1]) + start[-1]
    columns = factor = None
    before = largest = 1.0      # the first step says nothing yet of how fast they get shorter
    for _ in range(STEPS):
        chance = expit(score)
        residual = arm - everyone * chance
        # What the last step was made with serves again where two more steps of its kind are enough.
        fresh = factor is None or largest * (largest / before) ** 2 > SETTLED
        if fresh:
            columns, factor = _factored(design, everyone * chance * (1 - chance), columns)
            if factor is None:
                return None
        step = np.zeros(design.levels + 1)
        step[columns] = solved(factor, np.append(design.totals(residual), residual.sum())[columns])
        change = design.score(step[:-1]) + step[-1]
        if np.abs(score[inside]).max() > FAR:
            return None
        before, largest = largest, np.abs(change[inside]).max()
        if largest <= SETTLED:
            if not fresh:
                _, factor = _factored(design, everyone * chance * (1 - chance), columns)
            return None if factor is None else (score, factor, columns, coefficients)
        length = 1.0 if largest <= SHORT else _length(arm, everyone, score, change, min(1.0, LONGEST / largest))
        score, coefficients = score + length * change, coefficients + length * step
    return None


def _factored(
    design: Design, spread: np.ndarray, columns: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray | None]:
    """The constant and the levels that do not follow from it and one another (unless given), and the factored
    information over them; None where it is singular. spread: [C]."""
    information = _information(design, spread)
    if columns is None:
        count = information[-1, -1]
        mean = information[-1, :-1] / count
        columns = np.append(independent(information[:-1, :-1] / count - np.outer(mean, mean)), design.levels)
    return columns, factored(information[np.ix_(columns, columns)])


def _length(arm: np.ndarray, everyone: np.ndarray, score: np.ndarray, change: np.ndarray, length: float) -> float:
    """How much of a long step may be taken: `length` of it, half that, a quarter ... until the likelihood does not fall."""
    likelihood = _log_likelihood(arm, everyone, score)
    while length > 1e-6 and _log_likelihood(arm, everyone, score + length * change) < likelihood - 1e-12 * abs(likelihood):
        length /= 2
    return length


def _information(design: Design, spread: np.ndarray) -> np.ndarray:
    """[V + 1, V + 1] sums over cells of `spread` by two levels, the constant last."""
    found = np.empty((design.levels + 1, design.levels + 1))
    found[:-1, :-1] = design.cross(spread)
    found[-1, :-1] = found[:-1, -1] = found.diagonal()[:-1]     # a level with itself: all that have it
    found[-1, -1] = spread.sum()
    return found


def _log_likelihood(arm: np.ndarray, everyone: np.ndarray, score: np.ndarray) -> float:
    return float(arm @ score - everyone @ np.logaddexp(0, score))
