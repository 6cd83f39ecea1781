"""Weights from the chance to be in the arm: by hand, against statsmodels, and where there is no such chance."""

import numpy as np
import pytest
from scipy.optimize import linprog

from analytics.covariates import Design
from analytics.propensity import SEPARATED, ipw


def weights(codes, sizes, arm, baseline):
    arm, baseline = np.asarray(arm, float), np.asarray(baseline, float)
    return ipw(Design(np.asarray(codes, np.int16), sizes), arm, baseline, arm + baseline > 0)


def test_one_covariate_by_hand():
    """Odds of 3 and of one half: weights in the ratio of 6, over 10 and 20 releases."""
    found = weights([[0], [1]], (2,), [30, 10], [10, 20])
    np.testing.assert_allclose(found.weight, np.array([3, 0.5]) / 40, rtol=1e-9)


def test_agrees_with_statsmodels():
    import statsmodels.api as sm

    draw = np.random.default_rng(5)
    sizes = (3, 2, 4)
    codes = np.indices(sizes).reshape(3, -1).T
    arm, base = draw.integers(0, 20, 24).astype(float), draw.integers(1, 40, 24).astype(float)
    levels = np.concatenate([np.eye(size)[codes[:, place]][:, 1:] for place, size in enumerate(sizes)], axis=1)
    fit = sm.GLM(np.column_stack([arm, base]), sm.add_constant(levels), family=sm.families.Binomial()).fit(tol=1e-14)
    odds = np.exp(sm.add_constant(levels) @ fit.params)
    np.testing.assert_allclose(weights(codes, sizes, arm, base).weight, odds / (odds @ base), rtol=1e-8)


@pytest.mark.parametrize(
    ("arm", "baseline", "separated"),
    [
        ([0, 10, 10, 10], [10, 10, 10, 0], True),   # every level is on both sides, yet nobody with neither is in the arm, and all with both are
        ([0, 50, 50, 1], [50, 0, 0, 1], False),     # one with both in the baseline, and the two sides overlap
    ],
)
def test_separation_is_told(arm, baseline, separated):
    found = weights([[0, 0], [0, 1], [1, 0], [1, 1]], (2, 2), arm, baseline)
    assert found.found != separated
    assert found.reason == (SEPARATED if separated else "")


def test_a_level_of_few_is_no_separation():
    """By hand: p = 2/3002, 100/120 and 1/2 fit each cell exactly, so odds are 2/3000, 5 and 1: weights 2, 100, 1 over 103."""
    found = weights([[0, 0], [1, 0], [1, 1]], (2, 2), [2, 100, 1], [3000, 20, 1])
    assert found.reason == ""
    np.testing.assert_allclose(found.weight * [3000, 20, 1], np.array([2, 100, 1]) / 103, rtol=1e-8)


def separated(codes, sizes, arm, baseline):
    """Whether some combination of levels is never lower in the arm than in the baseline, and higher somewhere: then the likelihood
    has no maximum (Albert & Anderson 1984, Biometrika 71:1-10). Found by a linear program, without any regression."""
    levels = np.concatenate([np.eye(size)[codes[:, place]] for place, size in enumerate(sizes)], axis=1)
    own = np.column_stack([np.ones(len(codes)), levels])
    signed = np.concatenate([own[arm > 0], -own[baseline > 0]])
    best = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    return -best.fun > 1e-7


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_separation_is_told_where_there_is_one_and_nowhere_else(seed):
    """Cells of one release beside cells of thousands, levels of few, empty cells: 400 draws, a third of them separated."""
    draw, sizes, told = np.random.default_rng(seed), (2, 3, 4), []
    codes = np.indices(sizes).reshape(3, -1).T
    for _ in range(400):
        chance = np.exp(draw.normal(-2, 2, 24))
        arm, base = (draw.poisson(chance * draw.choice([0.1, 1, 100], 24)).astype(float) for _ in range(2))
        some = arm + base > 0
        told.append(separated(codes[some], sizes, arm[some], base[some]))
        assert (weights(codes[some], sizes, arm[some], base[some]).reason != "") == told[-1]
    assert 100 < sum(told) < 300
