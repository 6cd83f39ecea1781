"""Rates, differences, ratios and their tests: on paper, as published, and as other programs give them."""

import csv
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics.proportions import katz_ratio, newcombe_difference, pearson_p, wald_p, wilson

ORACLES = Path(__file__).parents[1] / "oracles"
with open(ORACLES / "proportions.csv", newline="") as file:
    R_ROWS = [{name: float(value) if value else float("nan") for name, value in row.items()}
              for row in csv.DictReader(file)]
GRID = [(e1, n1, e0, n0) for n1 in (1, 7, 40) for e1 in {0, 1, n1 // 2, n1} for n0 in (1, 9, 300)
        for e0 in {0, 1, n0 // 3, n0}]


def close(got, wanted, tolerance=1e-13):
    np.testing.assert_allclose(got, wanted, rtol=tolerance, atol=1e-15)


# ---- Wilson ----------------------------------------------------------------------------------------
def test_wilson_at_the_edges():
    low, high = wilson([0, 5, 0, 1, 0], [5, 5, 0, 1, 1])
    # nobody of 5: 0 to z2 / (5 + z2); everyone: its mirror; nobody asked: nothing; one asked
    z2 = 1.959963984540054**2
    close(low, [0, 5 / (5 + z2), np.nan, 1 / (1 + z2), 0])
    close(high, [z2 / (5 + z2), 1, np.nan, 1, z2 / (1 + z2)])
    assert low[0] == 0 and high[1] == 1 and high[3] == 1  # exactly


def test_wilson_ends_are_exact_for_any_size():
    n = np.concatenate([np.arange(1, 2000), 10.0 ** np.arange(3, 9), np.random.default_rng(1).uniform(0.3, 900, 500)])
    assert np.all(wilson(np.zeros_like(n), n)[0] == 0) and np.all(wilson(n, n)[1] == 1)


@pytest.mark.parametrize("events, n, published", [
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, score method without correction
    (81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0000, 0.1611)), (1, 29, (0.0061, 0.1718)),
])
def test_wilson_as_published(events, n, published):
    np.testing.assert_allclose(wilson(events, n), published, atol=5.1e-5)


def test_wilson_of_a_court():
    # Cook County's Restorative Justice Community Court: 78 of 110 closed cases completed
    np.testing.assert_allclose(wilson(78, 110), (0.618, 0.786), atol=5e-4)


def test_wilson_agrees_with_r_and_statsmodels():
    for row in R_ROWS:
        close(wilson(row["e1"], row["n1"]), (row["low"], row["high"]), 1e-9)
    for e1, n1, e0, n0 in GRID:
        close(wilson(e0, n0), proportion_confint(e0, n0, method="wilson"), 1e-12)
        close(wilson(e0, n0, 0.9), proportion_confint(e0, n0, alpha=0.1, method="wilson"), 1e-12)


def test_wilson_takes_an_effective_size():
    # 30 of 100 with a design effect of 2 is as sure as 15 of 50; halves of people are allowed
    close(wilson(30, 100, effective_n=50), wilson(15, 50))
    close(wilson(15, 50.0), wilson(15, 50))
    close(wilson(3 * 0.7, 7 * 0.7), proportion_confint(2.1, 4.9, method="wilson"), 1e-12)
    assert wilson(7, 7, effective_n=3.1)[1] == 1 and wilson(0, 7, effective_n=3.1)[0] == 0


# ---- Newcombe --------------------------------------------------------------------------------------
@pytest.mark.parametrize("counts, published", [
    # Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10
    ((56, 70, 48, 80), (0.2000, 0.0524, 0.3339)), ((9, 10, 3, 10), (0.6000, 0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.5714, 0.0582, 0.8062)), ((5, 56, 0, 29), (0.0893, -0.0381, 0.1926)),
    ((0, 10, 0, 20), (0.0000, -0.1611, 0.2775)), ((0, 10, 0, 10), (0.0000, -0.2775, 0.2775)),
    ((10, 10, 0, 20), (1.0000, 0.6791, 1.0000)), ((10, 10, 0, 10), (1.0000, 0.6075, 1.0000)),
])
def test_newcombe_as_published(counts, published):
    np.testing.assert_allclose(newcombe_difference(*counts), published, atol=5.1e-5)


def test_newcombe_agrees_with_statsmodels():
    for counts in GRID:
        difference, low, high = newcombe_difference(*counts)
        assert difference == counts[0] / counts[1] - counts[2] / counts[3]
        close((low, high), confint_proportions_2indep(*counts, method="newcomb"), 1e-11)


def test_newcombe_at_the_edges():
    assert np.isnan(newcombe_difference(0, 0, 3, 5)).all() and np.isnan(newcombe_difference(3, 5, 0, 0)).all()
    assert newcombe_difference(4, 4, 0, 6)[2] == 1 and newcombe_difference(0, 4, 6, 6)[1] == -1
    together = newcombe_difference([3, 0], [10, 0], 4, 12)
    close([part[0] for part in together], newcombe_difference(3, 10, 4, 12))


def test_newcombe_takes_effective_sizes():
    # the rates stay those of the counts
    got = newcombe_difference(30, 100, 80, 200, effective_n1=50, effective_n0=100)
    close(got, newcombe_difference(15, 50, 40, 100))


# ---- Katz ------------------------------------------------------------------------------------------
def test_katz_on_paper():
    # 5 of 10 against 3 of 12: 2, and e to 1.96 x sqrt(1/5 - 1/10 + 1/3 - 1/12) either way
    step = exp(1.959963984540054 * sqrt(0.1 + 0.25))
    close(katz_ratio(5, 10, 3, 12), (2, 2 / step, 2 * step))


def test_katz_has_no_estimate_where_a_cell_is_zero():
    # the four cells: events and non-events of both
    for counts in ((0, 10, 3, 12), (5, 10, 0, 12), (10, 10, 3, 12), (5, 10, 12, 12), (0, 0, 3, 12), (5, 10, 0, 0)):
        assert np.isnan(katz_ratio(*counts)).all(), counts


def test_katz_agrees_with_scipy():
    for e1, n1, e0, n0 in GRID:
        if 0 < e1 < n1 and 0 < e0 < n0:
            other = relative_risk(e1, n1, e0, n0)
            close(katz_ratio(e1, n1, e0, n0), (other.relative_risk, *other.confidence_interval()), 1e-12)


def test_katz_takes_effective_sizes():
    close(katz_ratio(30, 100, 80, 200, effective_n1=50, effective_n0=100), katz_ratio(15, 50, 40, 100))


# ---- tests -----------------------------------------------------------------------------------------
def test_pearson_on_paper_and_at_the_edges():
    # 5 5 / 2 8: 20 x (5 x 8 - 5 x 2)^2 / (10 x 10 x 7 x 13) = 1.978..., p 0.1596
    assert pearson_p(5, 10, 2, 10) == pytest.approx(0.1596, abs=5e-5)
    assert pearson_p(3, 10, 6, 20) == 1  # the same share
    # an empty margin: nobody in an arm, no event at all, everyone with the event
    assert np.isnan(pearson_p([0, 3, 0, 5], [0, 5, 5, 5], [2, 0, 0, 9], [4, 0, 9, 9])).all()


def test_pearson_agrees_with_r():
    close(*zip(*((float(pearson_p(row["e1"], row["n1"], row["e0"], row["n0"])), row["p"]) for row in R_ROWS)), 1e-9)


def test_wald():
    assert wald_p(1.959963984540054, 1) == pytest.approx(0.05, rel=1e-12)
    assert wald_p(-0.3, 0.1) == wald_p(0.3, 0.1)
    assert wald_p(0, 0.1) == 1
    assert np.isnan(wald_p([0.1, 0, np.nan], [0, 0, 1])).all()  # no error, no test


# ---- what all share --------------------------------------------------------------------------------
def test_impossible_counts_are_an_error_not_a_blank():
    for events, n in ((6, 5), (-1, 5), (0, -1), (2, 0)):
        with pytest.raises(ValueError):
            wilson(events, n)
        with pytest.raises(ValueError):
            newcombe_difference(events, n, 1, 2)
        with pytest.raises(ValueError):
            katz_ratio(1, 2, events, n)
        with pytest.raises(ValueError):
            pearson_p(1, 2, events, n)


def test_huge_counts_do_not_overflow():
    big = 2_000_000_000
    assert 0 <= pearson_p(np.int64(big // 2), np.int64(big), np.int64(big // 2 + 5), np.int64(big)) <= 1
    assert log(katz_ratio(np.int32(10**9), np.int32(2 * 10**9), np.int32(10**9), np.int32(2 * 10**9))[2]) > 0
