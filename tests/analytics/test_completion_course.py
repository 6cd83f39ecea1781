"""How long completing takes, why people leave, how much they attend: against hand counts and R."""

import pytest

from analytics.completion_course import course
from data.problem import Problem
from tests.records import database

RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,diversion,2020-12-31
r2,p2,2020-01-01,prison_release,2020-12-31
"""
HEADER = ("participation_id,person_id,release_id,model,referred_on,consented_on,started_on,agreement_reached_on,agreement_completed_on,"
          "ended_on,status,end_reason,sessions_planned,sessions_attended,hours\n")
PARTICIPATIONS = HEADER + """
a1,p1,r1,circle_sentencing,2020-01-01,2020-01-11,2020-01-31,,,2020-02-10,completed,,10,10,40     # day 40
a2,p2,r2,circle_sentencing,2020-01-01,,,,2020-03-11,,completed,,10,12,45                         # day 70, by the agreement
a3,p1,r1,circle_sentencing,2020-01-01,2020-01-31,,,,2020-01-31,withdrawn,no_contact,10,1,4       # left on day 30
a4,p1,r1,circle_sentencing,2020-01-01,,,,,2020-03-01,removed,new_offense,10,0,0                  # left on day 60
a5,p2,r2,circle_sentencing,2020-12-01,,,,,,active,,10,3,12                                       # open: 30 days seen
a6,p2,r2,circle_sentencing,2020-01-01,,,,,,withdrawn,,,,                                         # left, nobody knows when
a7,p2,r2,circle_sentencing,,,,,,2020-03-01,completed,,,,                                         # no begin
"""
CIRCLE = "circle_sentencing"


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "participation": PARTICIPATIONS})


def times(db, end, **options):
    frame = course(db, model=CIRCLE, **{"min_cell": 0, **options}).times
    return frame[frame["end"] == end].set_index("month")


def test_completing_against_leaving(db):
    # R: survfit(Surv(c(40,70,30,60,30), factor(c(1,1,2,2,0), 0:2)) ~ 1): day 30 left 1/5, day 40 completed
    # 0.8/3, day 60 left 0.8/3, day 70 completed the rest.
    completed, left = times(db, "completed"), times(db, "left")
    assert completed.loc[[1, 2, 3], "share"].tolist() == pytest.approx([0, 0.8 / 3, 1.6 / 3])
    assert left.loc[[0, 1, 2], "share"].tolist() == pytest.approx([0, 0.2, 0.2 + 0.8 / 3])
    assert completed["sent"].iloc[0] == 7 and completed["undated"].iloc[0] == 2


def test_days_of_the_middle_case_from_the_step_before(db):
    found = course(db, model=CIRCLE, min_cell=0).between.set_index("step")
    assert found.loc[["consented", "started", "completed"], "days"].tolist() == [20, 20, 55]
    assert found.loc["agreement_reached", "status"] == "not_estimable"


def test_why_people_left(db):
    found = course(db, model=CIRCLE, min_cell=0).leaving
    assert dict(zip(found["reason"], found["left"], strict=True)) == {"new_offense": 1, "no_contact": 1, "unknown": 1}
    assert found["share"].tolist() == pytest.approx([1 / 3] * 3)


def test_sessions_of_ten_and_hours_in_tens(db):
    found = course(db, model=CIRCLE, min_cell=0).attended
    sessions = found[found["counted_in"] == "sessions"]
    assert list(zip(sessions["attended"], sessions["people"], strict=True)) == [(0, 1), (1, 1), (10, 2)]  # twelve of ten are ten
    hours = found[found["counted_in"] == "hours"]
    assert list(zip(hours["attended"], hours["people"], strict=True)) == [(0, 2), (40, 2)]  # open ones count nowhere


def test_a_selection_is_about_the_release(db):
    assert times(db, "completed", where={"release_type": "diversion"})["sent"].iloc[0] == 3


def test_by_is_not_for_these(db):
    with pytest.raises(Problem):
        course(db, by="sex")


def many(rows):
    """People, one participation each: (days to its end, status, reason, sessions)."""
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2020-12-31\n" for i in range(len(rows)))
    text = "participation_id,person_id,release_id,model,referred_on,ended_on,status,end_reason,sessions_planned,sessions_attended\n" + "".join(
        f"a{i},p{i},r{i},circle_sentencing,2020-01-01,2020-{1 + day // 28:02}-{1 + day % 28:02},{status},{reason},10,{sessions}\n"
        for i, (day, status, reason, sessions) in enumerate(rows))
    return database({"release": releases, "participation": text})


def test_months_wait_until_enough_people_more_have_completed():
    db = many([(28, "completed", "", 10)] * 5 + [(56, "completed", "", 10)] * 30 + [(100, "removed", "other", 2)] * 40)
    months = times(db, "completed", min_cell=11).index.tolist()
    assert months == [0, 2]  # five by month 1 are too few; with the thirty they are 35
    assert times(db, "completed", min_cell=11)["share"].tolist() == pytest.approx([0, 35 / 75], abs=5e-4)


def test_few_reasons_and_few_sessions_are_hidden():
    db = many([(28, "withdrawn", "other", 2)] * 30 + [(28, "removed", "new_offense", 3)] * 4 + [(28, "withdrawn", "no_contact", 9)] * 20)
    found = course(db, model=CIRCLE).leaving.set_index("reason")
    assert found.loc["new_offense", ["left", "share"]].isna().all() and found.loc["new_offense", "status"] == "suppressed"
    assert found.loc["other", "left"] == 30
    exact = course(db, model=CIRCLE, round=1).leaving.set_index("reason")
    assert exact.loc[["new_offense", "no_contact"], "left"].isna().all()  # the four would follow from the sum
    assert course(db, model=CIRCLE).attended.set_index("attended").loc[3, "status"] == "suppressed"


def test_few_in_two_reasons_together_are_hidden_with_a_third():
    """Three and four are seven, which would follow from the sum; with the twenty they are 27."""
    db = many([(28, "withdrawn", "other", 2)] * 30 + [(28, "removed", "new_offense", 3)] * 4 + [(28, "withdrawn", "rule_violation", 3)] * 3
              + [(28, "withdrawn", "no_contact", 9)] * 20)
    exact = course(db, model=CIRCLE, round=1).leaving.set_index("reason")
    assert exact.loc[["new_offense", "rule_violation", "no_contact"], "left"].isna().all() and exact.loc["other", "left"] == 30


def test_nobody_is_not_estimable(db):
    assert set(course(db, model="restitution", min_cell=0).times["status"]) == {"not_estimable"}
