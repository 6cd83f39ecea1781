"""Risk as it stood before the first referral, when the clock starts later and other referrals are a release's own."""

import pytest

import analytics
from tests.records import database

ARM = "victim_offender_mediation"
RELEASES = """
release_id, person_id, released_on, release_type,   risk_level, risk_assessed_on, follow_up_ended_on
sent,       p1,        2015-01-01,  prison_release, high,       2015-01-20,       2020-01-01   # assessed after the referral
known,      p2,        2015-01-01,  prison_release, high,       2015-01-05,       2020-01-01   # assessed before it
first,      p3,        2015-01-01,  prison_release, low,        2014-12-01,       2020-01-01   # has the referral from day 30 on
second,     p3,        2015-06-01,  prison_release, low,        2015-05-01,       2020-01-01   # has it while the clock starts at once
nobody,     p4,        2015-01-01,  prison_release, high,       2015-01-20,       2020-01-01   # never referred: as assessed
"""
# Each names no release: within the first 30 days it belongs to that release, else to the next one.
PARTICIPATIONS = """
participation_id, person_id, model,                     referred_on, status
t1,               p1,        victim_offender_mediation, 2015-01-11,  referred
t2,               p2,        victim_offender_mediation, 2015-01-11,  referred
t3,               p3,        victim_offender_mediation, 2015-01-11,  referred
"""
# One arrest far away, so that the outcome is known.
EVENTS = """
event_id, person_id, occurred_on, event_type
e1,       p4,        2019-01-01,  rearrest
"""
SURVEYS = """
response_id, respondent_id, respondent, release_id, wave,  question,             score, scale_min, scale_max
s1,          v1,            victim,     sent,       after, satisfaction_process, 5,     1,         5
s4,          v4,            victim,     nobody,     after, satisfaction_process, 1,     1,         5
"""


@pytest.fixture(scope="module")
def records():
    return database({"release": RELEASES, "participation": PARTICIPATIONS, "event": EVENTS, "survey": SURVEYS})


@pytest.mark.parametrize(("landmark", "arm", "baseline"), [
    # Nobody is in the arm of a first release yet; p3's second is, assessed after the referral in January.
    (0, {"unknown": 1}, {"high": 3, "low": 1}),
    # p3's first was assessed before the referral that is now its own.
    (30, {"unknown": 1, "high": 1, "low": 1}, {"high": 1}),
])
def test_risk_is_unknown_where_it_was_assessed_after_the_first_referral(records, landmark, arm, baseline):
    found = analytics.cells(records, window=12, covariates="risk_level", landmark=landmark, unit="every", min_cell=0, model=ARM)
    counts = found.set_index("risk_level")[["n", "baseline_n"]]
    assert counts["n"][counts["n"] > 0].to_dict() == arm
    assert counts["baseline_n"][counts["baseline_n"] > 0].to_dict() == baseline


def test_answers_are_made_alike_by_the_same_risk(records):
    """v1's case is of unknown risk, v4's of high risk: nobody is like v1."""
    found = analytics.satisfaction(records, adjust="standardize", covariates="risk_level", landmark=30, min_cell=0, model=ARM)
    assert found["answered"].tolist() == [1] and found["satisfied_rate"].isna().all()
