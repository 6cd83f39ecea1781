"""What is said of who is reached, of taking part, of the way to completion and of reentry services."""

import pytest

from analytics.answers import who_and_where
from analytics.sentences import access, course, services, taking_part


def row(step="referred", **different):
    return {"model": "any_restorative", "step": step, "basis": "eligible", "eligible": 500, "not_recorded": 100, "reached": 200, "share": 0.4,
            "low": 0.36, "high": 0.44, "rest_share": 0.5, "ratio": 0.8, "ratio_low": 0.7, "ratio_high": 0.9, "status": "ok", "min_cell": 11} | different


@pytest.mark.parametrize("different, verdict", [
    ({}, "less"), ({"ratio_low": 1.1, "ratio_high": 1.4}, "more"), ({"ratio_high": 1.2}, "unclear"), ({"status": "low"}, "low"),
    ({"share": None, "status": "suppressed"}, "suppressed"), ({"eligible": 0, "share": None}, "nobody"),
    ({"ratio_low": None, "status": "suppressed"}, "suppressed")])
def test_verdicts(different, verdict):
    assert access.verdict(row(**different)) == verdict


def test_how_far_everyone_came():
    said = access.overall([row(), row("started", share=0.3), row("completed", share=0.2)])
    assert said == "Of every 100 people whom the site records as able to take part, 40 were sent to a restorative program; 30 started, 20 completed it."
    assert access.overall([row(share=None, status="suppressed")]).startswith("We do not show this number.")
    assert access.overall([row(eligible=0, share=None)]).startswith("Nobody in this selection could have been sent")


def test_groups_are_named_both_ways_and_chance_is_told_among_many():
    rows = [row(sex="female", ratio_low=1.1, ratio_high=1.3), row(sex="male")]
    assert who_and_where.by_group(rows, "sex") == (
        "By sex, sent less often than all others: Men; more often than all others: Women. The records don't tell why.")
    many = [row(circuit=f"Circuit {i}") for i in range(12)]
    assert who_and_where.by_group(many, "circuit").endswith("Among so many, a few stand out by chance alone.")
    assert who_and_where.by_group([row(sex="male", status="low")], "sex") == "By sex, no group here can be held against the others."


def test_against_whom_is_said():
    assert "Of 100 people it is not recorded" in who_and_where.eligible([row()])
    assert "Of fewer than 11 people it is not recorded; they are left out." in who_and_where.eligible([row(not_recorded=float("nan"))])
    assert "not recorded" not in who_and_where.eligible([row(not_recorded=0)])
    assert "does not record" in who_and_where.eligible([row(basis="everyone")])


VICTIMS = {"model": "victim_offender_mediation", "victims": 200, "invited": 180, "took_part": 100, "in_person": 60, "by_letter": 40, "stand_in": 0,
           "offered": 100, "given": 20, "asked": 120, "answered": 80, "never_asked": 80, "min_cell": 11}


def test_who_took_part_and_who_was_never_asked():
    assert taking_part.about(VICTIMS) == [
        "200 victims are named in cases sent to mediation. Of every 100, 90 were invited and 50 took part: 30 in person and 20 by letter.",
        "Of every 100, 50 were offered a victim impact statement and 10 gave one.",
        "Of every 100, 40 answered at least one question, before, after or some months later; 40 were never asked any."]
    assert taking_part.about({**VICTIMS, "victims": 0})[0].endswith("That does not mean that nobody was harmed.")
    assert "hidden" in taking_part.about({**VICTIMS, "took_part": None})[0]


def times(**different):
    return [{"end": end, "month": month, "share": share, "status": "ok"} | different
            for end, month, share in (("completed", 0, 0.0), ("completed", 12, 0.5), ("completed", 18, 0.6), ("left", 6, 0.2))]


def test_the_way_to_completion():
    said = course.times(times(), "circle_sentencing")
    assert said.startswith("Of every 100 people sent to a circle, 50 had completed it within a year and 20 had left within 6 months.")
    together = [*times()[:3], {"end": "left", "month": 12, "share": 0.3, "status": "ok"}]
    assert "50 had completed it within a year and 30 had left by then." in course.times(together, "circle_sentencing")
    assert course.times(times(), "circle_sentencing", open_=True).startswith("Many are still on the way, so this is the figure to go by.")
    assert course.times([{"end": "completed", "month": 0, "share": None, "status": "suppressed"}], "circle_sentencing").startswith("We do not show")


def test_a_line_without_a_step_that_may_be_shown_is_not_nobody():
    completed, left = times()[:1], times()[3:]
    assert course.times([*completed, *left], "circle_sentencing") == course.NO_LINE
    assert "had left" not in course.times([*times()[:3], {"end": "left", "month": 0, "share": 0.0, "status": "ok"}], "circle_sentencing")


def test_reasons_and_sessions():
    reasons = [{"reason": "no_contact", "share": 0.6}, {"reason": "other", "share": 0.3}, {"reason": "transferred", "share": None}]
    assert course.leaving(reasons) == "Of every 100 who left, 60 because nobody could be reached and 30 for another reason. Reasons of few people are hidden."
    rows = [{"counted_in": "sessions", "planned": 10, "attended": at, "people": 50, "share": 0.5} for at in (0, 10)]
    rows.append({"counted_in": "hours", "planned": 40, "attended": 40, "people": 40, "share": 0.4})
    assert course.attended(rows, "impact_of_crime_class") == (
        "Of every 100 people sent to an Impact of Crime class whose case is closed, 50 attended all ten sessions and 50 attended none. 40 reached "
        "forty hours.")


SERVICE = {
    "program": "missouri_reentry_process", "for_women": False, "people": 400, "completed_share": 0.6, "outcome": "rearrest", "window_months": 36,
    "difference": -0.11, "difference_low": -0.16, "difference_high": -0.06, "status": "ok", "alike_rate": 0.4, "alike_others_rate": 0.5,
    "alike_difference": -0.1, "alike_difference_low": -0.15, "alike_difference_high": -0.05, "alike_status": "ok"}


@pytest.mark.parametrize("different, said", [
    ({}, "Of 100 like them who had not, 50 did. That is 10 fewer; the records fit anything from 5 to 15 fewer. "
         "As the groups stand, not made alike, the gap is 11 fewer."),
    ({"alike_difference_high": 0.02}, "We can't tell yet: the records fit anything from 15 fewer to 2 more."),
    ({"difference": 0.001}, "As the groups stand, not made alike, the gap is under 1 either way."),
    ({"alike_status": "low"}, "Too few people are alike to judge."),
    ({"alike_difference": None, "alike_status": "suppressed"}, "What happened afterwards is hidden."),
    ({"alike_difference": None, "alike_status": "not_estimable"}, services.NOT_WORKED_OUT),
    ({"alike_status": "immature"}, "It is too soon to say what happened afterwards."),
    ({"people": None}, "We do not show")])
def test_a_service_in_words(different, said):
    assert said in services.about({**SERVICE, **different})


def test_services_are_never_called_the_cause():
    assert services.about(SERVICE).endswith(services.MAY_DIFFER)
