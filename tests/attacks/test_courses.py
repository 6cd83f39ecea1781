"""Curves beside the comparisons and beside one another: no row tells, by subtraction, of a few people."""

from datetime import date, timedelta

import numpy as np

from analytics.disclosure import Gate
from analytics.publishing.comparisons import comparison_views
from analytics.publishing.courses import Told, curve_views, may_stand, not_in_both
from tests.records import database

GATE = Gate(11, 5)
# How many of the only arm had been arrested again for violence by day 0, 1, 2, 3 and 4.
VIOLENT = np.array([[0, 11, 15, 37, 37]])


def days_that_may(*told: tuple[str, int, int, bool]) -> list[int]:
    """Days on which a row of that curve may stand beside (event, day, how many, whether that is shown)."""
    points = [Told(outcome, day, np.array([count]), np.array([shown])) for outcome, day, count, shown in told]
    return np.flatnonzero(may_stand("violent_rearrest", VIOLENT, points, GATE)[0]).tolist()


def test_beside_nothing_every_row_may_stand():
    assert days_that_may() == [0, 1, 2, 3, 4]


def test_an_event_that_holds_it_on_a_later_day():
    # 40 had any new arrest by day 3: 3 of them none for violence by day 3. By day 4 nobody says.
    assert days_that_may(("rearrest", 3, 40, True)) == [0, 1, 2, 4]
    # 15 by day 1 less 11 by then are 4; from day 2 on the violent arrests are not within those of day 1
    assert days_that_may(("rearrest", 1, 15, True)) == [0, 2, 3, 4]


def test_what_is_not_shown_cannot_be_subtracted_from():
    assert days_that_may(("rearrest", 3, 40, False)) == [0, 1, 2, 3, 4]


def test_its_own_window_where_nothing_more_happened():
    assert days_that_may(("violent_rearrest", 4, 37, True)) == [0, 1, 2, 3, 4]
    # hidden in the comparisons: a row with the same number would tell it
    assert days_that_may(("violent_rearrest", 4, 37, False)) == [0, 1, 2]


def test_both_parts_of_a_union_on_one_day():
    # by day 1, 14 came back for a new offense, 14 for breaking a rule and 25 for either: 3 for both; by day 2 nobody for both
    so_far = {"reincarceration": np.array([[0, 14, 14]]), "technical_return": np.array([[0, 14, 14]]), "return_to_prison": np.array([[0, 25, 28]])}
    every, none = np.ones((1, 3), bool), np.zeros((1, 3), bool)
    assert not_in_both("technical_return", so_far, {"return_to_prison": every, "reincarceration": every}, GATE).tolist() == [[True, False, True]]
    assert not_in_both("technical_return", so_far, {"return_to_prison": every, "reincarceration": none}, GATE).all()


def test_no_row_tells_who_was_arrested_again_but_not_for_violence():
    """60 people, everybody followed for five years; 26 arrested again in their first year, 23 of them for violence. The
    comparisons hide the 23 because 26 less 23 are three; the curve of violent arrests must not tell them either."""
    first, last = date(2015, 1, 1), date(2023, 12, 31)
    arrests = [(200 + number, "violent") for number in range(23)] + [(205, "property"), (215, "property"), (224, "property")]
    releases = "\n".join(f"R{number},P{number},{first},prison_release,{last}" for number in range(120))  # the second half: the usual sentence
    sent = "\n".join(f"T{number},P{number},R{number},victim_offender_mediation,{first - timedelta(20)},completed" for number in range(60))
    events = "\n".join(f"E{number},P{number},{first + timedelta(day)},rearrest,{offense}" for number, (day, offense) in enumerate(arrests))
    records = database({
        "release": "release_id,person_id,released_on,release_type,follow_up_ended_on\n" + releases,
        "participation": "participation_id,person_id,release_id,model,referred_on,status\n" + sent,
        "event": "event_id,person_id,occurred_on,event_type,offense\n" + events,
    })
    compared = comparison_views(records)
    of_year = compared.frames[""].query("window_months == 12 and model == 'victim_offender_mediation'").set_index("outcome")
    assert of_year.loc["rearrest", "events"] == 26 and of_year["events"].isna()["violent_rearrest"]
    drawn = curve_views(records, compared).query("model == 'victim_offender_mediation' and day > 0")
    told = {outcome: [(day, round(60 * share)) for day, share in zip(rows["day"], rows["estimate"], strict=True)] for outcome, rows in drawn.groupby("outcome")}
    assert told["rearrest"][-1] == (224, 26)  # the end of the window, which the comparisons show
    assert not any(26 - had_it in range(1, 11) for _, had_it in told.get("violent_rearrest", []))
