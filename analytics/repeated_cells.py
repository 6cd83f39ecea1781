"""People with several releases, by covariate cell: what clustering an adjusted comparison by person needs."""

from dataclasses import dataclass

import numpy as np

from analytics.cells import Cells
from analytics.counting import Source
from analytics.covariates import cell_expression
from analytics.vocabulary import window_days

MOST_NUMBERS = 1 << 24      # combinations that are looked up in one flat table


@dataclass(frozen=True)
class RepeatedCells:
    """One element a release of somebody with several, followed for the whole window, a person's beside one another.

    kind: 2 x (row of `Cells`: its level, set of arms and cell) + (1 with the event). begins: where each person begins.
    """

    kind: np.ndarray
    begins: np.ndarray

    def moments(self, influence: np.ndarray) -> np.ndarray:
        """[F, F] what the sums of products of influences grow by when they are summed by person first.

        influence: [F, kinds] of a release of each kind on F figures; 0 for those that they are not about.
        """
        if not self.kind.size:
            return np.zeros((len(influence), len(influence)))
        alone = [of_figure[self.kind] for of_figure in influence]
        together = [np.add.reduceat(part, self.begins) for part in alone]
        return np.array([
            [by_person @ other_by_person - one @ other for other, other_by_person in zip(alone, together, strict=True)]
            for one, by_person in zip(alone, together, strict=True)
        ])  # fmt: skip

    def again(self, cells: Cells, level: int, sets: np.ndarray, where: np.ndarray) -> tuple[int, int, int]:
        """Releases that are not their person's first in a group: of all, with the event, without it.

        sets: [S] 1 where a set of arms belongs to the group; where: [C] true for the cells of it.
        """
        inside = np.repeat((cells.level == level) & (sets[cells.arm_set] > 0) & where[cells.cell], 2)
        with_event = np.arange(len(inside)) % 2 == 1
        return tuple(self.again_of(part) for part in (inside, inside & with_event, inside & ~with_event))

    def again_of(self, inside: np.ndarray) -> int:
        """Releases that are not their person's first; inside: [kinds] true for those that count."""
        counts = np.add.reduceat(inside[self.kind].astype(np.int64), self.begins) if self.kind.size else np.zeros(0)
        return int(counts.sum() - np.count_nonzero(counts))

    def again_by_cell(self, inside: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
        """[cells] the same in each cell; cell: [kinds] the cell of each."""
        person = np.repeat(np.arange(len(self.begins)), np.diff(np.append(self.begins, len(self.kind))))
        rows = np.flatnonzero(inside[self.kind])
        here = cell[self.kind[rows]]
        both = np.unique(person[rows].astype(np.int64) * cells + here)
        return np.bincount(here, minlength=cells) - np.bincount(both % cells, minlength=cells)


def read_repeated_cells(source: Source, cells: Cells) -> RepeatedCells:
    """Read the releases of people with more than one."""
    text = source.sql("repeated_cells", cell=cell_expression(cells.covariates))
    if source.question.landmark:
        text += "order by person_number, order_in_person"
    found = source.connection.execute(
        text, {**source.parameters, "window_days": window_days(source.question.window)}
    ).fetchnumpy()
    place = _lookup(found["cell"], cells.keys, int(np.prod([float(len(covariate.values)) for covariate in cells.covariates])))
    return repeated_cells(
        cells, found["person_number"], source.level_index(found["level"]), found["arm_set"].astype(np.int64), place, found["event"])


def repeated_cells(
    cells: Cells, person: np.ndarray, level: np.ndarray, arm_set: np.ndarray, cell: np.ndarray, event: np.ndarray
) -> RepeatedCells:
    """From one element a release, a person's beside one another; cell: its position among the keys of `cells`."""
    return of_rows(rows_of(cells, level, arm_set, cell), person, event)


def rows_of(cells: Cells, level: np.ndarray, arm_set: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """A row of `cells` with each release's level, set of arms and cell."""
    kinds, sets = len(cells.keys), cells.shape[1]
    number, limit = (cells.level * sets + cells.arm_set) * kinds + cells.cell, cells.shape[0] * sets * kinds
    return _lookup((level * sets + arm_set) * kinds + cell, number, limit)


def of_rows(row: np.ndarray, person: np.ndarray, event: np.ndarray) -> RepeatedCells:
    """From one element a release, a person's beside one another; row: as `rows_of` gives it."""
    begins = np.flatnonzero(np.append(True, person[1:] != person[:-1])) if person.size else np.zeros(0, int)
    return RepeatedCells(2 * row + event.astype(np.int64), begins)


def _lookup(wanted: np.ndarray, numbers: np.ndarray, limit: int) -> np.ndarray:
    """A position of each of the wanted among the numbers, each of which is below `limit`."""
    if limit <= MOST_NUMBERS:
        place = np.zeros(limit, np.int64)
        place[numbers] = np.arange(len(numbers))
        return place[wanted]
    order = np.argsort(numbers, kind="stable")
    return order[np.searchsorted(numbers, wanted, sorter=order)]
