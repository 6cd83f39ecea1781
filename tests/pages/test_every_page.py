"""Every page without a browser: what it says of each choice, of nobody, of records that hold little, of hostile values."""

import os
from html import unescape

import pytest

from analytics import selection_words
from pages.parts.choices import EXPOSURES, UNITS
from tests.pages.test_first_page import ROOT, drawn, opened, serve  # noqa: F401  a fixture

PAGES = ("does_it_work", "people_harmed", "new_offenses", "promises_kept", "is_it_fair", "who_and_where", "costs")
every_page = pytest.mark.parametrize("name", PAGES)


def view(serve, database, name, **address):
    page = serve(database, f"pages/{name}.py")
    for key, value in address.items():
        page.query_params[key] = value
    return opened(page)


def said(page):
    return unescape(drawn(page))


@every_page
def test_a_selection_is_said_and_counted(serve, demonstration, name):
    everyone = view(serve, demonstration, name)
    women = view(serve, demonstration, name, sex="Women", released=["2018", "2021"], risk=["Low", "High"])
    assert "Counted here: Women, low or high risk, released 2018–2021." in said(women)
    assert "Counted here" not in said(everyone)
    assert said(women).split("rj-answer")[1][:400] != said(everyone).split("rj-answer")[1][:400]
    assert "--where sex=female" in women.code[0].value and "--where release_year=2018,2019,2020,2021" in women.code[0].value


@every_page
def test_what_is_invented_is_said_over_every_result(serve, demonstration, name):
    page = said(view(serve, demonstration, name))
    assert "Every person, place and result in them is invented" in page and "Nothing counted from them is about Missouri." in page
    assert "number here is invented" not in page  # on some pages stand published numbers


@pytest.mark.parametrize(("name", "real"), [
    ("costs", "The prices that this page begins with are real"), ("new_offenses", "A dotted line among the curves is real"),
    ("does_it_work", "Published studies and prices beside them are real")])
def test_what_is_real_among_the_invented_is_said(serve, demonstration, name, real):
    assert real in said(view(serve, demonstration, name)).split("rj-banner")[1].split("</p>")[0]


def test_no_published_study_stands_under_a_banner_that_calls_it_invented(serve, demonstration):
    banner = said(view(serve, demonstration, "other_studies")).split("rj-banner")[1].split("</p>")[0]
    assert "nothing on this page is made from them" in banner and "Every person" not in banner


@every_page
def test_every_way_of_counting_has_its_page(serve, demonstration, name):
    for exposure in EXPOSURES:
        for unit in UNITS:
            page = view(serve, demonstration, name, counted=exposure, each=unit)
            warned = any("chosen people" in notice.value for notice in page.info)
            assert warned == (EXPOSURES[exposure] != "referred")


@every_page
def test_nobody_is_no_traceback(serve, demonstration, name):
    page = view(serve, demonstration, name, sex="Women", where="Prison or office", office="Prison 1")
    assert "Nobody in these records fits all of this: Women, Prison 1." in said(page)
    assert "there are people again" in said(page) and "<table" not in said(page)


@every_page
def test_few_people_are_hidden_not_zero(serve, demonstration, name):
    page = view(serve, demonstration, name, sex="Women", age="Under 18", where="Circuit", circuit="Circuit 101")
    assert "rj-answer" in drawn(page) and "Traceback" not in drawn(page)


@every_page
def test_filters_stand_in_the_same_order(serve, demonstration, name):
    page = view(serve, demonstration, name)
    assert [box.label for box in page.sidebar.multiselect] == [
        "Sex", "Race", "Ethnicity", "Age at release", "Offense", "Assessed risk", "Kind of case"]
    assert page.sidebar.selectbox(key="where").options == ["Everywhere", "County", "Circuit", "Prison or office"]
    assert page.sidebar.toggle(key="exact").value is False


def test_invented_counties_carry_invented_names(serve, demonstration):
    page = view(serve, demonstration, "promises_kept", where="County")
    options = page.sidebar.multiselect(key="county").options
    assert options[:3] == ["County 1", "County 2", "County 3"] and not any("29" in name[:2] for name in options)


@pytest.mark.parametrize(("address", "told"), [
    ({"sex": ["Women", "Wizards"]}, "sex “Wizards”"), ({"released": ["1999", "2018"]}, "released “1999”"),
    ({"released": "2018"}, "released “2018”"), ({"county": "County 1"}, "“county”"),
    ({"race": "x" * 10_000}, "…”"), ({"sex": [f"n{i}" for i in range(50)]}, "more things")])
def test_what_an_address_asks_for_in_vain_is_told_and_dropped(serve, demonstration, address, told):
    page = view(serve, demonstration, "promises_kept", **address)
    notes = [notice.value.replace("\\", "") for notice in page.info]
    assert told in notes[-1] and len(notes) <= 5 and max(map(len, notes)) < 200
    assert set(page.query_params) <= {"sex", "released"}
    assert page.query_params.get("sex", "Women") in ("Women", ["Women"])


@pytest.mark.parametrize(("address", "kept", "counted"), [
    ({"where": ["County", "Circuit"], "county": "County 1", "circuit": "Circuit 101"}, {"where": "Circuit", "circuit": "Circuit 101"}, "Circuit 101"),
    ({"where": ["Circuit", "County"], "county": "County 1", "circuit": "Circuit 101"}, {"where": "County", "county": "County 1"}, "County 1"),
    ({"sex": "Women", "within": ["One year", "Five years"]}, {"sex": "Women", "within": "Five years"}, "Women")])
def test_of_what_is_asked_for_twice_the_last_counts_and_stands_in_the_address(serve, demonstration, address, kept, counted):
    page = view(serve, demonstration, "does_it_work", **address)
    assert any("more than once" in notice.value for notice in page.info)
    assert f"Counted here: {counted}." in said(page)
    assert {name: page.query_params[name] if isinstance(page.query_params[name], str) else page.query_params[name][-1]
            for name in page.query_params} == kept
    assert ("five years" in said(page)) == ("within" in kept)


def test_signs_that_cannot_be_seen_are_not_repeated(serve, demonstration):
    page = view(serve, demonstration, "promises_kept", sex="Wo\u202emen\u0007")
    assert "sex “Women”" in page.info[-1].value.replace("\\", "")


LITTLE = {
    "person.csv": "person_id\np1\n",
    "release.csv": "release_id,person_id,released_on,follow_up_ended_on,facility,circuit\n"
                   "r1,p1,2020-01-01,2024-01-01,<img src=x onerror=alert(1)> **bold** [a](http://b.example),\n",
}


@pytest.fixture
def little(tmp_path):
    """A database of one release and nothing else, with a facility whose name is a trap."""
    import subprocess
    import sys

    for file, text in LITTLE.items():
        (tmp_path / file).write_text(text)
    done = subprocess.run([sys.executable, "-m", "analytics", "load", str(tmp_path), "--db", str(tmp_path / "little.duckdb")],
                          cwd=ROOT, capture_output=True, text=True, env={**os.environ})
    assert done.returncode == 0, done.stderr
    return tmp_path / "little.duckdb"


@every_page
def test_records_that_hold_almost_nothing(serve, little, name):
    page = view(serve, little, name)
    assert "rj-answer" in drawn(page)
    trap = "<img src=x onerror=alert(1)> **bold** [a](http://b.example)"
    page = view(serve, little, name, where="Prison or office", office=trap)
    assert "<img" not in drawn(page)
    assert "Counted here: &lt;img" in drawn(page)


def test_every_filter_has_a_title():
    from analytics.vocabulary import FILTERS
    assert set(selection_words.TITLES) == set(FILTERS)


def test_victims_answers_are_made_alike_with_the_unadjusted_beside(serve, demonstration):
    page = view(serve, demonstration, "people_harmed")
    assert "in similar cases" in said(page) and "not made alike" in said(page) and "As the groups stand" in said(page)
    assert "--adjust entropy" in page.code[0].value
    plain = view(serve, demonstration, "people_harmed", alike="Not made alike")
    assert "in similar cases" not in said(plain) and "The groups were not matched" in said(plain)


def test_the_checks_hold_victims_answers_too(serve, demonstration):
    shown = said(view(serve, demonstration, "is_it_fair"))
    assert shown.count("How far the groups differ in each trait") > 1 and "What stands behind it" in shown
