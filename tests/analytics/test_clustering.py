"""Rates of people with several releases: by hand, against R, and against statsmodels' clustered least squares."""

import csv
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from analytics.clustering import (CrossPairs, PairCounts, design_effect, difference_variance, effective_n,
                                  pair_counts, pairs_of_people, rate_variance)

ORACLES = Path(__file__).parents[1] / "oracles"


def rows(name):
    with open(ORACLES / name, newline="") as file:
        return list(csv.DictReader(file))


RELEASES = np.array([[int(row[name]) for name in ("person", "arm", "event")] for row in rows("clustered_releases.csv")]).T
R_FIGURES = {row["figure"]: float(row["value"]) for row in rows("clustered_rates.csv")}


def arm_counts(part):
    """n, events and the pairs of one person in one arm."""
    person, _, event = part
    releases, events = np.bincount(person), np.bincount(person, event).astype(int)
    return event.size, event.sum(), pair_counts(releases, events)


def cross_pairs():
    person, arm, event = RELEASES
    table = {(a, e): np.bincount(person[(arm == a) & (event == e)], minlength=121) for a in (0, 1) for e in (0, 1)}
    return CrossPairs(*(int((table[1, a] * table[0, b]).sum()) for a, b in ((1, 1), (1, 0), (0, 1), (0, 0))))


ARM, BASELINE = (arm_counts(RELEASES[:, RELEASES[1] == code]) for code in (1, 0))


# ---- on paper ----------------------------------------------------------------------------------------
def test_pairs_of_people_with_several_releases():
    # once with, once without; two with; three of which one with; four without; none at all
    assert pair_counts([1, 1, 2, 3, 4, 0], [1, 0, 2, 1, 0, 0]) == PairCounts(both=1, one=2, none=1 + 6)
    # the same people as a table: how many have so many releases and events
    assert pair_counts([1, 2], [0, 2], people=[50, 3]) == PairCounts(both=3, one=0, none=0)
    # a table an arm
    counted = pair_counts([[1, 2], [2, 2]], [[0, 1], [1, 1]])
    assert [part.tolist() for part in counted] == [[0, 0], [1, 2], [0, 0]]


NOBODY_TWICE = PairCounts(0, 0, 0)


@pytest.mark.parametrize("n, events, pairs, wanted", [
    (10, 3, NOBODY_TWICE, 1),                   # everybody once: no more and no less sure
    (10, 5, PairCounts(0, 5, 0), 0),            # everybody twice, once with and once without: no doubt left
    (10, 4, PairCounts(2, 0, 3), 2),            # everybody twice with the same outcome: half as many people
    (6, 2, PairCounts(1, 8, 6), 0),             # one person only: the deviations add up to nothing
    (10, 0, PairCounts(0, 0, 3), 1),            # no event: nothing to be clustered
    (10, 10, PairCounts(3, 0, 0), 1),           # everyone
    (0, 0, NOBODY_TWICE, np.nan),               # nobody
    (1, 1, NOBODY_TWICE, 1),
])
def test_design_effect_on_paper(n, events, pairs, wanted):
    np.testing.assert_allclose(design_effect(n, events, pairs), wanted, atol=1e-14)


def test_effective_size_is_never_above_the_number():
    np.testing.assert_array_equal(effective_n([10, 10, 10, 0], [2, 1, 0.5, np.nan]), [5, 10, 10, 0])


def test_nobody_twice_is_the_plain_variance():
    assert rate_variance(20, 5, NOBODY_TWICE) == pytest.approx(0.25 * 0.75 / 20, rel=1e-15)
    plain = difference_variance(20, 5, NOBODY_TWICE, 30, 6, NOBODY_TWICE, CrossPairs(0, 0, 0, 0))
    assert plain == pytest.approx(0.25 * 0.75 / 20 + 0.2 * 0.8 / 30, rel=1e-15)


def test_the_same_people_with_the_same_outcome_on_both_sides_cannot_differ():
    # 4 people, one release in each; 1 had the event in both: the difference is 0 with certainty
    assert difference_variance(4, 1, NOBODY_TWICE, 4, 1, NOBODY_TWICE, CrossPairs(1, 0, 0, 3)) == 0


def test_one_call_for_all_arms():
    pairs = PairCounts(np.array([2, 0]), np.array([0, 5]), np.array([3, 0]))
    np.testing.assert_allclose(design_effect(np.array([10, 10]), np.array([4, 5]), pairs), [2, 0], atol=1e-14)


# ---- other programs --------------------------------------------------------------------------------
@pytest.mark.parametrize("name, part", [("arm_se", ARM), ("baseline_se", BASELINE)])
def test_rate_agrees_with_r(name, part):
    assert np.sqrt(rate_variance(*part)) == pytest.approx(R_FIGURES[name], rel=1e-12)
    n, events, pairs = part
    rate = events / n
    assert design_effect(*part) == pytest.approx(R_FIGURES[name] ** 2 / (rate * (1 - rate) / n), rel=1e-12)


def test_rate_of_everyone_agrees_with_r():
    assert np.sqrt(rate_variance(*arm_counts(RELEASES))) == pytest.approx(R_FIGURES["everyone_se"], rel=1e-12)


def test_difference_agrees_with_r_and_statsmodels():
    variance = difference_variance(*ARM, *BASELINE, cross_pairs())
    assert np.sqrt(variance) == pytest.approx(R_FIGURES["difference_se"], rel=1e-12)
    person, arm, event = RELEASES
    fit = sm.OLS(event, sm.add_constant(arm)).fit(
        cov_type="cluster", cov_kwds={"groups": person, "use_correction": False, "df_correction": False})
    assert variance == pytest.approx(fit.cov_params()[1, 1], rel=1e-12)
    assert ARM[1] / ARM[0] - BASELINE[1] / BASELINE[0] == pytest.approx(R_FIGURES["difference"], rel=1e-12)


# ---- pairs for curves --------------------------------------------------------------------------------
def test_every_two_releases_of_one_person_in_one_arm_are_a_pair():
    pairs = pairs_of_people(person=[7, 3, 7, 7, 3, 9], day=[5, 2, 1, 9, 2, 4], state=[1, 0, 2, 0, 1, 1])
    found = sorted(zip(pairs.day.tolist(), pairs.state.tolist(), pairs.other_day.tolist(), pairs.other_state.tolist()))
    # person 3 once; person 7 three times; person 9 never. The earlier day stands first
    assert found == [(1, 2, 5, 1), (1, 2, 9, 0), (2, 0, 2, 1), (5, 1, 9, 0)]
    assert pairs.count.tolist() == [1, 1, 1, 1]


def test_a_person_in_two_arms_is_no_pair():
    assert pairs_of_people([1, 1, 1], [0, 1, 2], [0, 0, 0], arm=[0, 1, 1]).day.size == 1
    assert pairs_of_people([], [], []).day.size == 0
    assert pairs_of_people([1, 2, 3], [0, 1, 2], [0, 0, 0]).day.size == 0


def test_many_releases_of_one_person():
    pairs = pairs_of_people([1] * 50, np.arange(50)[::-1], [1] * 50)
    assert pairs.day.size == 50 * 49 // 2 and np.all(pairs.day < pairs.other_day)
