"""Rows: several from one, one a person, the next of the same person, another file's row beside, and the way back."""
import pytest

from data.problem import Problem
from tests.data.profiling.converted import PEOPLE, convert

EVENTS = """
title = "Events"
[sources.cases]
[rows.events]
table = "event"
from = "cases"
skip_if_empty = ["occurred_on"]
[rows.events.columns]
person_id = "id"
[[rows.events.each]]
event_id = { join = "{id}-a" }
event_type = { text = "rearrest" }
occurred_on = "arrest"
[[rows.events.each]]
event_id = { join = "{id}-c" }
event_type = { text = "reconviction" }
occurred_on = "conviction"
"""


def test_several_rows_from_one(tmp_path):
    made = convert(tmp_path, EVENTS, {"cases.csv": "id,arrest,conviction\n1,2012-01-01,\n2,2012-02-01,2012-03-01\n3,,\n"})
    assert sorted(made.column("event", "event_id")) == ["1-a", "2-a", "2-c"]
    assert [notice.message for notice in made.conversion.notices] == ["cases.csv: 3 rows gave no event for events, which wants occurred_on filled."]


def test_one_row_a_person_keeps_the_first_filled_cell_and_tells_what_says_otherwise(tmp_path):
    lines = """
        id,sex,born
        1,M,
        2,F,1980-01-01
        1,,1990-05-05
        2,M,1980-01-01
        2,M,
        """
    profile = PEOPLE.replace('from = "people"', 'from = "people"\none_per = "person_id"')
    made = convert(tmp_path, profile + 'sex = { column = "sex", values = { M = "male", F = "female" } }\nborn_on = "born"\n', {"p.csv": lines})
    assert made.table("person") == [
        {"person_id": "1", "sex": "male", "born_on": "1990-05-05"},
        {"person_id": "2", "sex": "female", "born_on": "1980-01-01"},
    ]
    assert made.notices("conflict") == [("sex", "", 2)]
    assert made.conversion.origin("person", 2) == ("p.csv", 3)


PERIODS = """
title = "Periods"
[sources.periods]
[sources.periods.derived]
start = { column = "start", dates = "YYYYMMDD" }
[sources.periods.next_row]
same = "person"
order = ["start", "number"]
[rows.returns]
table = "event"
from = "periods"
where = [{ column = "next.start", filled = true }]
[rows.returns.columns]
event_id = { join = "{person}-{number}" }
person_id = "person"
occurred_on = "next.start"
event_type = { first_of = [{ text = "technical_return", when = [{ column = "cycle", same_as = "next.cycle" }] }, { text = "reincarceration" }] }
"""


def test_the_next_row_of_the_same_person_wherever_it_stands_in_the_file(tmp_path):
    lines = """
        person,number,cycle,start
        A,2,1,20120101
        B,1,1,20110101
        A,10,2,20150101
        A,1,1,20100101
        """
    made = convert(tmp_path, PERIODS, {"periods.csv": lines})
    assert [(row["event_id"], row["occurred_on"], row["event_type"]) for row in made.table("event")] == [
        ("A-2", "2015-01-01", "reincarceration"),
        ("A-1", "2012-01-01", "technical_return"),
    ]
    assert [made.conversion.origin("event", row) for row in (1, 2)] == [("periods.csv", 2), ("periods.csv", 5)]


def test_on_one_day_the_number_decides_as_a_number(tmp_path):
    lines = "person,number,cycle,start\nA,10,3,20120101\nA,9,2,20120101\nA,1,1,20110101\n"
    made = convert(tmp_path, PERIODS, {"periods.csv": lines})
    assert made.column("event", "event_id") == ["A-9", "A-1"]  # 10 is last


def test_rows_without_a_person_have_no_next_row(tmp_path):
    made = convert(tmp_path, PERIODS, {"periods.csv": "person,number,cycle,start\n,1,1,20110101\n,2,1,20120101\n"})
    assert made.table("event") == []


def test_ordering_by_dates_that_nobody_has_read_is_a_problem(tmp_path):
    profile = PERIODS.replace('start = { column = "start", dates = "YYYYMMDD" }', "")
    with pytest.raises(Problem, match="9/1/2014.*read it with dates under derived"):
        convert(tmp_path, profile, {"periods.csv": "person,number,cycle,start\nA,1,1,9/1/2014\nA,2,1,10/1/2013\n"})


def test_a_row_of_another_file_beside(tmp_path):
    profile = """
        title = "Sentences beside releases"
        [sources.sentences]
        files = "sentences.csv"
        [sources.releases]
        files = "releases.csv"
        [sources.releases.look_up.sentences]
        match = ["person", "cycle"]
        [rows.releases]
        table = "release"
        from = "releases"
        [rows.releases.columns]
        release_id = { join = "{person}-{cycle}" }
        person_id = "person"
        released_on = "day"
        follow_up_ended_on = { text = "2020-01-01" }
        offense_detail = "sentences.offense"
        """
    sentences = "person,cycle,offense\nA,1,THEFT\nA,2,ASSAULT\nA,2,ARSON\n"  # two that differ: the first is kept, and told
    releases = "person,cycle,day\nA,2,2011-01-01\nB,1,2012-01-01\nA,1,2009-01-01\n"
    made = convert(tmp_path, profile, {"sentences.csv": sentences, "releases.csv": releases})
    assert made.column("release", "offense_detail") == ["ASSAULT", "", "THEFT"]
    assert made.notices("conflict") == [("offense", "", 1)]


def test_several_files_of_one_source_are_read_by_name_and_row_numbers_go_on(tmp_path):
    profile = PEOPLE.replace('person_id = "id"', 'person_id = { join = "{row.number}:{row.file}:{row.line}" }')
    made = convert(tmp_path, profile, {"b.csv": "x\n1\n", "a.csv": "x\n1\n\n2\n", "note.txt": "hello"})
    assert made.column("person", "person_id") == ["1:a.csv:2", "2:a.csv:4", "3:b.csv:2"]
    assert made.conversion.origin("person", 3) == ("b.csv", 2)
    assert [path.name for path in made.conversion.source_files] == ["a.csv", "b.csv"]
    assert [notice.source_file for notice in made.conversion.notices if notice.kind == "ignored_file"] == ["note.txt"]


def test_files_are_told_apart_by_their_columns(tmp_path):
    profile = """
        title = "Two kinds of file"
        [sources.people]
        recognized_by = ["id", "sex"]
        [sources.arrests]
        recognized_by = ["id", "arrested"]
        optional = true
        [rows.people]
        table = "person"
        from = "people"
        columns.person_id = "id"
        [rows.arrests]
        table = "event"
        from = "arrests"
        [rows.arrests.columns]
        event_id = "row.number"
        person_id = "id"
        occurred_on = "arrested"
        event_type = { text = "rearrest" }
        """
    made = convert(tmp_path, profile, {"1.csv": "id,arrested\n1,2012-01-01\n", "2.csv": "ID , Sex\n1,M\n"})
    assert made.column("person", "person_id") == ["1"]
    assert made.column("event", "occurred_on") == ["2012-01-01"]
    alone = convert(tmp_path / "alone", profile, {"2.csv": "id,sex\n1,M\n"})
    assert alone.table("event") == []
    assert [notice.kind for notice in alone.conversion.notices] == ["missing_source"]


def test_a_source_row_can_give_rows_in_several_tables(tmp_path):
    more = """
        [rows.arrests]
        table = "event"
        from = "people"
        [rows.arrests.columns]
        event_id = "id"
        person_id = "id"
        occurred_on = "day"
        event_type = { text = "rearrest" }
        """
    made = convert(tmp_path, PEOPLE + "\n".join(line.strip() for line in more.splitlines()), {"p.csv": "id,day\n1,2012-01-01\n"})
    assert (made.column("person", "person_id"), made.column("event", "event_id")) == (["1"], ["1"])


def test_columns_that_nothing_asks_for_are_told(tmp_path):
    made = convert(tmp_path, PEOPLE, {"p.csv": "id,shoe size, hat\n1,2,3\n"})
    assert made.notices("ignored_column") == [("shoe size, hat", "", 0)]
