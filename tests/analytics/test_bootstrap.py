"""Drawing people again: seeded, percentile limits, and the same whether drawn one by one or from their totals."""

import numpy as np
import pytest

from analytics import bootstrap
from analytics.bootstrap import DRAWS, PeopleToDraw, percentile_interval
from analytics.bootstrap import drawn_ratios as drawn_of


def people(count, seed=7):
    generator = np.random.default_rng(seed)
    whole = np.exp(6 + generator.standard_normal(count))
    return whole * generator.choice([0, 0.5, 1], count), whole


def drawn_ratios(part, whole, stream=0):
    return drawn_of(PeopleToDraw.of(part, whole), stream)


def test_the_same_people_give_the_same_draws():
    part, whole = people(50)
    assert len(drawn_ratios(part, whole)) == DRAWS == 2000
    assert (drawn_ratios(part, whole) == drawn_ratios(part, whole)).all()
    assert not (drawn_ratios(part, whole, 1) == drawn_ratios(part, whole, 0)).any()  # a comparison needs draws of its own


def test_it_is_the_bootstrap_of_a_ratio():
    part, whole = people(40)
    generator = np.random.default_rng(1)
    own = [part[drawn].sum() / whole[drawn].sum() for drawn in (generator.integers(0, 40, 40) for _ in range(20_000))]
    assert percentile_interval(drawn_ratios(part, whole)) == pytest.approx(np.percentile(own, (2.5, 97.5)), abs=0.02)


def test_totals_of_many_people_give_the_limits_of_drawing_them_one_by_one(monkeypatch):
    part, whole = people(3000)
    fast = percentile_interval(drawn_ratios(part, whole))
    monkeypatch.setattr(bootstrap, "MOST_DRAWN_ONE_BY_ONE", 3000)
    slow = percentile_interval(drawn_ratios(part, whole))
    assert fast == pytest.approx(slow, abs=0.004)  # of an interval 0.05 wide


def test_the_limits_hold_the_truth_as_often_as_they_say():
    generator, held = np.random.default_rng(3), 0
    for _ in range(200):
        whole = np.exp(generator.standard_normal(80))
        low, high = percentile_interval(drawn_ratios(whole * (generator.random(80) < 0.6), whole))
        held += low <= 0.6 <= high
    assert held / 200 > 0.88  # percentile limits of 80 people with unequal orders are a little narrow


@pytest.mark.parametrize("count", [30, 5000])
def test_where_all_pay_all_there_is_nothing_to_be_unsure_of(count):
    whole = people(count)[1]
    assert percentile_interval(drawn_ratios(whole, whole)) == pytest.approx((1, 1))


def test_nobody_gives_nothing():
    assert np.isnan(percentile_interval(drawn_ratios(np.empty(0), np.empty(0)))).all()
