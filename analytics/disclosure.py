"""The one gate between exact counts and everything that leaves: what is hidden, what is rounded.

A count of 1 to `min_cell` - 1 people, or of its complement, does not leave, and neither does any figure made
from it. Whatever else leaves is rounded, and rates, intervals and tests are made from the rounded counts, so
that subtracting one free selection from another gives no exact number. `min_cell` 0 is for those who may see
the records: nothing is hidden and nothing is rounded.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Gate:
    """What may leave.

    min_cell: counts of 1 to min_cell - 1 people are hidden; 0 hides nothing and rounds nothing.
    round_to: what leaves is rounded to the nearest multiple; 1 rounds nothing.
    """

    min_cell: int
    round_to: int

    @property
    def exact(self) -> bool:
        """True where the exact figures may be seen."""
        return self.min_cell == 0

    def small(self, *people: np.ndarray) -> np.ndarray:
        """True where any of the counts stands for 1 to `min_cell` - 1 people. Zero is not small."""
        hidden = np.zeros(np.broadcast_shapes(*(np.shape(count) for count in people)), dtype=bool)
        for count in people:
            hidden |= (np.asarray(count) > 0) & (np.asarray(count) < self.min_cell)
        return hidden

    def small_by_subtraction(self, *people: np.ndarray) -> np.ndarray:
        """True where a small count would follow from two that are shown. Two rounded counts do not tell it."""
        if self.round_to > 1:
            return np.zeros(np.broadcast_shapes(*(np.shape(count) for count in people)), dtype=bool)
        return self.small(*people)

    def hidden_together(self, hidden: np.ndarray, count: np.ndarray, people: Callable[[np.ndarray], float]) -> np.ndarray:
        """[C] what must be hidden of counts that add up to a whole which is known: of `hidden` no small count may be left.

        people: how many people stand behind those chosen, all together. The smallest of the others give way first.
        """
        if self.exact or self.round_to > 1:
            return hidden
        hidden = hidden.copy()
        while self.small(people(hidden)) and (shown := np.flatnonzero(~hidden & (count > 0))).size:
            hidden[shown[count[shown].argmin()]] = True
        return hidden

    def rounded(self, count: np.ndarray) -> np.ndarray:
        """Counts to the nearest multiple of `round_to`, halves upwards."""
        count = np.asarray(count, dtype=float)
        if self.exact:
            return count
        return np.floor(count / self.round_to + 0.5) * self.round_to

    def figure(self, value: np.ndarray) -> np.ndarray:
        """A figure that cannot be made from rounded counts, to 3 decimals."""
        return np.asarray(value, dtype=float) if self.exact else _to_decimals(value, 3)

    def points(self, value: np.ndarray) -> np.ndarray:
        """A mean on 0-100 that cannot be made from rounded counts, to 1 decimal: as fine as a share to 3."""
        return np.asarray(value, dtype=float) if self.exact else _to_decimals(value, 1)

    def factor(self, value: np.ndarray) -> np.ndarray:
        """A design effect or the like, to 2 decimals: it enters figures that are made from rounded counts."""
        return np.asarray(value, dtype=float) if self.exact else np.round(np.asarray(value, dtype=float), 2)


def _to_decimals(value: np.ndarray, decimals: int) -> np.ndarray:
    """Rounded; one that rounds to none is 0, and not -0.0, which would tell its sign."""
    return np.round(np.asarray(value, dtype=float), decimals) + 0.0
