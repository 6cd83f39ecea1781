"""People behind releases, where `--unit every` lets a person stand in the records more than once."""

from dataclasses import dataclass

import numpy as np

from analytics.clustering import CrossPairs, PairCounts
from analytics.counting import STATES, Source
from analytics.repeated import Pairs
from analytics.vocabulary import window_days

MOST_KINDS = 1 << 22    # kinds of pairs that are counted in one flat array


@dataclass(frozen=True)
class RepeatedPairs:
    """Every two mature releases of one person, counted by kind (equal-length arrays)."""

    level: np.ndarray
    first_set: np.ndarray
    second_set: np.ndarray
    first_event: np.ndarray
    second_event: np.ndarray
    pairs: np.ndarray

    def within(self, level: int, sets: np.ndarray) -> PairCounts:
        """Pairs inside one group: `sets` is [S], 1 where a set of arms belongs to it."""
        weight = self.pairs * (self.level == level) * sets[self.first_set] * sets[self.second_set]
        events = self.first_event + self.second_event
        return PairCounts(*(float(weight[events == number].sum()) for number in (2, 1, 0)))

    def across(self, level: int, arm: np.ndarray, baseline: np.ndarray) -> CrossPairs:
        """Pairs of which one release is in the arm and the other in its baseline."""
        weight = self.pairs * (self.level == level)
        forward = weight * arm[self.first_set] * baseline[self.second_set]
        backward = weight * baseline[self.first_set] * arm[self.second_set]

        def count(in_arm: int, in_baseline: int) -> float:
            return float(
                forward[(self.first_event == in_arm) & (self.second_event == in_baseline)].sum()
                + backward[(self.second_event == in_arm) & (self.first_event == in_baseline)].sum()
            )

        return CrossPairs(count(1, 1), count(1, 0), count(0, 1), count(0, 0))


def repeated_pairs(pairs: Pairs, window: int) -> RepeatedPairs:
    """Count the pairs of one person's releases that were both followed for the whole window, by kind."""
    sets = pairs.shape[1]
    mature = np.flatnonzero(pairs.followed >= window)
    kinds = np.int64(pairs.level[mature])
    for arm_set, packed in ((pairs.first_set, pairs.first_packed), (pairs.second_set, pairs.second_packed)):
        packed = packed[mature]
        event = (packed % 4 == STATES["event"]) & (packed // 4 <= window)
        kinds = (kinds * sets + arm_set[mature]) * 2 + event
    kinds, counts = _tally(kinds, pairs.shape[0] * (2 * sets) ** 2)
    kinds, second = np.divmod(kinds, 2 * sets)
    level, first = np.divmod(kinds, 2 * sets)
    return RepeatedPairs(level, first // 2, second // 2, first % 2, second % 2, counts.astype(float))


def _tally(numbers: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which numbers below `limit` occur, and how often."""
    if limit > MOST_KINDS:
        return np.unique(numbers, return_counts=True)
    counts = np.bincount(numbers, minlength=1)
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
