"""What is shown of one group of people, whole and by each column, beside what other files show of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.publishing.columns import ALL
from analytics.publishing.protection import Beside, Forms, Split, Table, protect, quantities_shown, split

Splits = dict[str, Split]  # column, or ALL -> what is shown


@dataclass(frozen=True)
class Rules:
    """How the counts of a kind of group are told.

    forms: what subtracting tells; order: places of quantities, what matters most first; needs: a quantity is shown only
    beside that other one; least: the smallest number of people that may be told; same: see `columns.same_people`;
    never_split: quantities shown of the whole only.
    """

    forms: Forms
    order: Sequence[int]
    needs: Mapping[int, int]
    least: int
    same: dict
    never_split: Sequence[int] = ()


def shown_of(counts: Mapping[str, np.ndarray], rules: Rules, within: Splits | None = None,
             besides: Iterable[Mapping[str, Beside]] = ()) -> Splits:
    """Column -> what may be shown; at most what is shown of `within`.

    counts: column -> [K, Q, L]. besides: for each other file, column -> what it shows.
    """
    besides = list(besides)
    totals = counts[ALL][:, :, 0]
    shown = quantities_shown(totals, rules.forms, rules.order, dict(rules.needs), rules.least, within[ALL].quantities if within else None,
                             [other[ALL] for other in besides])
    splits = {}
    for by in counts:
        if by == ALL:
            continue
        possible = shown & (within[by].quantities if within else True)
        possible[list(rules.never_split)] = False
        splits[by] = split(counts[by], totals, rules.forms, [place for place in rules.order if possible[place]], rules.least,
                           within[by].levels if within else None, [other[by] for other in besides])
    tables = [Table(splits, totals, rules.forms, rules.least)]
    tables += [Table({by: part.beside(other[by]) for by, part in splits.items()}, totals, other[ALL].forms, other[ALL].least) for other in besides]
    protect(tables, rules.same)
    return {ALL: Split(counts[ALL], np.ones(1, bool), shown), **splits}


def baseline_layers(own: Sequence[np.ndarray], whole: np.ndarray, overlapping: np.ndarray | None) -> np.ndarray:
    """[K, Q, L] the baseline of an arm's row, what it leaves out, and how it differs from those of the arms before.

    own: those of the arms up to this one, [Q, L] each; whole: the baseline's own; overlapping: the arm's, where it has
    releases in the baseline: what it has beside those that its row leaves out.
    """
    this = own[-1]
    beside = [] if overlapping is None else [overlapping - (whole - this)]
    return np.stack([this, whole - this, *beside, *(this - other for other in own[:-1])])
