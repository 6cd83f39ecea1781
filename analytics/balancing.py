"""Entropy balancing: the weights nearest to equal ones under which the baseline has the arm's share in every level.

Hainmueller (2012), Political Analysis 20:25-46. The weights are proportional to exp(x'l) for levels x; l is found by
minimising log(sum over releases of exp(x'l)) - l'm, where m are the arm's shares (the dual: convex, one number a level).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

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
NOT_REACHED = "no weights make the shares of the usual sentence's releases equal to the group's in every level at once"


def entropy(
    design: Design, arm: np.ndarray, baseline: np.ndarray, matched: np.ndarray, start: np.ndarray | None = None
) -> Weighting:
    """Weights for the matched part; arm, baseline: [C] releases, matched: [C] truth; start: [V] where to begin."""
    arm_part, base = arm * matched, baseline * matched
    target = design.totals(arm_part) / arm_part.sum()
    # Cells without anybody of the baseline get no weight and need no search.
    inside = np.flatnonzero(base)
    own, part = design.only(inside), base[inside] / base.sum()
    found = None if start is None else _solve(own, part, target, start)
    found = found or _solve(own, part, target, np.zeros(design.levels))
    if found is None:
        return Weighting(design, arm, baseline, matched, reason=NOT_REACHED)
    share, level_weight = found
    weight = np.zeros(design.cells)
    weight[inside] = share / base[inside]
    return Weighting(
        design, arm, baseline, matched, weight, _slope(own, share), matched / arm_part.sum(), -weight, at=level_weight,
    )  # fmt: skip


def _slope(design: Design, share: np.ndarray) -> np.ndarray:
    """The weighted regression of a baseline release's influence on the levels: what the levels tell of it is as sure
    as the arm's shares, not as the baseline's."""
    crossed = design.cross(share)
    mean = crossed.diagonal()    # a level with itself: all that have it
    spread = crossed - np.outer(mean, mean)
    columns = independent(spread)
    centered = np.column_stack([np.eye(design.levels)[columns], -mean[columns]])
    return centered.T @ _solver(spread[np.ix_(columns, columns)])(centered)


@dataclass(frozen=True)
class Point:
    """Where a search stands: the levels' weights on the log scale [V], the cells' [C], the dual's value, the cells' shares
    of all weight [C], and the levels' shares less the target [V]."""

    level_weight: np.ndarray
    score: np.ndarray
    value: float
    share: np.ndarray
    gap: np.ndarray

    @classmethod
    def at(cls, design: Design, base: np.ndarray, target: np.ndarray, level_weight: np.ndarray, score: np.ndarray) -> "Point":
        """base: [C] shares of the baseline without weights, all above 0; score: what `level_weight` gives the cells."""
        highest = score.max()
        raised = base * np.exp(score - highest)
        total = raised.sum()
        share = raised / total
        return cls(level_weight, score, np.log(total) + highest - target @ level_weight, share, design.totals(share) - target)

    @cached_property
    def largest(self) -> float:
        """The largest difference in any level."""
        return float(np.abs(self.gap).max(initial=0))


def _solve(
    design: Design, base: np.ndarray, target: np.ndarray, level_weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """[C] the cells' shares of all weight and [V] the levels' on the log scale, by Newton's method with a line search
    from the levels' given; None where there are none."""
    here = Point.at(design, base, target, level_weight, design.score(level_weight))
    columns = solve = None
    before = np.inf
    for _ in range(STEPS):
        if here.largest <= AS_CLOSE_AS_CAN_BE:
            break
        # What the last step was made with serves again where two more steps of its kind are enough.
        if solve is None or here.largest * (here.largest / before) ** 2 > AS_CLOSE_AS_CAN_BE:
            mean = target + here.gap
            spread = design.cross(here.share) - np.outer(mean, mean)
            columns = independent(spread) if columns is None else columns
            solve = _solver(spread[np.ix_(columns, columns)])
        step = np.zeros(design.levels)
        step[columns] = -solve(here.gap[columns])
        change = design.score(step)
        if here.largest > before / 2 and (_apart(change, target, step) or _apart(here.score, target, here.level_weight)):
            return None
        moved = _line_search(design, base, target, here, step, change)
        if moved is None:
            break
        before, here = here.largest, moved
    return (here.share, here.level_weight) if here.largest <= CLOSE_ENOUGH else None


def _apart(score: np.ndarray, target: np.ndarray, direction: np.ndarray) -> bool:
    """True where every baseline release lies below the arm's mean in a direction: then no weights can reach it.

    score: [C] what the direction gives the baseline's cells."""
    return score.max() < target @ direction - 1e-9 * np.abs(direction).max()


def _line_search(
    design: Design, base: np.ndarray, target: np.ndarray, here: Point, step: np.ndarray, change: np.ndarray
) -> Point | None:
    """The first of the step (or as much of it as may be), half of it, a quarter ... that brings the groups nearer; None where none does.

    change: [C] what the step gives the cells."""
    fall, length = here.gap @ step, min(1.0, LONGEST / max(np.ptp(change), 1e-300))
    # Close to the end what a whole step does not bring is rounding.
    for _ in range(HALVINGS if here.largest > ROUNDING else 1):
        found = Point.at(design, base, target, here.level_weight + length * step, here.score + length * change)
        # Close to the end the value no longer shows a fall that the shares still show.
        nearer = found.largest < here.largest and found.value <= here.value + ROUNDING * (1 + abs(here.value))
        if nearer or found.value < here.value + ENOUGH * length * fall:
            return found
        length /= 2
    return None


def _solver(spread: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """right -> the solution of spread x = right; the least one where rounding leaves spread singular."""
    factor = factored(spread)
    if factor is None:
        return lambda right: np.linalg.lstsq(spread, right, rcond=1e-12)[0]
    return partial(solved, factor)
