"""A participation without a date: which arms and which baseline its release is in."""

import pytest

import analytics
from tests.records import database

RELEASES = """
release_id, person_id, released_on, release_type,   follow_up_ended_on
only,       p1,        2015-01-01,  prison_release, 2020-01-01    # one restorative participation, undated
beside,     p2,        2015-01-01,  prison_release, 2020-01-01    # the same, and restitution with a date
two,        p3,        2015-01-01,  prison_release, 2020-01-01    # the same, and a circle with a date
not_one,    p4,        2015-01-01,  prison_release, 2020-01-01    # undated restitution: not restorative, takes nothing away
later,      p5,        2015-01-01,  prison_release, 2020-01-01    # dated after day 0: not undated
ended,      p6,        2015-01-01,  prison_release, 2020-01-01    # only its end has a date
none,       p7,        2015-01-01,  prison_release, 2020-01-01    # no participation
"""
PARTICIPATIONS = """
participation_id, person_id, release_id, model,                    referred_on, ended_on,   status
t1,               p1,        only,       victim_offender_mediation,,            ,           referred
t2,               p2,        beside,     victim_offender_mediation,,            ,           referred
t3,               p2,        beside,     restitution,              2014-12-01,  ,           referred
t4,               p3,        two,        victim_offender_mediation,,            ,           referred
t5,               p3,        two,        circle_sentencing,        2014-12-01,  ,           referred
t6,               p4,        not_one,    restitution,              ,            ,           referred
t7,               p5,        later,      circle_sentencing,        2015-06-01,  ,           referred
t8,               p6,        ended,      circle_sentencing,        ,            2014-12-01, completed
"""
ARMS = {  # (arm, exposure) -> the releases in it
    ("victim_offender_mediation", "referred"): [],
    ("restitution", "referred"): [],                    # not "beside": its only restorative participation has no date
    ("circle_sentencing", "referred"): ["two"],
    ("circle_sentencing", "completed"): ["ended"],      # it has a date, that of its end
    ("retributive_only", "referred"): ["later", "none", "not_one"],
}


@pytest.mark.parametrize(("arm", "exposure"), ARMS)
def test_who_is_in_which_arm(arm, exposure):
    found = []
    header, *lines = [line for line in RELEASES.splitlines() if line.strip()]
    for line in lines:  # one release at a time: n tells whether it is in the arm
        records = database({"release": f"{header}\n{line}", "participation": _of(line.split(",")[1].strip())})
        rows = analytics.compare(records, outcome="rearrest", window=12, exposure=exposure, min_cell=0)
        found += [line.split(",")[0].strip()] * int(rows.set_index("model")["n"].get(arm, 0))
    assert sorted(found) == ARMS[arm, exposure]


def _of(person: str) -> str:
    header, *lines = [line for line in PARTICIPATIONS.splitlines() if line.strip()]
    return "\n".join([header, *(line for line in lines if line.split(",")[1].strip() == person)])
