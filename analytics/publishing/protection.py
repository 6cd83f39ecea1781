"""Which counts of a fixed list of views may be shown together, so that nobody's follows from the others.

The counts of one group of people (an arm, say) are a table: quantities (those followed for 36 months, those of them
who were arrested within 12, ...) by the levels of a column, with a total. What is shown of it is a rectangle: some
levels, each with the same quantities. All other levels are one rest, of which a reader knows the sums and nothing
else; so it holds two levels or more. Then all that adding and subtracting gives is a sum over a shown level, the rest,
or several of these; and whatever of such a sum tells how many people something is true of is nobody, or enough.

A column may lie within another (counties within circuits). Where the sum over some levels of one column is that over
some levels of another, the hidden ones among them are held to the same rule.

What other files show of the same people stands beside (`Beside`): there a level is known where both show it, and all
others are one rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Forms:
    """What adding and subtracting the quantities of one group tells: how many people something is true of.

    weights: [F, Q] of 1, 0, -1: a sum of quantities that counts people. only_if: [F, Q] another such sum for each:
    the first counts people only where this one is 0 (all zeros: always). told_by: [F, Q] True for the quantities that
    must be shown for the sum to be known.
    """

    weights: np.ndarray
    only_if: np.ndarray
    told_by: np.ndarray

    @classmethod
    def of(cls, quantities: Sequence[object], sums: Iterable[tuple], alone: bool = True) -> "Forms":
        """The quantities themselves (if `alone`) and further sums, each as {quantity: weight}, {quantity: weight of the
        condition} and, where it is told by others than those that it is made of, these."""
        place = {quantity: number for number, quantity in enumerate(quantities)}
        found = [({quantity: 1}, {}) for quantity in quantities if alone] + list(sums)
        weights, only_if, told_by = (np.zeros((len(found), len(quantities))) for _ in range(3))
        for number, (parts, condition, *by) in enumerate(found):
            for quantity, weight in parts.items():
                weights[number, place[quantity]] += weight
            for quantity, weight in condition.items():
                only_if[number, place[quantity]] += weight
            told_by[number, [place[quantity] for quantity in (by[0] if by else parts)]] = 1
        return cls(weights, only_if, told_by > 0)

    def unsafe(self, counts: np.ndarray, least: int) -> np.ndarray:
        """[F, ...] True where a form counts 1 to least - 1 people on some layer; counts: [K, Q, ...]."""
        told = np.abs(np.einsum("fq,kq...->kf...", self.weights, counts))
        holds = np.einsum("fq,kq...->kf...", self.only_if, counts) == 0
        return ((told > 0) & (told < least) & holds).any(axis=0)

    def known(self, shown: np.ndarray) -> np.ndarray:
        """[F] True where all that tells a form is shown; shown: [Q]."""
        return ~(self.told_by & ~shown[None, :]).any(axis=1)

    def last(self, order: Sequence[int], elsewhere: np.ndarray | None = None) -> np.ndarray:
        """[F] the place in `order` of the last quantity that a form needs; beyond the end where one is not in it.

        elsewhere: [Q] quantities that other files show.
        """
        rank = np.full(self.weights.shape[1], len(order))
        rank[list(order)] = np.arange(len(order))
        if elsewhere is not None:
            rank[elsewhere] = -1
        return np.where(self.told_by, rank[None, :], -1).max(axis=1)


@dataclass(frozen=True)
class Beside:
    """What another file shows of one column, and the sums that need both. levels: [L]; quantities: [Q] of the same table;
    least: the smallest number that such a sum may tell."""

    forms: Forms
    levels: np.ndarray
    quantities: np.ndarray
    least: int


@dataclass
class Split:
    """One column's view of a group: counts [K, Q, L], the levels shown [L] and the quantities shown [Q].

    K layers: the counts, and others that follow from these and what is shown elsewhere (what is left of the baseline,
    say). They are held to the same rule. elsewhere: [L] the levels that another file shows too, where it stands beside.
    """

    counts: np.ndarray
    levels: np.ndarray
    quantities: np.ndarray
    elsewhere: np.ndarray | None = None

    def beside(self, other: Beside) -> "Split":
        """The same levels, and hidden with them, together with what another file shows."""
        return Split(self.counts, self.levels, self.quantities | other.quantities, other.levels)

    @property
    def shown(self) -> np.ndarray:
        """[L] levels of which all is known."""
        return self.levels if self.elsewhere is None else self.levels & self.elsewhere

    @property
    def somebody(self) -> np.ndarray:
        """[L] where there is anybody at all."""
        return (self.counts != 0).any(axis=(0, 1))

    @property
    def hidden(self) -> np.ndarray:
        """[L] levels of which nothing is shown and in which there is somebody."""
        return ~self.shown & self.somebody

    def hide_smallest(self, among: np.ndarray) -> bool:
        """Hide one more level; False where none of these is shown."""
        there = np.flatnonzero(among & self.shown & self.somebody)
        if there.size:
            self.levels[there[np.argmin(np.abs(self.counts[0]).sum(axis=0)[there])]] = False
        return bool(there.size)


# Levels of one column and of another that hold the same people.
Same = tuple[np.ndarray, np.ndarray]


def quantities_shown(counts: np.ndarray, forms: Forms, order: Sequence[int], needs: dict[int, int], least: int,
                     allowed: np.ndarray | None = None, besides: Sequence[Beside] = ()) -> np.ndarray:
    """[Q] quantities of a group's total that may stand together: in this order, each that is safe beside those before.

    counts: [K, Q]. needs: a quantity is shown only beside that other one. besides: what other files show of the total.
    """
    shown = np.zeros(counts.shape[1], bool)
    held = [(forms, forms.unsafe(counts, least), shown)] + [
        (other.forms, other.forms.unsafe(counts, other.least), other.quantities) for other in besides]
    for quantity in order:
        if (allowed is not None and not allowed[quantity]) or (quantity in needs and not shown[needs[quantity]]):
            continue
        shown[quantity] = True
        if any((unsafe & told.known(shown | elsewhere)).any() for told, unsafe, elsewhere in held):
            shown[quantity] = False
    return shown


def split(counts: np.ndarray, totals: np.ndarray, forms: Forms, order: Sequence[int], least: int,
          allowed: np.ndarray | None = None, besides: Sequence[Beside] = ()) -> Split:
    """The rectangle that shows most figures: the first quantities of `order`, on all levels on which they are safe.

    counts: [K, Q, L]; totals: [K, Q] of the group; allowed: [L] levels that may be shown at all; besides: what other
    files show of the same column.
    """
    first_unsafe = np.where(forms.unsafe(counts, least), forms.last(order)[:, None], len(order)).min(axis=0, initial=len(order))
    for other in besides:
        unsafe = other.forms.unsafe(counts, other.least) & other.levels[None, :]
        last = other.forms.last(order, other.quantities)
        first_unsafe = np.minimum(first_unsafe, np.where(unsafe, last[:, None], len(order)).min(axis=0, initial=len(order)))
    may = np.ones(counts.shape[2], bool) if allowed is None else allowed
    best, most = Split(counts, np.zeros(counts.shape[2], bool), np.zeros(counts.shape[1], bool)), 0
    for number in range(len(order), 0, -1):
        quantities = np.zeros(counts.shape[1], bool)
        quantities[list(order[:number])] = True
        part = Split(counts, may & ((first_unsafe >= number) | ~best.somebody), quantities)
        if number * (part.levels & part.somebody).sum() <= most:
            continue
        _whole_rest(part, totals, forms, least)
        size = number * (part.levels & part.somebody).sum()
        if size > most:
            best, most = part, size
    return best


@dataclass(frozen=True)
class Table:
    """Column -> what is shown of a group, [K, Q] the group's totals, what subtracting tells, and the least it may."""

    splits: dict[str, Split]
    totals: np.ndarray
    forms: Forms
    least: int


def protect(tables: Sequence[Table], same: dict[tuple[str, str], list[Same]]) -> None:
    """Hide more levels until no rest gives anybody away."""
    while any([_whole_rest(part, of.totals, of.forms, of.least) for of in tables for part in of.splits.values()]
              + [_rest_within(of.splits[one], of.splits[other], of.totals, pairs, of.forms, of.least)
                 for of in tables for (one, other), pairs in same.items() if one in of.splits and other in of.splits]):
        pass


def _gives_away(part: Split, rest: np.ndarray, quantities: np.ndarray, forms: Forms, least: int, beside: np.ndarray) -> bool:
    """Whether the sums over hidden levels tell too much: one level only, or few people. beside: [K, Q] what the whole
    has and none of its levels (a baseline of a row of its own, say); a reader may know it, and does where all levels
    are shown."""
    rest = rest & part.somebody
    if not quantities.any():
        return False
    sums = part.counts[:, :, rest].sum(axis=2)
    few = forms.unsafe(sums, least) | forms.unsafe(sums + beside, least)
    return rest.sum() == 1 or bool((few & forms.known(quantities)).any())


def _whole_rest(part: Split, totals: np.ndarray, forms: Forms, least: int) -> bool:
    """Make the rest of a column safe; True where something was hidden."""
    beside, changed = totals - part.counts.sum(axis=2), False
    while part.shown.any() and _gives_away(part, part.hidden, part.quantities, forms, least, beside):
        if not part.hide_smallest(np.ones_like(part.levels)):
            break  # the rest is the total
        changed = True
    return changed


def _rest_within(one: Split, other: Split, totals: np.ndarray, pairs: list[Same], forms: Forms, least: int) -> bool:
    """The same for levels of one column that together are levels of another."""
    both, changed = one.quantities & other.quantities, False
    open_ = np.zeros_like(one.levels)  # levels of `one` among people of whom the other column hides somebody
    beside_open = totals - one.counts.sum(axis=2)
    for here, there in pairs:
        if (other.hidden & there).any():
            open_ |= here
            continue
        beside = other.counts[:, :, there].sum(axis=2) - one.counts[:, :, here].sum(axis=2)
        beside_open = beside_open - beside
        while _gives_away(one, one.hidden & here, both, forms, least, beside):
            if not one.hide_smallest(here):
                changed |= other.hide_smallest(there)
                break
            changed = True
    while open_.any() and _gives_away(one, one.hidden & open_, both, forms, least, beside_open):
        if not one.hide_smallest(open_) and not one.hide_smallest(np.ones_like(open_)):
            break
        changed = True
    return changed
