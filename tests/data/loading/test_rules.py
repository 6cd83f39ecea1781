"""Every rule that needs more than one value: just inside it, just outside."""
import pytest

from data.loading import LoadProblem, load_folder

pytestmark = pytest.mark.usefixtures("without_derived")

PARTICIPATION = "participation_id,person_id,release_id,model,status,referred_on,consented_on,started_on,agreement_reached_on,agreement_completed_on,ended_on\n"
A1 = PARTICIPATION + "A1,P1,R1,restitution,active,,,,,,\n"
EVENT = "event_id,person_id,occurred_on,event_type\n"
VICTIM = "victim_id,release_id\nV1,R1\nV2,R2\n"
SURVEY = "response_id,respondent_id,respondent,release_id,participation_id,model,wave,question,score,scale_min,scale_max\n"
OBLIGATION = "obligation_id,release_id,participation_id,victim_id,kind,unit,ordered,fulfilled\n"
PAYMENT = "payment_id,obligation_id,paid_on,amount\n"
SERVICE = "service_id,person_id,release_id,program,started_on,ended_on,status\n"
ACTIVITY = "activity_id,county_fips,month,kind,quantity,unit\n"
RELEASE = "release_id,person_id,released_on,follow_up_ended_on\n"

GOOD = {
    "follow-up ends on the day of release": {"release": RELEASE + "R1,P1,2020-01-01,2020-01-01\n"},
    "released on the day of birth": {"release": RELEASE + "R1,P1,1980-01-01,2020-01-01\n"},
    "a release on the day of death": {"event": EVENT + "E1,P1,2020-01-01,death\n"},
    "an event after the death": {"event": EVENT + "E1,P1,2020-01-01,death\nE2,P1,2020-01-02,rearrest\n"},
    "all dates on one day": {"participation": PARTICIPATION + "A1,P1,R1,restitution,active" + ",2020-01-01" * 6 + "\n"},
    "agreement kept after the sessions ended": {
        "participation": PARTICIPATION + "A1,P1,R1,restitution,active,,,2020-01-01,,2020-03-01,2020-02-01\n"
    },
    "ended before the referral, never started": {
        "participation": PARTICIPATION + "A1,P1,R1,restitution,declined,2020-01-02,,,,,2020-01-01\n"
    },
    "baseline as a participation": {"participation": PARTICIPATION + "A1,P1,R1,retributive_only,active,,,,,,\n"},
    "a survey about a model alone": {"survey": SURVEY + "S1,Q1,victim,,,restitution,after,fairness,,1,5\n"},
    "scores at both ends": {
        "survey": SURVEY + "S1,Q1,victim,R1,,,after,fairness,1,1,5\nS2,Q1,victim,R1,,,after,safety,5,1,5\n"
    },
    "release and participation of one person": {
        "participation": A1, "survey": SURVEY + "S1,Q1,victim,R1,A1,,after,fairness,3,1,5\n"
    },
    "payments that sum up exactly": {
        "obligation": OBLIGATION + "O1,R1,,,restitution,usd,100,0.3\n",
        "payment": PAYMENT + "Y1,O1,2020-02-01,0.1\nY2,O1,2020-03-01,0.2\n",
    },
    "fulfilled without payments": {"obligation": OBLIGATION + "O1,R1,,,restitution,usd,100,50\n"},
    "first of a month": {"activity": ACTIVITY + "G1,29510,2020-02-01,quilts,3,quilts\n"},
    "a service that ends the day it starts": {
        "service": SERVICE + "X1,P1,R1,parenting,2019-01-01,2019-01-01,completed\n"
    },
}

BAD = {
    "follow-up ends before the release": (
        {"release": RELEASE + "R1,P1,2020-01-02,2020-01-01\n"}, "release", 2, "follow_up_ended_on", "before released_on"
    ),
    "released before birth": ({"release": RELEASE + "R1,P1,1979-12-31,2020-01-01\n"}, "release", 2, "released_on", "born"),
    "person unknown": ({"release": RELEASE + "R1,P9,2020-01-02,2020-01-03\n"}, "release", 2, "person_id", "not in person"),
    "released after death": ({"event": EVENT + "E1,P1,2019-12-31,death\n"}, "release", 2, "released_on", "death"),
    "event of an unknown person": ({"event": EVENT + "E1,P9,2020-01-01,rearrest\n"}, "event", 2, "person_id", "not in person"),
    "consent before referral": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,2020-01-02,2020-01-01,,,,\n"},
        "participation", 2, "consented_on", "is before referred_on, 2020-01-02",
    ),
    "start before referral, no consent": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,2020-01-02,,2020-01-01,,,\n"},
        "participation", 2, "started_on", "is before referred_on",
    ),
    "agreement before start": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,,,2020-01-02,2020-01-01,,\n"},
        "participation", 2, "agreement_reached_on", "is before started_on",
    ),
    "agreement kept before it was reached": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,,,,2020-01-02,2020-01-01,\n"},
        "participation", 2, "agreement_completed_on", "is before agreement_reached_on",
    ),
    "agreement kept before consent, nothing between": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,,2020-01-02,,,2020-01-01,\n"},
        "participation", 2, "agreement_completed_on", "is before consented_on",
    ),
    "ended before start": (
        {"participation": PARTICIPATION + "A1,P1,,restitution,active,,,2020-01-02,,,2020-01-01\n"},
        "participation", 2, "ended_on", "is before started_on",
    ),
    "another person's release": (
        {"participation": PARTICIPATION + "A1,P1,R2,restitution,active,,,,,,\n"}, "participation", 2, "release_id", "another person"
    ),
    "release unknown": (
        {"participation": PARTICIPATION + "A1,P1,R9,restitution,active,,,,,,\n"}, "participation", 2, "release_id", "not in release"
    ),
    "model unknown": (
        {"participation": PARTICIPATION + "A1,P1,R1,mediation,active,,,,,,\n"}, "participation", 2, "model", "is no model"
    ),
    "model of another case": (
        {"participation": PARTICIPATION + "A1,P1,R1,Restitution,active,,,,,,\n"}, "participation", 2, "model", "is no model"
    ),
    "victim of an unknown release": ({"victim": "victim_id,release_id\nV1,R9\n"}, "victim", 2, "release_id", "not in release"),
    "survey about nothing": (
        {"survey": SURVEY + "S1,Q1,victim,,,,after,fairness,3,1,5\n"}, "survey", 2, "release_id", "one of the three"
    ),
    "score above its scale": (
        {"survey": SURVEY + "S1,Q1,victim,R1,,,after,fairness,5.0001,1,5\n"}, "survey", 2, "score", "outside its scale"
    ),
    "score below its scale": (
        {"survey": SURVEY + "S1,Q1,victim,R1,,,after,fairness,0.9999,1,5\n"}, "survey", 2, "score", "outside its scale"
    ),
    "scale of one point": (
        {"survey": SURVEY + "S1,Q1,victim,R1,,,after,fairness,,1,1\n"}, "survey", 2, "scale_min", "not below scale_max"
    ),
    "survey of an unknown participation": (
        {"survey": SURVEY + "S1,Q1,victim,,A9,,after,fairness,3,1,5\n"}, "survey", 2, "participation_id", "not in participation"
    ),
    "survey of two persons": (
        {"participation": A1, "survey": SURVEY + "S1,Q1,victim,R2,A1,,after,fairness,3,1,5\n"},
        "survey", 2, "participation_id", "another person",
    ),
    "survey of an unknown model": (
        {"survey": SURVEY + "S1,Q1,victim,,,mediation,after,fairness,3,1,5\n"}, "survey", 2, "model", "is no model"
    ),
    "obligation from another person's participation": (
        {"participation": A1, "obligation": OBLIGATION + "O1,R2,A1,,restitution,usd,1,0\n"},
        "obligation", 2, "participation_id", "another person",
    ),
    "obligation to another person's victim": (
        {"victim": VICTIM, "obligation": OBLIGATION + "O1,R1,,V2,restitution,usd,1,0\n"},
        "obligation", 2, "victim_id", "another person",
    ),
    "obligation to an unknown victim": (
        {"obligation": OBLIGATION + "O1,R1,,V1,restitution,usd,1,0\n"}, "obligation", 2, "victim_id", "not in victim"
    ),
    "negative money": ({"obligation": OBLIGATION + "O1,R1,,,restitution,usd,-1,0\n"}, "obligation", 2, "ordered", "below 0"),
    "negative payment": (
        {"obligation": OBLIGATION + "O1,R1,,,restitution,usd,1,0\n", "payment": PAYMENT + "Y1,O1,2020-02-01,-0.5\n"},
        "payment", 2, "amount", "below 0",
    ),
    "an activity without a unit": (
        {"activity": ACTIVITY + "G1,29510,2020-02-01,quilts,3,\n"}, "activity", 2, "unit", "is empty and must be filled"
    ),
    "a score off a scale of 1 to 7": (
        {"survey": SURVEY + "S1,Q1,victim,R1,,,after,fairness,0,1,7\n"}, "survey", 2, "score", "outside its scale, 1"
    ),
    "month not on its first day": (
        {"activity": ACTIVITY + "G1,29510,2020-02-02,quilts,3,quilts\n"}, "activity", 2, "month", "first day"
    ),
    "activity's county": ({"activity": ACTIVITY + "G1,295,2020-02-01,quilts,3,quilts\n"}, "activity", 2, "county_fips", "5 digits"),
    "service of an unknown person": (
        {"service": SERVICE + "X1,P9,,parenting,,,active\n"}, "service", 2, "person_id", "not in person"
    ),
    "service in another person's release": (
        {"service": SERVICE + "X1,P1,R2,parenting,,,active\n"}, "service", 2, "release_id", "another person"
    ),
    "service ended before it started": (
        {"service": SERVICE + "X1,P1,,parenting,2020-01-02,2020-01-01,active\n"}, "service", 2, "ended_on", "before started_on"
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_just_inside(write, database, name):
    report = load_folder(write(**GOOD[name]), database)
    assert report.rejects == 0


@pytest.mark.parametrize("name", BAD)
def test_just_outside(write, database, name):
    tables, table, line, column, reason = BAD[name]
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(**tables), database)
    first = refused.value.rejects[0]
    assert (first.file, first.line, first.column) == (f"{table}.csv", line, column)
    assert reason in first.reason
    assert not database.exists()


def test_two_deaths_of_a_person_are_both_refused(write, database):
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(event=EVENT + "E1,P1,2021-01-01,death\nE2,P1,2021-01-01,death\n"), database)
    assert [(reject.line, reject.column) for reject in refused.value.rejects] == [(2, "event_type"), (3, "event_type")]


def test_payments_that_differ_from_fulfilled(write, database):
    tables = {
        "obligation": OBLIGATION + "O1,R1,,,restitution,usd,100,0.3\n",
        "payment": PAYMENT + "Y1,O1,2020-02-01,0.1\nY2,O1,2020-03-01,0.2001\n",  # one ten-thousandth too much
    }
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(**tables), database)
    told = [(reject.file, reject.line, reject.column) for reject in refused.value.rejects]
    # The obligation is wrong by itself; its payments only because it is.
    assert told == [("obligation.csv", 2, "fulfilled"), ("payment.csv", 2, "obligation_id"), ("payment.csv", 3, "obligation_id")]


def test_every_row_of_a_doubled_identifier_is_refused(write, database):
    person = "person_id\nP1\nP2\nP1\n"  # which of the two P1 is right can't be known
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(person=person), database)
    told = [(reject.file, reject.line) for reject in refused.value.rejects]
    assert told == [("person.csv", 2), ("person.csv", 4), ("release.csv", 2)]
