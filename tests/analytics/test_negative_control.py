"""Arrests before the release, under the weights of the comparison: failed, no sign, or not available."""

from datetime import date, timedelta

import pytest

import analytics
from analytics.negative_control import FEW, NO_HISTORY, negative_control, negative_controls
from data.derive import HISTORY_DAYS
from tests.records import database

RELEASED = date(2018, 1, 1)
MODEL = "circle_sentencing"


def records(before: dict[str, dict[int, int]], sent: int = 100, usual: int = 100) -> dict[str, str]:
    """Releases of people sent and not sent; before: group -> days before the release -> how many were arrested then."""
    groups = {"sent": sent, "usual": usual}
    release = ["release_id, person_id, released_on, follow_up_ended_on, release_type, offense"]
    participation = ["participation_id, person_id, release_id, model, referred_on, status"]
    event = ["event_id, person_id, occurred_on, event_type", "x, sent0, 2019-01-01, rearrest"]
    for group, size in groups.items():
        for i in range(size):
            release.append(f"{group}{i}, {group}{i}, {RELEASED}, 2022-12-31, prison_release, drug")
        participation += [f"{group}{i}, {group}{i}, {group}{i}, {MODEL}, 2017-12-01, active" for i in range(size) if group == "sent"]
        person = 0
        for days, number in before.get(group, {}).items():
            for _ in range(number):
                event.append(f"{group}{person}-{days}, {group}{person}, {RELEASED - timedelta(days)}, rearrest")
                person += 1
    return {"release": "\n".join(release), "participation": "\n".join(participation), "event": "\n".join(event)}


@pytest.mark.parametrize(("before", "verdict", "why"), [
    ({"sent": {100: 40}, "usual": {100: 45}}, "no sign", ""),                    # 40 and 45 of 100
    ({"sent": {100: 40}, "usual": {100: 70}}, "failed", ""),                     # 40 and 70 of 100
    ({"sent": {100: 70}, "usual": {100: 40}}, "failed", ""),                     # the same turned round
    ({}, "not available", NO_HISTORY),                                           # the records begin with the release
    ({"sent": {1096: 60}, "usual": {1096: 60}}, "not available", NO_HISTORY),    # a day too early to be looked at
    ({"sent": {0: 60}, "usual": {0: 60}}, "not available", NO_HISTORY),          # on the day itself: after, not before
    ({"sent": {100: 29}, "usual": {100: 60}}, "not available", FEW),             # one too few
    ({"sent": {1095: 40, 1: 5}, "usual": {1095: 20, 1: 25}}, "no sign", ""),     # both ends belong to it: 45 and 45
])
def test_verdicts(before, verdict, why):
    found = negative_control(database(records(before)), MODEL, min_cell=0)
    assert (found.verdict, found.reason, found.days) == (verdict, why, 1095)


def test_its_figures():
    found = negative_control(database(records({"sent": {100: 40}, "usual": {100: 70}})), MODEL, min_cell=0)
    assert (found.n, found.rate, found.baseline_rate) == (100, 0.4, pytest.approx(0.7))
    # Nothing is weighted where all are alike: the error is that of two shares, sqrt(.4 x .6 / 100 + .7 x .3 / 100).
    assert found.difference == pytest.approx(-0.3) and found.high == pytest.approx(-0.3 + 1.96 * 0.0045**0.5)


def test_small_counts_stay_hidden_and_others_are_rounded():
    assert negative_control(database(records({"sent": {9: 95}, "usual": {9: 50}})), MODEL).verdict == "not available"
    found = negative_control(database(records({"sent": {9: 33}, "usual": {9: 52}}, sent=103)), MODEL)
    assert found.n == 105 and found.rate == round(33 / 103, 3)


def test_it_is_no_matter_of_what_is_asked():
    held = database(records({"sent": {100: 40}, "usual": {100: 45}}))
    assert negative_control(held, MODEL) == negative_control(held, MODEL, outcome="reconviction", unit="every", landmark=30)


def test_the_demonstration_passes_where_it_is_made_alike_and_not_where_it_is_not(demonstration):
    # Earlier arrests are drawn from the same traits as later ones, whatever the program: chosen people had fewer.
    alike, crude = (negative_controls(demonstration, adjust=adjust) for adjust in ("entropy", "none"))
    assert sum(control.verdict == "failed" for control in alike.values()) <= 1
    assert sum(control.verdict == "failed" and control.difference < 0 for control in crude.values()) >= 3


def test_history_is_nothing_that_groups_are_made_alike_in():
    held = database(records({"sent": {100: 40}, "usual": {100: 70}}))
    for adjust in ("entropy", "ipw", "standardize"):
        assert "arrest" not in analytics.compare(held, adjust=adjust)["covariates"].iloc[0]
    assert HISTORY_DAYS == 1095
