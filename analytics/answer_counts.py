"""Answers of people who were asked: how many were asked, answered and were satisfied, arm by arm.

An answer stands in a place: the models in whose rows it counts, whether it counts in the baseline, and the
models whose own row leaves its release out of the baseline. Counting groups by place; here places become arms.
"""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import numpy as np

from analytics.answer_rows import Found, read_answers
from analytics.arms import model_positions
from analytics.counting import Source, count_releases
from data.standing import once

CHANGE = "change"

NOT_ANSWERED, ANSWERED, SATISFIED = 0, 1, 2


@dataclass(frozen=True)
class Item:
    """What one row of a result is about: who was asked what, and when (`change`: before and after)."""

    respondent: str
    question: str
    wave: str


@dataclass(frozen=True)
class Places:
    """Where answers stand: P places, A arms (the baseline is the last), L levels.

    members: [L, A, P] True where the answers of a place stand in the arm's row. own_baselines: the same for the
    baseline of the arm's own row; for the baseline's row, the whole baseline. excluded: what the arm's own row
    leaves out of the baseline.
    """

    members: np.ndarray
    own_baselines: np.ndarray

    @property
    def excluded(self) -> np.ndarray:
        return self.members[:, [-1], :] & ~self.own_baselines


@dataclass(frozen=True)
class Group:
    """Exact counts of a group of places on each level, for each item and arm: all [L, I, A].

    points: sum of the answers on 0-100. people: respondents asked, answering, not answering, satisfied and not
    satisfied, each counted once. shortest, longest: lengths of the scales answered on (infinite where none).
    """

    invited: np.ndarray
    answered: np.ndarray
    satisfied: np.ndarray
    points: np.ndarray
    people: tuple[np.ndarray, ...]
    shortest: np.ndarray
    longest: np.ndarray


@dataclass(frozen=True)
class Answers:
    """Exact counts as found (sparse), see `Found`: equal-length arrays of level, item, place and what was counted.

    items, numbers: the items counted, and their numbers among all that the records hold. releases: [L] releases that
    the question is about.
    """

    items: tuple[Item, ...]
    numbers: tuple[int, ...]
    releases: np.ndarray
    places: Places
    counts: dict[str, np.ndarray]
    bands: dict[str, np.ndarray]
    repeated: dict[str, np.ndarray]
    changes: dict[str, np.ndarray]
    pairs: dict[str, np.ndarray]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Levels, items and arms."""
        levels, arms, _ = self.places.members.shape
        return levels, len(self.items), arms

    def group(self, groups: np.ndarray) -> Group:
        """Counts of each arm's group of places; groups: [L, A, P]."""
        found = self.counts
        invited, answered, satisfied = (self.total(groups, found[name]) for name in ("invited", "answered", "satisfied"))
        counted_in = (
            (invited, (NOT_ANSWERED, ANSWERED, SATISFIED)), (answered, (ANSWERED, SATISFIED)),
            (invited - answered, (NOT_ANSWERED,)), (satisfied, (SATISFIED,)), (answered - satisfied, (ANSWERED,)),
        )  # fmt: skip
        length = found["scale_length"]
        return Group(
            invited=invited,
            answered=answered,
            satisfied=satisfied,
            points=self.total(groups, 100 * found["above_lowest"] / np.where(length > 0, length, 1)),
            people=tuple(self.people(groups, total, states) for total, states in counted_in),
            shortest=self._extreme(groups, np.minimum, np.inf),
            longest=self._extreme(groups, np.maximum, -np.inf),
        )

    def total(self, groups: np.ndarray, counted: np.ndarray) -> np.ndarray:
        """[L, I, A] sum of a column over each arm's group of places."""
        found, sums = self.counts, np.zeros(self.shape)
        for arm in range(self.shape[2]):
            inside = groups[found["level"], arm, found["place"]]
            np.add.at(sums[:, :, arm], (found["level"][inside], found["item"][inside]), counted[inside])
        return sums

    def people(self, groups: np.ndarray, total: np.ndarray, states: tuple[int, ...]) -> np.ndarray:
        """The total less the answers of respondents who have been counted before."""
        found, people = self.repeated, total.copy()
        if not len(found["level"]):
            return people
        of_state = np.isin(found["state"], states)
        for arm in range(self.shape[2]):
            inside = of_state & groups[found["level"], arm, found["place"]]
            level, item, respondent = (found[name][inside] for name in ("level", "item", "respondent_number"))
            key = (level.astype(np.int64) * self.shape[1] + item) * (1 + respondent.max(initial=0)) + respondent
            again = np.ones(key.size, bool)
            again[np.unique(key, return_index=True)[1]] = False
            np.subtract.at(people[:, :, arm], (level[again], item[again]), 1)
        return people

    def _extreme(self, groups: np.ndarray, extreme: np.ufunc, start: float) -> np.ndarray:
        found, lengths = self.counts, np.full(self.shape, start)
        for arm in range(self.shape[2]):
            inside = groups[found["level"], arm, found["place"]] & (found["answered"] > 0)
            at = (found["level"][inside], found["item"][inside])
            extreme.at(lengths[:, :, arm], at, found["scale_length"][inside])
        return lengths


def held_items(connection: duckdb.DuckDBPyConnection) -> list[Item]:
    """The items that the records hold, by their numbers."""
    return once(connection, "answer_item", lambda: [Item(*row) for row in connection.execute(
        "select respondent::varchar, question::varchar, wave from answer_item order by item").fetchall()])


def count_answers(source: Source, asked: Collection[tuple[str, str, str]] | None = None) -> Answers:
    """Count the answers that a question is about, on every level, for every item that the records hold.

    asked: for these items only: respondent, question, wave.
    """
    items = {number: item for number, item in enumerate(held_items(source.connection))
             if asked is None or (item.respondent, item.question, item.wave) in asked}
    releases = count_releases(source)
    found = read_answers(source, list(items))
    return Answers(
        items=tuple(items.values()),
        numbers=tuple(items),
        releases=releases.sum(axis=1),
        places=_places(source, releases, found),
        counts=found.counts,
        bands=found.bands,
        repeated=found.repeated,
        changes=found.changes,
        pairs=found.pairs,
    )


def _places(source: Source, releases: np.ndarray, found: Found) -> Places:
    """Arms and baselines as sets of places: a set of arms and what an answer is about.

    An answer stands in the model that it is about, else in every arm of its release; one about a restorative model is
    never one about the usual sentence, whenever that model came. An arm's own answers leave its baseline with all
    others about the same releases, and so do releases of a type that the arm has nobody in: neither a release nor
    an answer.
    """
    arms, arm_set = source.arms, found.arm_set
    position, usual, restorative, named = (found.about[name] for name in ("about", "usual", "restorative", "named"))
    without_release, unnamed = arm_set < 0, position < 0

    positions = model_positions(source.connection)
    bits = np.array([positions[code] for code in arms.codes[:-1]], dtype=np.int64)[:, None]
    members_of_set = np.where(without_release, False, arms.members[:-1][:, arm_set] > 0)
    models = np.where(unnamed, members_of_set, position[None] == bits)
    left_by = members_of_set | (named[None] >> bits & 1 == 1)
    strict = source.question.strict_baseline
    in_baseline = np.where(without_release, usual, (arms.in_baseline[arm_set] > 0) & (unnamed | usual | ~(restorative | strict)))
    members = np.vstack([models, in_baseline[None, :]])

    place_type = np.where(without_release[:, None], False, arms.release_types[arm_set] > 0)
    in_arm = np.einsum("ls,as,st->lat", releases, arms.members[:-1], arms.release_types) > 0
    level, place = found.counts["level"], found.counts["place"]
    for arm in range(len(bits)):
        inside = members[arm, place]
        np.logical_or.at(in_arm[:, arm], level[inside], place_type[place[inside]])
    of_type = np.einsum("lat,pt->lap", in_arm, place_type) > 0
    own = in_baseline & ~left_by[None] & (of_type | without_release)
    members = np.broadcast_to(members, (len(source.levels), *members.shape))
    return Places(members, np.concatenate([own, members[:, [-1], :]], axis=1))
