"""Curves of a weighted baseline from counts by cell and day, and how sure they are, estimation of the weights included.

With weights w the estimate is the Kaplan-Meier or Aalen-Johansen one of the weighted counts. A baseline release
that left on day d moves the curve at t by w times its influence there (see `influence`, in the weighted counts) and,
through the weights' own regression, by what its cell tells of the curve at t times its baseline_scale; an arm's
release by the same times its arm_scale (see `weighting`). The variance is the sum of the squares over releases, or
over people where they repeat: the infinitesimal jackknife. With weights taken as known it is R's
survfit(weights=, robust=TRUE).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analytics.clustering import CurvePairs, rows_of_pairs
from analytics.influence import Influence
from analytics.weighting import Weighting

STATES = 3              # end of follow-up, event, death, as the curves number them
CELLS_AT_A_TIME = 128   # joint cells whose curves are worked out together


@dataclass(frozen=True)
class CellDays:
    """Releases of one group by cell and day (sparse): cell (position), state and day as one number, and how many.

    Of tens of millions of releases every arm holds as many rows as the baseline has, so each takes 16 bytes.
    last_day: of the curve.
    """

    cell: np.ndarray
    state_and_day: np.ndarray
    releases: np.ndarray
    last_day: int

    @classmethod
    def of(cls, cell: np.ndarray, day: np.ndarray, state: np.ndarray, releases: np.ndarray, last_day: int) -> "CellDays":
        """From a row's cell, day, state and number of releases."""
        state_and_day = state.astype(np.int32) * np.int32(last_day + 1) + day.astype(np.int32)
        return cls(cell.astype(np.int32), state_and_day, releases, last_day)

    def only(self, rows: np.ndarray) -> "CellDays":
        """Some of the rows."""
        return CellDays(self.cell[rows], self.state_and_day[rows], self.releases[rows], self.last_day)

    def sums(self, each: np.ndarray) -> np.ndarray:
        """[state, day] sums of what each row counts for."""
        days = self.last_day + 1
        return np.bincount(self.state_and_day, each, STATES * days).reshape(STATES, days)

    def sums_by(self, group: np.ndarray, groups: int, each: np.ndarray) -> np.ndarray:
        """[groups, state, day] the same by a number of each row below `groups`."""
        days = self.last_day + 1
        at = group.astype(np.int64) * (STATES * days) + self.state_and_day
        return np.bincount(at, each, groups * STATES * days).reshape(groups, STATES, days)


@dataclass(frozen=True)
class WeightedCurve:
    """The share with the event (cif) or without it (km) on each day, and its standard error: [days]."""

    estimate: np.ndarray
    std_error: np.ndarray


def weighted_curve(kind: str, weighting: Weighting, days: CellDays, repeated: "RepeatedDays | None" = None) -> WeightedCurve:
    """The weighted baseline's curve; days: its releases by cell and day; repeated: where people repeat."""
    each = weighting.weight[days.cell]
    influence = weighted_influence(days.sums(each * days.releases), kind == "cif")
    on_curve = OnCurve(influence)
    variance = on_curve.squares(days.sums(each**2 * days.releases))
    for told in _told(weighting, days, on_curve):
        variance += told.added
        if repeated is not None:
            variance += repeated.of_told(weighting, on_curve, told)
    if repeated is not None:
        variance += repeated.of_influences(weighting, on_curve)
    # Nobody left without the event: as in the plain curves there is nothing to be unsure of.
    nobody_left = (influence.left == 0) & (kind == "km")
    share = np.clip(influence.share if kind == "cif" else 1 - influence.share, 0, 1)
    share[nobody_left], variance[nobody_left] = 0, 0
    return WeightedCurve(share, np.sqrt(np.maximum(variance, 0)))


def weighted_influence(weights: np.ndarray, death_competes: bool) -> Influence:
    """Parts of the influence of a release, per unit of weight, from weights by state and day [state, day].

    As `Influence.of`, for weights instead of whole numbers: who is left is added up from the last day, so that
    nobody is exactly nobody.
    """
    censored, events, deaths = weights
    at_risk = np.cumsum(weights.sum(0)[::-1])[::-1]
    later = np.append(at_risk[1:], 0.0) + censored
    remaining = later if death_competes else later + deaths
    someone = np.where(at_risk > 0, at_risk, 1.0)
    left = np.cumprod(np.where(at_risk > 0, remaining / someone, 1.0))
    jump = np.append(1.0, left[:-1]) / someone
    step = jump * events
    drop = np.where(remaining > 0, 1 / np.where(remaining > 0, remaining, 1.0), 0.0)
    leaving = events + deaths if death_competes else events
    slope = np.cumsum(leaving / someone * drop)
    staying = np.cumsum(step * (np.append(0.0, slope[:-1]) - 1 / someone))
    return Influence(np.cumsum(step), step, left, staying, slope, drop, jump, death_competes)


class OnCurve:
    """Sums over releases of their influence on a curve, on every day, from sums by state and day.

    A release that left on day d in state s has on day t the influence u[s, d] + (F(t) - F(d)) q[s, d] from d on, and
    W(t) before (see `influence`). All sums run forwards.
    """

    def __init__(self, influence: Influence) -> None:
        self.influence = influence
        after_event, after_end = influence.slope - influence.drop, influence.slope
        self.u = np.stack([influence.staying, influence.staying + influence.jump, influence.staying])
        self.q = np.stack([after_end, after_event, after_event if influence.death_competes else after_end])

    def sums(self, count: np.ndarray) -> np.ndarray:
        """[..., day] of `count` [..., state, day] times the influence."""
        gone = np.cumsum(count.sum(-2), -1)
        slopes = _before(np.cumsum((count * self.q).sum(-2), -1))
        closed = np.cumsum((count * self.u).sum(-2) + self.influence.step * slopes, -1)
        return closed + self.influence.staying * (gone[..., -1:] - gone)

    def squares(self, count: np.ndarray) -> np.ndarray:
        """[day] of `count` [state, day] times the square of the influence."""
        step, staying = self.influence.step, self.influence.staying
        slopes = _before(np.cumsum((count * self.q**2).sum(0)))
        rise = step * slopes
        crossed = _before(np.cumsum(2 * (count * self.u * self.q).sum(0) + 2 * rise))
        closed = np.cumsum((count * self.u**2).sum(0) + step * (crossed + rise))
        gone = np.cumsum(count.sum(0))
        return closed + staying**2 * (gone[-1] - gone)


def _before(part: np.ndarray) -> np.ndarray:
    return np.concatenate([np.zeros((*part.shape[:-1], 1)), part[..., :-1]], -1)


@dataclass(frozen=True)
class Told:
    """What the weights' own regression tells of the curve, in M parts.

    parts: [M, day]; of_cell: [C, M] sparse, so that a cell tells of_cell @ parts. added: [day] what it adds to the variance.
    """

    parts: np.ndarray
    of_cell: sparse.csr_array
    added: np.ndarray


def _told(weighting: Weighting, days: CellDays, on_curve: OnCurve) -> Iterator[Told]:
    if weighting.slope is None:
        yield from _told_by_cell(weighting, days, on_curve)
    else:
        yield _told_by_levels(weighting, days, on_curve)


def _told_by_levels(weighting: Weighting, days: CellDays, on_curve: OnCurve) -> Told:
    """By level, the constant last."""
    design, weight = weighting.design, weighting.weight[days.cell] * days.releases
    gradient = _by_level(weighting, days, weight, on_curve)
    crossed = _by_level(weighting, days, weight * weighting.baseline_scale[days.cell], on_curve)
    parts = weighting.slope @ gradient
    squares = _squares(weighting)
    totals = design.totals(squares)
    moments = np.block([[design.cross(squares), totals[:, None]], [totals[None, :], squares.sum()]])
    added = 2 * (parts * crossed).sum(0) + (parts * (moments @ parts)).sum(0)
    columns = np.column_stack([design.codes + design.starts[:-1], np.full(design.cells, design.levels)])
    of_cell = sparse.csr_array(
        (np.ones(columns.size), columns.ravel(), np.arange(0, columns.size + 1, columns.shape[1])),
        (design.cells, design.levels + 1),
    )
    return Told(parts, of_cell, added)


def _by_level(weighting: Weighting, days: CellDays, each: np.ndarray, on_curve: OnCurve) -> np.ndarray:
    """[V + 1, day] sums of `each` times the influence, over the releases with each level, and over all."""
    codes = weighting.design.codes
    parts = [
        on_curve.sums(days.sums_by(codes[days.cell, place], size, each))
        for place, size in enumerate(weighting.design.sizes)
    ]
    return np.concatenate([*parts, on_curve.sums(days.sums(each))[None]])


def _told_by_cell(weighting: Weighting, days: CellDays, on_curve: OnCurve) -> Iterator[Told]:
    """By matched cell, some at a time: each tells its own share of the curve."""
    squares, matched = _squares(weighting), np.flatnonzero(weighting.matched)
    place = np.full(weighting.design.cells, -1)
    place[matched] = np.arange(len(matched))
    for start in range(0, len(matched), CELLS_AT_A_TIME):
        cells = matched[start : start + CELLS_AT_A_TIME]
        rows = np.flatnonzero((place[days.cell] >= start) & (place[days.cell] < start + len(cells)))
        part = days.only(rows)
        sums = on_curve.sums(part.sums_by(place[part.cell] - start, len(cells), part.releases))
        parts = sums / weighting.baseline[cells][:, None]
        crossed = (weighting.weight * weighting.baseline_scale)[cells]
        of_cell = sparse.csr_array((np.ones(len(cells)), (cells, np.arange(len(cells)))), (len(place), len(cells)))
        yield Told(parts, of_cell, 2 * crossed @ (sums * parts) + squares[cells] @ parts**2)


def _squares(weighting: Weighting) -> np.ndarray:
    """[C] sum over the releases of a cell of the square of their scale."""
    return weighting.arm * weighting.arm_scale**2 + weighting.baseline * weighting.baseline_scale**2


@dataclass(frozen=True)
class RepeatedDays:
    """Releases of people with several, a person's beside one another, of an arm or its baseline: what clustering needs.

    person: numbers from 0, ascending; cell, day, state as in `CellDays`; in_arm: true for the arm's.
    The two sums are by what the variance grows on each day when influences are summed by person first.
    """

    person: np.ndarray
    cell: np.ndarray
    day: np.ndarray
    state: np.ndarray
    in_arm: np.ndarray
    last_day: int

    def of_influences(self, weighting: Weighting, on_curve: OnCurve) -> np.ndarray:
        """Twice the sum over pairs of the baseline's releases of the product of their own influences."""
        baseline = np.flatnonzero(~self.in_arm)
        first, second = (baseline[rows] for rows in rows_of_pairs(_renumbered(self.person[baseline])))
        weight = weighting.weight[self.cell]
        pairs = CurvePairs(np.zeros(first.size, np.int64), self.day[first], self.state[first],
                           self.day[second], self.state[second], weight[first] * weight[second])
        return 2 * on_curve.influence.of_pairs(pairs)

    def of_told(self, weighting: Weighting, on_curve: OnCurve, told: Told) -> np.ndarray:
        """The products of what a cell tells with another release's influence, or with what another's cell tells."""
        rows, parts = len(self.person), told.parts
        scale = np.where(self.in_arm, weighting.arm_scale[self.cell], weighting.baseline_scale[self.cell])
        each = sparse.diags_array(scale) @ told.of_cell[self.cell]
        people = int(self.person.max(initial=-1)) + 1
        by_person = sparse.csr_array((np.ones(rows), (self.person, np.arange(rows))), (people, rows))
        together = by_person @ each
        others = by_person.T @ together - each
        weight = np.where(self.in_arm, 0.0, weighting.weight[self.cell])
        days = self.last_day + 1
        at = sparse.csr_array((weight, (self.state * days + self.day, np.arange(rows))), (STATES * days, rows))
        crossed = on_curve.sums((at @ others).toarray().T.reshape(len(parts), STATES, days))
        products = (together.T @ together - each.T @ each).toarray()
        return 2 * (crossed * parts).sum(0) + (parts * (products @ parts)).sum(0)


def _renumbered(person: np.ndarray) -> np.ndarray:
    return np.unique(person, return_inverse=True)[1]
