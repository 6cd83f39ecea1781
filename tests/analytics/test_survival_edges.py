"""Curves worked out by hand: one table a situation, every figure a fraction that can be followed on paper."""

from fractions import Fraction as F
from math import sqrt

import numpy as np
import pytest

from analytics.survival import aalen_johansen, kaplan_meier, log_rank, median_time, restricted_mean

NAN = float("nan")


def same(got, wanted):
    np.testing.assert_allclose(np.asarray(got, float), np.array(wanted, float), rtol=1e-14, atol=1e-15)


# name: events, censored, deaths a day; then at risk, share without the event, share with it
EDGES = {
    "event on day 0": (
        [1, 0], [0, 3], [0, 0],
        [4, 3], [F(3, 4), F(3, 4)], [F(1, 4), F(1, 4)],
    ),
    "event on the last day, together with the end of follow-up: the event comes first": (
        [0, 0, 1], [0, 0, 3], [0, 0, 0],
        [4, 4, 4], [1, 1, F(3, 4)], [0, 0, F(1, 4)],
    ),
    "everyone has the event": (
        [0, 2, 2], [0, 0, 0], [0, 0, 0],
        [4, 4, 2], [1, F(1, 2), 0], [0, F(1, 2), 1],
    ),
    "everyone has the event, and the curve goes on with nobody left": (
        [0, 4, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0],
        [4, 4, 0, 0], [1, 0, 0, 0], [0, 1, 1, 1],
    ),
    "nobody has the event": (
        [0, 0, 0], [0, 1, 3], [0, 1, 0],
        [5, 5, 3], [1, 1, 1], [0, 0, 0],
    ),
    "one release, with the event": (
        [0, 1, 0], [0, 0, 0], [0, 0, 0],
        [1, 1, 0], [1, 0, 0], [0, 1, 1],
    ),
    "one release, without": (
        [0, 0, 0], [0, 1, 0], [0, 0, 0],
        [1, 1, 0], [1, 1, 1], [0, 0, 0],
    ),
    # 10 at risk; each of the first two days takes one of each kind away
    "event, death and end of follow-up on one day": (
        [1, 1, 1, 2, 0, 1], [1, 1, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0],
        [10, 7, 4, 3, 1, 1],
        # 9/10, times 6/7, 3/4, 1/3, 1, 0
        [F(9, 10), F(27, 35), F(81, 140), F(27, 140), F(27, 140), 0],
        # left: 8/10, 4/7, 3/7, 1/7, 1/7, 0; each step is what was left times events over at risk
        [F(1, 10), F(3, 14), F(5, 14), F(9, 14), F(9, 14), F(11, 14)],
    ),
    "everyone leaves on day 0 without an event": (
        [0, 0], [3, 0], [0, 0],
        [3, 0], [1, 1], [0, 0],
    ),
    "everyone dies on day 0": (
        [0, 0], [0, 0], [3, 0],
        [3, 0], [1, 1], [0, 0],
    ),
    "a death is a censoring for one curve and competes in the other": (
        [0, 0, 1], [0, 0, 1], [0, 2, 0],
        [4, 4, 2], [1, 1, F(1, 2)], [0, 0, F(1, 4)],
    ),
    # follow-up ends for two on day 1, then nothing for three days
    "nobody at risk after a while": (
        [1, 0, 0, 0, 0], [0, 2, 0, 0, 0], [0, 0, 0, 0, 0],
        [3, 2, 0, 0, 0], [F(2, 3)] * 5, [F(1, 3)] * 5,
    ),
    "an arm with nobody has no estimate": (
        [0, 0], [0, 0], [0, 0],
        [0, 0], [NAN, NAN], [NAN, NAN],
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_two_curves_are_the_fractions_on_paper(name):
    events, censored, deaths, at_risk, without, with_event = EDGES[name]
    km, cif = kaplan_meier(events, censored, deaths), aalen_johansen(events, censored, deaths)
    for curve, wanted in ((km, without), (cif, with_event)):
        assert curve.at_risk.tolist() == at_risk
        assert curve.day.tolist() == list(range(len(events)))
        assert (curve.events.tolist(), curve.censored.tolist(), curve.competing.tolist()) == (events, censored, deaths)
        same(curve.estimate, wanted)
        certain = np.isin(curve.estimate, (0, 1)) | np.isnan(curve.estimate)
        assert np.array_equal(np.isnan(curve.low), certain) and np.array_equal(np.isnan(curve.high), certain)
        assert np.all(curve.low[~certain] < curve.estimate[~certain])
        assert np.all(curve.high[~certain] > curve.estimate[~certain])


def test_ends_are_exact_so_that_their_limits_are_empty():
    # 1/3 + 1/3 + 1/3 and 49 such steps do not add up to 1 in binary; the share is 1 all the same
    for events in ([1, 1, 1], [1] * 49, [3, 1, 7, 11, 5]):
        nothing = [0] * len(events)
        assert aalen_johansen(events, nothing, nothing).estimate[-1] == 1
        assert kaplan_meier(events, nothing, nothing).estimate[-1] == 0


def test_standard_errors_on_paper():
    events, censored, deaths, *_ = EDGES["event, death and end of follow-up on one day"]
    km = kaplan_meier(events, censored, deaths)
    # Greenwood: the sum of events over (at risk times at risk less events)
    greenwood = np.cumsum([1 / 90, 1 / 42, 1 / 12, 2 / 3, 0])
    same(km.std_error[:5], km.estimate[:5] * np.sqrt(greenwood))
    assert np.isnan(km.std_error[5])  # 0 times infinity, as in R
    # nobody censored before the day: the share with the event is a plain proportion
    cif = aalen_johansen([0, 2, 1], [0, 0, 5], [0, 1, 0])
    same(cif.estimate, [0, 2 / 9, 3 / 9])
    same(cif.std_error, [0, sqrt(2 * 7 / 9**3), sqrt(3 * 6 / 9**3)])
    # the share that is certain has no error
    assert kaplan_meier([0, 1], [0, 1], [0, 0]).std_error[0] == 0
    assert aalen_johansen([0, 2], [0, 0], [0, 0]).std_error.tolist() == [0, 0]
    assert aalen_johansen([0, 0], [0, 2], [0, 0]).std_error.tolist() == [0, 0]


def test_limits_on_paper():
    # 4 at risk, one event: share 3/4, error sqrt(3)/8; log(-log share) plus and minus 1.96 x error / (share x -log share)
    km, cif = kaplan_meier([1], [3], [0]), aalen_johansen([1], [3], [0])
    step = 1.959963984540054 * (sqrt(3) / 8) / (0.75 * -np.log(0.75))
    low, high = 0.75 ** np.exp(step), 0.75 ** np.exp(-step)
    same([km.low[0], km.high[0]], [low, high])
    same([cif.low[0], cif.high[0]], [1 - high, 1 - low])


def test_those_who_stay_beyond_the_last_day_are_at_risk_and_nothing_else():
    curve = kaplan_meier([1, 0], [0, 0], [0, 0], beyond=3)
    assert curve.at_risk.tolist() == [4, 3] and curve.censored.tolist() == [0, 0]
    same(curve.estimate, [3 / 4, 3 / 4])


def test_arms_side_by_side_are_the_arms_one_by_one():
    ragged = [EDGES[name][:3] for name in EDGES if len(EDGES[name][0]) == 3]
    events, censored, deaths = (np.array(part) for part in zip(*ragged))
    for estimator in (kaplan_meier, aalen_johansen):
        together = estimator(events, censored, deaths)
        for arm, alone in enumerate(ragged):
            alone = estimator(*alone)
            for field in ("at_risk", "estimate", "std_error", "low", "high"):
                np.testing.assert_array_equal(getattr(together, field)[arm], getattr(alone, field))


def test_a_curve_never_falls_back():
    random = np.random.default_rng(3)
    for _ in range(50):
        counts = random.integers(0, 3, (3, 4, 60))
        assert np.all(np.diff(kaplan_meier(*counts).estimate) <= 0)
        cif = aalen_johansen(*counts)
        assert np.all(np.diff(cif.estimate) >= 0) and np.all(cif.estimate <= 1)


def test_counts_that_cannot_be_are_an_error_not_a_blank():
    with pytest.raises(ValueError, match="shape"):
        kaplan_meier([1, 0], [0], [0, 0])
    with pytest.raises(ValueError, match="below 0"):
        aalen_johansen([1, -1], [0, 0], [0, 0])
    with pytest.raises(ValueError, match="whole"):
        aalen_johansen([1.5, 1], [0, 0], [0, 0])


def test_median_on_paper():
    # share: 3/4, 1/2, 1/2, 1/2, 1/4: it stands at exactly one half from day 2 to day 5, so midway
    assert median_time(kaplan_meier([0, 1, 1, 0, 0, 1], [0, 0, 0, 0, 0, 1], [0] * 6))[0] == 3.5
    # exactly one half, and nothing after: the first day at one half
    assert median_time(kaplan_meier([0, 2, 0], [0, 0, 2], [0] * 3))[0] == 1
    # never as low as one half
    assert np.isnan(median_time(kaplan_meier([0, 1], [0, 3], [0, 0]))[0])
    assert np.isnan(median_time(kaplan_meier([0, 0], [0, 0], [0, 0]))).all()


def test_restricted_mean_on_paper():
    curve = kaplan_meier([0, 1, 0, 1], [0, 0, 1, 1], [0] * 4)   # share 1, 3/4, 3/4, 3/8
    for days, area in ((0, 0), (1, 1), (2, 1.75), (3, 2.5), (4, 2.875), (6, 2.875 + 2 * 0.375)):
        assert restricted_mean(curve, days)[0] == pytest.approx(area, abs=1e-15)
    # two steps: area after each times its events over (at risk times at risk less events)
    assert restricted_mean(curve, 4)[1] == pytest.approx(sqrt(1.875**2 / 12 + 0.375**2 / 2), rel=1e-14)
    assert restricted_mean(curve, 0)[1] == 0
    assert np.isnan(restricted_mean(kaplan_meier([0], [0], [0]), 5)).all()
    with pytest.raises(ValueError, match="without the event"):
        restricted_mean(aalen_johansen([1], [0], [0]), 1)


def test_log_rank_on_paper():
    # day 1: one event among 2 + 2; day 2: one among 1 + 2. Expected in the first arm 1/2 + 1/3,
    # variance 1/4 + 2/9; observed 2
    chi2, p = log_rank([0, 1, 1], [2, 2, 1], [0, 0, 0], [2, 2, 2])
    assert chi2 == pytest.approx((2 - 5 / 6) ** 2 / (17 / 36), rel=1e-14)
    assert p == pytest.approx(0.0896, abs=1e-4)
    # cut at day 1: observed 1, expected 1/2, variance 1/4
    assert log_rank([0, 1, 1], [2, 2, 1], [0, 0, 0], [2, 2, 2], last_day=1)[0] == pytest.approx(1, rel=1e-14)


@pytest.mark.parametrize("arm, baseline", [
    (([0, 0], [2, 2]), ([0, 0], [3, 3])),   # no event at all
    (([1, 1], [2, 1]), ([0, 0], [0, 0])),   # a baseline with nobody
    (([0, 0], [0, 0]), ([1, 1], [2, 1])),   # an arm with nobody
    (([2, 0], [2, 0]), ([3, 0], [3, 0])),   # everyone at once: nothing to tell the arms apart
])
def test_log_rank_without_information_is_empty(arm, baseline):
    assert np.isnan(log_rank(*arm, *baseline)).all()
