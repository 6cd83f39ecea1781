"""A selection as a person would say it; what to widen where it holds nobody; values as they are."""

import pytest

from analytics import answers, selection, selection_words
from tests.records import database

COUNTIES = {"29001": "County 12"}


@pytest.mark.parametrize(("where", "said"), [
    ({}, "Everyone in the records"),
    ({"sex": ["female"], "release_year": ["2019", "2020", "2021"], "county_fips": ["29001"]},
     "Women, released 2019–2021, County 12"),
    ({"sex": ["female", "male"], "race": ["black", "white"]}, "Women or men, Black or White"),
    ({"age_band": ["under_18", "18_24", "unknown"]}, "Aged under 18 or 18 to 24 or age not known"),
    ({"offense": ["violent", "other"], "risk_level": ["high"]}, "Violent or another offense, high risk"),
    ({"release_type": ["diversion"], "release_year": ["2019", "2021"]}, "Diverted, released 2019 or 2021"),
    ({"circuit": ["22"]}, "Circuit 22"),
    ({"circuit": ["Circuit 103"]}, "Circuit 103"),
    ({"county_fips": ["29510"]}, "County 29510"),  # a real county whose name is not known here
    ({"facility": ["<b>Prison</b>"]}, "<b>Prison</b>"),  # a record's own words, shown as text
])
def test_in_words(where, said):
    assert selection_words.selected(where, COUNTIES) == said


def test_every_code_has_words():
    found = selection.values(database({"release": "release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2020-01-01,2023-01-01"}))
    for column, values in found.items():
        labels = [selection_words.label(column, value) for value in values]
        assert len(set(labels)) == len(labels) and not any("_" in label for label in labels), column


RELEASES = """release_id,person_id,released_on,follow_up_ended_on,facility,offense
r1,p1,2020-01-01,2023-01-01,Prison 1,drug
r2,p2,2021-01-01,2023-01-01,Prison 2,violent
"""


def test_what_to_widen():
    records = database({"release": RELEASES})
    nobody = ("facility=Prison 1", "offense=violent")
    assert not selection.anybody(records, nobody)
    assert selection.to_widen(records, nobody) == ["offense", "facility"]
    assert selection.to_widen(records, (*nobody, "release_year=2021")) == ["facility"]
    assert selection.to_widen(records, nobody, min_cell=11) == []  # few people are not given away
    assert selection.anybody(records, ("offense=violent",))


def test_what_is_said_of_nobody():
    where = {"sex": ["female"], "facility": ["Prison 4"]}
    assert answers.nobody(where, ["sex", "facility"]) == (
        "Nobody in these records fits all of this: Women, Prison 4. Drop “women” or “Prison 4”, and there are people again.")
    assert answers.nobody(where, []).endswith("No single filter is the reason; drop two or more of them.")


def test_followed_goes_through_the_gate():
    records = database({"release": RELEASES})
    assert selection.followed(records, outcome="rearrest", window=12, min_cell=0) == {"retributive_only": (2.0, 0.0),
                                                                                      **dict.fromkeys(_empty(), (0.0, 0.0))}
    assert "retributive_only" not in selection.followed(records, outcome="rearrest", window=12)  # two people
    assert selection.followed(records, outcome="rearrest", window=12, unit="every") == {}


def _empty():
    from analytics import words
    return words.MODELS
