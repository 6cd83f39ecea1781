"""Small equations, solved by hand."""

import numpy as np
import pytest

from analytics.positive_definite import factored, solved

# 2x + y = 1, x + 3y = 2: x = 1/5, y = 3/5; its inverse is (3 -1; -1 2) / 5.
MATRIX = np.array([[2.0, 1.0], [1.0, 3.0]])


@pytest.mark.parametrize(("right", "expected"), [([1.0, 2.0], [0.2, 0.6]), ([[1.0, 0.0], [0.0, 1.0]], [[0.6, -0.2], [-0.2, 0.4]])])
def test_solved(right, expected):
    assert solved(factored(MATRIX), np.array(right)) == pytest.approx(np.array(expected), abs=1e-15)


@pytest.mark.parametrize("matrix", [[[1.0, 2.0], [2.0, 1.0]],       # one eigenvalue is -1
                                    [[1.0, 1.0], [1.0, 1.0]],       # the second equation is the first
                                    [[0.0]], [[np.nan]]])
def test_what_has_no_factor(matrix):
    assert factored(np.array(matrix)) is None


def test_no_equations():
    nothing = np.zeros((0, 3))
    assert solved(factored(np.zeros((0, 0))), nothing) is nothing
