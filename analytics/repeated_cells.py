"""People with several releases, by covariate cell: what clustering an adjusted comparison by person needs."""

from dataclasses import dataclass

import numpy as np

from analytics.cells import Cells
from analytics.counting import Source
from analytics.covariates import cell_expression
from analytics.vocabulary import window_days
from analytics.weighted import Influence


@dataclass(frozen=True)
class RepeatedCells:
    """One element a release of somebody with several, followed for the whole window, a person's beside one another.

    person: grows with each person; level, arm_set, cell (as in `Cells`), event (0 or 1).
    """

    person: np.ndarray
    level: np.ndarray
    arm_set: np.ndarray
    cell: np.ndarray
    event: np.ndarray

    def of_cells(self, level: int, cells: np.ndarray, sets: np.ndarray) -> "RepeatedCells":
        """Those on a level in some sets of arms; `cells` are the only ones that they are in, and number them anew."""
        rows = np.flatnonzero((self.level == level) & (sets[self.arm_set] > 0))
        part = (column[rows] for column in (self.person, self.level, self.arm_set))
        return RepeatedCells(*part, np.searchsorted(cells, self.cell[rows]), self.event[rows])

    def pairs(self, members: np.ndarray, own: np.ndarray, influence: Influence) -> np.ndarray:
        """[2, 2] what the moments of the influences grow by when they are summed by person first.

        members, own: [S] 1 where a set of arms belongs to the arm, to its baseline.
        """
        if not self.person.size:
            return np.zeros((2, 2))
        alone = np.stack(influence.of_one(self.cell, self.event, members[self.arm_set], own[self.arm_set]))
        begins = np.flatnonzero(np.append(True, self.person[1:] != self.person[:-1]))
        together = np.add.reduceat(alone, begins, axis=1)
        return together @ together.T - alone @ alone.T

    def again(self, sets: np.ndarray, where: np.ndarray) -> tuple[int, int, int]:
        """Releases of a group that are not their person's first in it: of all, with the event, without it.

        sets: [S] 1 where a set of arms belongs to the group; where: [C] true for the cells of it.
        """
        inside = (sets[self.arm_set] > 0) & where[self.cell]
        return tuple(
            _again(self.person[part]) for part in (inside, inside & (self.event == 1), inside & (self.event == 0))
        )

    def again_by_cell(self, sets: np.ndarray, cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """[C] releases that are not their person's first in the cell: of all, with the event, without it."""
        inside = sets[self.arm_set] > 0
        parts = (inside, inside & (self.event == 1), inside & (self.event == 0))
        return tuple(_again_by_cell(self.person[part], self.cell[part], cells) for part in parts)


def _again_by_cell(person: np.ndarray, cell: np.ndarray, cells: int) -> np.ndarray:
    both = np.unique(person.astype(np.int64) * cells + cell)
    return np.bincount(cell, minlength=cells) - np.bincount(both % cells, minlength=cells)


def _again(person: np.ndarray) -> int:
    return int((person[1:] == person[:-1]).sum())


def read_repeated_cells(source: Source, cells: Cells) -> RepeatedCells:
    """Read the releases of people with more than one."""
    text = source.sql("repeated_cells", cell=cell_expression(cells.covariates))
    if source.question.landmark:
        text += "order by person_number, order_in_person"
    found = source.connection.execute(
        text, {**source.parameters, "window_days": window_days(source.question.window)}
    ).fetchnumpy()
    return RepeatedCells(
        person=found["person_number"],
        level=source.level_index(found["level"]),
        arm_set=found["arm_set"].astype(np.int64),
        cell=np.searchsorted(cells.keys, found["cell"]),
        event=found["event"].astype(float),
    )
