"""Selections: how they are written, which records they mean, and that what a person types is only ever text."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

import analytics
from analytics.vocabulary import FILTERS
from analytics.where import canonical, level_codes, parse_where, split_values
from data.problem import Problem
from tests.records import database

INJECTION = "x'; drop table person; --"


@pytest.mark.parametrize("given_, expected", [
    (None, {}),
    ([], {}),
    ({}, {}),
    ("sex=female", {"sex": ("female",)}),
    (["sex=female", "offense=drug"], {"sex": ("female",), "offense": ("drug",)}),
    (["sex=male,female"], {"sex": ("female", "male")}),                     # or, in alphabetical order
    (["sex=male", "sex=female"], {"sex": ("female", "male")}),              # the same column twice is or too
    (["sex=female,female"], {"sex": ("female",)}),
    (["offense=drug", "sex=female"], {"sex": ("female",), "offense": ("drug",)}),  # columns in their own order
    ([r"facility=Hall\, North"], {"facility": ("Hall, North",)}),           # a comma in a value
    ([r"facility=Hall\\,North"], {"facility": ("Hall\\", "North")}),        # a backslash, then a comma between values
    (["facility=a=b"], {"facility": ("a=b",)}),                             # the first = ends the column
    ([" sex =female"], {"sex": ("female",)}),
    ({"sex": "female,male"}, {"sex": ("female", "male")}),
    ({"sex": ["female", "male"]}, {"sex": ("female", "male")}),
    ({"facility": ["Hall, North"]}, {"facility": ("Hall, North",)}),        # in a list a comma is a comma
    ({"release_year": 2020}, {"release_year": ("2020",)}),
    ({"release_year": [2021, 2020]}, {"release_year": ("2020", "2021")}),
])  # fmt: skip
def test_how_a_selection_is_read(given_, expected):
    found = parse_where(given_)
    assert found == expected and list(found) == list(expected)


@pytest.mark.parametrize("given_", [
    "sex", "", "=female", "sex=", "sex=female,", "sex=,female", "person_id=p1", "Sex=female", "sex;--=female",
    {"sex": []}, {"sex": ""}, {"sex": ["female", ""]}, {"person_id": "p1"}, {5: "x"}, {"model": "circle_sentencing"},
])  # fmt: skip
def test_what_is_no_selection_is_a_problem(given_):
    with pytest.raises(Problem) as problem:
        parse_where(given_)
    assert "\n" not in str(problem.value)


def test_every_column_of_the_contract_can_be_selected_by():
    assert FILTERS == tuple(
        "sex race ethnicity age_band offense risk_level county_fips circuit facility release_type release_year".split()
    )


@given(some.dictionaries(some.sampled_from(FILTERS), some.sets(some.text(min_size=1, max_size=8), min_size=1, max_size=3), max_size=3))
def test_one_text_for_one_selection(where):
    where = parse_where(where)
    texts = [f"{column}=" + canonical({column: values}).removeprefix(f"{column}=") for column, values in where.items()]
    assert parse_where(texts) == where
    assert canonical(where) == ";".join(texts)


@pytest.mark.parametrize("text, values", [
    ("a", ["a"]), ("a,b", ["a", "b"]), (r"a\,b", ["a,b"]), (r"a\\", ["a\\"]), ("a\\", ["a\\"]), (r"a\b", ["a\\b"]),
    (",", ["", ""]), (r"a\;b", ["a;b"]),
])  # fmt: skip
def test_a_backslash_protects_a_comma(text, values):
    assert split_values(text) == values


# ---- against records -----------------------------------------------------------------------------------
RELEASES = f"""
release_id,person_id,released_on,release_type,county_fips,facility,age_at_release,follow_up_ended_on
r1,p1,2019-12-31,prison_release,29189,"Hall, North",17,2024-01-01
r2,p2,2020-01-01,prison_release,29189,"{INJECTION}",18,2024-01-01
r3,p3,2020-01-01,,,,24,2024-01-01                                   # type, county and facility unknown
r4,p4,2020-12-31,diversion,17031,Hall,25,2024-01-01                 # a county outside the state
r5,p1,2021-01-01,diversion,17031,Hall,55,2024-01-01                 # the second release of p1
"""
PEOPLE = """
person_id,sex,race,ethnicity
p1,female,white,hispanic
p2,male,unknown,                 # unknown may be written or left empty
p3,,black,not_hispanic
p4,other,black,not_hispanic
"""


@pytest.fixture(scope="module")
def db():
    return database({"person": PEOPLE, "release": RELEASES})


def selected(db, where, unit="every"):
    frame = analytics.compare(db, where=where, unit=unit, min_cell=0, model="retributive_only", window=12)
    return int(frame["n"].iloc[0])


@pytest.mark.parametrize("where, releases", [
    ({}, 5),
    ({"sex": "female"}, 2),
    ({"sex": "unknown"}, 1),                                    # empty is unknown
    ({"race": "unknown"}, 1),
    ({"ethnicity": "unknown"}, 1),
    ({"race": "asian"}, 0),                                     # a code that nobody has
    ({"sex": "female,unknown"}, 3),                             # values of a column are joined by or
    ({"sex": "female", "release_type": "diversion"}, 1),        # columns by and
    ({"release_type": "unknown"}, 1),
    ({"county_fips": "17031"}, 2),
    ({"county_fips": "unknown"}, 1),
    ({"circuit": "unknown"}, 5),
    ({"facility": ["Hall, North"]}, 1),
    ([r"facility=Hall\, North,Hall"], 3),
    ({"release_year": "2019"}, 1),                              # the last day of a year
    ({"release_year": 2020}, 3),                                # its first and its last
    ({"age_band": "under_18"}, 1),                              # 17
    ({"age_band": "18_24"}, 2),                                 # 18 and 24
    ({"age_band": "25_34"}, 1),
    ({"age_band": "55_over"}, 1),
    ({"facility": [INJECTION]}, 1),                             # text of a statement is the name of a place here
])  # fmt: skip
def test_which_releases_a_selection_means(db, where, releases):
    assert selected(db, where) == releases


def test_unit_first_takes_the_earliest_release_that_passes(db):
    assert selected(db, {"release_type": "diversion"}, unit="first") == 2   # r4, and r5: r1 does not pass
    assert selected(db, {"sex": "female"}, unit="first") == 1


@pytest.mark.parametrize("where", [
    {"sex": "woman"}, {"sex": "Female"}, {"sex": " female"}, {"sex": "femal%"}, {"county_fips": "29001"}, {"county_fips": "2918"},
    {"facility": "hall"}, {"release_year": "2018"}, {"release_year": "unknown"}, {"release_type": "parole"},
    {"age_band": "17"}, {"sex": "female' or '1'='1"}, {"sex": INJECTION}, {"sex": "female); drop table release; --"},
])  # fmt: skip
def test_a_value_that_is_no_code_or_not_in_the_records_is_a_problem(db, where):
    with pytest.raises(Problem) as problem:
        level_codes(db, parse_where(where))
    (column, value), = where.items()
    assert column in str(problem.value) and value[:80] in str(problem.value)


@pytest.mark.parametrize("option", ["by", "outcome", "exposure", "unit", "model", "where", "covariates", "adjust"])
def test_a_statement_in_an_option_is_only_text(db, option):
    try:
        analytics.compare(db, **{option: {"facility": [INJECTION]} if option == "where" else INJECTION})
    except Problem as problem:
        assert "\n" not in str(problem)
    assert db.execute("select count(*) from person").fetchone() == (4,)
