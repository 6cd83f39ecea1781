"""What was given back: by kind and its own unit, never added up; how many people gave it is held back where few."""

import numpy as np
import pandas as pd
import pytest

from analytics.repair import repair
from data.problem import Problem
from tests.records import database

RELEASES = """
release_id,person_id,released_on,follow_up_ended_on,facility,county_fips
r1,p1,2020-01-01,2024-01-01,Prison B,29003
"""
ACTIVITIES = """
activity_id,facility,county_fips,month,kind,quantity,unit,participants,hours,volunteers,recipient_type,use
a1,Prison A,29001,2020-05-01,garden_produce,100.5,pounds,12,30.25,0,food pantry,distribution
a2,Prison A,29001,2020-06-01,garden_produce,0.25,pounds,13,10,0,food pantry,distribution   # the same people, another month
a3,Prison A,29001,2020-06-01,garden_produce,7,crates,20,5,0,food pantry,distribution       # another unit: never added up
a4,,,2020-06-01,quilts,3,quilts,4,50,2,hospital,                                           # few people, no place, no use
a5,Prison A,29001,2020-06-01,bicycles,2,bicycles,,,,nonprofit,auction                      # how many people: unknown
"""


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "activity": ACTIVITIES})


def rows(db, **options):
    frame = repair(db, **options)
    return {(row["kind"], row["quantity_unit"]): row for _, row in frame.iterrows()}


def test_each_kind_by_its_own_unit(db):
    found = rows(db, min_cell=0)
    assert list(found) == [("garden_produce", "crates"), ("garden_produce", "pounds"), ("quilts", "quilts"), ("bicycles", "bicycles")]
    pounds = found["garden_produce", "pounds"]
    assert pounds[["quantity", "activities", "months", "first_month", "last_month", "facilities"]].tolist() == [
        100.75, 2, 2, "2020-05", "2020-06", 1]
    assert pounds[["participants", "hours", "volunteers"]].tolist() == [25, 40.25, 0]  # people count in each month


def test_nothing_is_rounded_to_the_nearest_one(db):
    """30.25 and 10 hours, by 12 and 13 people: parts of an hour stay; to the nearest 5 they go."""
    assert rows(db, round=1)["garden_produce", "pounds"]["hours"] == 40.25
    assert rows(db)["garden_produce", "pounds"]["hours"] == 40


def test_unknown_is_not_zero(db):
    bicycles = rows(db)["bicycles", "bicycles"]
    assert bicycles[["participants", "hours", "volunteers"]].isna().all() and bicycles["status"] == "ok"


def test_a_place_that_is_not_known_is_no_further_place():
    db = database({"release": RELEASES, "activity": """
activity_id,facility,county_fips,month,kind,quantity,unit
a1,Prison A,29001,2020-05-01,bags,1,bags
a2,,29001,2020-05-01,bags,1,bags            # may well be Prison A
a3,,,2020-05-01,quilts,1,quilts             # somewhere
"""})
    found = rows(db, min_cell=0)
    assert found["bags", "bags"]["facilities"] == 1
    assert pd.isna(found["quilts", "quilts"]["facilities"]) and found["quilts", "quilts"]["status"] == "ok"
    assert pd.isna(rows(db, min_cell=0, where={"facility": "unknown"})["bags", "bags"]["facilities"])


def test_few_people_are_hidden_what_they_gave_is_not(db):
    quilts = rows(db)["quilts", "quilts"]
    assert (quilts["quantity"], quilts["status"]) == (3, "suppressed")
    assert quilts[["participants", "hours", "volunteers"]].isna().all()
    pounds = rows(db)["garden_produce", "pounds"]
    assert pounds[["participants", "hours", "status"]].tolist() == [25, 40, "ok"]  # 12 and 13 people; to the nearest 5
    assert rows(db, min_cell=14)["garden_produce", "pounds"]["status"] == "suppressed"  # never 14 people in one month


@pytest.mark.parametrize("by, levels", [
    ("month", ["2020-05", "2020-06"]), ("facility", ["Prison A", "unknown"]), ("county_fips", ["29001", "unknown"]),
    ("recipient_type", ["food pantry", "hospital", "nonprofit"]), ("use", ["auction", "distribution", "unknown"])])  # fmt: skip
def test_by_what_activities_are_recorded_by(db, by, levels):
    frame = repair(db, by=by)
    assert list(dict.fromkeys(frame[by])) == levels
    assert frame["quantity"].sum() == repair(db)["quantity"].sum()


@pytest.mark.parametrize("where, kinds", [
    ({"facility": "Prison A"}, 3), ({"facility": ["Prison A", "unknown"]}, 4), ({"county_fips": "unknown"}, 1),
    ({"facility": "Prison B"}, 0),  # a place that releases name and activities do not
])  # fmt: skip
def test_a_selection_is_about_the_place(db, where, kinds):
    assert len(repair(db, where=where)) == kinds


def test_the_rows_belong_to_reparative_activity(db):
    assert set(repair(db)["model"]) == {"reparative_activity"}
    assert len(repair(db, model="reparative_activity")) == 4 and not len(repair(db, model="circle_sentencing"))


def test_records_without_activities_have_no_rows():
    assert not len(repair(database({"release": RELEASES})))


def test_the_columns_are_fixed(db):
    assert list(repair(db, by="month").columns) == (
        "month model kind quantity_unit quantity activities months first_month last_month facilities participants hours "
        "volunteers status subset unit landmark strict_baseline covariates min_cell data_as_of fingerprint").split()
    assert repair(db)["quantity"].dtype == np.float64


@pytest.mark.parametrize("options", [
    {"where": {"sex": "female"}}, {"by": "sex"}, {"by": "month; drop table activity"}, {"outcome": "rearrest"},
    {"where": {"facility": "' or '1'='1"}}, {"model": "gardening"}])  # fmt: skip
def test_what_does_not_belong_is_a_problem(db, options):
    with pytest.raises(Problem):
        repair(db, **options)
    assert db.execute("select count(*) from activity").fetchone() == (5,)
