"""People with several releases, by covariate cell: what clustering an adjusted comparison by person needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from analytics.cells import Cells
from analytics.counting import Source
from analytics.covariates import cell_expression, combinations
from analytics.positions import MOST_NUMBERS, occurring, positions
from analytics.vocabulary import window_days

PEOPLE = 1 << 16            # summed up at a time: what fits a processor's cache


@dataclass(frozen=True)
class RepeatedCells:
    """Releases of people with several, followed for the whole window, a person's beside one another.

    row, event: [K] the kinds of them that occur: a row of `Cells` (its level, set of arms and cell), and whether with
    the event. kind: one element a release, its kind; begins: where each person begins, and where the last one ends.
    """

    row: np.ndarray
    event: np.ndarray
    kind: np.ndarray
    begins: np.ndarray

    def moments(self, influence: np.ndarray) -> np.ndarray:
        """[F, F] what the sums of products of influences grow by when they are summed by person first.

        influence: [K, F] of a release of each kind on F figures; 0 for those that they are not about.
        """
        alone = influence * np.bincount(self.kind, minlength=len(self.row))[:, None]
        return sum((part.T @ part for part in self._by_person(influence)), -influence.T @ alone)

    def again(self, cells: Cells, level: int, sets: np.ndarray, where: np.ndarray) -> tuple[int, int, int]:
        """Releases that are not their person's first in a group: of all, with the event, without it.

        sets: [S] 1 where a set of arms belongs to the group; where: [C] true for the cells of it.
        """
        row = self.row
        rows = self._releases((cells.level[row] == level) & (sets[cells.arm_set[row]] > 0) & where[cells.cell[row]])
        event = self.event[self.kind[rows]]
        return self._again(rows), self._again(rows[event]), self._again(rows[~event])

    def again_of(self, inside: np.ndarray) -> int:
        """Releases that are not their person's first; inside: [K] true for the kinds that count."""
        return self._again(self._releases(inside))

    def _releases(self, inside: np.ndarray) -> np.ndarray:
        return np.flatnonzero(inside[self.kind])

    def _again(self, rows: np.ndarray) -> int:
        person = self.person[rows]
        return int(np.count_nonzero(person[1:] == person[:-1]))

    @cached_property
    def person(self) -> np.ndarray:
        """One element a release: whose it is."""
        return np.repeat(np.arange(len(self.begins) - 1, dtype=np.int32), np.diff(self.begins))

    def again_by_cell(self, inside: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
        """[cells] the same in each cell; cell: [K] the cell of each kind."""
        rows = self._releases(inside)
        here = cell[self.kind[rows]]
        both = np.unique(self.person[rows].astype(np.int64) * cells + here)
        return np.bincount(here, minlength=cells) - np.bincount(both % cells, minlength=cells)

    def _by_person(self, influence: np.ndarray) -> Iterator[np.ndarray]:
        """[people, F] sums of each person, some people at a time."""
        for start in range(0, len(self.begins) - 1, PEOPLE):
            begins = self.begins[start : start + PEOPLE + 1]
            kind = self.kind[begins[0] : begins[-1]]
            yield csr_array((np.ones(len(kind)), kind, begins - begins[0]), (len(begins) - 1, len(influence))) @ influence


def read_repeated_cells(source: Source, cells: Cells) -> RepeatedCells:
    """Read the releases of people with more than one."""
    text = source.sql("repeated_cells", cell=cell_expression(cells.covariates)) + source.beside
    asked = {**source.parameters, "window_days": window_days(source.question.window)}
    # Handed over as the engine has them: made into arrays one by one they take longer than they take to be read.
    table = source.connection.sql(text, params=asked).to_arrow_table()
    found = {name: table[name].to_numpy() for name in table.column_names}
    place = positions(found["cell"], cells.keys, combinations(cells.covariates))
    row = rows_of(cells, source.level_index(found["level"]), found["arm_set"], place)
    return of_rows(row, found["person_number"], found["event"])


def rows_of(cells: Cells, level: np.ndarray, arm_set: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """A row of `cells` with each release's level, set of arms and cell (its position among the keys)."""
    (levels, sets), kinds = cells.shape, len(cells.keys)
    limit = levels * sets * kinds
    whole = np.int32 if limit <= MOST_NUMBERS else np.int64     # half as much to go through, where it fits

    def number(level: np.ndarray, arm_set: np.ndarray, cell: np.ndarray) -> np.ndarray:
        found = arm_set.astype(whole)
        if levels > 1:
            found += level.astype(whole) * whole(sets)
        found *= whole(kinds)
        found += cell.astype(whole, copy=False)
        return found

    return positions(number(level, arm_set, cell), number(cells.level, cells.arm_set, cells.cell), limit)


def of_rows(row: np.ndarray, person: np.ndarray, event: np.ndarray) -> RepeatedCells:
    """From one element a release, a person's beside one another; row: as `rows_of` gives it."""
    begins = np.flatnonzero(np.append(True, person[1:] != person[:-1])) if person.size else np.zeros(0, int)
    kinds, kind = occurring(2 * row + event, 2 * int(row.max(initial=0)) + 2)
    return RepeatedCells(kinds // 2, kinds % 2 == 1, kind.astype(np.int32), np.append(begins, person.size).astype(np.int32))

