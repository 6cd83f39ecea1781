"""Values that no map holds are counted and never guessed."""
import pytest

from data.problem import Problem
from tests.data.profiling.converted import PEOPLE, convert

SEXES = {"p.csv": "id,sex\n1,M\n2,X\n3,X\n4,\n5,?\n"}


def test_an_unmapped_value_is_left_empty_and_told_with_its_rows(tmp_path):
    made = convert(tmp_path, PEOPLE + 'sex = { column = "sex", values = { M = "male" } }\n', SEXES)
    assert made.column("person", "sex") == ["male", "", "", "", ""]
    assert made.notices("unmapped") == [("sex", "X", 2), ("sex", "?", 1)]
    said = [(notice.severity, notice.message) for notice in made.conversion.notices]
    assert said[1] == ("warning", "p.csv, column sex: '?' (1 row) not in rows.people.columns.sex; left empty.".replace("rows.p", "own: rows.p"))


def test_a_map_on_the_wrong_column_tells_the_most_frequent_values_and_counts_the_others(tmp_path):
    lines = "id,sex\n" + "".join(f"{number},{number}\n" for number in range(1000)) + "1000,{rows}\n1001,{rows}\n"
    made = convert(tmp_path, PEOPLE + 'sex = { column = "sex", values = { M = "male" } }\n', {"p.csv": lines})
    told = [notice for notice in made.conversion.notices if notice.kind == "unmapped"]
    assert len(told) == 201
    assert (told[0].value, told[0].rows) == ("", 801)
    assert "801 other values (801 rows)" in told[0].message
    assert (told[1].value, told[1].rows) == ("{rows}", 2)  # text is never read as a place for something
    assert sum(notice.rows for notice in told) == 1002


def test_one_can_be_handed_on_as_it_stands(tmp_path):
    made = convert(tmp_path, PEOPLE + 'sex = { column = "sex", values = { M = "male" }, unmapped = "keep" }\n', SEXES)
    assert made.column("person", "sex") == ["male", "X", "X", "", "?"]
    assert made.notices("unmapped") == [("sex", "X", 2), ("sex", "?", 1)]


EVENTS = """
title = "Events"
[values.kind]
A = "rearrest"
[sources.events]
[rows.events]
table = "event"
from = "events"
[rows.events.columns]
event_id = "row.number"
person_id = "id"
occurred_on = "day"
event_type = { column = "kind", values = "kind" }
"""
KINDS = {"events.csv": "id,day,kind\n1,2012-01-01,A\n2,2012-01-01,B\n3,2012-01-01,B\n"}


def test_in_a_column_that_must_be_filled_it_is_a_problem_that_says_how_many(tmp_path):
    with pytest.raises(Problem, match=r"events.csv, column kind: 'B' \(2 rows\) not in the value map kind; add them"):
        convert(tmp_path, EVENTS, KINDS)


def test_unless_the_profile_says_that_rows_without_it_are_skipped(tmp_path):
    made = convert(tmp_path, EVENTS.replace('from = "events"', 'from = "events"\nskip_if_empty = ["event_type"]'), KINDS)
    assert made.column("event", "person_id") == ["1"]
    assert made.notices("unmapped") == [("kind", "B", 2)]


def test_rows_that_are_not_kept_are_not_counted(tmp_path):
    profile = EVENTS.replace('from = "events"', 'from = "events"\nwhere = [{ column = "kind", is = "A" }]')
    assert convert(tmp_path, profile, KINDS).notices("unmapped") == []


def test_a_site_adds_its_words_in_a_profile_that_extends(tmp_path):
    (tmp_path / "base.toml").write_text(EVENTS, encoding="utf-8")
    own = 'extends = "base.toml"\n[values.kind]\nB = "reconviction"\n'
    assert convert(tmp_path, own, KINDS).column("event", "event_type") == ["rearrest", "reconviction", "reconviction"]
