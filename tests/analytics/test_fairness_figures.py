"""The pictures of the checks: what stands where, what is said instead, and nothing drawn that is not known."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from analytics import fairness_figures, specification_figures
from analytics.agreement import agreement, apart
from analytics.answers.is_it_fair import TRAITS
from analytics.overlap import Overlap
from tests.analytics.sentences.test_fairness import CRUDE, MORE, NONE, ROW, UNCLEAR

LEVEL = {"covariate": "sex", "level": "female", "difference": 0.3, "difference_weighted": 0.0}


def parsed(picture):
    """Well-formed, or this fails; `&` and the like are escaped."""
    return ElementTree.fromstring(picture.html)


def points():
    rows = [{**row, "counted": True, "headline": row is ROW} for row in (ROW, UNCLEAR, MORE)]
    return [*rows, {**CRUDE, "counted": False, "headline": False}, {**CRUDE, "exposure": "started", "counted": False, "headline": False}]


def test_twins_hold_both_gaps_and_say_both():
    picture = fairness_figures.twins([ROW], [CRUDE])
    assert "Mediation: made alike 7 fewer (3 to 11 fewer), as they stand 14 fewer (11 to 17 fewer)" in picture.alt
    parsed(picture)
    assert picture.html.count("overflow=\"visible\"><circle") == 1  # the model's mark once; the other is grey
    assert fairness_figures.twins([], []) is None


def test_what_can_not_be_compared_is_said_not_drawn():
    picture = fairness_figures.twins([NONE], [CRUDE])
    assert "made alike Can't be worked out" in picture.alt or "Can’t be worked out" in picture.alt
    parsed(picture)


def test_the_love_plot_draws_levels_before_and_after():
    hidden = {**LEVEL, "level": "other", "difference": np.nan, "difference_weighted": np.nan}
    picture = fairness_figures.likeness([LEVEL, {**LEVEL, "level": "male", "difference": -0.3}, hidden], TRAITS)
    assert picture.html.count("rj-before") == 2 and picture.html.count("rj-after") == 2
    assert "Sex: 0.30 → 0.00" in picture.alt and "Race: hidden" in picture.alt
    parsed(picture)


def test_overlap_hides_what_is_hidden():
    shares = np.array([np.nan] + [1 / 9] * 9)
    picture = fairness_figures.chances(Overlap(shares, shares), "restitution")
    assert picture.html.count("<rect") == 18 and picture.html.count("rj-hidden") == 2 and "hidden, 11, 11" in picture.alt
    parsed(picture)
    assert fairness_figures.chances(Overlap(shares * np.nan, shares * np.nan, "why"), "restitution") is None


def test_groups_exposures_and_attendance():
    rows = [{**ROW, "sex": "female"}, {**NONE, "sex": "other"}]
    assert "Women: 7 fewer (3 to 11 fewer)" in fairness_figures.by_group(rows, "sex").alt
    assert fairness_figures.by_group([], "sex") is None
    exposed = fairness_figures.by_exposure([ROW, {**ROW, "exposure": "started"}])
    assert "Those who had started by then: 7 fewer" in exposed.alt and "By then: on or before the day of release" in exposed.html
    dose = [{"band": "none", "n": None, "rate": None, "low": None, "high": None, "status": "suppressed"},
            {"band": "all", "n": 40.0, "rate": 0.5, "low": 0.35, "high": 0.65, "status": "ok"}]
    picture = fairness_figures.attended(dose, ROW["model"], "rearrest")
    assert "All of them: 50 of 100" in picture.alt and "None of the sessions" in picture.alt
    parsed(picture)
    assert fairness_figures.attended([], ROW["model"], "rearrest") is None


def test_the_curve_has_a_dot_and_a_link_a_choice_and_a_ring_for_the_headline():
    found = agreement(points())
    picture = specification_figures.curve(found, ROW["model"], lambda row: f"x?a={row['window_months']}&b=\"", {})
    assert picture.html.count("<a ") == 3 and picture.html.count("rj-ring") == 1
    assert "Arrested again within three years, each person once, made alike by balancing: 7 fewer (3 to 11 fewer)" in picture.html
    parsed(picture)
    heights = [float(y) for y in re.findall(r'<circle cx="[^"]+" cy="([\d.]+)" r="2.6"', picture.html)]
    assert heights == sorted(heights, reverse=True)  # from the fewest to the most, more above
    assert specification_figures.curve(agreement([]), ROW["model"], str) is None


def test_what_is_drawn_apart():
    picture = specification_figures.drawn_apart(apart(points()), ROW["model"], lambda row: "x")
    assert "As the groups stand, not made alike: 1 of 1 show fewer" in picture.alt and "Only those who started" in picture.alt
    parsed(picture)
    assert specification_figures.drawn_apart({"crude": []}, ROW["model"], str) is None


def test_the_ends_are_named():
    assert [title for title, _ in specification_figures.ends(agreement(points()))] == [
        "Open the choice that we show first", "Open the least favorable choice", "Open the most favorable choice"]
    assert specification_figures.ends(agreement([])) == []


@pytest.mark.parametrize("row", [ROW, MORE])
def test_a_choice_far_out_stays_inside(row):
    wild = {**row, "risk_difference_low": -0.99, "risk_difference_high": 0.99, "counted": True, "headline": False}
    picture = specification_figures.curve(agreement([{**row, "counted": True, "headline": True}] * 40 + [wild]), ROW["model"], lambda row: "x")
    assert all(0 <= float(y) <= specification_figures.HEIGHT for y in re.findall(r'y[12]="([\d.]+)"', picture.html))
