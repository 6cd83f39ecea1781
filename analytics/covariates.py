"""What two groups are made alike in: covariates, their levels, and cells of releases that share all of them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np

from analytics.where import levels

# The column of counted_release behind a covariate, where it has another name than the covariate.
COLUMN = {"risk_level": "risk_before_referral"}
# Joint tables of the levels of several covariates are kept to about this size: small beside the cells.
LARGEST_BLOCK = 256
SMALL_ENOUGH = 1024     # a joint table of all of them, where it has no more positions: fewer and shorter steps


@dataclass(frozen=True)
class Covariate:
    """A covariate and the values of its levels, in the order of their codes."""

    name: str
    values: tuple[str, ...]

    @property
    def column(self) -> str:
        """Its column in counted_release: a release's risk level counts only as it stood before the referral."""
        return COLUMN.get(self.name, self.name)


def read_covariates(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> tuple[Covariate, ...]:
    """The covariates of these names, with the levels that the records can have."""
    known = levels(connection)
    return tuple(Covariate(name, tuple(known.get(name, ()))) for name in names)


def cell_expression(covariates: Sequence[Covariate]) -> str:
    """The number of a release's cell: mixed radix, the last covariate's code running fastest."""
    expression = "0"
    for covariate in covariates:
        expression = f"({expression}) * {len(covariate.values)} + {covariate.column}::bigint"
    return f"({expression})"


def codes_of(cells: np.ndarray, covariates: Sequence[Covariate]) -> np.ndarray:
    """[C, K] codes of K covariates from the numbers of C cells."""
    codes = np.empty((len(cells), len(covariates)), np.int16)
    rest = cells
    for place in range(len(covariates) - 1, -1, -1):
        rest, codes[:, place] = np.divmod(rest, max(len(covariates[place].values), 1))
    return codes


def numbers_of(codes: np.ndarray, covariates: Sequence[Covariate], columns: Sequence[int]) -> np.ndarray:
    """[C] numbers of cells over those of the covariates that stand in these columns of the codes [C, K], in this order."""
    number = np.zeros(len(codes), np.int64)
    for column in columns:
        number = number * len(covariates[column].values) + codes[:, column]
    return number


def combinations(covariates: Sequence[Covariate]) -> int:
    """How many cells there could be; their numbers are below it."""
    return int(np.prod([float(len(covariate.values)) for covariate in covariates]))


class Design:
    """C cells described by the levels of K covariates, V levels in all: sums over cells without a wide matrix.

    The covariates are packed into a few blocks; a cell is the position of its levels in each block's joint table.
    A sum over cells by level, or by two levels, is made from the small joint tables: exact, and as fast as counting.
    """

    def __init__(self, codes: np.ndarray, sizes: Sequence[int]) -> None:
        """codes: [C, K] level codes; sizes: how many levels each covariate has."""
        self._codes, self.sizes = codes, tuple(sizes)
        self._cells: np.ndarray | None = None    # which of the codes' rows they are; None: all
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)]).astype(int)
        self._blocks = [self._block(columns) for columns in _packed(self.sizes)]

    def _block(self, columns: list[int]) -> tuple[np.ndarray, slice, np.ndarray]:
        """Position of each cell in the joint table of these covariates, where their B levels stand among all, and which
        of those each position has [P, B]. The covariates of a block are beside one another."""
        position = np.zeros(len(self._codes), np.int64)
        shape = [self.sizes[column] for column in columns]
        for column, size in zip(columns, shape, strict=True):
            position = position * size + self._codes[:, column]
        own = slice(int(self.starts[columns[0]]), int(self.starts[columns[-1] + 1]))
        begins = np.cumsum([0, *shape[:-1]])
        levels = np.zeros((int(np.prod(shape)), sum(shape)))
        for begin, code in zip(begins, np.indices(shape).reshape(len(columns), -1), strict=True):
            levels[np.arange(len(levels)), begin + code] = 1
        return position, own, levels

    @property
    def codes(self) -> np.ndarray:
        """[C, K] level codes."""
        return self._codes if self._cells is None else self._codes[self._cells]

    @property
    def cells(self) -> int:
        """C, the number of cells."""
        return len(self._codes if self._cells is None else self._cells)

    @property
    def levels(self) -> int:
        """V, the levels of all covariates together."""
        return int(self.starts[-1])

    def only(self, cells: np.ndarray) -> "Design":
        """The same covariates over some of the cells."""
        some = copy(self)
        some.let_go()
        some._codes, some._cells = self._codes, cells if self._cells is None else self._cells[cells]
        some._blocks = [(position.take(cells), own, levels) for position, own, levels in self._blocks]
        return some

    def score(self, weight: np.ndarray) -> np.ndarray:
        """[C] sum of the weights [V] of each cell's levels."""
        total = np.zeros(self.cells)
        for position, own, levels in self._blocks:
            total += (levels @ weight[own]).take(position)
        return total

    def totals(self, count: np.ndarray) -> np.ndarray:
        """[V] sum of `count` [C] over the cells with each level."""
        total = np.zeros(self.levels)
        for position, own, levels in self._blocks:
            total[own] = np.bincount(position, count, len(levels)) @ levels
        return total

    def cross(self, count: np.ndarray) -> np.ndarray:
        """[V, V] sum of `count` [C] over the cells with each two levels."""
        total = np.zeros((self.levels, self.levels))
        for at, (position, own, levels) in enumerate(self._blocks):
            total[own, own] = levels.T @ (np.bincount(position, count, len(levels))[:, None] * levels)
            for other, (_, other_own, other_levels) in enumerate(self._blocks[at + 1 :], start=at + 1):
                joint = np.bincount(self._joint[at, other], count, len(levels) * len(other_levels))
                part = levels.T @ (joint.reshape(len(levels), -1) @ other_levels)
                total[own, other_own], total[other_own, own] = part, part.T
        return total

    def form(self, matrix: np.ndarray) -> np.ndarray:
        """[C] x' matrix x for the levels x [V] of each cell; matrix: [V, V], symmetric."""
        total = np.zeros(self.cells)
        for at, (position, own, levels) in enumerate(self._blocks):
            total += ((levels @ matrix[own, own]) * levels).sum(1).take(position)
            for other, (_, other_own, other_levels) in enumerate(self._blocks[at + 1 :], start=at + 1):
                total += 2 * (levels @ matrix[own, other_own] @ other_levels.T).ravel().take(self._joint[at, other])
        return total

    def let_go(self) -> None:
        """Forget what only many sums over two levels need; it comes back when it is asked for."""
        self.__dict__.pop("_joint", None)

    @cached_property
    def _joint(self) -> dict[tuple[int, int], np.ndarray]:
        """Position of each cell in the joint table of every two blocks."""
        return {
            (at, other): first * len(levels) + second
            for at, (first, _, _) in enumerate(self._blocks)
            for other, (second, _, levels) in enumerate(self._blocks)
            if at < other
        }


def _packed(sizes: Sequence[int]) -> list[list[int]]:
    """Covariates in blocks of which each has a small joint table."""
    if np.prod(sizes, dtype=float) <= SMALL_ENOUGH:
        return [list(range(len(sizes)))] if sizes else []
    blocks: list[list[int]] = []
    product = 1
    for column, size in enumerate(sizes):
        if blocks and product * size <= LARGEST_BLOCK:
            blocks[-1].append(column)
            product *= size
        else:
            blocks.append([column])
            product = size
    return blocks
