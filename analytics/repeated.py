"""Pairs of releases of one person: all that clustering by person needs of those who stand in the records twice.

The table `counted_release` keeps a person's releases beside one another, so every pair is found at a distance of
one, two, three ... rows, without a join or a sort. Rows pass through in batches; what stays are small numbers.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from analytics.clustering import CurvePairs, PairSums
from analytics.counting import Source
from analytics.days import STATES
from analytics.pair_sums import read_sums
from analytics.people import PairsByKind, are_counted_at_load
from analytics.vocabulary import window_days

BATCH = 1 << 18    # rows worked on at a time: what fits a processor's cache
COLUMNS = ("level", "arm_set", "person_number", "follow_up_day", "packed")


@dataclass
class Repeated:
    """What people with several releases have in common, for L levels and A arms.

    kinds: pairs of releases that were both followed for the whole window. again: [L, A] releases that are not
    their person's first in the arm. again_in_state: [L, A, state, day] those that are not the first in that state.
    in_arms: by level, pairs in one arm: arm, day and state of the one, day and state of the other.
    sums: in place of those pairs, where the load has summed them up.
    """

    kinds: PairsByKind
    again: np.ndarray
    again_in_state: np.ndarray
    in_arms: dict[int, list[tuple[np.ndarray, ...]]] = field(default_factory=lambda: defaultdict(list))
    sums: PairSums | None = None

    def take_curve_pairs(self, level: int) -> CurvePairs | PairSums:
        """Every two releases of one person in one arm on a level. They are many: handed over once, then forgotten."""
        if self.sums is not None:
            return self.sums
        parts = self.in_arms.pop(level, [NO_PAIRS])
        arm, day, state, other_day, other_state = (np.concatenate(column) for column in zip(*parts, strict=True))
        return CurvePairs(arm, day, state, other_day, other_state, np.ones(1, np.int64))


NO_PAIRS = (np.empty(0, np.uint8),) * 5


def read_repeated(source: Source, last_day: int, curves: bool) -> Repeated:
    """Read the releases of people with more than one, and pair them; `curves`: also for curves up to `last_day`.

    What the load has counted of all records is taken from there.
    """
    window, members = source.question.window, source.arms.members
    levels, arms = len(source.levels), len(members)
    # Where all is shown every day has its row, whoever stands behind it.
    days = last_day + 1 if curves and not source.question.exact else 1
    count_kinds = window is not None and not are_counted_at_load(source)
    summed = read_sums(source) if curves else None
    found = Repeated(
        PairsByKind(levels, members.shape[1]) if window is None or count_kinds else PairsByKind.counted_at_load(source),
        summed.again[None] if summed else np.zeros((levels, arms), np.int64),
        summed.again_in_state[None] if summed else np.zeros((levels, arms, len(STATES), days), np.int64),
        sums=summed.sums if summed else None,
    )
    pair_for_curves = curves and not summed
    if not (count_kinds or pair_for_curves):
        return found
    bits = _as_bits(members)
    for batch in _batches(source):
        pairs = list(of_one_person(batch))
        if count_kinds:
            for first, second in pairs:
                found.kinds.add(batch, first, second, window_days(window))
        if pair_for_curves:
            _add_to_curves(found, batch, pairs, bits, source.question.exact)
    return found


def _add_to_curves(
    found: Repeated, batch: dict[str, np.ndarray], pairs: list[tuple[np.ndarray, np.ndarray]], bits: np.ndarray, exact: bool
) -> None:
    """Sort the pairs of a batch into levels and arms."""
    packed, level = batch["packed"], batch["level"]
    bits = bits[batch["arm_set"]]
    parts = [part for first, second in pairs for part in _in_arms(bits, first, second)]
    if not parts:
        return
    arm, first, second = (np.concatenate(column) for column in zip(*parts, strict=True))
    place = level[first].astype(np.int32) * found.again.shape[1] + arm
    for at in np.flatnonzero(np.bincount(place)):
        here = np.flatnonzero(place == at)
        on, number = divmod(int(at), found.again.shape[1])
        one, other = first[here], second[here]
        found.again[on, number] += _distinct(other, packed.size)    # a person's first is the second of no pair
        if not exact:
            found.again_in_state[on, number] += _again_in_a_state(packed, one, other, found.again_in_state.shape[-1])
        found.in_arms[on].append((arm[here], *_apart(packed[one]), *_apart(packed[other])))


def _apart(packed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Day and state."""
    return packed // 4, (packed % 4).astype(np.uint8)


def _again_in_a_state(packed: np.ndarray, first: np.ndarray, second: np.ndarray, days: int) -> np.ndarray:
    """[state, day] releases that are not their person's first in that state, from the pairs in one arm."""
    same = packed[first] % 4 == packed[second] % 4
    first, second = first[same], second[same]
    # Of all in a state, a person's first is the later of no pair.
    again = np.zeros(packed.size, bool)
    again[np.where(packed[first] > packed[second], first, second)] = True
    return np.bincount(packed[again], minlength=4 * days).reshape(days, 4)[:, : len(STATES)].T


def _distinct(rows: np.ndarray, size: int) -> int:
    seen = np.zeros(size, bool)
    seen[rows] = True
    return int(np.count_nonzero(seen))


def _as_bits(members: np.ndarray) -> np.ndarray:
    """[S] the arms of each set of arms as bits, of which there are at most 63."""
    return np.bitwise_or.reduce(members.astype(np.uint64) << np.arange(len(members), dtype=np.uint64)[:, None], axis=0)


def _in_arms(bits: np.ndarray, first: np.ndarray, second: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """(arm, first, second): the pairs of which both are in one arm, once for each arm that both are in.

    bits: the arms of each release.
    """
    both = bits[first] & bits[second]
    while (inside := np.flatnonzero(both)).size:
        both, first, second = both[inside], first[inside], second[inside]
        rest = both & (both - np.uint64(1))    # all but the lowest
        yield np.bitwise_count((both ^ rest) - np.uint64(1)), first, second
        both = rest


def of_one_person(batch: dict[str, np.ndarray]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows of the first and of the second of every pair on one level, by distance."""
    person, level = batch["person_number"], batch["level"]
    first, distance = np.arange(person.size, dtype=np.int32), np.int32(0)
    while first.size:
        distance += np.int32(1)
        first = first[: np.searchsorted(first, person.size - distance)]
        first = first[person[first] == person[first + distance]]
        same = level[first] == level[first + distance]
        yield first[same], first[same] + distance


def _batches(source: Source) -> Iterator[dict[str, np.ndarray]]:
    """The releases in batches that keep people whole."""
    kept: dict[str, np.ndarray] = {}
    for batch in _parts(source):
        if kept:
            batch = {name: np.concatenate([kept[name], batch[name]]) for name in batch}
        person = batch["person_number"]
        last = int(np.flatnonzero(np.append(True, person[1:] != person[:-1]))[-1])
        kept = {name: column[last:] for name, column in batch.items()}
        yield {name: column[:last] for name, column in batch.items()}
    if kept:
        yield kept


def _parts(source: Source) -> Iterator[dict[str, np.ndarray]]:
    """The releases of people with more than one, as they come; a person's beside one another."""
    if source.few and not source.question.landmark:
        repeated = np.flatnonzero(source.rows["repeated"])
        for begin in range(0, repeated.size, BATCH):
            batch = {name: source.rows[name][repeated[begin : begin + BATCH]] for name in COLUMNS}
            yield batch | {"level": batch["level"].astype(np.uint16)}
        return
    text = source.sql("repeated") + source.beside
    for part in source.connection.sql(text, params=source.parameters).to_arrow_reader(BATCH):
        batch = {name: column.to_numpy() for name, column in zip(part.schema.names, part.columns, strict=True)}
        yield batch | {"level": source.level_index(batch["level"]).astype(np.uint16)}
