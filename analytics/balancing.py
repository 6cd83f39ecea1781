"""Entropy balancing: the weights nearest to equal ones under which the baseline has the arm's share in every level.

Hainmueller (2012), Political Analysis 20:25-46. The weights are proportional to exp(x'l) for levels x; l is found by
minimising log(sum over releases of exp(x'l)) - l'm, where m are the arm's shares (the dual: convex, one number a level).
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from analytics.covariates import Design
from analytics.positive_definite import factored, solved
from analytics.support import independent
from analytics.weighting import Weighting

CLOSE_ENOUGH = 1e-8     # the largest difference in any level at which the groups count as balanced
AS_CLOSE_AS_CAN_BE = 1e-14
STEPS = 200
HALVINGS = 40
LONGEST = 4.0       # how far a step may draw two cells' weights apart on the log scale
ENOUGH = 1e-4       # of the fall that a straight line promises (Armijo's rule)
ROUNDING = 1e-13
FAST = 0.1         # a step leaves at most this much of the gap
NOT_REACHED = "no weights make the shares of the usual sentence's releases equal to the group's in every level at once"


def entropy(
    design: Design, arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray, start: np.ndarray | None = None
) -> Weighting:
    """Weights for the matched part; arm, baseline: [C] releases, matched: [C] truth; start: [V] where to begin."""
    arm_part, base = arm * matched, baseline * matched
    target = design.totals(arm_part) / arm_part.sum()
    found = None if start is None else _solve(design, base, target, start)
    found = found or _solve(design, base, target, np.zeros(design.levels))
    if found is None:
        return Weighting(design, arm, baseline, matched, reason=NOT_REACHED)
    share, level_weight = found
    weight = np.divide(share, base, out=np.zeros_like(share), where=base > 0)
    return Weighting(
        design, arm, baseline, matched, weight, _slope(design, share), matched / arm_part.sum(), -weight,
        at=level_weight,
    )  # fmt: skip


def _slope(design: Design, share: np.ndarray) -> np.ndarray:
    """The weighted regression of a baseline release's influence on the levels: what the levels tell of it is as sure
    as the arm's shares, not as the baseline's."""
    mean = design.totals(share)
    spread = design.cross(share) - np.outer(mean, mean)
    columns = independent(spread)
    centered = np.column_stack([np.eye(design.levels)[columns], -mean[columns]])
    return centered.T @ _solver(spread[np.ix_(columns, columns)])(centered)


def _solve(
    design: Design, base: np.ndarray, target: np.ndarray, level_weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """[C] the cells' shares of all weight and [V] the levels' on the log scale, by Newton's method with a line search
    from the levels' given; None where there are none."""
    value, share, gap = _dual(design, base, target, level_weight)
    columns = solve = None
    before = np.inf
    for _ in range(STEPS):
        largest = np.abs(gap).max()
        if largest <= AS_CLOSE_AS_CAN_BE:
            break
        # What the last step was made with serves again while it brings the groups nearer fast enough.
        if solve is None or largest > before * FAST:
            mean = target + gap
            spread = design.cross(share) - np.outer(mean, mean)
            columns = independent(spread) if columns is None else columns
            solve = _solver(spread[np.ix_(columns, columns)])
        step = np.zeros(design.levels)
        step[columns] = -solve(gap[columns])
        if largest > before / 2 and (_apart(design, base, target, step) or _apart(design, base, target, level_weight)):
            return None
        moved = _line_search(design, base, target, level_weight, step, (value, gap))
        if moved is None:
            break
        before = largest
        level_weight, (value, share, gap) = moved
    return (share, level_weight) if np.abs(gap).max() <= CLOSE_ENOUGH else None


def _apart(design: Design, base: np.ndarray, target: np.ndarray, direction: np.ndarray) -> bool:
    """True where every baseline release lies below the arm's mean in a direction: then no weights can reach it."""
    furthest, mean = design.score(direction)[base > 0].max(), target @ direction
    return furthest < mean - 1e-9 * np.abs(direction).max()


def _line_search(
    design: Design, base: np.ndarray, target: np.ndarray, start: np.ndarray, step: np.ndarray,
    before: tuple[float, np.ndarray],
) -> tuple[np.ndarray, tuple[float, np.ndarray, np.ndarray]] | None:  # fmt: skip
    """The first of the step (or as much of it as may be), half of it, a quarter ... that brings the groups nearer; None where none does."""
    value, gap = before
    fall, length = gap @ step, min(1.0, LONGEST / max(np.ptp(design.score(step)), 1e-300))
    # Close to the end what a whole step does not bring is rounding.
    for _ in range(HALVINGS if np.abs(gap).max() > ROUNDING else 1):
        at = start + length * step
        found = _dual(design, base, target, at)
        # Close to the end the value no longer shows a fall that the shares still show.
        nearer = np.abs(found[2]).max() < np.abs(gap).max() and found[0] <= value + ROUNDING * (1 + abs(value))
        if nearer or found[0] < value + ENOUGH * length * fall:
            return at, found
        length /= 2
    return None


def _dual(
    design: Design, base: np.ndarray, target: np.ndarray, level_weight: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    """The dual's value, the cells' shares under these weights, and the levels' shares less the target."""
    score = design.score(level_weight)
    highest = score[base > 0].max()
    raised = np.where(base > 0, base * np.exp(np.minimum(score - highest, 0)), 0.0)
    total = raised.sum()
    share = raised / total
    return np.log(total) + highest - np.log(base.sum()) - target @ level_weight, share, design.totals(share) - target


def _solver(spread: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """right -> the solution of spread x = right; the least one where rounding leaves spread singular."""
    factor = factored(spread)
    if factor is None:
        return lambda right: np.linalg.lstsq(spread, right, rcond=1e-12)[0]
    return partial(solved, factor)
