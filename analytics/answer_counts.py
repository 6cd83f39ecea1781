"""Answers of people who were asked: how many were asked, answered and were satisfied, arm by arm.

An answer stands in a place: the models in whose rows it counts, whether it counts in the baseline, and the
models whose own row leaves its release out of the baseline. Counting groups by place; here places become arms.
"""

from dataclasses import dataclass

import numpy as np

from analytics.counting import Source, count_releases
from analytics.statement import statement
from analytics.vocabulary import BASELINE

# A low score is the good one.
LOWER_IS_BETTER = ("fear_of_revictimization", "felt_pressed")
# How people fare: asked before and after, and the change between the two is a figure of its own.
ASKED_TWICE = ("fear_of_revictimization", "safety", "wellbeing", "empathy", "belonging")
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
    """Exact counts as found (sparse): equal-length arrays of level, item, place and what was counted.

    releases: [L] releases that the question is about. repeated: a row for every answer of a respondent who
    stands in an item more than once. changes: pairs by their change from before to after.
    """

    items: tuple[Item, ...]
    releases: np.ndarray
    places: Places
    counts: dict[str, np.ndarray]
    repeated: dict[str, np.ndarray]
    changes: dict[str, np.ndarray]

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
        of_state = np.isin(found["state"], states)
        for arm in range(self.shape[2]):
            inside = of_state & groups[found["level"], arm, found["place"]]
            level, item, respondent = (found[name][inside] for name in ("level", "item", "respondent_number"))
            key = (level * self.shape[1] + item) * (1 + respondent.max(initial=0)) + respondent
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


def count_answers(source: Source) -> Answers:
    """Count the answers that a question is about, on every level, for every item that the records hold."""
    place_answers(source)
    items = source.connection.execute(
        "select respondent::varchar, question::varchar, wave from answer_item order by item"
    ).fetchall()
    releases = count_releases(source)
    counts = run(source, "answers")
    return Answers(
        items=tuple(Item(*row) for row in items),
        releases=releases.sum(axis=1),
        places=_places(source, releases, counts),
        counts=counts,
        repeated=run(source, "repeated_respondents"),
        changes=run(source, "changes"),
    )


def place_answers(source: Source) -> None:
    """Make the temporary tables of answers: what is asked, which answer counts, where it stands, what it says."""
    question = source.question
    known = {
        **source.parameters,
        "baseline": BASELINE,
        "strict": question.strict_baseline,
        "whole": not question.where and question.by is None,
        "asked_twice": ASKED_TWICE,
        "lower_is_better": LOWER_IS_BETTER,
    }
    for text in placing_statements(source):
        source.connection.execute(text, {word: value for word, value in known.items() if f"${word}" in text})


def placing_statements(source: Source) -> list[str]:
    """The statements that `place_answers` runs, in their order."""
    question = source.question
    moved = question.landmark > 0
    parts = {
        "assigned": "assigned_participation" if moved else "participation_release",
        "arm_sets": "arm_set_found" if moved else "arm_set",
        "in_baseline": "in_strict_baseline" if question.strict_baseline else "in_baseline",
        "arm_set": f"{question.exposure}_set",
        "level": question.by or "0",
        "counted": source.counted,
    }
    return [statement(name, **parts) for name in ("answer_item", "answer_kept", "answer_placed", "answer_counted")]


def run(source: Source, name: str) -> dict[str, np.ndarray]:
    """Columns of a count of the temporary tables; keys as whole numbers, levels as their positions."""
    found = source.connection.execute(statement(name)).fetchnumpy()
    found = {key: np.ma.filled(column.astype(float), np.nan) for key, column in found.items()}
    whole = {key: found[key].astype(np.int64) for key in found if key not in ("scale_length", "above_lowest", "change")}
    return {**found, **whole, "level": source.level_index(found["level"])}


def _places(source: Source, releases: np.ndarray, counts: dict[str, np.ndarray]) -> Places:
    """Arms and baselines as sets of places.

    An arm's own answers leave its baseline with all others about the same releases, and so do releases of a
    type that the arm has nobody in: neither a release nor an answer.
    """
    found = source.connection.execute(statement("answer_places")).fetchnumpy()
    arms = source.arms
    positions = dict(source.connection.execute("select code, position from model").fetchall())
    bits = np.array([positions[code] for code in arms.codes[:-1]], dtype=np.int64)[:, None]
    models, left_by = (found[name].astype(np.int64)[None, :] >> bits & 1 == 1 for name in ("models", "left_by"))
    in_baseline = found["in_baseline"].astype(bool)
    members = np.vstack([models, in_baseline[None, :]])

    types = list(arms.type_names)
    place_type = np.array([[kind == name for name in types] for kind in found["release_type"]], dtype=bool)
    place_type = place_type.reshape(-1, len(types))
    in_arm = np.einsum("ls,as,st->lat", releases, arms.members[:-1], arms.release_types) > 0
    level, place = counts["level"], counts["place"]
    for arm in range(len(bits)):
        inside = members[arm, place]
        np.logical_or.at(in_arm[:, arm], level[inside], place_type[place[inside]])
    of_type = np.einsum("lat,pt->lap", in_arm, place_type) > 0
    without_release = found["release_type"] == ""
    own = in_baseline & ~left_by[None] & (of_type | without_release)
    members = np.broadcast_to(members, (len(source.levels), *members.shape))
    return Places(members, np.concatenate([own, members[:, [-1], :]], axis=1))
