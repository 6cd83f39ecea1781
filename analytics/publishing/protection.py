"""Which counts of a fixed list of views may be shown together, so that nobody's follows from the others.

The counts of one group of people (an arm, say) are a table: quantities (those followed for 36 months, those of them
who were arrested within 12, ...) by the levels of a column, with a total. What is shown of it is a rectangle: some
levels, each with the same quantities. All other levels are one rest, of which a reader knows the sums and nothing
else; so it holds two levels or more. Then all that adding and subtracting gives is a sum over a shown level, the rest,
or several of these; and whatever of such a sum tells how many people something is true of is nobody, or enough.

A column may lie within another (counties within circuits). Where the sum over some levels of one column is that over
some levels of another, the hidden ones among them are held to the same rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Forms:
    """What adding and subtracting the quantities of one group tells: how many people something is true of.

    weights: [F, Q] of 1, 0, -1: a sum of quantities that counts people. only_if: [F, Q] another such sum for each:
    the first counts people only where this one is 0 (all zeros: always).
    """

    weights: np.ndarray
    only_if: np.ndarray

    @classmethod
    def of(cls, quantities: Sequence[object], sums: Iterable[tuple[dict, dict]]) -> "Forms":
        """The quantities themselves and further sums, each as {quantity: weight}, {quantity: weight of the condition}."""
        place = {quantity: number for number, quantity in enumerate(quantities)}
        found = [({quantity: 1}, {}) for quantity in quantities] + list(sums)
        weights, only_if = (np.zeros((len(found), len(quantities))) for _ in range(2))
        for number, parts in enumerate(found):
            for matrix, part in zip((weights, only_if), parts, strict=True):
                for quantity, weight in part.items():
                    matrix[number, place[quantity]] += weight
        return cls(weights, only_if)

    def unsafe(self, counts: np.ndarray, least: int) -> np.ndarray:
        """[F, ...] True where a form counts 1 to least - 1 people on some layer; counts: [K, Q, ...]."""
        told = np.abs(np.einsum("fq,kq...->kf...", self.weights, counts))
        holds = np.einsum("fq,kq...->kf...", self.only_if, counts) == 0
        return ((told > 0) & (told < least) & holds).any(axis=0)

    def last(self, order: Sequence[int]) -> np.ndarray:
        """[F] the place in `order` of the last quantity that a form needs; beyond the end where one is not in it."""
        rank = np.full(self.weights.shape[1], len(order))
        rank[list(order)] = np.arange(len(order))
        return np.where(self.weights != 0, rank[None, :], -1).max(axis=1)


@dataclass
class Split:
    """One column's view of a group: counts [K, Q, L], the levels shown [L] and the quantities shown [Q].

    K layers: the counts, and others that follow from these and what is shown elsewhere (what is left of the baseline,
    say). They are held to the same rule.
    """

    counts: np.ndarray
    levels: np.ndarray
    quantities: np.ndarray

    @property
    def somebody(self) -> np.ndarray:
        """[L] where there is anybody at all."""
        return (self.counts != 0).any(axis=(0, 1))

    @property
    def hidden(self) -> np.ndarray:
        """[L] levels of which nothing is shown and in which there is somebody."""
        return ~self.levels & self.somebody

    def hide_smallest(self, among: np.ndarray) -> bool:
        """Hide one more level; False where none of these is shown."""
        there = np.flatnonzero(among & self.levels & self.somebody)
        if there.size:
            self.levels[there[np.argmin(np.abs(self.counts[0]).sum(axis=0)[there])]] = False
        return bool(there.size)


# Levels of one column and of another that hold the same people.
Same = tuple[np.ndarray, np.ndarray]


def quantities_shown(counts: np.ndarray, forms: Forms, order: Sequence[int], needs: dict[int, int], least: int,
                     allowed: np.ndarray | None = None) -> np.ndarray:
    """[Q] quantities of a group's total that may stand together: in this order, each that is safe beside those before.

    counts: [K, Q]. needs: a quantity is shown only beside that other one.
    """
    shown = np.zeros(counts.shape[1], bool)
    unsafe = forms.unsafe(counts, least)
    for quantity in order:
        if (allowed is not None and not allowed[quantity]) or (quantity in needs and not shown[needs[quantity]]):
            continue
        shown[quantity] = True
        known = ~((forms.weights != 0) & ~shown[None, :]).any(axis=1)
        if (unsafe & known).any():
            shown[quantity] = False
    return shown


def split(counts: np.ndarray, totals: np.ndarray, forms: Forms, order: Sequence[int], least: int,
          allowed: np.ndarray | None = None) -> Split:
    """The rectangle that shows most figures: the first quantities of `order`, on all levels on which they are safe.

    counts: [K, Q, L]; totals: [K, Q] of the group; allowed: [L] levels that may be shown at all.
    """
    last = forms.last(order)
    unsafe = forms.unsafe(counts, least)
    first_unsafe = np.where(unsafe, last[:, None], len(order)).min(axis=0, initial=len(order))
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


def protect(splits: dict[str, Split], totals: np.ndarray, forms: Forms, least: int, same: dict[tuple[str, str], list[Same]]) -> None:
    """Hide more levels until no rest gives anybody away. totals: [K, Q] of the group."""
    while any([_whole_rest(part, totals, forms, least) for part in splits.values()]
              + [_rest_within(splits[one], splits[other], pairs, forms, least)
                 for (one, other), pairs in same.items() if one in splits and other in splits]):
        pass


def _gives_away(part: Split, rest: np.ndarray, quantities: np.ndarray, forms: Forms, least: int, beside: np.ndarray | float = 0) -> bool:
    """Whether the sums over hidden levels tell too much: one level only, or few people. beside: [K, Q] what the total
    has and no level; a reader may know it or not."""
    rest = rest & part.somebody
    if not rest.any() or not quantities.any():
        return False
    known = ~((forms.weights != 0) & ~quantities[None, :]).any(axis=1)
    sums = part.counts[:, :, rest].sum(axis=2)
    few = forms.unsafe(sums, least) | forms.unsafe(sums + beside, least)
    return rest.sum() == 1 or bool((few & known).any())


def _whole_rest(part: Split, totals: np.ndarray, forms: Forms, least: int) -> bool:
    """Make the rest of a column safe; True where something was hidden."""
    beside, changed = totals - part.counts.sum(axis=2), False
    while _gives_away(part, part.hidden, part.quantities, forms, least, beside):
        if not part.hide_smallest(np.ones_like(part.levels)):
            break  # the rest is the total
        changed = True
    return changed


def _rest_within(one: Split, other: Split, pairs: list[Same], forms: Forms, least: int) -> bool:
    """The same for levels of one column that together are levels of another."""
    both, changed = one.quantities & other.quantities, False
    open_ = np.zeros_like(one.levels)  # levels of `one` among people of whom the other column hides somebody
    for here, there in pairs:
        if (other.hidden & there).any():
            open_ |= here
            continue
        while _gives_away(one, one.hidden & here, both, forms, least):
            changed = True
            if not one.hide_smallest(here):
                other.hide_smallest(there)
                break
    while _gives_away(one, one.hidden & open_, both, forms, least):
        if not one.hide_smallest(open_) and not one.hide_smallest(np.ones_like(open_)):
            break
        changed = True
    return changed
