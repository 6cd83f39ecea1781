"""People harmed: who was invited, took part and how, whose statement was heard, who was never asked; what is hidden."""

import pytest

from analytics.satisfaction import satisfaction
from analytics.sentences import taking_part as told
from analytics.taking_part import taking_part
from data.problem import Problem
from tests.records import database

RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,diversion,2024-01-01   # mediation, two victims
r2,p2,2020-01-01,diversion,2024-01-01   # the usual sentence, two victims
r3,p3,2020-01-01,diversion,2024-01-01   # the usual sentence, one victim, two people asked
"""
PARTICIPATIONS = """
participation_id,person_id,release_id,model,referred_on,status,victims_invited,victims_took_part
a1,p1,r1,victim_offender_mediation,2019-12-01,completed,3,2   # its own count, a supporter of the victim among them
"""
VICTIMS = """
victim_id,release_id,invited_on,took_part,statement_offered_on,statement_given_on
v1,r1,2019-12-05,by_letter,2019-11-01,2019-11-20
v2,r1,2019-12-05,not_reached,2019-11-01,
v3,r2,,not_invited,,
v4,r2,,,,                 # how: not on record
v5,r3,,unknown,,
"""
SURVEYS = """
response_id,respondent_id,respondent,release_id,participation_id,wave,question,score,scale_min,scale_max
s1,x1,victim,,a1,after,fairness,3,1,4        # asked through the participation
s2,x1,victim,,a1,after,safety,,1,4           # the same victim: asked once, answered once
s3,x2,victim,r3,,after,fairness,,1,4         # asked, silent
s4,x3,victim,r3,,after,fairness,4,1,4        # more people asked than are named
s5,x4,supporter,r2,,after,fairness,4,1,4     # no victim
"""


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "participation": PARTICIPATIONS, "victim": VICTIMS, "survey": SURVEYS})


def row(db, model, **options):
    return taking_part(db, model=model, **{"min_cell": 0, **options}).iloc[0]


def test_who_was_invited_took_part_and_was_heard(db):
    found = row(db, "victim_offender_mediation")
    assert found[["victims", "invited", "took_part", "by_letter", "in_person", "not_reached"]].tolist() == [2, 2, 1, 1, 0, 1]
    assert found[["offered", "given"]].tolist() == [2, 1]
    assert found[["process_invited", "process_took_part"]].tolist() == [3, 2]


def test_who_was_never_asked(db):
    assert row(db, "victim_offender_mediation")[["asked", "answered", "never_asked"]].tolist() == [1, 1, 1]
    # both victims of r2; of r3 no more than the one who is named
    assert row(db, "retributive_only")[["victims", "asked", "answered", "never_asked"]].tolist() == [3, 1, 1, 2]
    assert row(db, "retributive_only")[["not_invited", "unknown"]].tolist() == [1, 2]


def test_who_answered_only_before_answered_a_question():
    """Any question at any time counts here, and the words say so; of two who were asked, one answered before only."""
    db = database({"release": RELEASES, "participation": PARTICIPATIONS, "victim": VICTIMS, "survey": """
        response_id,respondent_id,respondent,participation_id,wave,question,score,scale_min,scale_max
        s1,x1,victim,a1,before,safety,3,1,4
        s2,x1,victim,a1,after,safety,,1,4
        s3,x2,victim,a1,after,safety,,1,4
        """})
    found = row(db, "victim_offender_mediation")
    assert found[["asked", "answered", "never_asked"]].tolist() == [2, 1, 0]
    assert "Of every 100, 50 answered at least one question, before, after or some months later" in told.about(found)[2]


def test_a_program_after_the_release_is_in_its_answers_but_not_among_its_cases():
    """Why the two numbers of those asked differ, as the words beside them say."""
    late = PARTICIPATIONS.replace("2019-12-01,completed", "2020-06-01,completed")
    db = database({"release": RELEASES, "participation": late, "victim": VICTIMS, "survey": """
        response_id,respondent_id,respondent,participation_id,wave,question,score,scale_min,scale_max
        s1,x1,victim,a1,after,safety,4,1,4
        """})
    answered = satisfaction(db, model="victim_offender_mediation", min_cell=0).iloc[0]
    assert (answered["invited"], answered["answered"]) == (1, 1)
    assert row(db, "victim_offender_mediation")[["victims", "asked", "answered"]].tolist() == [0, 0, 0]
    assert row(db, "retributive_only")[["victims", "asked"]].tolist() == [5, 1]


def test_nobody_named_is_not_zero_harm(db):
    found = row(db, "circle_sentencing")
    assert (found["victims"], found["status"]) == (0, "not_estimable")


def test_small_counts_and_their_complements_are_hidden():
    kinds = ["in_person"] * 20 + ["by_letter"] * 5 + ["not_invited"] * 35
    text = "victim_id,release_id,took_part,invited_on\n" + "".join(f"v{i},r{i},{kind},{'2019-12-01' if i < 52 else ''}\n" for i, kind in enumerate(kinds))
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(60))
    db = database({"release": releases, "victim": text})
    found = row(db, "retributive_only", min_cell=11)
    assert found[["victims", "took_part", "in_person", "not_invited"]].tolist() == [60, 25, 20, 35]
    assert found[["by_letter", "invited"]].isna().all() and found["status"] == "suppressed"  # eight were not invited
    exact_sums = row(db, "retributive_only", min_cell=11, round=1)
    assert exact_sums[["by_letter", "in_person", "took_part"]].isna().all()  # the five would follow from the others
    assert exact_sums["not_invited"] == 35


def test_what_does_not_belong_is_a_problem(db):
    with pytest.raises(Problem):
        taking_part(db, where={"sex": "x' or '1'='1"})
