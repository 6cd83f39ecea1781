"""From records to counts: the only step whose work grows with the records.

Every answer starts here: one statement groups the releases that a question is about by their set of arms;
what leaves is a few hundred or thousand counts, whatever the number of releases.
"""

from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np

from analytics.arms import Arms, read_arms
from analytics.question import Question
from analytics.statement import statement
from analytics.vocabulary import FILTERS_ON_THE_PERSON, window_days
from analytics.where import selected_levels
from data import derive
from data.database import Load, current_load
from data.problem import Problem

FEW = 1 << 20    # rows that are read faster than they are grouped twice
STATES = {"censored": 0, "event": 1, "death": 2}


@dataclass(frozen=True)
class Source:
    """A question's releases, ready to be counted: a statement with its parameters, and the arms.

    levels: (code, value) of the column to count by, or one empty level.
    of_all: True where nothing is selected or told apart, so that the counts made at the load answer.
    few: True where reading the rows once is less work than having them grouped for each count.
    """

    connection: duckdb.DuckDBPyConnection
    question: Question
    counted: str
    parameters: dict[str, object]
    arms: Arms
    levels: tuple[tuple[int, str], ...]
    of_all: bool = False
    few: bool = False

    def sql(self, name: str) -> str:
        """The text of a counting statement for this question."""
        return statement(
            name,
            counted=self.counted,
            level=self.question.by or "0::utinyint",
            by=f"{self.question.by}," if self.question.by else "",
            arm_set=f"{self.question.exposure}_set",
            outcome=self.outcome,
            releases="releases" if self.question.unit == "every" else "first_releases",
        )

    def run(self, name: str, **parameters: object) -> dict[str, np.ndarray]:
        """Run a counting statement; columns as arrays."""
        return self.connection.execute(self.sql(name), {**self.parameters, **parameters}).fetchnumpy()

    def run_of_all(self, name: str, **parameters: object) -> dict[str, np.ndarray]:
        """Run a statement on the counts made at the load; there is one level."""
        found = self.run(name, exposure=self.question.exposure, outcome=self.outcome, **parameters)
        return found | {"level": np.zeros(len(next(iter(found.values()))), np.uint8)}

    @cached_property
    def rows(self) -> dict[str, np.ndarray]:
        """The releases themselves, one entry a release in each column of rows.sql."""
        rows = self.run("rows")
        return rows | {"level": self.level_index(rows["level"]), "arm_set": rows["arm_set"].astype(np.int64)}

    @property
    def outcome(self) -> str:
        """The outcome's column; one of them where none is asked about."""
        return self.question.outcome or "any_return"

    @cached_property
    def load(self) -> Load:
        """Whose records they are."""
        return current_load(self.connection)

    @cached_property
    def recorded(self) -> bool:
        """False where the records hold not one event of this outcome: then it is unknown, not zero."""
        found = self.connection.execute(
            "select count(*) from recorded_outcome where outcome = $outcome", {"outcome": self.question.outcome}
        )
        return found.fetchall()[0][0] > 0

    def level_index(self, codes: np.ndarray) -> np.ndarray:
        """Positions of level codes among `levels`."""
        if len(self.levels) == 1:
            return np.zeros(len(codes), np.uint8)
        known = np.array([code for code, _ in self.levels])
        return np.searchsorted(known, codes)


def source(connection: duckdb.DuckDBPyConnection, question: Question) -> Source:
    """Find the releases that a question is about. Raises Problem for a value that is not there."""
    of_all = not (question.where or question.by or question.landmark)
    codes, expected = ({}, 0) if of_all else selected_levels(connection, question.where)
    parameters: dict[str, object] = {f"where_{column}": values for column, values in codes.items() if values}
    selected = [f"{column} in $where_{column}" if values else "false" for column, values in codes.items()]
    landmark = question.landmark > 0
    if landmark:
        derive.arms_at_landmark(connection, question.landmark)
        parameters["landmark"] = question.landmark

    if question.unit == "every":
        chosen = "chosen_every"
    elif set(codes) <= set(FILTERS_ON_THE_PERSON):
        # What does not differ within a person is passed by all of a person's releases or by none.
        chosen = "chosen_every"
        selected.append("order_in_person = 1")
    else:
        chosen = "chosen_first"
    counted = statement(chosen, release="counted_release", selected=" and ".join(selected) or "true")
    if landmark:
        counted = statement(
            "at_landmark" if question.outcome else "alive_at_landmark",
            chosen=counted,
            arm_set=f"{question.exposure}_set",
            outcome=question.outcome or "",
        )
    arms = read_arms(connection, question.strict_baseline, "arm_set_found" if landmark else "arm_set")
    for model in question.model:
        if model not in arms.codes:
            raise Problem(f"There is no model {str(model)[:80]!r} in these records. Models: {', '.join(arms.codes)}.")
    return Source(
        connection=connection,
        question=question,
        counted=counted,
        parameters=parameters,
        arms=arms,
        levels=_levels(connection, question.by, codes),
        of_all=of_all,
        few=not of_all and expected <= FEW,
    )


def _levels(
    connection: duckdb.DuckDBPyConnection, by: str | None, selected: dict[str, list[int]]
) -> tuple[tuple[int, str], ...]:
    """The values to count by: those selected, else all that the column can have."""
    if by is None:
        return ((0, ""),)
    rows = connection.execute(
        "select code, value from level where dimension = $by order by code", {"by": by}
    ).fetchall()
    return tuple(row for row in rows if by not in selected or row[0] in selected[by])


@dataclass(frozen=True)
class Rates:
    """Counts behind fixed-window rates: [L, S] for L levels and S sets of arms."""

    releases: np.ndarray
    mature: np.ndarray
    events: np.ndarray


def count_releases(source: Source) -> np.ndarray:
    """[L, S] releases by level and set of arms, followed for long or not."""
    found = source.run_of_all("releases_of_all") if source.of_all else source.run("releases")
    counts = np.zeros((len(source.levels), source.arms.members.shape[1]))
    counts[source.level_index(found["level"]), found["arm_set"].astype(int)] = found["releases"]
    return counts


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


def count_days(source: Source) -> Days:
    """Releases by set of arms, day and what happened, over the whole of follow-up."""
    shape = (len(source.levels), source.arms.members.shape[1])
    if source.few:
        rows = source.rows
        packed = rows["packed"]
        return Days(rows["level"], rows["arm_set"], packed, np.ones(packed.size), shape, int(packed.max(initial=0)) // 4)
    found = source.run_of_all("days_of_all") if source.of_all else source.run("days")
    return Days(
        level=source.level_index(found["level"]),
        arm_set=found["arm_set"],
        packed=found["packed"],
        releases=found["releases"],
        shape=shape,
        last_day=int(found["packed"].max(initial=0)) // 4,
    )


def count_rates(source: Source, days: Days | None = None) -> Rates:
    """Releases, those followed for the whole window, and those of them with the event inside it.

    days: where they have been counted already. Everyone's days are counted anyway; whoever was followed too short is taken off. An event is never seen
    after the end of follow-up, so all events of those lie inside the window.
    """
    window = window_days(source.question.window)
    days = days or count_days(source)
    releases, short, short_events = days.total(), *_immature(source, window, days.shape)
    return Rates(releases, releases - short, days.events_until(window) - short_events)


def _immature(source: Source, window: int, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """[L, S] releases that were not followed for the whole window, and those of them with the event."""
    if source.of_all:
        found = source.run_of_all("immature_of_all", window=source.question.window)
    elif source.few:
        short = np.flatnonzero(source.rows["follow_up_day"] < window)
        found = {name: source.rows[name][short] for name in ("level", "arm_set")}
        found |= {"event": source.rows["packed"][short] % 4 == STATES["event"], "releases": np.ones(short.size)}
    else:
        found = source.run("immature", window_days=window)
        found["level"] = source.level_index(found["level"])
    at = found["level"].astype(np.int64) * shape[1] + found["arm_set"]
    counts = (np.bincount(at, weights, shape[0] * shape[1]) for weights in (found["releases"], found["releases"] * found["event"]))
    return tuple(count.reshape(shape) for count in counts)
