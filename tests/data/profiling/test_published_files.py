"""The shipped profiles on the published files they were written for: known figures come out again.

Counted here with plain Python from the converted tables, apart from the product's own counting.
"""
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from data.profiling import apply, read_profile
from tests.data.profiling.converted import Converted

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not PUBLISHED.is_dir(), reason=f"the published files are not in {PUBLISHED}")


@cache
def made(profile: str, folder: str) -> Converted:
    return Converted(apply(read_profile(profile), PUBLISHED / folder, {}, Path(mkdtemp())))


def first_day(made: Converted, kinds: set[str]) -> dict[str, int]:
    """Person -> days from release to the first event of these kinds that was seen in the follow-up."""
    found: dict[str, int] = {}
    released = {row["person_id"]: row for row in made.table("release")}
    for row in made.table("event"):
        release = released[row["person_id"]]
        if row["event_type"] in kinds and row["occurred_on"] <= release["follow_up_ended_on"]:
            day = days(release["released_on"], row["occurred_on"])
            found[row["person_id"]] = min(day, found.get(row["person_id"], day))
    return found


def days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def test_rossi_48_of_216_with_aid_and_66_of_216_without_were_arrested_within_a_year():
    trial = made("rossi_maryland", "rossi")
    arrested = first_day(trial, {"rearrest"})
    with_aid = set(trial.column("participation", "person_id"))
    everyone = set(trial.column("person", "person_id"))
    assert (len(with_aid), len(everyone - with_aid)) == (216, 216)
    assert sum(day <= 365 for person, day in arrested.items() if person in with_aid) == 48
    assert sum(day <= 365 for person, day in arrested.items() if person not in with_aid) == 66
    assert {days(row["released_on"], row["follow_up_ended_on"]) for row in trial.table("release")} == {365}
    assert not [notice for notice in trial.conversion.notices if notice.kind == "unmapped"]


def test_iowa_share_returned_by_reporting_year():
    iowa = made("iowa_three_year_recidivism", "iowa-prison-releases")
    returned = first_day(iowa, {"reincarceration", "technical_return"})
    released, back = Counter(), Counter()
    for row in iowa.table("release"):
        reporting_year = int(row["released_on"][:4]) + 3
        released[reporting_year] += 1
        back[reporting_year] += returned.get(row["person_id"], 9999) <= 1095
    shares = {year: round(100 * back[year] / released[year], 3) for year in (2015, 2016, 2017, 2018)}
    assert shares == {2015: 31.857, 2016: 34.244, 2017: 35.390, 2018: 37.814}


def test_iowa_share_by_kind_at_1095_days():
    iowa = made("iowa_three_year_recidivism", "iowa-prison-releases")
    kinds = Counter(iowa.column("event", "event_type"))
    assert len(iowa.table("release")) == 26_020
    assert round(kinds["reincarceration"] / 26_020, 4) == 0.2120
    assert round(kinds["technical_return"] / 26_020, 4) == 0.1216
    returned = first_day(iowa, set(kinds))
    assert len(returned) == 8_681  # nobody returned twice or after the follow-up
    assert sum(day == 0 for day in returned.values()) == 4
    assert max(returned.values()) == 1095


def test_iowa_every_value_is_mapped():
    iowa = made("iowa_three_year_recidivism", "iowa-prison-releases")
    assert iowa.notices("unmapped") == []
    assert iowa.column("person", "race").count("") == 30
    assert iowa.column("release", "age_band").count("") == 3


def test_cook_county_78_of_110_closed_cases_completed_in_the_restorative_court():
    cook = made("cook_county_diversion", "cook-county-diversion")
    court = Counter(row["status"] for row in cook.table("participation") if row["model"] == "circle_sentencing")
    assert court == {"completed": 78, "removed": 32, "active": 45}
    assert (len(cook.table("release")), len(cook.table("person"))) == (22_508, 21_355)
    assert min(cook.column("release", "released_on")) == "1946-07-30"
    assert cook.notices("unmapped") == cook.notices("conflict") == []


def test_cook_county_every_model_is_one_of_ours_or_in_model_csv():
    cook = made("cook_county_diversion", "cook-county-diversion")
    added = set(cook.column("model", "code"))
    assert set(cook.column("participation", "model")) == added | {"circle_sentencing"}
    assert set(cook.column("model", "counts_as_restorative")) == {"no"}


def test_green_and_winik_rearrested_within_1460_days_of_disposition():
    trial = made("green_winik_dc", "green-winik-dc")
    arrested = first_day(trial, {"rearrest"})
    sentenced = {row["person_id"] for row in trial.table("participation") if row["model"] == "incarceration"}
    others = set(trial.column("person", "person_id")) - sentenced
    assert (len(others), len(sentenced)) == (584, 419)
    assert sum(arrested.get(person, 9999) <= 1460 for person in others) == 312
    assert sum(arrested.get(person, 9999) <= 1460 for person in sentenced) == 215
    assert sum(day == 1461 for day in arrested.values()) == 1
    assert all(days(row["released_on"], row["follow_up_ended_on"]) >= 1460 for row in trial.table("release"))


def test_green_and_winik_gender_w_is_unknown():
    sexes = Counter(made("green_winik_dc", "green-winik-dc").column("person", "sex"))
    assert sexes == {"male": 888, "female": 98, "unknown": 17}


@pytest.mark.parametrize(
    ("profile", "folder"),
    [
        ("rossi_maryland", "rossi"),
        ("iowa_three_year_recidivism", "iowa-prison-releases"),
        ("cook_county_diversion", "cook-county-diversion"),
        ("green_winik_dc", "green-winik-dc"),
    ],
)
def test_nothing_that_an_arm_needs_comes_after_the_release(profile, folder):
    converted = made(profile, folder)
    released = {row["release_id"]: row for row in converted.table("release")}
    assert all(row["released_on"] <= row["follow_up_ended_on"] for row in released.values())
    if "participation" in converted.conversion.rows:
        assert all(row["referred_on"] <= released[row["release_id"]]["released_on"] for row in converted.table("participation"))


def test_rows_lead_back_to_their_source_line():
    iowa = made("iowa_three_year_recidivism", "iowa-prison-releases")
    (path,) = iowa.conversion.source_files
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    events, releases = iowa.table("event"), {row["release_id"]: row for row in iowa.table("release")}
    for number in (1, 777, 8681):
        event = events[number - 1]
        name, line = iowa.conversion.origin("event", number)
        days_to_return = days(releases[event["person_id"]]["released_on"], event["occurred_on"])
        assert name == path.name
        assert f",Yes,{days_to_return}," in lines[line - 1]
