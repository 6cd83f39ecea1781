"""People behind releases, where `--unit every` lets a person stand in the records more than once."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analytics.clustering import CrossPairs, PairCounts
from analytics.counting import STATES, Source
from analytics.vocabulary import window_days
from data.derive import counts

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

    def within(self, level: int, sets: np.ndarray) -> PairCounts:
        """Pairs inside one group: `sets` is [S], 1 where a set of arms belongs to it."""
        found_level, first_set, second_set, first_event, second_event, pairs = self._columns
        weight = pairs * (found_level == level) * sets[first_set] * sets[second_set]
        events = first_event + second_event
        return PairCounts(*(float(weight[events == number].sum()) for number in (2, 1, 0)))

    def across(self, level: int, arm: np.ndarray, baseline: np.ndarray) -> CrossPairs:
        """Pairs of which one release is in the arm and the other in its baseline."""
        found_level, first_set, second_set, first_event, second_event, pairs = self._columns
        weight = pairs * (found_level == level)
        forward = weight * arm[first_set] * baseline[second_set]
        backward = weight * baseline[first_set] * arm[second_set]

        def count(in_arm: int, in_baseline: int) -> float:
            return float(
                forward[(first_event == in_arm) & (second_event == in_baseline)].sum()
                + backward[(second_event == in_arm) & (first_event == in_baseline)].sum()
            )

        return CrossPairs(count(1, 1), count(1, 0), count(0, 1), count(0, 0))


def are_counted_at_load(source: Source) -> bool:
    """True where the load has counted the pairs of the releases asked about, for the window asked about."""
    question = source.question
    return source.of_all and question.exposure == counts.PAIRED_EXPOSURE and question.window in counts.PAIRED_WINDOWS


def _tally(numbers: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which numbers below `limit` occur, and how often."""
    if limit > MOST_KINDS:
        return np.unique(numbers, return_counts=True)
    counts = np.bincount(numbers)
    found = np.flatnonzero(counts)
    return found, counts[found]


def most_releases_of_a_person(source: Source) -> int:
    """The largest number of releases that one person has in the records."""
    return source.connection.execute("select coalesce(max(releases_of_person), 0) from counted_release").fetchall()[0][0]


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
