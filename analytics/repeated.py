"""Pairs of releases of one person: all that clustering by person needs of those who stand in the records twice.

The table `counted_release` keeps a person's releases beside one another, so every pair is found at a distance of
one, two, three ... rows, without a join or a sort. Rows pass through in batches; what stays is small numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analytics.counting import Source

BATCH = 1 << 19    # rows worked on at a time


@dataclass(frozen=True)
class Pairs:
    """Every two releases of one person on one level: equal-length arrays.

    level: position among the levels. *_set: their sets of arms. *_packed: 4 x day + state of each. followed: the
    day until which both were followed. *_row: which release it is, only to tell people apart; the first comes first.
    shape: L levels and S sets of arms. rows: how many releases there are.
    """

    level: np.ndarray
    first_set: np.ndarray
    second_set: np.ndarray
    first_packed: np.ndarray
    second_packed: np.ndarray
    followed: np.ndarray
    first_row: np.ndarray
    second_row: np.ndarray
    shape: tuple[int, int]
    rows: int


def read_pairs(source: Source) -> Pairs:
    """Read the releases of people with more than one, and pair them."""
    rows, parts = 0, []
    for batch in _batches(source):
        for first, second in _of_one_person(batch["person_number"]):
            if len(source.levels) > 1:
                same = batch["level"][first] == batch["level"][second]
                first, second = first[same], second[same]
            follow_up_day = batch["follow_up_day"]
            parts.append((
                source.level_index(batch["level"][first]).astype(np.uint16),
                batch["arm_set"][first], batch["arm_set"][second],
                batch["packed"][first], batch["packed"][second],
                np.minimum(follow_up_day[first], follow_up_day[second]),
                first + np.uint32(rows), second + np.uint32(rows),
            ))  # fmt: skip
        rows += len(batch["person_number"])
    columns = zip(*parts, strict=True) if parts else [[np.empty(0, np.uint16)]] * 8
    shape = (len(source.levels), source.arms.members.shape[1])
    return Pairs(*(np.concatenate(part) for part in columns), shape=shape, rows=rows)


def _of_one_person(person: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows of the first and of the second of every pair, by distance."""
    first, distance = np.arange(person.size, dtype=np.uint32), 0
    while first.size:
        distance += 1
        first = first[: np.searchsorted(first, max(person.size - distance, 0))]
        second = first + np.uint32(distance)
        same = person[first] == person[second]
        first, second = first[same], second[same]
        yield first, second


def _batches(source: Source) -> Iterator[dict[str, np.ndarray]]:
    """The releases in batches that keep people whole."""
    text = source.sql("repeated")
    if source.question.landmark:
        text += "order by person_number, order_in_person"
    reader = source.connection.sql(text, params=source.parameters).to_arrow_reader(BATCH)
    kept: dict[str, np.ndarray] = {}
    for part in reader:
        batch = {name: column.to_numpy(zero_copy_only=False) for name, column in zip(part.schema.names, part.columns, strict=True)}
        if kept:
            batch = {name: np.concatenate([kept[name], batch[name]]) for name in batch}
        person = batch["person_number"]
        cut = int(np.flatnonzero(np.append(True, person[1:] != person[:-1]))[-1])
        kept = {name: column[cut:] for name, column in batch.items()}
        yield {name: column[:cut] for name, column in batch.items()}
    if kept:
        yield kept
