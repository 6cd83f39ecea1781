"""The influence of every release, once more and the long way: as the derivative of the estimate by its weight.

A complex step gives a derivative to full precision without a difference: add i/10^30 to one weight, and read
the imaginary part. It shares no line and no formula with the library; it costs one whole curve a release.
"""

import numpy as np
import pytest

from analytics.clustering import pairs_of_people
from analytics.survival import aalen_johansen, kaplan_meier, restricted_mean

TINY = 1e-30


def weighted_share(day, state, weight, last, death_competes):
    """Share with the event on each day, one day after another, from weighted releases."""
    left, share, curve = 1 + 0j, 0j, []
    for today in range(last + 1):
        at_risk = weight[day >= today].sum()
        events = weight[(day == today) & (state == 1)].sum()
        deaths = weight[(day == today) & (state == 2)].sum() if death_competes else 0
        if at_risk.real > 0:
            share = share + left * events / at_risk
            left = left * (1 - (events + deaths) / at_risk)
        curve.append(share)
    return np.array(curve)


def influences(day, state, last, death_competes):
    rows = []
    for one in range(day.size):
        weight = np.ones(day.size, complex)
        weight[one] += TINY * 1j
        rows.append(weighted_share(day, state, weight, last, death_competes).imag / TINY)
    return np.array(rows)


def by_person(rows, person):
    return np.array([rows[person == one].sum(0) for one in np.unique(person)])


@pytest.mark.parametrize("kind", ["km", "cif"])
@pytest.mark.parametrize("seed", range(12))
def test_errors_are_the_sums_of_squared_influences(seed, kind):
    random = np.random.default_rng(seed)
    n, last = int(random.integers(1, 40)), int(random.integers(0, 12))
    person = random.integers(0, max(1, n // 2), n)
    day, state = random.integers(0, last + 1, n), random.choice(3, n, p=[[.3, .5, .2], [0, .7, .3], [.8, .1, .1]][seed % 3])
    counts = [np.bincount(day[state == code], minlength=last + 1) for code in (1, 0, 2)]
    estimator = kaplan_meier if kind == "km" else aalen_johansen
    rows = influences(day, state, last, death_competes=kind == "cif")
    known = ~np.isnan(estimator(*counts).std_error)
    for pairs, sums in ((None, rows), (pairs_of_people(person, day, state), by_person(rows, person))):
        variance = (estimator(*counts, pairs=pairs).std_error ** 2)[known]
        np.testing.assert_allclose(variance, (sums**2).sum(0)[known], rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("horizon", [0, 3, 9, 25])
def test_the_clustered_error_of_a_restricted_mean(horizon):
    random = np.random.default_rng(99)
    person, day, state = random.integers(0, 15, 40), random.integers(0, 15, 40), random.choice(3, 40)
    counts = [np.bincount(day[state == code], minlength=15) for code in (1, 0, 2)]
    rows = by_person(influences(day, state, max(horizon - 1, 14), death_competes=False), person)[:, :horizon].sum(1)
    error = restricted_mean(kaplan_meier(*counts), horizon, pairs=pairs_of_people(person, day, state))[1]
    assert error == pytest.approx(np.sqrt((rows**2).sum()), rel=1e-12)
