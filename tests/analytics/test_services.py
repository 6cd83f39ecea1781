"""Reentry services: who takes part, who completes, and what follows for those who had begun by the day of release."""

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from analytics.services import services
from tests.records import database

PEOPLE = "person_id,sex\n" + "".join(f"p{i},{'female' if i < 40 else 'male'}\n" for i in range(120))
RELEASES = "release_id,person_id,released_on,release_type,follow_up_ended_on\n" + "".join(
    f"r{i},p{i},2020-01-01,{'diversion' if i >= 110 else 'prison_release'},2024-01-01\n" for i in range(120))  # ten of another kind
SERVICES = "service_id,person_id,release_id,program,gender_responsive,started_on,status\n" + "".join(
    f"s{i},p{i},r{i},missouri_reentry_process,{'true' if i < 20 else 'false'},2019-06-01,{'completed' if i % 2 else 'withdrawn'}\n" for i in range(60)
) + "t1,p70,r70,missouri_reentry_process,,2020-06-01,active\n"  # began after day 0: in the program, not in what follows
EVENTS = "event_id,person_id,occurred_on,event_type\n" + "".join(f"e{i},p{i},2020-06-01,rearrest\n" for i in range(0, 120, 3))


@pytest.fixture(scope="module")
def db():
    return database({"person": PEOPLE, "release": RELEASES, "service": SERVICES, "event": EVENTS})


def test_who_takes_part_and_completes(db):
    found = services(db, min_cell=0).set_index("for_women")
    assert found.loc[False, ["people", "open", "closed", "completed"]].tolist() == [61, 1, 60, 30]
    assert found.loc[True, ["people", "closed", "completed"]].tolist() == [20, 20, 10]
    assert found.loc[False, "completed_share"] == 0.5


def test_what_follows_against_others_in_the_same_kinds_of_case(db):
    found = services(db, min_cell=0).set_index("for_women")
    whole = found.loc[False]
    assert whole[["n", "events", "others_n", "others_events"]].tolist() == [60, 20, 50, 17]  # none of the ten diverted
    limits = confint_proportions_2indep(20, 60, 17, 50, method="newcomb", compare="diff")
    assert whole[["difference_low", "difference_high"]].tolist() == pytest.approx(limits, abs=1e-12)
    assert found.loc[True, ["n", "others_n"]].tolist() == [20, 20]  # women against other women


OF_NO_RELEASE = """
service_id,person_id,release_id,program,started_on,status
s1,p1,,health,2019-06-01,completed       # before both releases: the first one's
s2,p2,,health,2020-01-01,withdrawn       # on the first one's day: in time
s3,p3,,health,2020-01-02,completed       # between the two: the second one's, not in the first
s4,p4,,health,2021-01-02,completed       # after the last: none's
s5,p5,,health,,completed                 # when it started can't be known: none's
s6,p6,a6,health,2020-06-01,active        # names the first: its own, though begun after it
s7,p7,b7,health,2019-06-01,completed     # names the second: its own, though begun before the first
s8,p8,,parenting,2019-06-01,completed    # another program
"""


@pytest.mark.parametrize("where, people, n, others", [
    ({}, 3, 2, 6),                                   # p1, p2, p6; of them p1 and p2 in time
    ({"release_year": "2021"}, 2, 2, 6),             # p3, p7
])  # fmt: skip
def test_a_service_that_names_no_release_belongs_to_the_next(where, people, n, others):
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(
        f"a{i},p{i},2020-01-01,2025-01-01\nb{i},p{i},2021-01-01,2025-01-01\n" for i in range(1, 9))
    event = "event_id,person_id,occurred_on,event_type\ne1,p1,2020-06-01,rearrest\n"
    db = database({"release": releases, "service": OF_NO_RELEASE, "event": event})
    found = services(db, where=where, min_cell=0, covariates="sex").set_index("program").loc["health"]
    assert found[["people", "n", "others_n"]].tolist() == [people, n, others]


# Sixty in the program, 40 of them women, 20 men; sixty others: 20 women, of whom 10 are arrested again, 40 men, of whom 10 are.
UNLIKE = {
    "person": "person_id,sex\n" + "".join(f"p{i},{'female' if i < 40 or 60 <= i < 80 else 'male'}\n" for i in range(120)),
    "release": "release_id,person_id,released_on,release_type,follow_up_ended_on\n" + "".join(
        f"r{i},p{i},2020-01-01,prison_release,2024-01-01\n" for i in range(120)),
    "service": "service_id,person_id,release_id,program,started_on,status\n" + "".join(
        f"s{i},p{i},r{i},health,2020-01-01,completed\n" for i in range(60)),  # on the day of release: in time
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(
        f"e{i},p{i},2020-06-01,rearrest\n" for i in (*range(10), *range(40, 50), *range(60, 70), *range(80, 90))),
}


@pytest.mark.parametrize("adjust", ["entropy", "ipw", "standardize"])  # with one trait of two levels all three are this sum
def test_the_others_are_made_like_those_in_the_program(adjust):
    found = services(database(UNLIKE), adjust=adjust, covariates="sex", min_cell=0).iloc[0]
    assert found["others_rate"] == pytest.approx(20 / 60) and found["alike_rate"] == pytest.approx(20 / 60)
    assert found["alike_others_rate"] == pytest.approx(40 / 60 * 10 / 20 + 20 / 60 * 10 / 40)
    assert found["alike_difference"] == pytest.approx(20 / 60 - 5 / 12) and found["unmatched_share"] == 0
    assert found["effective_n"] == pytest.approx(1 / (20 * (2 / 3 / 20) ** 2 + 40 * (1 / 3 / 40) ** 2))
    assert found["alike_status"] == "low"  # 20 events in a group are too few for a verdict


def test_with_nobody_like_them_there_is_no_figure():
    nobody = {**UNLIKE, "service": "service_id,person_id,release_id,program,started_on,status\n" + "".join(
        f"s{i},p{i},r{i},health,2019-06-01,completed\n" for i in (*range(40), *range(60, 80)))}  # every woman, and no man
    found = services(database(nobody), covariates="sex", min_cell=0).iloc[0]
    assert found["status"] == "low" and found["alike_status"] == "not_estimable"
    assert found[["alike_others_rate", "alike_difference"]].isna().all()


@pytest.mark.parametrize("min_cell", [0, 11])
def test_where_all_began_later_there_is_nobody_to_follow(min_cell):
    later = {**UNLIKE, "service": UNLIKE["service"].replace("2020-01-01", "2020-01-02")}
    found = services(database(later), covariates="sex", min_cell=min_cell).iloc[0]
    assert found["people"] == 60 and found["completed_share"] == 1
    assert found[["status", "alike_status"]].tolist() == ["not_estimable"] * 2
    assert found[["n", "events", "others_n", "others_events"]].tolist() == [0] * 4  # nobody, and in no kind of case; not unknown
    assert found[["rate", "others_rate", "alike_rate", "alike_difference"]].isna().all()


@pytest.mark.parametrize("min_cell", [0, 11])
def test_where_all_still_go_on_nobody_has_completed(min_cell):
    going_on = {**UNLIKE, "service": UNLIKE["service"].replace("completed", "active")}
    found = services(database(going_on), covariates="sex", min_cell=min_cell).iloc[0]
    assert found[["people", "open", "closed", "completed"]].tolist() == [60, 60, 0, 0]
    assert found[["completed_share", "completed_share_low"]].isna().all() and found["n"] == 60


def test_an_event_that_the_records_never_tell_of_is_unknown():
    found = services(database({**UNLIKE, "event": "event_id,person_id,occurred_on,event_type\ne1,p1,2021-01-01,death\n"}),
                     covariates="sex", min_cell=0).iloc[0]
    assert found[["n", "others_n"]].tolist() == [60, 60] and found["status"] == "not_estimable"
    assert found[["events", "rate", "others_events", "others_rate", "difference"]].isna().all()


@pytest.mark.parametrize("where", ["sex=male", "sex=unknown", "offense=drug"])
def test_a_selection_of_few_or_nobody(where):
    found = services(database(UNLIKE), where=where, min_cell=0)
    assert set(found["alike_status"]) <= {"low", "not_estimable"}


def test_small_groups_are_hidden(db):
    found = services(db, min_cell=21).set_index("for_women")
    assert found.loc[True, ["people", "completed_share", "rate", "others_rate", "alike_rate", "alike_others_rate", "effective_n"]].isna().all()
    assert found.loc[True, ["status", "alike_status"]].tolist() == ["suppressed"] * 2


@pytest.mark.parametrize("ordinary, hidden", [(4, True), (11, False), (0, False)])
def test_few_in_the_ordinary_version_do_not_follow_from_the_one_for_women(ordinary, hidden):
    """Sixty of 150 women in the version for women, a few in the ordinary one; of either version one in two has the event."""
    women = {
        "person": "person_id,sex\n" + "".join(f"p{i},female\n" for i in range(150)),
        "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(150)),
        "service": "service_id,person_id,release_id,program,gender_responsive,started_on,status\n" + "".join(
            f"s{i},p{i},r{i},health,{'true' if i < 60 else 'false'},2019-06-01,{'completed' if i % 4 > 1 else 'removed'}\n" for i in range(60 + ordinary)),
        "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"e{i},p{i},2020-06-01,rearrest\n" for i in range(0, 150, 2)),
    }  # fmt: skip
    if ordinary == 11:  # eleven in all, but none of them with the event, nor completed, so that each difference is 0 or 11
        women["event"] = "\n".join(line for line in women["event"].splitlines() if line.split(",")[0] not in [f"e{i}" for i in range(60, 71)])
        women["service"] = "\n".join(line.replace("completed", "removed") if line.split(",")[0] in [f"s{i}" for i in range(60, 71)] else line
                                     for line in women["service"].splitlines())
    found = services(database(women), round=1, covariates="sex").set_index("for_women")
    assert found.loc[False, "people"] == 60 + ordinary and found.loc[False, "rate"] > 0
    assert found.loc[True, ["people", "closed", "n", "rate", "others_n", "alike_rate"]].isna().tolist() == [hidden] * 6
    assert (found.loc[True, "status"] == "suppressed") == hidden
    assert services(database(women), covariates="sex")["people"].notna().all()  # rounded counts do not tell it


@pytest.mark.parametrize(("few", "started_on", "status", "hidden"), [
    (5, "2019-06-01", "active", ["closed"]),      # 35 people of whom 30 have ended: 5 are open
    (5, "2020-06-01", "completed", ["people"]),   # 35 people of whom 30 began by the day of release: 5 later
    (11, "2020-06-01", "completed", []),          # enough of them
    (0, "", "", []),                              # nobody
])
def test_no_two_counts_tell_of_few_who_are_open_or_began_late(few, started_on, status, hidden):
    """Exact counts: thirty of 90 people completed the program before release, a few more are in it; one in two has the event."""
    everybody = {
        "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(90)),
        "service": "service_id,person_id,release_id,program,started_on,status\n" + "".join(f"s{i},p{i},r{i},health,2019-06-01,completed\n" for i in range(30))
        + "".join(f"s{i},p{i},r{i},health,{started_on},{status}\n" for i in range(30, 30 + few)),
        "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"e{i},p{i},2020-06-01,rearrest\n" for i in range(0, 90, 2)),
    }  # fmt: skip
    found = services(database(everybody), round=1, covariates="sex")[["people", "closed", "n"]].iloc[0]
    assert list(found[found.isna()].index) == hidden
    assert services(database(everybody), covariates="sex")["people"].tolist() == [30 + 5 * round(few / 5)]  # rounded counts do not tell it


def test_without_services_there_are_no_rows():
    assert not len(services(database({"person": PEOPLE, "release": RELEASES})))
