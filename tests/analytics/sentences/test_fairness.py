"""The words of the checks: the same for good and bad news but for direction, and none where there is no number."""

import pytest

from analytics.agreement import agreement
from analytics.answers import is_it_fair
from analytics.explained.fairness import checks
from analytics.negative_control import FEW, NegativeControl
from analytics.sentences import comparison, fairness
from analytics.subgroups import Interaction
from analytics.tables import is_it_fair as table

ROW = {
    "outcome": "rearrest", "window_months": 36, "adjust": "entropy", "exposure": "referred", "model": "victim_offender_mediation",
    "n": 1500, "events": 465, "baseline_n": 20000, "baseline_events": 8000, "rate": 0.31, "baseline_rate": 0.38,
    "risk_difference": -0.07, "risk_difference_low": -0.11, "risk_difference_high": -0.03, "risk_ratio": 0.82, "e_value": 1.74,
    "e_value_limit": 1.31, "effective_n": 12000, "unmatched_share": 0.0, "status": "ok", "baseline_later_referred": 400,
    "unit": "first", "landmark": 0,
}
MORE = {**ROW, "rate": 0.45, "risk_difference": 0.07, "risk_difference_low": 0.03, "risk_difference_high": 0.11, "risk_ratio": 1.18}
UNCLEAR = {**ROW, "rate": 0.36, "risk_difference": -0.02, "risk_difference_low": -0.09, "risk_difference_high": 0.05, "risk_ratio": 0.95,
           "e_value": 1.3, "e_value_limit": 1.0}
NONE = {**ROW, "rate": None, "risk_difference": None, "e_value": None, "effective_n": None, "unmatched_share": None, "status": "not_estimable"}
CRUDE = {**ROW, "adjust": "none", "baseline_rate": 0.45, "risk_difference": -0.14, "risk_difference_low": -0.17, "risk_difference_high": -0.11}


def test_what_would_explain_it_away():
    assert fairness.explained_away(ROW) == (
        "Something that the records don't hold would have to make being sent 1.7 times more likely, and being arrested again 1.7 times less "
        "likely, to explain the whole gap (E-value). That is over and above all that the groups were made alike in. To bring the range as far "
        "as no gap, 1.3 times would do.")
    assert "being arrested again 1.7 times more likely" in fairness.explained_away(MORE)
    assert fairness.explained_away(UNCLEAR).endswith("The range already holds no gap: for that, nothing more is needed.")
    assert fairness.explained_away(NONE) == fairness.NO_GAP


def control(verdict, difference=0.0, reason=""):
    return NegativeControl("victim_offender_mediation", verdict, reason, n=1500, rate=0.2, baseline_rate=0.2 - difference, difference=difference,
                           low=difference - 0.02, high=difference + 0.02)


def test_no_sign_of_a_gap_before_is_not_told_as_none():
    """A range that holds no gap, here from 2 fewer to 2 more, does not say that the two groups were arrested equally often."""
    said = is_it_fair.can_say(ROW, {ROW["model"]: control("no sign")})
    assert "That the records show no sign of a gap in the three years before the release. That is not to say that there was none." in said
    assert not any("as often" in one for one in said)
    assert not any("three years before" in one for one in is_it_fair.can_say(ROW, {ROW["model"]: control("failed", 0.05)}))


def test_the_time_before():
    assert "no sign that the groups differ" in fairness.control(control("no sign"))
    assert "does not prove that they don't" in fairness.control(control("no sign"))
    failed, other = fairness.control(control("failed", -0.05)), fairness.control(control("failed", 0.05))
    assert "fewer of those sent had been arrested. The check failed." in failed
    assert "more of those sent had been arrested. The check failed." in other
    missing = fairness.control(control("not available", reason=FEW))
    assert missing.startswith("Not available: fewer than 30 people") and missing.endswith("Not available is not passed.")


def test_the_twin_ends_as_it_must():
    assert comparison.twin(CRUDE) == (
        "As the groups stand: of every 100 people sent to mediation, 31 were arrested again within three years; of 100 people with the usual "
        "sentence in the same kinds of case, 45 were. These two groups were not matched, so don't read this as what mediation did.")
    assert comparison.twin({**CRUDE, "rate": None}).endswith("These two groups were not matched, so don't read this as what mediation did.")


def test_how_many_more_people():
    # 38 of 100: pooled variance, the harder direction; 1,500 for 5 in 100 is the number that the sentence of the row has.
    assert fairness.how_many_more(UNCLEAR) == (
        "How many people it would take in each group: about 9,300 to tell a gap of 2 in 100, about 1,500 to tell a gap of 5 in 100 and about "
        "380 to tell a gap of 10 in 100. With so many, four of five such comparisons would find it.")
    assert fairness.how_many_more({**UNCLEAR, "status": "low"}).startswith("How many people it would take")
    assert fairness.how_many_more(ROW) == "" and fairness.how_many_more(NONE) == ""
    assert is_it_fair.how_many_more(ROW).startswith("None to tell this gap")
    assert is_it_fair.how_many_more(NONE) == "There is no number to start from."


@pytest.mark.parametrize(("found", "said"), [
    (Interaction(2, 0.5, 0.48), "no more than chance alone would often make them (p = 0.480)"),
    (Interaction(6, 30.0, 0.00002), "by more than chance alone would often make them (p less than 0.001)"),
    (Interaction(1, float("nan"), float("nan")), "Too few of these groups")])
def test_groups_of_people(found, said):
    assert said in fairness.interaction(found)
    assert ("Many looks" in fairness.interaction(found)) == (found.groups > 1)


def test_who_was_set_aside():
    assert fairness.set_aside(ROW).startswith("Nobody sent to mediation had to be set aside")
    assert fairness.set_aside({**ROW, "unmatched_share": 0.12}).startswith("12 of 100 people sent to mediation were set aside")
    assert fairness.set_aside({**ROW, "unmatched_share": 0.001}).startswith("Less than 1 of 100 people")
    assert fairness.set_aside(NONE).startswith("No weights could be found")


UNTOLD = {**NONE, "events": None, "baseline_events": None, "baseline_rate": None}  # no record tells of the event
HIDDEN = {**NONE, "model": "family_group_conference", "n": None, "events": None, "status": "suppressed"}
NOBODY = {**NONE, "model": "circle_sentencing", "n": 0, "events": 0}
EVERYBODY = {**ROW, "risk_difference": None, "e_value": None, "status": "not_estimable"}  # all were arrested again: alike, but without a gap


def test_what_has_no_weights_for_another_reason_is_not_said_to_have_found_none():
    assert fairness.set_aside(HIDDEN) == "Who had to be set aside can't be shown: too few people stand behind it."
    assert fairness.set_aside(UNTOLD) == "These records don't tell who was arrested again, so nobody is compared."
    for row in (NOBODY, {**NONE, "baseline_n": 0}, {**NONE, "status": "immature"}):
        assert fairness.set_aside(row) == "Nobody can be compared here, so nobody had to be set aside."


def test_agreement_and_the_least_favorable_choice():
    rows = [{**row, "counted": True, "headline": row is ROW} for row in (ROW, UNCLEAR)] + [{**CRUDE, "counted": False, "headline": False}]
    found = agreement(rows)
    assert fairness.agree(found, "arrested again") == (
        "Of 2 defensible choices, 2 give a figure. All show fewer people arrested again, none more. The range leaves out no gap in 1: 1 with fewer, "
        "0 with more. The choice that we show first is number 1 of 2, counted from the one with the fewest.")
    asked = dict(is_it_fair.hard_questions(ROW, CRUDE, control("no sign"), found))
    assert "The least favorable defensible choice shows 2 fewer of 100 (9 fewer to 5 more)" in asked["Did you choose the way of counting that suits you?"]
    assert "the gap is 14 fewer of 100" in asked[PICKED]
    assert fairness.agree(agreement([{**NONE, "counted": True, "headline": True}]), "x").startswith("None of 1 defensible choices")


PICKED = "Weren’t these people picked because they would do well anyway?"


@pytest.mark.parametrize(("plain", "made", "begun", "often", "moved"), [
    (-0.14, -0.07, "In part they were.", "less", "widened the gap: made alike, it is narrower."),
    (0.14, 0.07, "As far as the records tell, rather the other way round.", "more", "widened the gap: made alike, it is narrower."),
    (0.01, 0.06, "In part they were.", "less", "hid part of the gap: made alike, it is wider."),           # more arrested, and more still
    (-0.01, -0.06, "As far as the records tell, rather", "more", "hid part of the gap: made alike, it is wider."),
    (-0.11, 0.01, "In part they were.", "less", "turned the gap round: made alike, it points the other way."),
    (0.11, -0.01, "As far as the records tell, rather", "more", "turned the gap round: made alike, it points the other way."),
    (-0.05, 0.004, "In part they were.", "less", "hardly any gap is left."),
    (0.05, -0.004, "As far as the records tell, rather", "more", "hardly any gap is left."),
    (0.0, 0.03, "In part they were.", "less", "hid part of the gap: made alike, it is wider."),
])
def test_what_making_alike_did_to_the_gap(plain, made, begun, often, moved):
    asked = dict(is_it_fair.hard_questions({**ROW, "risk_difference": made}, {**CRUDE, "risk_difference": plain}, control("no sign"), None))
    assert asked[PICKED].startswith(begun)
    assert f"people like those who were sent were arrested again {often} often anyway." in asked[PICKED]
    assert asked[PICKED].endswith(moved)


@pytest.mark.parametrize(("plain", "made"), [(-0.051, -0.049), (0.051, 0.049), (-0.004, 0.004)])
def test_a_gap_that_stays_is_not_explained(plain, made):
    asked = dict(is_it_fair.hard_questions({**ROW, "risk_difference": made}, {**CRUDE, "risk_difference": plain}, control("no sign"), None))
    assert asked[PICKED].startswith("As far as the records tell, hardly.") and asked[PICKED].endswith("So these traits explain little of it.")


def test_nobody_who_completed_by_the_release_is_said_to_have_done_so_later():
    """Where a program begins with the sentence, nobody can have completed it by then, though many do."""
    rows = [ROW, {**ROW, "exposure": "started"}, {**NONE, "exposure": "completed", "n": 0}]
    assert is_it_fair.exposures(rows).startswith("Nobody had completed it by the day of release") and "Promises kept" in is_it_fair.exposures(rows)
    assert is_it_fair.exposures(rows[:2]) == is_it_fair.EXPOSURES
    assert is_it_fair.exposures([ROW, {**ROW, "exposure": "completed", "n": None}]) == is_it_fair.EXPOSURES  # hidden is not nobody


def test_the_windows_of_defensible_choices_are_one_list():
    assert "six months, one year, two years, three years and five years, each person" in checks([{**ROW, "covariates": "sex"}])[-1]


def test_a_gap_whose_range_holds_none_is_not_said_to_point_anywhere():
    unsure = {**ROW, "risk_difference": 0.01, "risk_difference_low": -0.01, "risk_difference_high": 0.02}
    asked = dict(is_it_fair.hard_questions(unsure, {**CRUDE, "risk_difference": -0.11}, control("no sign"), None))
    assert asked[PICKED].endswith("Its range holds no gap too, so which way it truly points can't be told.")


def test_who_is_set_aside_moves_the_gap_too():
    asked = dict(is_it_fair.hard_questions({**ROW, "unmatched_share": 0.04}, CRUDE, control("no sign"), None))
    assert asked[PICKED].endswith("Those with nobody like them were set aside, which moves it too.")


def test_the_page_answers_for_every_state():
    controls = {ROW["model"]: control("no sign")}
    assert is_it_fair.answer([ROW], controls).startswith("In what the records hold, yes: for 1 of 1 programs")
    assert "shows a gap for 1 of them" in is_it_fair.answer([ROW], {ROW["model"]: control("failed", -0.05)})
    assert "can't be checked" in is_it_fair.answer([ROW], {ROW["model"]: control("not available", reason=FEW)})
    assert "more than one in ten" in is_it_fair.answer([{**ROW, "unmatched_share": 0.2}], controls)
    assert is_it_fair.answer([NONE], controls).startswith("We can't say: for none of these programs could the two groups be made alike")
    assert is_it_fair.answer([UNTOLD], controls) == (
        "We can't say: these records don't tell who was arrested again, so there is no comparison to check.")
    assert "for 1 of 1 programs" in is_it_fair.answer([EVERYBODY], controls)


def test_sessions_are_not_missing_where_only_the_event_is():
    assert is_it_fair.attendance([{"band": "all"}], ROW) == is_it_fair.DOSE
    assert is_it_fair.attendance([], ROW) == is_it_fair.NO_SESSIONS
    assert is_it_fair.attendance([], UNTOLD).startswith("These records don't tell who was arrested again")


def test_only_programs_that_are_compared_are_counted():
    controls = {row["model"]: control("no sign") for row in (ROW, HIDDEN, NOBODY)}
    said = is_it_fair.answer([ROW, HIDDEN, NOBODY], controls)
    assert "for 1 of 2 programs" in said and "no sign of a gap for 1 of 1." in said and "To 1 nobody was sent." in said


def test_no_hidden_cause_is_weighed_where_there_is_no_gap():
    controls = {ROW["model"]: control("not available", reason=FEW)}
    assert "How strong a hidden cause would have to be to explain the gap." in is_it_fair.can_say(ROW, controls)
    assert is_it_fair.can_say(EVERYBODY, controls)[1:] == is_it_fair.can_say(NONE, controls) == ["What other defensible choices would have shown."]
    line, = table.lines([NOBODY], [NOBODY], {NOBODY["model"]: control("not available", reason=FEW)})
    assert [cell.text for cell in line.cells[:2]] == ["nobody", "nobody"]
