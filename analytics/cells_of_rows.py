"""The covariate cells of releases that have been read one by one: looked up by number, not grouped by the engine anew.

Every release's cell is kept for records that stand still (four bytes a release), so that a selection's cells cost what the
selection is large, whatever is asked of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.counting import Source
from analytics.covariates import Covariate, cell_expression
from analytics.statement import statement
from data.standing import lately, standing


@dataclass(frozen=True)
class CellsOfRows:
    """keys: [C] numbers of the cells that occur among the rows, ascending; cell: [R] each row's position among them."""

    keys: np.ndarray
    cell: np.ndarray


def can_be_looked_up(source: Source) -> bool:
    """Whether the question's releases are read one by one, from records that stand still."""
    return source.few and not source.question.landmark and standing(source.connection)


def cells_of_rows(source: Source, covariates: Sequence[Covariate], chosen: np.ndarray) -> CellsOfRows:
    """The cells of those of the question's rows that are chosen; chosen: [rows] truth."""
    keys, place = cells_by_number(source, covariates)
    cell = place[source.rows["release_number"][chosen]]
    there = np.bincount(cell, minlength=len(keys)) > 0
    return CellsOfRows(keys[there], (np.cumsum(there) - 1)[cell])


def cells_by_number(source: Source, covariates: Sequence[Covariate]) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of all cells that occur, ascending, and each release's position among them, by the release's number."""
    key = (tuple(covariates), source.question.landmark)
    return lately(source.connection, "cell of release", key, lambda: _of_all(source, covariates))


def together(*columns: tuple[np.ndarray, int]) -> tuple[np.ndarray, np.ndarray]:
    """[G] where each combination of the columns first stands and [R] which of them a row has; columns: values, how many there can be."""
    number = np.zeros(len(columns[0][0]), np.int64)
    size = 1
    for values, many in columns:
        number, size = number * many + values, size * many
    if size > 1 << 23:
        _, first, group = np.unique(number, return_index=True, return_inverse=True)
        return first, group
    first = np.full(size, -1)
    first[number[::-1]] = np.arange(len(number))[::-1]
    there = first >= 0
    return first[there], (np.cumsum(there) - 1)[number]


def _of_all(source: Source, covariates: Sequence[Covariate]) -> tuple[np.ndarray, np.ndarray]:
    releases = f"({statement('all_at_landmark')})" if source.question.landmark else "counted_release"
    text = statement("cell_of_release", cell=cell_expression(covariates), releases=releases)
    found = source.connection.execute(text).fetchnumpy()
    keys, place = np.unique(found["cell"].astype(np.int64), return_inverse=True)
    by_number = np.zeros(int(found["release_number"].max(initial=0)) + 1, np.int32)
    by_number[found["release_number"]] = place
    return keys, by_number
