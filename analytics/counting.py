"""From records to counts: the only step whose work grows with the records.

Every answer starts here: one statement groups the releases that a question is about by their set of arms;
what leaves is a few hundred or thousand counts, whatever the number of releases.
"""

from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np

from analytics.arms import Arms, read_arms
from analytics.days import STATES, Days
from analytics.question import Question
from analytics.statement import statement
from analytics.vocabulary import OF_THE_PERSON, window_days
from analytics.where import canonical, levels, selected_levels
from data import derive
from data.database import Load, current_load
from data.problem import Problem
from data.standing import distributed, lately, once

FEW = 1 << 20    # rows that are read faster than they are grouped twice


@dataclass(frozen=True)
class Source:
    """A question's releases, ready to be counted: a statement with its parameters, and the arms.

    selection: the statement that chooses (see `chosen`), and its condition on releases.
    levels: (code, value) of the column to count by, or one empty level.
    of_all: True where nothing is selected or told apart, so that the counts made at the load answer.
    few: True where reading the rows once is less work than having them grouped for each count.
    """

    connection: duckdb.DuckDBPyConnection
    question: Question
    selection: tuple[str, str]
    counted: str
    parameters: dict[str, object]
    arms: Arms
    levels: tuple[tuple[int, str], ...]
    of_all: bool = False
    few: bool = False

    def sql(self, name: str, **parts: str) -> str:
        """The text of a counting statement for this question; `parts` are those that only it has."""
        return statement(
            name,
            **parts,
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
        return found | {"level": np.zeros(len(next(iter(found.values()))), np.int32)}

    def chosen(self, table: str) -> str:
        """The statement for those rows of a derived table whose release is chosen, before any landmark."""
        name, selected = self.selection
        return statement(name, table=table, selected=selected)

    @property
    def _passed(self) -> bool:
        """True where it is quicker to read all that pass the selection and to find each person's first among them."""
        return self.few and self.selection[0] == "chosen_first" and not self.question.landmark

    def passing(self, table: str) -> str:
        """As `chosen`, but maybe with later releases of people too, for `earliest` to take out."""
        return statement("chosen_every", table=table, selected=self.selection[1]) if self._passed else self.chosen(table)

    def earliest(self, release: np.ndarray, order_in_person: np.ndarray) -> np.ndarray:
        """True for rows of chosen releases among those that `passing` gives; release: their numbers."""
        if not self._passed:
            return np.ones(len(release), bool)
        return (order_in_person == 1) | np.isin(release, self.rows["later"])

    @cached_property
    def rows(self) -> dict[str, np.ndarray]:
        """The releases themselves, one entry a release in each column of rows.sql; `later`: the numbers of those that
        are not their person's first of all, where `earliest` asks for them."""
        question = self.question
        key = (canonical(question.where), question.unit, question.exposure, question.by, question.landmark, self.outcome)
        return lately(self.connection, "rows", key, self._read_rows)

    def _read_rows(self) -> dict[str, np.ndarray]:
        text = statement("rows", counted=self.passing("counted_release") if self._passed else self.counted, outcome=self.outcome,
                         level=self.question.by or "0::utinyint", arm_set=f"{self.question.exposure}_set")
        rows = self.connection.execute(text, self.parameters).fetchnumpy()
        person, order, release = (np.asarray(rows[name]) for name in ("person_number", "order_in_person", "release_number"))
        if self._passed:  # a person's releases lie beside one another, the earliest first
            first = np.append(True, person[1:] != person[:-1]) | (order == 1) if person.size else order == 1
            rows = {name: column[first] for name, column in rows.items()} | {"later": release[first & (order > 1)]}
        return rows | {"level": self.level_index(rows["level"]), "arm_set": rows["arm_set"].astype(np.int64)}

    @property
    def beside(self) -> str:
        """What a statement ends with that wants a person's releases beside one another: nothing where they lie so."""
        return "order by person_number, order_in_person" if self.question.landmark or distributed(self.connection) else ""

    @property
    def outcome(self) -> str:
        """The outcome's column; one of them where none is asked about."""
        return self.question.outcome or "any_return"

    @cached_property
    def load(self) -> Load:
        """Whose records they are."""
        return current_load(self.connection)

    @cached_property
    def fingerprint_in_a_file(self) -> str:
        """The fingerprint of records in a file; nothing for those in memory, which may change under the same name."""
        in_a_file = once(self.connection, "in a file", lambda: any(
            path for *_, path in self.connection.execute("pragma database_list").fetchall()))
        return self.load.fingerprint if in_a_file else ""

    @cached_property
    def recorded(self) -> bool:
        """False where the records hold not one event of this outcome: then it is unknown, not zero."""
        held = once(self.connection, "recorded_outcome", lambda: {
            outcome for outcome, in self.connection.execute("select outcome from recorded_outcome").fetchall()})
        return self.question.outcome in held

    @property
    def most_releases_of_a_person(self) -> int:
        """The largest number of releases that one person has in the records."""
        return self.connection.execute("select coalesce(max(releases_of_person), 0) from counted_release").fetchall()[0][0]

    def level_index(self, codes: np.ndarray) -> np.ndarray:
        """Positions of level codes among `levels`."""
        if len(self.levels) == 1:
            return np.zeros(len(codes), np.int32)
        known = np.array([code for code, _ in self.levels])
        return np.searchsorted(known, codes)


def source(connection: duckdb.DuckDBPyConnection, question: Question, arms_ready: bool = False) -> Source:
    """Find the releases that a question is about. Raises Problem for a value that is not there.

    arms_ready: the last question of this connection had the same landmark, so its arms are there already.
    """
    elsewhere = distributed(connection)
    of_all = not (question.where or question.by or question.landmark or elsewhere)
    codes, expected = ({}, 0) if of_all else selected_levels(connection, question.where)
    parameters: dict[str, object] = {f"where_{column}": values for column, values in codes.items() if values}
    selected = [f"{column} in $where_{column}" if values else "false" for column, values in codes.items()]
    landmark = question.landmark > 0
    if landmark:
        if not arms_ready:
            derive.arms_at_landmark(connection, question.landmark)
        parameters["landmark"] = question.landmark

    if question.unit == "every":
        chosen = "chosen_every"
    elif set(codes) <= set(OF_THE_PERSON):
        # What does not differ within a person is passed by all of a person's releases or by none.
        chosen = "chosen_every"
        selected.append("order_in_person = 1")
    else:
        chosen = "chosen_first"
    selection = chosen, " and ".join(selected) or "true"
    counted = statement(chosen, table="counted_release", selected=selection[1])
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
        selection=selection,
        counted=counted,
        parameters=parameters,
        arms=arms,
        levels=_levels(connection, question.by, codes),
        of_all=of_all,
        few=not of_all and not elsewhere and expected <= FEW,
    )


def _levels(
    connection: duckdb.DuckDBPyConnection, by: str | None, selected: dict[str, list[int]]
) -> tuple[tuple[int, str], ...]:
    """The values to count by: those selected, else all that the column can have."""
    if by is None:
        return ((0, ""),)
    return tuple((code, value) for value, (code, _) in levels(connection)[by].items() if by not in selected or code in selected[by])


@dataclass(frozen=True)
class Rates:
    """Counts behind fixed-window rates: [L, S] for L levels and S sets of arms."""

    releases: np.ndarray
    mature: np.ndarray
    events: np.ndarray


def count_releases(source: Source) -> np.ndarray:
    """[L, S] releases by level and set of arms, followed for long or not."""
    counts = np.zeros((len(source.levels), source.arms.members.shape[1]))
    if source.few and not source.of_all:
        at = source.rows["level"] * counts.shape[1] + source.rows["arm_set"]
        return np.bincount(at, minlength=counts.size).reshape(counts.shape).astype(float)
    # Of all records they are the same whatever is asked, as their arms are.
    kind = ("releases of sets", source.question.exposure, source.question.unit)
    found = once(source.connection, kind, lambda: source.run_of_all("releases_of_all")) if source.of_all else source.run("releases")
    counts[source.level_index(found["level"]), found["arm_set"].astype(int)] = found["releases"]
    return counts


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
