"""What every specification of a curve is made from, counted once: the releases of a population, for all windows.

Windows lie inside one another, so one statement tells all of them; outcomes that are about the same releases are
counted together. What comes out is, bit by bit, what `compare` would have counted for one question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property

import duckdb
import numpy as np

from analytics.cells import Cells
from analytics.comparison_counts import PeopleIn
from analytics.counting import Rates, Source, source
from analytics.covariates import Covariate, Design, cell_expression, codes_of, combinations, numbers_of, read_covariates
from analytics.days import STATES
from analytics.people import PairsByKind
from analytics.positions import occurring, positions
from analytics.question import Question
from analytics.repeated import of_one_person
from analytics.repeated_cells import RepeatedCells, of_rows, rows_of
from analytics.specifications import Population
from analytics.vocabulary import window_days

EVENT = STATES["event"]


@dataclass(frozen=True)
class SharedSource(Source):
    """A question's releases; what does not depend on the question is asked of the records once."""

    known_outcomes: frozenset[str] = frozenset()
    most_releases: int = 0

    @property
    def recorded(self) -> bool:
        """As for any source."""
        return self.question.outcome in self.known_outcomes

    @property
    def most_releases_of_a_person(self) -> int:
        """As for any source."""
        return self.most_releases


@dataclass(frozen=True)
class Tally:
    """The releases of one population, by set of arms and covariate cell, for some outcomes and all windows.

    windows: months, ascending. cells: names of covariates -> cells over them; their releases are all releases.
    releases: [R] how many are alike in all that is counted; followed: [R] in how many windows they were followed to the
    end; had: outcome -> [R] in how many of the windows the event lies; at: names -> [R] their row of the cells.
    repeated: columns of the releases of people with several, None where each counts once; places: names -> the row of
    the cells of each of those.
    """

    source: SharedSource
    windows: tuple[int, ...]
    cells: dict[tuple[str, ...], Cells]
    releases: np.ndarray
    followed: np.ndarray
    had: dict[str, np.ndarray]
    at: dict[tuple[str, ...], np.ndarray]
    repeated: dict[str, np.ndarray] | None
    places: dict[tuple[str, ...], np.ndarray]

    def of(self, names: tuple[str, ...], outcome: str, window: int) -> Cells:
        """What `count_cells` gives for a question; cells in which nobody was followed may be there with none."""
        number, cells = self.windows.index(window), self.cells[names]
        followed = self.releases * (self.followed > number)
        had = followed * (self.had[outcome] >= len(self.windows) - number)
        return replace(cells, releases=self._by_row(names, followed), events=self._by_row(names, had))

    def _by_row(self, names: tuple[str, ...], count: np.ndarray) -> np.ndarray:
        return np.bincount(self.at[names], count, len(self.cells[names].cell))

    def rates(self, cells: Cells) -> Rates:
        """The same by set of arms alone; cells: of a window."""
        return Rates(self._everyone, cells.by_set(cells.releases), cells.by_set(cells.events))

    @cached_property
    def _everyone(self) -> np.ndarray:
        cells = next(iter(self.cells.values()))
        return cells.by_set(cells.releases)

    def repeated_cells(self, names: tuple[str, ...], outcome: str, window: int) -> RepeatedCells | None:
        """What `read_repeated_cells` gives for a question."""
        if self.repeated is None:
            return None
        rows, days = self._followed_for(window), window_days(window)
        packed = self.repeated[outcome][rows]
        event = (packed % 4 == EVENT) & (packed // 4 <= days)
        return of_rows(self.places[names][rows], self.repeated["person_number"][rows], event)

    def pairs(self, outcome: str, window: int) -> PairsByKind | None:
        """The pairs of releases of one person, as a crude comparison takes them."""
        if self.repeated is None:
            return None
        found = PairsByKind(1, self.source.arms.members.shape[1])
        for first, second in self._pairs_of_people:
            found.add(self._columns | {"packed": self.repeated[outcome]}, first, second, window_days(window))
        return found

    @cached_property
    def _columns(self) -> dict[str, np.ndarray]:
        columns = {name: self.repeated[name] for name in ("arm_set", "person_number", "follow_up_day")}
        return columns | {"level": np.zeros(len(columns["arm_set"]), np.uint16)}

    @cached_property
    def _pairs_of_people(self) -> list[tuple[np.ndarray, np.ndarray]]:
        return list(of_one_person(self._columns))

    def people_in(self, cells: Cells, rates: Rates, again: RepeatedCells | None) -> PeopleIn | None:
        """As `count_people`, from what has been counted; rates: of these cells."""
        if again is None:
            return None
        anywhere = np.ones(len(cells.keys), bool)

        def count(sets: np.ndarray) -> np.ndarray:
            n, events = (float(part[0] @ sets) for part in (rates.mature, rates.events))
            return np.subtract([[n, events, n - events]], [again.again(cells, 0, sets, anywhere)])

        return count

    def _followed_for(self, window: int) -> np.ndarray:
        return np.flatnonzero(self.repeated["follow_up_day"] >= window_days(window))


def tallies(
    connection: duckdb.DuckDBPyConnection, question: Question, population: Population, outcomes: tuple[str, ...],
    windows: tuple[int, ...], names: tuple[tuple[str, ...], ...], arms_ready: bool,
) -> Iterator[Tally]:  # fmt: skip
    """The counts of all outcomes. names: the covariates of each kind of adjustment; the first holds all of the others.

    Without a landmark all outcomes are about the same releases. With one, who had the event before the clock's start
    is in no group, so that each outcome has releases of its own.
    """
    asked = replace(
        question, exposure=population.exposure, unit=population.unit, landmark=population.landmark, window=windows[-1])
    together = [outcomes] if not population.landmark else [(outcome,) for outcome in outcomes]
    for group in together:
        found = _shared(source(connection, replace(asked, outcome=group[0]), arms_ready))
        arms_ready = True
        tally = _count(found, group, tuple(sorted(windows)), names)
        yield tally
        del tally


def _shared(found: Source) -> SharedSource:
    known = found.connection.execute("select outcome from recorded_outcome").fetchall()
    own = {field.name: getattr(found, field.name) for field in fields(found)}
    return SharedSource(
        **own, known_outcomes=frozenset(outcome for (outcome,) in known), most_releases=found.most_releases_of_a_person)


def _count(
    source: SharedSource, outcomes: tuple[str, ...], windows: tuple[int, ...], names: tuple[tuple[str, ...], ...]
) -> Tally:
    covariates = read_covariates(source.connection, names[0])
    cell = cell_expression(covariates)
    days = [window_days(window) for window in windows]
    text = source.sql(
        "specification_cells",
        cell=cell,
        followed=" + ".join(f"(follow_up_day >= {last})::utinyint" for last in days),
        had=", ".join(
            f"case when {outcome} % 4 = {EVENT} then "
            + " + ".join(f"({outcome} <= {4 * last + EVENT})::utinyint" for last in days) + f" else 0 end as had_{outcome}"
            for outcome in outcomes),
    )  # fmt: skip
    found = source.connection.execute(text, source.parameters).fetchnumpy()
    keys, at = occurring(found["cell"].astype(np.int64), combinations(covariates))
    codes = codes_of(keys, covariates)
    arm_set, sets = found["arm_set"].astype(np.int64), source.arms.members.shape[1]
    releases = found["releases"].astype(float)
    repeated, place = (None, None) if source.question.unit == "first" else _repeated(source, covariates, outcomes, keys)
    cells, rows, places = {}, {}, {}
    for some in dict.fromkeys(names):
        chosen = [place for place, covariate in enumerate(covariates) if covariate.name in some]
        own_keys, own_at, design = _over(keys, codes, covariates, chosen)
        number, rows[some] = occurring(arm_set * len(own_keys) + own_at[at], sets * len(own_keys))
        everyone = np.bincount(rows[some], releases, len(number))
        cells[some] = Cells(
            tuple(covariates[column] for column in chosen), own_keys, design, np.zeros(len(number), np.int64),
            number // max(len(own_keys), 1), number % max(len(own_keys), 1), everyone, everyone, (1, sets))
        if repeated is not None:
            places[some] = rows_of(cells[some], np.zeros(len(place), np.int64), repeated["arm_set"], own_at[place])
    had = {outcome: found[f"had_{outcome}"] for outcome in outcomes}
    return Tally(source, windows, cells, releases, found["followed"], had, rows, repeated, places)


def _over(
    keys: np.ndarray, codes: np.ndarray, covariates: tuple[Covariate, ...], chosen: list[int]
) -> tuple[np.ndarray, np.ndarray, Design]:
    """Cells over some of the covariates: their keys, the place of each old cell among them, and their design."""
    sizes = [len(covariates[column].values) for column in chosen]
    if len(chosen) == len(covariates):
        return keys, np.arange(len(keys)), Design(codes, sizes)
    own_keys, first, at = np.unique(numbers_of(codes, covariates, chosen), return_index=True, return_inverse=True)
    return own_keys, at, Design(codes[np.ix_(first, chosen)], sizes)


def _repeated(
    source: Source, covariates: tuple[Covariate, ...], outcomes: tuple[str, ...], keys: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The releases of people with several, as columns, and the place of each one's cell among the keys."""
    text = source.sql("specification_repeated", cell=cell_expression(covariates), packed=", ".join(outcomes)) + source.beside
    table = source.connection.sql(text, params=source.parameters).to_arrow_table()
    found = {name: table[name].to_numpy() for name in table.column_names}
    del table
    return found, positions(found.pop("cell"), keys, combinations(covariates))
