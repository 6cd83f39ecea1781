"""How much each release moves the share with the event: the infinitesimal jackknife from counts.

With F the share with the event, L the share that has neither had it nor died, Y at risk, e events and
g events and deaths on a day, the influence on F(t) of a release that left on day x <= t is

    u(x) + (F(t) - F(x)) q(x),
    q(x) = sum over days s <= x of g / (Y (Y - g)),  less 1 / (Y - g) on day x after an event or a death,
    u(x) = W(x),                                     plus L(x-) / Y on day x after an event,

and W(t) of one still there after t, with W(t) = sum over days s <= t of (F(s) - F(s-)) (q(s-) - 1 / Y(s)).
It is the derivative of the Aalen-Johansen estimate by the release's weight (Andersen, Borgan, Gill & Keiding
1993, Statistical Models Based on Counting Processes, IV.4; R's survfit with influence=TRUE). All sums run forwards in steps F(t) - F(t-1), so
that no two large numbers are taken from one another. Arrays are [..., days].
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analytics.clustering import CurvePairs, PairSums

CHUNK = 1 << 15    # pairs worked on at a time: what fits a processor's cache
STATES = 3         # end of follow-up, event, death


@dataclass(frozen=True)
class Influence:
    """The parts of the formula above, on each day."""

    share: np.ndarray       # F
    step: np.ndarray        # F(t) - F(t-1)
    left: np.ndarray        # L after the day
    staying: np.ndarray     # W
    slope: np.ndarray       # q of one whose follow-up ended on the day
    drop: np.ndarray        # what an event or a death takes off q
    jump: np.ndarray        # what an event adds to u
    death_competes: bool

    @classmethod
    def of(cls, events: np.ndarray, deaths: np.ndarray | None, at_risk: np.ndarray) -> "Influence":
        """From counts a day; without deaths (None) a death is an end of follow-up like any other."""
        leaving = events if deaths is None else events + deaths
        someone = np.maximum(at_risk, 1.0)
        share_leaving = leaving / someone
        left = np.cumprod(1 - share_leaving, -1)
        jump = _day_before(left, 1) / someone
        step = jump * events
        # where all who were left go on one day nothing happens afterwards: the slopes are not used again
        drop = 1 / np.maximum(at_risk - leaving, 1.0)
        slope = np.cumsum(share_leaving * drop, -1)
        staying = np.cumsum(step * (_day_before(slope) - 1 / someone), -1)
        return cls(np.cumsum(step, -1), step, left, staying, slope, drop, jump, deaths is not None)

    def variance(self, events: np.ndarray, at_risk: np.ndarray) -> np.ndarray:
        """Sum of all squared influences, on each day.

        On one day every release at risk has the same u and q, and what the day adds to them adds up to 0 over
        all at risk. So the products are left out but for those of the additions themselves, and the running
        sums of u q and q q over all releases turn out to be W and the plain sum of g / (Y (Y - g)).
        """
        day_itself = self.jump**2 * events * (1 - events / np.maximum(at_risk, 1))
        earlier = self.step * (2 * _day_before(self.staying) + self.step * _day_before(self.slope))
        return np.maximum(np.cumsum(day_itself + earlier, -1), 0)

    def of_pairs(self, pairs: CurvePairs | PairSums) -> np.ndarray:
        """Sum over pairs of the product of the two influences, on each day."""
        if isinstance(pairs, PairSums):
            return pairs.cif if self.death_competes else pairs.km
        u, q = self._by_state()
        u_flat, q_flat = u.ravel(), q.ravel()
        shares = np.tile(_with_never(self.share).ravel(), STATES)
        count = np.zeros(u.size)             # pairs by the cell in which the earlier release left
        then_u, then_q = np.zeros(u.size), np.zeros(u.size)    # by the cell of the later: u and q of the earlier
        for first, other, weight in _cells(pairs, self.share.shape):
            slope = q_flat.take(first)
            value = u_flat.take(first) + (shares.take(other) - shares.take(first)) * slope
            count += np.bincount(first, weight, u.size)
            then_u += np.bincount(other, weight * value, u.size)
            then_q += np.bincount(other, weight * slope, u.size)
        count, then_u, then_q = (part.reshape(u.shape) for part in (count, then_u, then_q))

        opened = np.cumsum(count.sum(0), -1)
        both_open = opened[..., -1:] - opened
        # the earlier has left, the later not yet
        half_q = np.cumsum((count * q - then_q).sum(0), -1)
        step = _with_never(self.step)
        half_u = np.cumsum((count * u - then_u).sum(0) + step * _day_before(half_q), -1)
        staying = _with_never(self.staying)
        closed = self._carry(*((part.sum(0))[..., :-1] for part in (then_u * u, then_u * q + then_q * u, then_q * q)))
        return ((both_open * staying + half_u) * staying)[..., :-1].reshape(self.share.shape) + closed

    def of_pairs_in_area(self, pairs: CurvePairs, width: np.ndarray) -> np.ndarray:
        """Sum over pairs of the product of the two influences on the area under F, `width` of each day; [...]."""
        u, q = self._by_state()
        share, width = _with_never(self.share), np.append(width, 0.0)
        so_far = _day_before(np.cumsum(_with_never(self.staying) * width, -1))
        still = np.cumsum(width[::-1])[::-1]
        rise = np.cumsum((share * width)[..., ::-1], -1)[..., ::-1] - share * still
        area = (so_far + u * still + q * rise).ravel()
        arms = np.zeros(share[..., 0].size)
        for first, other, weight in _cells(pairs, self.share.shape):
            arm = first % share.size // share.shape[-1]
            arms += np.bincount(arm, weight * area[first] * area[other], arms.size)
        return arms.reshape(share.shape[:-1])

    def _carry(self, products: np.ndarray, crossed: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """Running sum of (u + gap q)(u' + gap q') over those that have left: u u', u q' + u' q and q q' on the
        day they leave, the gap growing by each later step."""
        slopes_before = _day_before(np.cumsum(slopes, -1))
        rise = self.step * slopes_before
        crossed_before = _day_before(np.cumsum(crossed + 2 * rise, -1))
        return np.cumsum(products + self.step * (crossed_before + rise), -1)

    def _by_state(self) -> tuple[np.ndarray, np.ndarray]:
        """u and q of a release by how and when it left: [state, ..., days and one cell for never]."""
        after_event, after_end = self.slope - self.drop, self.slope
        u = np.stack([self.staying, self.staying + self.jump, self.staying])
        q = np.stack([after_end, after_event, after_event if self.death_competes else after_end])
        return _with_never(u), _with_never(q)


def _cells(pairs: CurvePairs, shape: tuple[int, ...]) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Cells [state, ..., days and never] of the earlier and the later release of each pair, and their count."""
    days = shape[-1]
    arms = int(np.prod(shape[:-1]))
    columns = np.broadcast_arrays(pairs.arm, pairs.day, pairs.state, pairs.other_day, pairs.other_state, pairs.count)
    for start in range(0, pairs.day.size, CHUNK):
        arm, day, state, other_day, other_state = (
            part[start:start + CHUNK].astype(np.int64, copy=False) for part in columns[:-1])
        weight = columns[-1][start:start + CHUNK]
        row = arm * (days + 1)
        first = state * (arms * (days + 1)) + row + np.minimum(day, days)
        other = other_state * (arms * (days + 1)) + row + np.minimum(other_day, days)
        turned = day > other_day
        if turned.any():
            first, other = np.where(turned, other, first), np.where(turned, first, other)
        yield first, other, weight


def _with_never(part: np.ndarray) -> np.ndarray:
    return np.concatenate([part, np.zeros((*part.shape[:-1], 1))], -1)


def _day_before(part: np.ndarray, at_first: float = 0) -> np.ndarray:
    shifted = np.empty_like(part)
    shifted[..., 0] = at_first
    shifted[..., 1:] = part[..., :-1]
    return shifted
