"""What the checks come to: agreement, the interaction test, overlap, attendance; each by hand."""

import math

import numpy as np
import pytest
from scipy.stats import chi2

from analytics.agreement import agreement, apart
from analytics.dose import dose
from analytics.overlap import overlap
from analytics.subgroups import interaction
from tests.records import database


def point(difference, half=0.02, counted=True, headline=False, adjust="entropy", exposure="referred"):
    low, high = (None, None) if difference is None else (difference - half, difference + half)
    return {"risk_difference": difference, "risk_difference_low": low, "risk_difference_high": high, "counted": counted,
            "headline": headline, "adjust": adjust, "exposure": exposure}


POINTS = [
    point(-0.05),                                           # clearly fewer
    point(-0.01, headline=True),                            # fewer, its range holds 0
    point(0.03),                                            # clearly more
    point(0.0),                                             # neither
    point(None),                                            # counted, without a figure
    point(-0.20, counted=False, adjust="none"),             # crude: drawn apart
    point(-0.30, counted=False, exposure="started"),        # started: drawn apart
    point(-0.40, counted=False, exposure="completed", adjust="none"),
]


def test_agreement_by_hand():
    found = agreement(POINTS)
    assert (found.counted, len(found.shown)) == (5, 4)
    assert (found.fewer, found.more, found.clear_fewer, found.clear_more) == (2, 1, 1, 1)
    assert found.place == 2 and found.headline["risk_difference"] == -0.01
    assert [row["risk_difference"] for row in found.shown] == [-0.05, -0.01, 0.0, 0.03]


def test_every_sign_turned_swaps_the_counts():
    turned = [{**row, "risk_difference": -row["risk_difference"], "risk_difference_low": -row["risk_difference_high"],
               "risk_difference_high": -row["risk_difference_low"]} if row["risk_difference"] is not None else row for row in POINTS]
    was, now = agreement(POINTS), agreement(turned)
    assert (now.fewer, now.more, now.clear_fewer, now.clear_more) == (was.more, was.fewer, was.clear_more, was.clear_fewer)


def test_apart_holds_what_is_not_counted():
    assert {name: len(rows) for name, rows in apart(POINTS).items()} == {"crude": 1, "started": 1, "completed": 1}


def test_nothing_to_agree_on():
    found = agreement([point(None)])
    assert (found.shown, found.headline, found.place, found.counted) == ((), None, None, 1)


def test_interaction_by_hand():
    # Gaps of -0.10 and 0 with standard errors of 0.02 and 0.04: weights 2,500 and 625, mean -0.08;
    # Q = 2,500 x 0.02^2 + 625 x 0.08^2 = 1 + 4 = 5, which is (0.10)^2 / (0.02^2 + 0.04^2).
    rows = [point(-0.10, 1.96 * 0.02), point(0.0, 1.96 * 0.04)]
    found = interaction(rows)
    assert found.q == pytest.approx(5) and found.p == pytest.approx(chi2.sf(5, 1)) and found.groups == 2


@pytest.mark.parametrize("rows", [[], [point(-0.1)], [point(-0.1), point(None)], [point(-0.1), point(-0.1, half=0)]])
def test_no_interaction_without_two_groups(rows):
    assert math.isnan(interaction(rows).p)


def sessions(attended, planned=4, arrested=()):
    """Everybody sent to a circle; `attended` sessions of `planned` each; those at these places arrested after a year."""
    people = range(len(attended))
    return {
        "release": "release_id, person_id, released_on, follow_up_ended_on, release_type\n" + "\n".join(
            f"r{i}, p{i}, 2018-01-01, 2022-12-31, prison_release" for i in people) + "\nu, u, 2018-01-01, 2022-12-31, prison_release",
        "participation": "participation_id, person_id, release_id, model, referred_on, status, sessions_planned, sessions_attended\n" + "\n".join(
            f"a{i}, p{i}, r{i}, circle_sentencing, 2017-12-01, active, {'' if number is None else planned}, {'' if number is None else number}"
            for i, number in enumerate(attended)),
        "event": "event_id, person_id, occurred_on, event_type\nu, u, 2019-01-01, rearrest\n" + "\n".join(
            f"e{i}, p{i}, 2019-01-01, rearrest" for i in arrested),
    }


def test_dose_by_hand():
    # None of 4; 1 of 4 is under half; 2 and 3 of 4; 4 and 5 of 4; not on record.
    rows = dose(database(sessions([0, 1, 2, 3, 4, 5, None], arrested=(0, 2))), "circle_sentencing", min_cell=0)
    assert [(row["band"], row["n"], row["events"]) for row in rows] == [
        ("none", 1, 1), ("under_half", 1, 0), ("half_or_more", 2, 1), ("all", 2, 0)]
    assert [row["rate"] for row in rows] == [1, 0, 0.5, 0] and {row["status"] for row in rows} == {"low"}


def test_dose_hides_few_and_tells_of_nothing_where_nothing_is_on_record():
    rows = dose(database(sessions([0] * 5 + [4] * 40, arrested=range(5, 25))), "circle_sentencing")
    assert [(row["band"], row["status"], row["n"]) for row in rows] == [("none", "suppressed", None), ("all", "low", 40)]
    assert rows[1]["rate"] == 0.5
    assert dose(database(sessions([None, None])), "circle_sentencing") == []
    assert dose(database(sessions([1])), "restitution") == []


def test_overlap_in_the_demonstration(demonstration):
    found = overlap(demonstration, "impact_of_crime_class")
    assert np.nansum(found.arm) == pytest.approx(1, abs=0.02) and np.nansum(found.baseline) == pytest.approx(1, abs=0.02)
    known = found.arm[~np.isnan(found.arm)]
    assert known[-1] > known[0]  # those sent stand where the chance is high
    assert overlap(demonstration, "impact_of_crime_class", where="sex=other").reason


def test_overlap_is_even_where_both_groups_are_the_same():
    # Twenty sent and twenty not, of each of two offenses: the chance is one half for all, in every band.
    rows = [f"{group}{i}, {group}{i}, 2018-01-01, 2022-12-31, prison_release, {'drug' if i % 2 else 'violent'}"
            for group in ("sent", "usual") for i in range(40)]
    held = database({
        "release": "release_id, person_id, released_on, follow_up_ended_on, release_type, offense\n" + "\n".join(rows),
        "participation": "participation_id, person_id, release_id, model, referred_on, status\n" + "\n".join(
            f"a{i}, sent{i}, sent{i}, circle_sentencing, 2017-12-01, active" for i in range(40)),
        "event": "event_id, person_id, occurred_on, event_type\ne, sent0, 2019-01-01, rearrest",
    })
    found = overlap(held, "circle_sentencing", min_cell=0)
    assert np.allclose(found.arm, found.baseline) and found.arm.sum() == pytest.approx(1)
