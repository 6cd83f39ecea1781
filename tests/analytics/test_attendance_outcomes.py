"""Attendance beside what followed: only what ended by the day of release, the fullest of several, small bands hidden."""

import pytest

from analytics.attendance_outcomes import attendance_outcomes
from tests.records import database

RELEASES = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(60))
HEADER = "participation_id,person_id,release_id,model,referred_on,ended_on,status,sessions_planned,sessions_attended\n"
CLASSES = HEADER + "".join(f"a{i},p{i},r{i},impact_of_crime_class,2019-01-01,2019-06-01,completed,10,{10 if i < 40 else 4}\n" for i in range(57)) + (
    "b1,p57,r57,impact_of_crime_class,2019-01-01,2020-01-02,completed,10,10\n"  # ended a day after the release
    "b2,p58,r58,impact_of_crime_class,2019-01-01,,active,10,5\n"                # still open
    "b3,p59,r59,impact_of_crime_class,2019-01-01,2019-03-01,withdrawn,10,0\n"
    "b4,p59,r59,impact_of_crime_class,2019-03-01,2020-01-01,withdrawn,10,2\n")  # the same release: the fuller one counts
EVENTS = "event_id,person_id,occurred_on,event_type\n" + "".join(f"e{i},p{i},2020-06-01,rearrest\n" for i in range(0, 60, 2))


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "participation": CLASSES, "event": EVENTS})


def test_what_followed_by_how_much_was_attended(db):
    found = attendance_outcomes(db, min_cell=0)
    assert list(zip(found["attended"], found["n"], found["events"], strict=True)) == [("some", 18, 9), ("all", 40, 20)]


def test_small_bands_are_hidden(db):
    found = attendance_outcomes(db).set_index("attended")
    assert found.loc["some", "status"] == "suppressed" and found.loc["some", ["events", "rate"]].isna().all()
    assert found.loc["all", ["n", "events", "rate"]].tolist() == [40, 20, 0.5]
