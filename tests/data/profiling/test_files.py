"""Files as they come: encodings, line ends, quotes, uneven rows, damage. Line numbers stay right."""
import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.problem import Problem
from tests.data.profiling.converted import PEOPLE, convert

DETAIL = PEOPLE + 'born_on = "x"\n'  # born_on has no codes, so any text goes into it


def with_source(line: str) -> str:
    return DETAIL.replace("[sources.people]", f"[sources.people]\n{line}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path, end):
    made = convert(tmp_path, DETAIL, {"p.csv": end.join(["id,x", "1,a", "2,b", ""]).encode()})
    assert made.column("person", "born_on") == ["a", "b"]
    assert made.conversion.origin("person", 2) == ("p.csv", 3)


def test_a_byte_order_mark_and_white_space_in_the_header(tmp_path):
    assert convert(tmp_path, DETAIL, {"p.csv": "\ufeffid, X \n1,a\n".encode()}).column("person", "born_on") == ["a"]


def test_quoted_line_breaks_become_a_space_and_lines_count_on(tmp_path):
    made = convert(tmp_path, DETAIL, {"p.csv": b'id,x\n1,"a\r\nb\n\nc"\n2,d\n'})
    assert made.column("person", "born_on") == ["a b c", "d"]
    assert [made.conversion.origin("person", row) for row in (1, 2)] == [("p.csv", 2), ("p.csv", 6)]
    # So a row of the table is a line of the file that was written, too.
    assert len((made.conversion.folder / "person.csv").read_text().splitlines()) == 3


def test_title_lines_are_skipped_and_counted(tmp_path):
    made = convert(tmp_path, with_source("skip_lines = 2"), {"p.csv": 'A "title\nDate: today\nid,x\n1,a\n'})
    assert made.conversion.origin("person", 1) == ("p.csv", 4)


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", '["utf-8", "cp1252"]'), ("utf-8", '["utf-8", "cp1252"]'), ("latin-1", '"latin-1"'), ("utf-16", '"utf-16"')]
)
def test_encodings(tmp_path, encoding, said):
    made = convert(tmp_path, with_source(f"encoding = {said}"), {"p.csv": "id,x\n1,Peña\n".encode(encoding)})
    assert made.column("person", "born_on") == ["Peña"]


@pytest.mark.parametrize(("name", "mark"), [("tab", "\t"), ("semicolon", ";"), ("pipe", "|"), ("~", "~")])
def test_delimiters(tmp_path, name, mark):
    lines = f"id{mark}x\n1{mark}a,b\n"
    assert convert(tmp_path, with_source(f'delimiter = ["comma", "{name}"]\nrecognized_by = ["id", "x"]'), {"p.csv": lines}).column(
        "person", "born_on"
    ) == ["a,b"]


def test_a_file_without_quotes(tmp_path):
    made = convert(tmp_path, with_source('quotes = false\ndelimiter = "tab"'), {"p.csv": 'id\tx\n1\t"a\n2\tb"\n'})
    assert made.column("person", "born_on") == ['"a', 'b"']


def test_columns_called_otherwise(tmp_path):
    made = convert(tmp_path, with_source('names = { x = ["Born", "DOB"] }'), {"p.csv": "id,dob\n1,a\n"})
    assert made.column("person", "born_on") == ["a"]


def test_an_optional_column_may_be_missing_and_is_told(tmp_path):
    made = convert(tmp_path, with_source('optional_columns = "x"'), {"p.csv": "id\n1\n"})
    assert made.column("person", "born_on") == [""]
    assert made.notices("missing_column") == [("x", "", 0)]


UNEVEN = {"p.csv": "id,x\n1,a,,\n\n2\n,\n3,b\n"}  # the first is only trailing delimiters; the blank and the empty line hold nothing


def test_an_uneven_row_is_a_problem_with_its_line(tmp_path):
    with pytest.raises(Problem, match="p.csv, line 4: 1 fields where the header has 2"):
        convert(tmp_path, DETAIL, UNEVEN)


@pytest.mark.parametrize(("how", "people"), [("leave_out", ["1", "3"]), ("fill", ["1", "2", "3"])])
def test_unless_the_profile_says_what_to_do_with_it(tmp_path, how, people):
    made = convert(tmp_path, with_source(f'uneven_rows = "{how}"'), UNEVEN)
    assert made.column("person", "person_id") == people
    assert sum(rows for _, _, rows in made.notices("left_out")) == 5 - len(people) - 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "p.csv is empty"),
        (b"\n\n", "no header line"),
        (b"id,x\n", "holds no row"),
        (b"id,x\n1,a\0b\n", "line 2: holds a NUL byte"),
        (b"\x89PNG\r\n\x1a\n\0\0", "line 1: this is not utf-8-sig text"),
        ("id,x\n1,a\n2,Peña\n".encode("latin-1"), "line 3: this is not utf-8-sig text"),
        ("id,x\n1,a\n".encode("utf-16"), "line 1: this is not utf-8-sig text"),
        (b'id,x\n1,"a\n2,b\n', "the quotation marks don't pair up"),
        (b'id,x\n1,"a"b\n', "line 2: the quotation marks don't pair up"),
        (b"id,x\n1," + b"a" * 2_000_000 + b"\n", "line 2: a field is longer than"),
        (b"id,x,id\n1,a,2\n", "the column 'id' twice"),
        (b"id,y\n1,a\n", "no column 'x', which profile own needs; its columns are id, y"),
    ],
)
def test_damage_is_one_clear_sentence(tmp_path, content, said):
    with pytest.raises(Problem, match=said) as told:
        convert(tmp_path, DETAIL, {"p.csv": content})
    assert "\n" not in str(told.value)


def test_a_folder_without_the_file_says_what_is_there(tmp_path):
    with pytest.raises(Problem, match=r"No file matches source 'people' of profile own \(\*.csv\); the folder has a.txt"):
        convert(tmp_path, DETAIL, {"a.txt": "id\n"})


def test_a_lone_file_that_lacks_a_column_is_named_with_it(tmp_path):
    with pytest.raises(Problem, match="p.csv lacks the column 'x'"):
        convert(tmp_path, with_source('recognized_by = ["id", "x"]'), {"p.csv": "id,y\n1,2\n"})


def test_text_stays_text(tmp_path):
    cells = ["=cmd()", "<b>x</b>", "'; drop table person; --", "{id}", "%s", "+1", "@x", "NaN", "None", "١٢"]
    lines = "\n".join(["id,x"] + [f'{number},"{cell}"' for number, cell in enumerate(cells)])
    assert convert(tmp_path, DETAIL, {"p.csv": lines}).column("person", "born_on") == cells


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), min_size=1, max_size=6))
def test_any_text_comes_through_on_the_right_line(tmp_path, cells):
    with open(tmp_path / "written.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "x"), *((f"n{number}", cell) for number, cell in enumerate(cells))])
    made = convert(tmp_path, DETAIL, {"p.csv": (tmp_path / "written.csv").read_bytes()})
    joined = [" ".join(cell.split()) if "\n" in cell or "\r" in cell else cell.strip() for cell in cells]
    assert made.column("person", "born_on") == joined
    line = 2
    for number, cell in enumerate(cells, 1):
        assert made.conversion.origin("person", number) == ("p.csv", line)
        line += 1 + cell.replace("\r\n", "\n").replace("\r", "\n").count("\n")
