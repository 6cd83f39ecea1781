"""Sums over cells by level, in one joint table and in several; cells of some covariates."""

import numpy as np
import pytest

from analytics import covariates
from analytics.cells import Cells
from analytics.covariates import Covariate, Design, codes_of, combinations, numbers_of

SIZES = (2, 3, 4)
KEYS = np.array([0, 1, 5, 7, 12, 18, 23])
COVARIATES = tuple(Covariate(name, tuple("abcd"[:size])) for name, size in zip("xyz", SIZES, strict=True))
CODES = codes_of(KEYS, COVARIATES)
LEVELS = np.concatenate([np.eye(size)[CODES[:, place]] for place, size in enumerate(SIZES)], axis=1)
COUNT = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0])


@pytest.mark.parametrize(("together", "largest"), [(1024, 256), (0, 256), (0, 6), (0, 1)])
def test_sums_are_the_same_however_the_covariates_are_packed(together, largest, monkeypatch):
    monkeypatch.setattr(covariates, "SMALL_ENOUGH", together)
    monkeypatch.setattr(covariates, "LARGEST_BLOCK", largest)
    design, weight = Design(CODES, SIZES), np.arange(9.0)
    matrix = weight[:, None] + weight
    np.testing.assert_array_equal(design.score(weight), LEVELS @ weight)
    np.testing.assert_array_equal(design.totals(COUNT), COUNT @ LEVELS)
    np.testing.assert_array_equal(design.cross(COUNT), LEVELS.T * COUNT @ LEVELS)
    np.testing.assert_array_equal(design.form(matrix), np.einsum("cv,vw,cw->c", LEVELS, matrix, LEVELS))
    some = design.only(np.array([1, 4]))
    np.testing.assert_array_equal(some.cross(COUNT[[1, 4]]), LEVELS[[1, 4]].T * COUNT[[1, 4]] @ LEVELS[[1, 4]])


def test_numbers_and_codes_of_cells():
    assert combinations(COVARIATES) == 24
    assert numbers_of(CODES, COVARIATES, range(3)).tolist() == KEYS.tolist()
    assert numbers_of(CODES, COVARIATES, [2, 0]).tolist() == [0, 2, 2, 6, 1, 5, 7]     # z x 2 + x


def test_groups_of_sets_of_arms():
    """Sets 0 and 2 are the first group, set 1 the second; on level 1 there is one release of each."""
    cells = Cells(COVARIATES, KEYS, Design(CODES, SIZES), level=np.array([0, 0, 0, 1, 1]), arm_set=np.array([0, 2, 1, 2, 1]),
                  cell=np.array([3, 3, 4, 0, 6]), releases=np.array([5.0, 7.0, 2.0, 1.0, 1.0]), events=np.zeros(5), shape=(2, 3))
    groups = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    assert cells.of_groups(0, groups, cells.releases).tolist() == [[0, 0, 0, 12, 0, 0, 0], [0, 0, 0, 0, 2, 0, 0]]
    assert cells.of_groups(1, groups, cells.releases).tolist() == [[1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1]]
