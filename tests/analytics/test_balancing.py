"""Entropy balancing against another solver, by hand, and where it cannot be done."""

import numpy as np
import pytest
from scipy.optimize import minimize

from analytics.balancing import NOT_REACHED, entropy
from analytics.covariates import Design


def balanced(codes, sizes, arm, baseline):
    arm, baseline = np.asarray(arm, float), np.asarray(baseline, float)
    return entropy(Design(np.asarray(codes, np.int16), sizes), arm, baseline, np.ones(len(arm), bool))


def test_one_covariate_by_hand():
    """3 of 4 in the arm are in level 0, 1 of 3 of the baseline: weights 3/4 and 1/4, shared by 10 and by 20."""
    found = balanced([[0], [1]], (2,), [30, 10], [10, 20])
    np.testing.assert_allclose(found.weight, [0.075, 0.0125], rtol=1e-12)
    assert found.effective_n == pytest.approx(1 / (10 * 0.075**2 + 20 * 0.0125**2))
    assert found.largest_weight == pytest.approx(0.075)


def test_agrees_with_another_solver():
    """scipy's SLSQP on the primal: the least sum of n w log w with every level's share as in the arm."""
    draw = np.random.default_rng(3)
    sizes = (3, 2, 4)
    codes = np.indices(sizes).reshape(3, -1).T
    arm, base = draw.integers(1, 20, 24).astype(float), draw.integers(1, 40, 24).astype(float)
    found = balanced(codes, sizes, arm, base)
    levels = np.concatenate([np.eye(size)[codes[:, place]] for place, size in enumerate(sizes)], axis=1)
    target = arm @ levels / arm.sum()
    independent = [0, 1, 2, 3, 5, 6, 7]     # one level of every covariate but the first follows from the others
    solved = minimize(
        lambda share: share @ np.log(share / base), base / base.sum(), jac=lambda share: np.log(share / base) + 1,
        bounds=[(1e-12, 1)] * 24, method="SLSQP", options={"ftol": 1e-16, "maxiter": 1000},
        constraints={"type": "eq", "fun": lambda share: (share @ levels - target)[independent], "jac": lambda share: levels.T[independent]},
    )  # fmt: skip
    np.testing.assert_allclose(found.weight * base, solved.x, atol=1e-6)
    assert np.abs((found.weight * base) @ levels - target).max() <= 1e-12


def test_a_level_that_follows_from_another_does_no_harm():
    """Sentence length is told for prison releases only: not_prison says what the release type says too."""
    codes = [[0, 0], [0, 1], [1, 2], [1, 2]]
    found = balanced(codes, (2, 3), [5, 10, 20, 0], [20, 20, 10, 10])
    np.testing.assert_allclose(np.bincount([0, 1, 2, 2], found.weight * [20, 20, 10, 10]), np.array([5, 10, 20]) / 35, atol=1e-12)


@pytest.mark.parametrize(("arm", "reached"), [([10, 0, 0, 10], True), ([10, 0, 0, 90], False), ([1, 20, 10, 5], False)])
def test_where_the_shares_cannot_be_reached(arm, reached):
    """In the baseline everybody has one of the two: their shares add up to 1 under any weights."""
    found = balanced([[0, 0], [0, 1], [1, 0], [1, 1]], (2, 2), arm, [0, 10, 10, 0])
    assert found.found == reached
    assert found.reason == ("" if reached else NOT_REACHED)


def test_weights_that_explode_are_told_by_the_effective_size():
    """One release of the baseline in the level that nearly all of the arm are in."""
    found = balanced([[0], [1]], (2,), [99, 1], [1, 1000])
    assert found.largest_weight == pytest.approx(0.99)
    assert found.effective_n < 1.03
