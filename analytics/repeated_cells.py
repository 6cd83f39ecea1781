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

    def again(self, inside: np.ndarray) -> int:
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
    person = found["person_number"]
    most = int(np.prod([float(len(covariate.values)) for covariate in cells.covariates]))
    place = source.level_index(found["level"]) * cells.shape[1] + found["arm_set"]
    row = _rows(
        place * most + found["cell"], (cells.level * cells.shape[1] + cells.arm_set) * most + cells.keys[cells.cell],
        cells.shape[0] * cells.shape[1] * most,
    )  # fmt: skip
    begins = np.flatnonzero(np.append(True, person[1:] != person[:-1])) if person.size else np.zeros(0, int)
    return RepeatedCells(2 * row + found["event"], begins)


def _rows(wanted: np.ndarray, numbers: np.ndarray, limit: int) -> np.ndarray:
    """Positions of the wanted among the numbers, each of which is below `limit`."""
    if limit <= MOST_NUMBERS:
        place = np.zeros(limit, np.int32)
        place[numbers] = np.arange(len(numbers))
        return place[wanted]
    order = np.argsort(numbers)
    return order[np.searchsorted(numbers, wanted, sorter=order)]
