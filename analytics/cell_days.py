"""Counts by covariate cell and day: all that adjusted curves are made from."""

from dataclasses import dataclass

import numpy as np

from analytics.cells_of_rows import can_be_looked_up, cells_of_rows
from analytics.counting import Source
from analytics.covariates import Design, cell_expression, codes_of, read_covariates


@dataclass(frozen=True)
class DaysByCell:
    """Releases by level, set of arms, cell (position among those that occur) and packed day (4 x day + state; sparse).

    repeated: the releases of people with several, one each, a person's beside one another; None where nobody counts
    twice. shape: L levels and S sets of arms.
    """

    design: Design
    level: np.ndarray
    arm_set: np.ndarray
    cell: np.ndarray
    packed: np.ndarray
    releases: np.ndarray
    repeated: "Repeats | None"
    shape: tuple[int, int]

    @property
    def last_day(self) -> int:
        """The last day on which anything happens."""
        return int(self.packed.max(initial=0)) // 4


@dataclass(frozen=True)
class Repeats:
    """One element a release of somebody with several: as the columns of DaysByCell."""

    person: np.ndarray
    level: np.ndarray
    arm_set: np.ndarray
    cell: np.ndarray
    packed: np.ndarray


def count_days_by_cell(source: Source) -> DaysByCell:
    """Count the releases of a question, followed for long or not, by the covariates that it is made alike in."""
    covariates = read_covariates(source.connection, source.question.alike_in)
    if can_be_looked_up(source):
        found = source.rows | {"releases": np.ones(len(source.rows["packed"]))}
        here = cells_of_rows(source, covariates, np.ones(len(found["packed"]), bool))
        keys, cell = here.keys, here.cell
    else:
        found = source.connection.execute(
            source.sql("cell_days", cell=cell_expression(covariates)), source.parameters
        ).fetchnumpy()
        found["level"] = source.level_index(found["level"])
        keys, cell = np.unique(found["cell"].astype(np.int64), return_inverse=True)
    repeated = None
    if source.question.unit == "every":
        text = source.sql("repeated_cell_days", cell=cell_expression(covariates)) + source.beside
        rows = source.connection.execute(text, source.parameters).fetchnumpy()
        repeated = Repeats(
            rows["person_number"], source.level_index(rows["level"]), rows["arm_set"].astype(np.int64),
            np.searchsorted(keys, rows["cell"]), rows["packed"].astype(np.int64),
        )  # fmt: skip
    return DaysByCell(
        design=Design(codes_of(keys, covariates), [len(covariate.values) for covariate in covariates]),
        level=found["level"],
        arm_set=found["arm_set"].astype(np.int64),
        cell=cell,
        packed=found["packed"].astype(np.int64),
        releases=found["releases"].astype(float),
        repeated=repeated,
        shape=(len(source.levels), source.arms.members.shape[1]),
    )
