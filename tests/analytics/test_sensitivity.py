"""The E-value as published (VanderWeele & Ding 2017, Annals of Internal Medicine 167:268-274)."""

import numpy as np
import pytest

from analytics.sensitivity import e_value, e_value_of_limit


def test_the_paper_s_example():
    """A ratio of 3.9 (1.8 to 8.7) has the E-value 7.26, and 3.0 for its limit."""
    assert e_value(3.9) == pytest.approx(7.26, abs=0.005)
    assert e_value_of_limit(1.8, 8.7) == pytest.approx(3.0, abs=0.005)


def test_a_ratio_below_one_is_turned():
    assert e_value(0.8) == pytest.approx(e_value(1.25))
    assert e_value_of_limit(0.5, 0.8) == pytest.approx(e_value(0.8))


def test_no_difference_needs_nothing():
    assert e_value(1.0) == 1
    assert e_value_of_limit(0.9, 1.2) == 1
    assert np.isnan(e_value(np.nan)) and np.isnan(e_value_of_limit(np.nan, np.nan))
