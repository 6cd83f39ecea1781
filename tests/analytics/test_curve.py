"""Curves day by day: which rows stand, and what a thinned curve shows. The estimates are tested against R elsewhere."""

import math

import numpy as np
import pytest

import analytics
from tests.records import database


def followed(days, censored_on=1000, deaths=()):
    """Baseline releases of 2015-01-01 with the event on the given days, and some followed without it."""
    releases, events = ["release_id,person_id,released_on,follow_up_ended_on"], ["event_id,person_id,occurred_on,event_type"]
    start = np.datetime64("2015-01-01")
    for number, day in enumerate(days):
        end = start + (censored_on if day is None else max(day, censored_on))
        releases.append(f"r{number},p{number},{start},{end}")
        if day is not None:
            events.append(f"e{number},p{number},{start + day},{'death' if number in deaths else 'rearrest'}")
    return database({"release": "\n".join(releases), "event": "\n".join(events)})


def rows(frame):
    return frame[frame["model"] == "retributive_only"].reset_index(drop=True)


def test_a_row_for_day_0_and_for_each_day_on_which_anything_happens():
    # day 5: an event, and a death after it on the same day; day 7: two events; one is followed to day 1,000
    frame = rows(analytics.curve(followed([5, 5, 7, 7, None], deaths={1}), min_cell=0))
    assert frame[["day", "at_risk", "events", "censored", "competing"]].values.tolist() == [
        [0, 5, 0, 0, 0],
        [5, 5, 1, 0, 1],
        [7, 3, 2, 0, 0],
        [1000, 1, 0, 1, 0],
    ]
    # By hand: 1, 4/5, 4/5 x 1/3.
    assert frame["estimate"].tolist() == pytest.approx([1, 0.8, 0.8 / 3, 0.8 / 3], rel=1e-12)


def test_the_share_with_the_event_where_death_competes():
    frame = rows(analytics.curve(followed([5, 5, 7, 7, None], deaths={1}), kind="cif", min_cell=0))
    # By hand: 1/5, then 3/5 still there of whom 2 of 3 have it: 1/5 + 3/5 x 2/3.
    assert frame["estimate"].tolist() == pytest.approx([0, 0.2, 0.6, 0.6], rel=1e-12)


def test_a_thinned_curve_steps_only_after_enough_people():
    """25 events on days 1 to 25 and 40 who have none: rows by the 11th and 22nd event, not after."""
    frame = rows(analytics.curve(followed([*range(1, 26), *[None] * 40]), round=1))
    assert frame["day"].tolist() == [0, 11, 22]
    assert frame["events"].tolist() == [0, 11, 11]
    assert frame["at_risk"].tolist() == [65, 55, 44]
    assert frame["estimate"].tolist() == [1.0, round(54 / 65, 3), round(43 / 65, 3)]


def test_a_thinned_curve_stops_before_those_who_are_left_are_few():
    """22 events among 25: after the first 11 there are 14 without it, after 22 only 3."""
    frame = rows(analytics.curve(followed([*range(1, 23), *[None] * 3]), round=1))
    assert frame["day"].tolist() == [0, 11]


def test_what_happens_to_a_few_on_day_0_cannot_be_read_off():
    """4 events on day 0, then one a day: day 0 tells no events and no estimate, the next row tells both sums."""
    frame = rows(analytics.curve(followed([0, 0, 0, 0, *range(1, 31), *[None] * 40]), round=1))
    assert frame.loc[0, ["events", "estimate", "std_error"]].isna().all()
    assert frame.loc[1, "day"] == 11
    assert frame.loc[1, "events"] == 15
    assert frame.loc[1, "estimate"] == round(59 / 74, 3)


def test_what_is_hidden_does_not_follow_from_those_at_risk():
    """20 events a day on days 0 to 3, and deaths: three on day 0, four on day 1, five on day 2; then 76 are followed on."""
    days = [*[0] * 20, *[1] * 20, *[2] * 20, *[3] * 20, *[0] * 3, *[1] * 4, *[2] * 5, *[None] * 76]
    db = followed(days, deaths=range(80, 92))
    exact = rows(analytics.curve(db, kind="cif", min_cell=0))
    assert exact[["at_risk", "events", "competing"]].values.tolist()[:4] == [[168, 20, 3], [145, 20, 4], [121, 20, 5], [96, 20, 0]]
    frame = rows(analytics.curve(db, kind="cif", round=1))
    assert frame["competing"].isna().tolist() == [True, True, True, False] and frame["events"].tolist() == [20] * 4
    # 145 would tell the three of day 0, 121 the seven of two days; 96 tells twelve of three days, and of none how many.
    assert frame["at_risk"].isna().tolist() == [False, True, True, False] and frame["at_risk"].iloc[3] == 96
    assert frame["estimate"].notna().all()


def test_those_at_risk_stand_where_they_tell_nothing_hidden():
    """Four events on day 0 and twelve on day 1, whose row tells all 16: 76 still at risk would tell the four of day 0."""
    frame = rows(analytics.curve(followed([*[0] * 4, *[1] * 12, *[2] * 20, *[None] * 44]), round=1))
    assert frame["events"].isna().tolist() == [True, False, False] and frame["events"].tolist()[1:] == [16, 20]
    assert frame["at_risk"].isna().tolist() == [False, True, False] and frame["at_risk"].iloc[2] == 64


def test_what_is_hidden_does_not_follow_from_those_at_risk_in_a_later_row():
    """Three deaths on day 0. 85 on day 6 tell them together with ten events of day 5; 80 on day 7 would tell them alone."""
    db = followed([*[0] * 20, *[5] * 10, *[6] * 5, *[7] * 20, *[0] * 3, *[None] * 60], deaths=range(55, 58))
    frame = rows(analytics.curve(db, kind="cif", round=1))
    assert frame["day"].tolist() == [0, 6, 7] and frame["events"].tolist() == [20, 15, 20]
    assert frame["at_risk"].isna().tolist() == [False, False, True] and frame["at_risk"].tolist()[:2] == [118, 85]


def test_few_people_leave_no_curve_and_nobody_leaves_an_empty_one():
    few = rows(analytics.curve(followed([1] * 5)))
    assert few["status"].tolist() == ["suppressed"]
    assert few[["at_risk", "events", "estimate"]].isna().all(axis=None)
    nobody = analytics.curve(followed([1] * 30), model="circle_sentencing")
    assert nobody[["day", "at_risk", "status"]].values.tolist() == [[0, 0, "not_estimable"]]
    assert math.isnan(nobody["estimate"].iloc[0])
