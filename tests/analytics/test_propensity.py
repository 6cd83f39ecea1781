"""Weights from the chance to be in the arm: by hand, against statsmodels, and where there is no such chance."""

import numpy as np
import pytest

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
