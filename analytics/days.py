"""What happened on each day, as counts: what rates and curves are made from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

STATES = {"censored": 0, "event": 1, "death": 2}


@dataclass(frozen=True)
class Days:
    """Releases by level, set of arms, last day of observation and what happened on it, as found (a kind may come twice).

    packed: 4 x day + state (see STATES). shape: L levels and S sets of arms. last_day: the last on which anything happens.
    """

    level: np.ndarray
    arm_set: np.ndarray
    packed: np.ndarray
    releases: np.ndarray
    shape: tuple[int, int]
    last_day: int

    @cached_property
    def _of_sets(self) -> np.ndarray:
        """[state, S, last_day + 1] releases where there is one level only."""
        return self._by_state(slice(None))

    def of_groups(self, level: int, groups: np.ndarray) -> np.ndarray:
        """[G, 3, last_day + 1] releases of one level by group of sets of arms, state (see STATES) and day.

        groups: [G, S], 1 where a set of arms belongs to the group.
        """
        return np.matmul(groups, self._of_level(level)).transpose(1, 0, 2)

    def events_and_at_risk(self, level: int, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Events of each day, and how many were still there just before them: both [G, last_day + 1]."""
        of_sets = self._of_level(level)
        leaving = groups @ of_sets.sum(axis=0)
        return groups @ of_sets[STATES["event"]], np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]

    def total(self) -> np.ndarray:
        """[L, S] releases."""
        return self._of_sets.sum(axis=2).sum(axis=0)[None] if self.shape[0] == 1 else self._sum(self.releases)

    def events_until(self, last: int) -> np.ndarray:
        """[L, S] releases with the event on or before a day."""
        if self.shape[0] == 1:
            return self._of_sets[STATES["event"], :, : last + 1].sum(axis=1)[None]
        return self._sum(self.releases * ((self.packed % 4 == STATES["event"]) & (self.packed // 4 <= last)))

    def _sum(self, weights: np.ndarray) -> np.ndarray:
        at = self.level.astype(np.int64) * self.shape[1] + self.arm_set
        return np.bincount(at, weights, self.shape[0] * self.shape[1]).reshape(self.shape)

    def _of_level(self, level: int) -> np.ndarray:
        return self._of_sets if self.shape[0] == 1 else self._by_state(self.level == level)

    def _by_state(self, here: np.ndarray | slice) -> np.ndarray:
        shape, packed = (len(STATES), self.shape[1], self.last_day + 1), self.packed[here]
        # 32 bits for as long as they hold it: these arrays are as long as there are kinds
        wide = np.uint32 if np.prod(shape) < 1 << 32 else np.uint64
        at = ((packed & 3).astype(wide) * wide(shape[1]) + self.arm_set[here]) * wide(shape[2]) + (packed >> 2)
        return np.bincount(at, self.releases[here], int(np.prod(shape))).reshape(shape)
