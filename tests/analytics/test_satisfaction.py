"""Which answers count, where they stand, and who is satisfied: edge tables with the reason beside each row."""

import pytest

from analytics.satisfaction import satisfaction
from data.problem import Problem
from tests.records import database

RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,diversion,2024-01-01        # referred to a circle on day 0: in that arm
r2,p2,2020-01-01,diversion,2024-01-01        # nothing: in the baseline
r3,p3,2020-01-01,prison_release,2024-01-01   # in the baseline, of a type that no arm has
r4,p4,2020-01-01,diversion,2024-01-01        # community service: an arm, and in the baseline
r5,p5,2020-01-01,diversion,2024-01-01        # mediation after the clock's start: in the baseline
r6,p6,2020-01-01,diversion,2024-01-01        # a circle without any date: in no comparison
r7,p1,2021-01-01,diversion,2024-01-01        # the second release of p1: not under unit first
r8,p8,2020-01-01,diversion,2024-01-01        # another circle
r10,p10,2020-01-01,diversion,2024-01-01      # a circle and community service: in two arms
r11,p11,2020-01-01,diversion,2024-01-01      # dies on day 10
"""
PARTICIPATIONS = """
participation_id,person_id,release_id,model,referred_on,status
a1,p1,r1,circle_sentencing,2020-01-01,active
a4,p4,r4,community_service,2020-01-01,active
a5,p5,r5,victim_offender_mediation,2020-03-01,active
a6,p6,r6,circle_sentencing,,active
a8,p8,r8,circle_sentencing,2020-01-01,active
a10,p10,r10,circle_sentencing,2020-01-01,active
a11,p10,r10,community_service,2020-01-01,active
a12,p2,r2,retributive_only,2020-01-01,active     # puts nobody anywhere
a13,p2,,restitution,2022-01-01,active            # after the last release: belongs to none
"""
EVENTS = """
event_id,person_id,occurred_on,event_type
e1,p1,2020-01-06,rearrest      # no reason to leave: answers are about no event
e2,p11,2020-01-11,death
"""
HEADER = "response_id,respondent_id,respondent,release_id,participation_id,model,wave,asked_on,question,score,scale_min,scale_max\n"

# Where the line of satisfied lies: answers of three supporters of p1.
BOUNDARIES = """
b01,s1,supporter,r1,,,after,,satisfaction_process,3.99,1,5
b02,s2,supporter,r1,,,after,,satisfaction_process,4,1,5         # three quarters of 1-5: satisfied
b03,s3,supporter,r1,,,after,,satisfaction_process,4.01,1,5
b04,s1,supporter,r1,,,after,,fairness,7.4999,0,10
b05,s2,supporter,r1,,,after,,fairness,7.5,0,10                  # three quarters of 0-10
b06,s3,supporter,r1,,,after,,fairness,10,0,10
b07,s1,supporter,r1,,,after,,felt_heard,3.2499,1,4
b08,s2,supporter,r1,,,after,,felt_heard,3.25,1,4                # three quarters of 1-4
b09,s3,supporter,r1,,,after,,felt_heard,1,1,4
b10,s1,supporter,r1,,,after,,felt_pressed,2.0001,1,5
b11,s2,supporter,r1,,,after,,felt_pressed,2,1,5                 # one quarter: lower is better
b12,s3,supporter,r1,,,after,,felt_pressed,5,1,5                 # the highest is the worst
b13,s1,supporter,r1,,,after,,fear_of_revictimization,2.5,0,10
b14,s2,supporter,r1,,,after,,fear_of_revictimization,0,0,10
b15,s3,supporter,r1,,,after,,fear_of_revictimization,2.5001,0,10
b16,s1,supporter,r1,,,after,,offender_accountable,1.4,1.1,1.5   # three quarters; in binary a little below
b17,s1,supporter,r1,,,after,,safety,-3,-5,5
b18,s2,supporter,r1,,,after,,safety,2.5,-5,5                    # three quarters of -5 to 5
b19,s1,supporter,r1,,,after,,apology_received,1,0,1             # no and yes
b20,s2,supporter,r1,,,after,,apology_received,0,0,1
b21,s3,supporter,r1,,,follow_up,,felt_pressed,1.4,1.3,1.7       # one quarter; in binary a little above
b22,s1,supporter,r1,,,after,,empathy,,1,5                       # asked, not answered
"""
ANSWERED_AND_SATISFIED = {
    "satisfaction_process": (3, 2), "fairness": (3, 2), "felt_heard": (3, 1), "felt_pressed": (3, 1),
    "fear_of_revictimization": (3, 2), "offender_accountable": (1, 1), "safety": (2, 1),
    "apology_received": (2, 1), "empathy": (0, 0),
}  # fmt: skip

# Which of several answers counts: community members on r1.
REPEATS = """
c01,m1,community_member,r1,,,after,2020-02-01,fairness,1,1,5
c02,m1,community_member,r1,,,after,2020-03-01,fairness,5,1,5            # the last asked counts
c03,m1,community_member,r1,,,after,2020-02-01,felt_heard,1,1,5
c04,m1,community_member,r1,,,after,2020-02-01,felt_heard,5,1,5          # on one day the largest id counts
c05,m1,community_member,r1,,,after,,questions_answered,1,1,5
c04b,m1,community_member,r1,,,after,2020-02-01,questions_answered,5,1,5 # a day counts before no day
c06,m1,community_member,r1,,,after,2020-02-01,would_recommend,5,1,5
c07,m1,community_member,r1,,,after,2020-03-01,would_recommend,,1,5      # the last asked was not answered
c08,m1,community_member,r1,,,after,2020-02-01,offender_accountable,5,1,5
c09,m1,community_member,r8,,,after,2020-02-01,offender_accountable,5,1,5 # another release counts for itself
c10,m1,community_member,r1,,,after,2020-02-01,safety,5,1,5
c11,m1,community_member,r1,,,follow_up,2020-03-01,safety,5,1,5          # another wave counts for itself
c12,m1,community_member,r1,a1,,after,2020-02-01,empathy,1,1,5
c13,m1,community_member,r1,,,after,2020-03-01,empathy,5,1,5             # one release, with or without participation
c14,m1,community_member,r7,,,after,2020-03-01,belonging,5,1,5           # of a second release
"""
KEPT = {
    "fairness": (1, 1, 1), "felt_heard": (1, 1, 1), "questions_answered": (1, 1, 1), "would_recommend": (1, 0, 0),
    "offender_accountable": (2, 2, 2), "safety": (1, 1, 1), "empathy": (1, 1, 1), "belonging": (0, 0, 0),
}  # fmt: skip

# Where an answer stands: one question a case, answers of persons responsible.
PLACES = """
d01,x,person_responsible,r1,,,after,,satisfaction_process,5,1,5
d02,x,person_responsible,r2,,,after,,satisfaction_outcome,5,1,5
d03,x,person_responsible,r4,,,after,,fairness,5,1,5
d04,x,person_responsible,,a5,,after,,felt_heard,5,1,5
d05,x,person_responsible,r5,,,after,,questions_answered,5,1,5
d06,x,person_responsible,r1,,family_group_conference,after,,felt_pressed,5,1,5
d07,x,person_responsible,,,accountability_board,after,,offender_accountable,5,1,5
d08,x,person_responsible,,,retributive_only,after,,fear_of_revictimization,5,1,5
d09,x,person_responsible,r6,,,after,,safety,5,1,5
d10,x,person_responsible,r1,a1,restitution,after,,apology_received,5,1,5
d11,x,person_responsible,,a12,,after,,contacted_afterwards,5,1,5
d12,x,person_responsible,r10,,,after,,would_recommend,5,1,5
d13,x,person_responsible,,a13,,after,,wellbeing,5,1,5
d14,x,person_responsible,r4,a4,,after,,empathy,5,1,5
d15,x,person_responsible,r10,a10,,after,,belonging,5,1,5
"""
CIRCLE, SERVICE, USUAL = "circle_sentencing", "community_service", "retributive_only"
STANDS_IN = {
    "satisfaction_process": {CIRCLE},                      # every arm of its release
    "satisfaction_outcome": {USUAL},
    "fairness": {SERVICE, USUAL},                          # no restorative model: also in the baseline
    "felt_heard": {"victim_offender_mediation"},           # the model of its participation, whenever that came
    "questions_answered": {USUAL},                         # a later referral changes nothing
    "felt_pressed": {"family_group_conference"},           # the model that it names
    "offender_accountable": {"accountability_board"},      # without a release
    "fear_of_revictimization": {USUAL},
    "safety": set(),                                       # in no comparison
    "apology_received": {CIRCLE},                          # its participation comes before the model it names
    "contacted_afterwards": {USUAL},                       # the participation only leads to the release
    "would_recommend": {CIRCLE, SERVICE},                  # two arms
    "wellbeing": {"restitution"},                          # a participation of no release
    "empathy": {SERVICE, USUAL},
    "belonging": {CIRCLE},                                 # two arms, but asked about one
}  # fmt: skip
WITHOUT_RELEASE = {"offender_accountable", "fear_of_revictimization", "wellbeing"}

# Whom an arm is held against, and change: victims.
VICTIMS = """
v01,v1,victim,r1,,,after,,safety,5,1,5
v02,v2,victim,r2,,,after,,safety,5,1,5
v03,v3,victim,r3,,,after,,safety,1,1,5
v04,v4,victim,r4,,,after,,safety,1,1,5
v05,v5,victim,r11,,,after,,safety,1,1,5
v06,v1,victim,r1,,,after,,fairness,5,1,5
v07,v2,victim,r2,,,after,,fairness,10,0,10                # a scale of another length
v08,v1,victim,r1,,,after,,felt_heard,5,1,5
v09,v2,victim,r2,,,after,,felt_heard,4,0,4                # another scale of the same length
v10,v6,victim,r1,,,after,,felt_heard,,0,10                # not answered: its scale does not matter
v11,v1,victim,r1,,,before,,wellbeing,2,1,5
v12,v1,victim,r1,,,after,,wellbeing,4,1,5                 # 50 up
v13,v2,victim,r8,,,before,,wellbeing,3,0,10
v14,v2,victim,r8,,,after,,wellbeing,3,0,10                # no change
v15,v3,victim,r8,,,before,,wellbeing,1,1,5
v16,v3,victim,r8,,,after,,wellbeing,,1,5                  # silent afterwards: asked twice, no pair
v17,v4,victim,r8,,,after,,wellbeing,4,1,5                 # never asked before
v18,v1,victim,r8,,,before,,wellbeing,1,1,5                # asked once about another release
v19,v1,victim,r1,,,before,,fear_of_revictimization,5,1,5
v20,v1,victim,r1,,,after,,fear_of_revictimization,0,0,10  # another length of scale afterwards
v21,v2,victim,r8,,,before,,fear_of_revictimization,5,1,5
v22,v2,victim,r8,,,after,,fear_of_revictimization,1,1,5
v23,v1,victim,r1,,,before,,belonging,5,1,5                # never asked afterwards
v24,v1,victim,r1,,,before,,fairness,5,1,5                 # no question about how people fare
"""


@pytest.fixture(scope="module")
def db():
    return database({
        "release": RELEASES, "participation": PARTICIPATIONS, "event": EVENTS,
        "survey": HEADER + BOUNDARIES + REPEATS + PLACES + VICTIMS,
    })  # fmt: skip


def shown(db, respondent, **options):
    frame = satisfaction(db, min_cell=0, **options)
    return frame[frame["respondent"] == respondent]


def one(frame, **row):
    for column, value in row.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.mark.parametrize("question", ANSWERED_AND_SATISFIED)
def test_satisfied_is_three_quarters_of_the_scale(db, question):
    row = one(shown(db, "supporter", model=CIRCLE), question=question, wave="after")
    assert (row["answered"], row["satisfied"]) == ANSWERED_AND_SATISFIED[question]


def test_one_quarter_is_exact_too(db):
    assert one(shown(db, "supporter", model=CIRCLE), wave="follow_up")["satisfied"] == 1


def test_mean_is_on_0_to_100_and_not_turned_round(db):
    rows = shown(db, "supporter", model=CIRCLE)
    assert one(rows, question="safety")["mean"] == (20 + 75) / 2
    assert one(rows, question="felt_pressed", wave="after")["mean"] == pytest.approx((25.0025 + 25 + 100) / 3, rel=1e-15)


def test_silence_is_counted_and_bounded(db):
    row = one(shown(db, "victim", model=CIRCLE), question="wellbeing", wave="after")
    # v1 and v4 satisfied, v2 not, v3 silent
    assert row[["invited", "answered", "satisfied"]].tolist() == [4, 3, 2]
    assert (row["response_rate"], row["bound_low"], row["bound_high"]) == (3 / 4, 2 / 4, 3 / 4)


@pytest.mark.parametrize("question", KEPT)
def test_one_respondent_in_one_release_counts_once(db, question):
    row = one(shown(db, "community_member", model=CIRCLE), question=question, wave="after")
    assert (row["invited"], row["answered"], row["satisfied"]) == KEPT[question]


def places(frame, question):
    return set(frame[(frame["question"] == question) & (frame["invited"] == 1)]["model"])


@pytest.mark.parametrize("question", STANDS_IN)
def test_where_an_answer_stands(db, question):
    assert places(shown(db, "person_responsible"), question) == STANDS_IN[question]


@pytest.mark.parametrize("question", STANDS_IN)
@pytest.mark.parametrize("options", [{"where": {"release_type": "diversion"}}, {"by": "release_type"}])
def test_without_a_release_there_is_nothing_to_select_by(db, options, question):
    expected = set() if question in WITHOUT_RELEASE else STANDS_IN[question]
    assert places(shown(db, "person_responsible", **options), question) == expected


def test_strict_baseline_has_no_other_arm(db):
    rows = shown(db, "person_responsible", strict_baseline=True)
    assert places(rows, "fairness") == places(rows, "empathy") == {SERVICE}


def test_exposure_decides_the_arms_of_a_release_but_not_of_a_participation(db):
    rows = shown(db, "person_responsible", exposure="started")
    assert places(rows, "satisfaction_process") == set()  # referred, never started: in neither
    assert places(rows, "belonging") == {CIRCLE}


@pytest.mark.parametrize("model, baseline", [
    (CIRCLE, (2 - 1) / 3),   # r2 satisfied, r4 and r11 not; r3 is of a type that no circle has
    (SERVICE, 1 / 2),        # r2 and r11: its own release leaves too
])  # fmt: skip
def test_an_arm_is_held_against_its_own_baseline(db, model, baseline):
    assert one(shown(db, "victim", model=model), question="safety")["baseline_satisfied_rate"] == baseline


def test_the_baseline_has_its_own_row(db):
    row = one(shown(db, "victim", model=USUAL), question="safety")
    assert (row["answered"], row["satisfied"]) == (4, 1)
    assert row[["baseline_satisfied_rate", "difference", "p_value", "p_holm"]].isna().all()


def test_a_landmark_leaves_out_who_died_before_it_and_nobody_who_came_back(db):
    rows = shown(db, "victim", landmark=30)
    assert one(rows, question="safety", model=USUAL)["answered"] == 3
    assert one(rows, question="safety", model=CIRCLE)["answered"] == 1


def test_unit_every_counts_second_releases(db):
    row = one(shown(db, "community_member", unit="every"), question="belonging", model=USUAL)
    assert row["invited"] == 0  # the person was in a circle before: not in the baseline either
    assert one(shown(db, "community_member", unit="every"), question="fairness", model=CIRCLE)["invited"] == 1


def test_scales_of_different_length_are_not_compared(db):
    rows = shown(db, "victim", model=CIRCLE)
    unlike, alike = one(rows, question="fairness", wave="after"), one(rows, question="felt_heard")
    assert unlike["status"] == "not_estimable"
    assert unlike[["difference", "difference_low", "difference_high", "p_value", "p_holm"]].isna().all()
    assert unlike["satisfied_rate"] == 1
    assert alike["difference"] == 0 and alike["status"] == "low"


def test_change_holds_the_pairs(db):
    row = one(shown(db, "victim", model=CIRCLE), question="wellbeing", wave="change")
    assert (row["invited"], row["answered"]) == (3, 2)
    # 50 and 0: mean 25, standard error 25, t with 1 degree of freedom 12.7062
    assert [row["mean"], row["low"], row["high"]] == pytest.approx([25, 25 - 25 * 12.706204736, 25 + 25 * 12.706204736])
    assert row["p_value"] == 1  # one pair moved: 2 x 1/2
    empty = ["satisfied", "satisfied_rate", "bound_low", "bound_high", "baseline_satisfied_rate", "difference", "p_holm"]
    assert row[empty].isna().all() and row["status"] == "low"


def test_change_between_scales_of_different_length_is_not_estimable(db):
    row = one(shown(db, "victim", model=CIRCLE), question="fear_of_revictimization", wave="change")
    assert row["answered"] == 2 and row["status"] == "not_estimable" and row[["mean", "low", "p_value"]].isna().all()


def test_change_is_told_of_how_people_fare_only(db):
    rows = shown(db, "victim")
    assert set(rows[rows["wave"] == "change"]["question"]) == {"wellbeing", "fear_of_revictimization"}


def test_every_model_has_its_row_for_everything_asked(db):
    frame = satisfaction(db, where={"county_fips": "unknown", "sex": "male"})  # a code that nobody has
    codes = [code for code, in db.execute("select code from model order by position").fetchall()]
    asked = db.execute("select count(distinct (respondent, question, wave)) from survey").fetchone()[0]
    changes = 2
    assert len(frame) == len(codes) * (asked + changes)
    assert list(dict.fromkeys(frame["model"])) == codes
    assert (frame["invited"] == 0).all() and (frame["status"] == "not_estimable").all()


def test_columns_are_those_of_the_contract(db):
    frame = satisfaction(db, by="sex", model=CIRCLE)
    assert list(frame.columns) == (
        "sex respondent model question wave invited answered response_rate satisfied satisfied_rate low high mean "
        "bound_low bound_high baseline_satisfied_rate difference difference_low difference_high p_value p_holm status "
        "subset unit landmark strict_baseline covariates min_cell data_as_of fingerprint"
    ).split()
    assert set(frame["model"]) == {CIRCLE} and set(frame["sex"]) == {"unknown"}


@pytest.mark.parametrize("options", [{"outcome": "rearrest"}, {"window": 12}, {"kind": "km"}, {"model": "; drop table survey"}])
def test_what_does_not_belong_is_a_problem(db, options):
    with pytest.raises(Problem):
        satisfaction(db, **options)


def test_records_without_a_survey_give_no_rows():
    empty = database({"release": RELEASES})
    assert satisfaction(empty).empty
