"""People behind releases, where `--unit every` lets a person stand in the records more than once."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analytics.clustering import CrossPairs, PairCounts
from analytics.counting import Source
from analytics.days import STATES
from analytics.vocabulary import WINDOWS_OFFERED, window_days
from data.derive.counts import PAIRED_EXPOSURE

MOST_KINDS = 1 << 17    # kinds of pairs that are counted in one flat array


@dataclass
class PairsByKind:
    """Every two mature releases of one person, counted by level, sets of arms, and whether each had the event.

    levels, sets: how many there are.
    """

    levels: int
    sets: int
    found: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=lambda: [(np.empty(0, int), np.empty(0, int))])

    @classmethod
    def counted_at_load(cls, source: Source) -> "PairsByKind":
        """Those of all records, where they were counted beforehand (see `are_counted_at_load`)."""
        rows, sets = source.run_of_all("pairs_of_all", window=source.question.window), source.arms.members.shape[1]
        first, second = (rows[f"{one}_set"].astype(np.int64) * 2 + rows[f"{one}_event"] for one in ("first", "second"))
        return cls(1, sets, [(first * (2 * sets) + second, rows["pairs"].astype(float))])

    def add(self, batch: dict[str, np.ndarray], first: np.ndarray, second: np.ndarray, window: int) -> None:
        """Count the pairs of these rows of a batch (see `repeated`), where both were followed for the window."""
        mature = batch["follow_up_day"] >= window
        both = np.flatnonzero(mature[first] & mature[second])
        event = (batch["packed"] % 4 == STATES["event"]) & (batch["packed"] // 4 <= window)
        one, kinds = batch["arm_set"].astype(np.int32) * 2 + event, 2 * self.sets
        numbers = (batch["level"][first[both]] * np.int64(kinds) + one[first[both]]) * kinds + one[second[both]]
        self.found.append(_tally(numbers, self.levels * kinds**2))

    @cached_property
    def _columns(self) -> tuple[np.ndarray, ...]:
        numbers, parts = (np.concatenate(part) for part in zip(*self.found, strict=True))
        numbers, at = np.unique(numbers, return_inverse=True)
        pairs = np.bincount(at, parts, numbers.size)
        rest, second = np.divmod(numbers, 2 * self.sets)
        level, first = np.divmod(rest, 2 * self.sets)
        return level, first // 2, second // 2, first % 2, second % 2, pairs

    def within(self, level: int, groups: np.ndarray) -> PairCounts:
        """Pairs inside each group: `groups` is [G, S], 1 where a set of arms belongs to it."""
        _, first, second, _ = here = self._on(level)
        return PairCounts(*(self._of_events(here, groups[:, first] * groups[:, second]) @ which for which in (
            [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1])))

    def across(self, level: int, arms: np.ndarray, baselines: np.ndarray) -> CrossPairs:
        """Pairs of which one release is in the arm and the other in its baseline; both are [G, S]."""
        _, first, second, _ = here = self._on(level)
        forward = self._of_events(here, arms[:, first] * baselines[:, second])
        backward = self._of_events(here, baselines[:, first] * arms[:, second])
        return CrossPairs(*(forward + backward[:, [0, 2, 1, 3]]).T)

    def _on(self, level: int) -> tuple[np.ndarray, ...]:
        """Kinds on one level: 0 event after both, 1 after the first only, 2 after the second only, 3 after none."""
        found_level, first_set, second_set, first_event, second_event, pairs = self._columns
        here = np.flatnonzero(found_level == level)
        events = 3 - 2 * first_event - second_event
        return events[here], first_set[here], second_set[here], pairs[here]

    @staticmethod
    def _of_events(kinds: tuple[np.ndarray, ...], inside: np.ndarray) -> np.ndarray:
        """[G, 4] pairs by what happened after them; `inside` is [G, kinds], 1 where a kind counts for the group."""
        events, _, _, pairs = kinds
        return inside @ (pairs[:, None] * (events[:, None] == np.arange(4)))


def are_counted_at_load(source: Source) -> bool:
    """True where the load has counted the pairs of the releases asked about, for the window asked about."""
    question = source.question
    return source.of_all and question.exposure == PAIRED_EXPOSURE and question.window in WINDOWS_OFFERED


def _tally(numbers: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which numbers below `limit` occur, and how often."""
    if limit > MOST_KINDS:
        return np.unique(numbers, return_counts=True)
    counts = np.bincount(numbers)
    found = np.flatnonzero(counts)
    return found, counts[found]


def count_people(source: Source, sets: np.ndarray) -> np.ndarray:
    """[L, 3] people in a group of sets of arms: followed for the whole window, with the event, without it.

    sets: [S], 1 where a set of arms belongs to the group. A person with one release with the event and one
    without it counts among both.
    """
    people = np.zeros((len(source.levels), 3))
    numbers = np.flatnonzero(sets).tolist()
    if numbers:
        found = source.run("people", window_days=window_days(source.question.window), arm_sets=numbers)
        for column, name in enumerate(("mature", "events", "others")):
            people[source.level_index(found["level"]), column] = found[name]
    return people
