"""Numbers in `counted_release` stand for the values that `level` gives them, whichever way they were made."""

import pytest

from tests.records import database

RELEASES = """
release_id, person_id, released_on, follow_up_ended_on, release_type,    age_at_release, age_band, offense, risk_level, risk_assessed_on, prior_convictions, sentence_months, county_fips, circuit, facility
r1,         p1,        2015-01-01,  2020-01-01,         prison_release,  17,             ,         violent, low,        2014-12-01,       0,                 0,               29189,       21,      East
r2,         p2,        2016-01-01,  2020-01-01,         probation_start, 18,             ,         drug,    high,       ,                 1,                 5,               29510,       22,      West
r3,         p3,        2017-01-01,  2020-01-01,         diversion,       54,             ,         other,   moderate,   ,                 3,                 ,                ,            ,
r4,         p4,        2018-01-01,  2020-01-01,         ,                ,               35_44,    ,        ,           ,                 6,                 12,              ,            ,
r5,         p5,        2018-01-01,  2020-01-01,         prison_release,  ,               ,         unknown, unknown,    ,                 ,                  36.5,            ,            ,
r6,         p6,        2018-01-01,  2020-01-01,         prison_release,  55,             under_18, property,low,        2018-06-01,       2,                 ,                ,            ,
"""
PEOPLE = """
person_id, sex,    race,            ethnicity
p1,        female, american_indian, hispanic
p2,        male,   white,           not_hispanic
p3,        ,       ,
p4,        other,  other,           unknown
"""
# risk assessed after the referral tells nothing of before
SENT = """
participation_id, person_id, release_id, model,            referred_on, status
a1,               p6,        r6,         circle_sentencing, 2018-01-01, referred
"""


@pytest.fixture(scope="module")
def connection():
    with database({"person": PEOPLE, "release": RELEASES, "participation": SENT}) as connection:
        yield connection


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("sex", ["female", "male", "unknown", "other", "unknown", "unknown"]),
        ("race", ["american_indian", "white", "unknown", "other", "unknown", "unknown"]),
        ("ethnicity", ["hispanic", "not_hispanic", "unknown", "unknown", "unknown", "unknown"]),
        ("age_band", ["under_18", "18_24", "45_54", "35_44", "unknown", "55_over"]),
        ("offense", ["violent", "drug", "other", "unknown", "unknown", "property"]),
        ("risk_level", ["low", "high", "moderate", "unknown", "unknown", "low"]),
        ("risk_before_referral", ["low", "high", "moderate", "unknown", "unknown", "unknown"]),
        ("release_type", ["prison_release", "probation_start", "diversion", "unknown", "prison_release", "prison_release"]),
        ("prior_convictions", ["0", "1_2", "3_5", "6_over", "unknown", "1_2"]),
        ("sentence_months", ["none", "not_prison", "not_prison", "not_prison", "37_60", "unknown"]),
        ("county_fips", ["29189", "29510", "unknown", "unknown", "unknown", "unknown"]),
        ("circuit", ["21", "22", "unknown", "unknown", "unknown", "unknown"]),
        ("facility", ["East", "West", "unknown", "unknown", "unknown", "unknown"]),
        ("release_year", ["2015", "2016", "2017", "2018", "2018", "2018"]),
    ],
)
def test_a_number_stands_for_its_value(connection, column, values):
    dimension = "risk_level" if column == "risk_before_referral" else column
    found = connection.execute(
        f"select level.value from counted_release inner join level on level.dimension = '{dimension}' "
        f"and level.code = counted_release.{column} inner join release_order using (release_number) order by release_id"
    ).fetchall()
    assert [value for value, in found] == values


def test_a_value_is_listed_with_how_many_releases_have_it(connection):
    found = dict(connection.execute("select value, releases from level where dimension = 'offense'").fetchall())
    assert found == {"violent": 1, "property": 1, "drug": 1, "public_order": 0, "other": 1, "unknown": 2}
