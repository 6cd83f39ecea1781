"""Files as people make them: what is read all the same, and what is refused with its place."""
import os
from pathlib import Path

import duckdb
import pytest

from data.database import connect_read_only
from data.loading import LoadProblem, load_folder
from data.problem import Problem

pytestmark = pytest.mark.usefixtures("without_derived")

HEADER = "person_id,sex,born_on\n"


def _refused(folder: Path, database: Path) -> list[tuple]:
    with pytest.raises(LoadProblem) as refused:
        load_folder(folder, database)
    assert "\n" not in str(refused.value)
    assert list(database.parent.iterdir()) == []
    return [(reject.file, reject.line, reject.column, reject.reason) for reject in refused.value.rejects]


READABLE = {
    "lines that end in the Windows way": b"person_id,sex\r\nP1,female\r\nP2,male\r\n",
    "lines that end in the old way": b"person_id,sex\rP1,female\rP2,male\r",
    "line ends of both kinds": b"person_id,sex\r\nP1,female\nP2,male\r\n",
    "a byte order mark": b"\xef\xbb\xbfperson_id,sex\nP1,female\nP2,male\n",
    "no line end at the end": b"person_id,sex\nP1,female\nP2,male",
    "empty lines": b"person_id,sex\n\nP1,female\n\n\nP2,male\n\n",
    "every value in quotes": b'"person_id","sex"\n"P1","female"\n"P2","male"\n',
    "empty quotes": b'person_id,sex,race\nP1,female,""\nP2,male,\n',
    "columns in another order": b"sex,person_id\nfemale,P1\nmale,P2\n",
    "a comma at every line's end": b"person_id,sex,\nP1,female,\nP2,male,\n",
}


@pytest.mark.parametrize("name", READABLE)
def test_forms_that_say_the_same_are_the_same_records(write, database, name):
    expected = load_folder(write(person="person_id,sex\nP1,female\nP2,male\n"), database).fingerprint
    assert load_folder(write(person=READABLE[name]), database).fingerprint == expected


def test_a_column_alone_may_be_followed_by_empty_lines(write, database):
    assert load_folder(write(person="person_id\nP1\nP2\n\n"), database).tables["person"].accepted == 2


UNREADABLE = {
    "empty": (b"", None, "", "is empty"),
    "header only": (b"person_id,sex\n", None, "", "has a header but no rows"),
    "header only, no line end": (b"person_id,sex", None, "", "has a header but no rows"),
    "a required column is missing": (b"sex\nfemale\n", 1, "person_id", "is a required column and is missing"),
    "a column is there twice": (b"person_id,sex,sex\nP1,male,female\n", 1, "sex", "is there 2 times"),
    "the wrong separator": (b"person_id;sex\nP1;female\n", 1, "person_id", "the columns stand apart by semicolons: save the file with commas"),
    "a required column in another case": (b"Person_ID,sex\nP1,female\n", 1, "person_id", "there is 'Person_ID'"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 3, "", "NUL byte"),
    "another encoding, header": (b"person_id,sex,\xe9\nP1,female,1\n", 1, "", "not in UTF-8"),
    "another encoding": (b"person_id,sex\nP1,female\nP\xe9,male\n", 3, "", "not in UTF-8 (byte 0xe9)"),
    "two bytes a letter": ("person_id,sex\nP1,female\n".encode("utf-16"), 1, "", ""),
    "ends within a letter": (b"person_id,sex\nP1,female\nP\xc3", 3, "", "not in UTF-8"),
    "a NUL byte": (b"person_id,sex\nP1,female\nP2\0,male\n", 3, "", "NUL byte"),
    "a line of two million bytes": (b"person_id,sex\nP1,female\nP2," + b"x" * 2_000_000 + b"\n", 3, "", "is longer than"),
    "too few values": (b"person_id,sex\nP1\nP2,male\n", 2, "", "has 1 value where the header has 2"),
    "too many values": (b"person_id,sex\nP1,female\nP2,male,x\n", 3, "", "has 3 values where the header has 2"),
    "a quote that is never closed": (b'person_id,sex\nP1,female\n"P2,male\n', 3, "", "a quote that is not closed"),
    "a quote that is closed too late": (b'person_id,sex\nP1,female\n"P2,male\nP3,male"\n', 3, "", "has 1 value"),
    "text after a quote": (b'person_id,sex\nP1,female\n"P2"x,male\n', 3, "", "after a closing quote"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_can_not_be_taken(write, database, name):
    content, line, column, reason = UNREADABLE[name]
    first = _refused(write(person=content), database)[0]
    assert first[:3] == ("person.csv", line, column)
    assert reason in first[3]


def test_line_numbers_hold_after_line_ends_within_quotes(write, database):
    person = 'person_id,sex,note\nP1,female,"two\nlines"\n\nP2,Male,"three\r\n\n lines"\nP3,Male,\n'
    lines = [reject[1] for reject in _refused(write(person=person), database) if reject[0] == "person.csv"]
    assert lines == [5, 8]


def test_blanks_beside_quotes_are_not_guessed_at(write, database):
    person = 'person_id,sex,note\nP1,female, "a\nP2,male,b"\n'  # one program reads one record here, another two
    load_folder(write(person=person), database)
    with connect_read_only(database) as connection:
        assert connection.execute("select count(*) from person").fetchone() == (2,)


def test_text_is_kept_as_it_is(write, database):
    release = (
        "release_id,person_id,released_on,follow_up_ended_on,facility,offense_detail\n"
        'R1,P1,2020-01-01,2021-01-01,"=cmd(), ""x"" ", <b>**x**</b> \n'
    )
    load_folder(write(release=release), database)
    with connect_read_only(database) as connection:
        kept = connection.execute("select facility, offense_detail from release").fetchone()
    assert kept == ('=cmd(), "x" ', " <b>**x**</b> ")


def test_every_file_s_errors_are_told_together(write, database):
    folder = write(person="person_id,sex\nP1,Female\n", release=None, event="", victim=b"\0")
    (folder / "survey.parquet").write_bytes(b"no")
    (folder / "model.csv").write_text("code,name,group,counts_as_restorative\nrestitution,x,y,yes\n")
    files = [reject[0] for reject in _refused(folder, database)]
    assert sorted(files) == ["event.csv", "model.csv", "person.csv", "release.csv", "survey.parquet", "victim.csv"]


def test_a_table_in_two_files_is_refused(write, database):
    folder = write()
    duckdb.execute("copy (select 'P1' as person_id) to '" + str(folder / "person.parquet") + "'")
    assert "beside another file" in _refused(folder, database)[0][3]


def test_what_is_not_ours_is_reported_and_ignored(write, database):
    folder = write(person="person_id,shoe_size\nP1,43\nP2,44\n")
    (folder / "readme.txt").write_text("hello")
    told = {(notice.code, notice.column) for notice in load_folder(folder, database).notices}
    assert {("ignored_file", None), ("ignored_column", "shoe_size")} <= told


@pytest.mark.parametrize(("name", "told"), [
    ("event.CSV", "read from event.csv"),      # case counts: on other systems these are two files
    ("Event.csv", "read from event.csv"),
    ("event.csv.gz", "read from event.csv"),   # packed
    ("Model.csv", "read from model.csv"),
    ("events.csv", "ignored."),                # may be anything
])
def test_a_file_that_may_be_meant_for_a_table_is_told_with_the_name_that_is_read(write, database, name, told):
    folder = write()
    (folder / name).write_text("event_id,person_id,occurred_on,event_type\nE1,P1,2021-01-01,rearrest\n")
    [notice] = [notice for notice in load_folder(folder, database).notices if notice.code == "ignored_file"]
    assert name in notice.message and told in notice.message


def test_a_file_beside_that_of_its_table_is_no_mistake(write, database):
    folder = write()
    (folder / "person.csv.bak").write_text("")
    assert "The file person.csv.bak is named after no table and was ignored." in {notice.message for notice in load_folder(folder, database).notices}


def test_what_is_no_file_is_not_waited_for(write, database):
    folder = write()
    os.mkfifo(folder / "event.csv")
    assert _refused(folder, database) == [("event.csv", None, "", "can't be read (it is no file)")]


def test_no_folder(database, tmp_path):
    for path, word in ((tmp_path / "none", "no folder"), (tmp_path / "file", "is a file"), (tmp_path / "empty", "no file of records")):
        if word == "is a file":
            path.write_text("x")
        if word == "no file of records":
            path.mkdir()
        with pytest.raises(Problem, match=word):
            load_folder(path, database)


def test_a_name_is_never_a_pattern(write, database, tmp_path):
    folder = tmp_path / "a[b]*'c?"
    write().rename(folder)
    assert load_folder(folder, database).tables["person"].accepted == 2


def test_parquet_as_programs_write_it(write, database):
    """Whole numbers with gaps become floating point, and days midnights; both are read as what they mean."""
    release = "release_id,person_id,released_on,prior_convictions,sentence_months,eligible,follow_up_ended_on\n"
    folder = write(release=release + "R1,P1,2020-01-01,3,1.5,true,2021-01-01\nR2,P2,2020-01-01,,,,2021-01-01\n")
    expected = load_folder(folder, database).fingerprint
    (folder / "release.csv").unlink()
    duckdb.execute(
        "copy (select * from (values ('R1', 'P1', timestamp '2020-01-01', 3.0::double, 1.50::decimal(18, 6), true, date '2021-01-01'), "
        "('R2', 'P2', timestamp '2020-01-01', null, null, null, date '2021-01-01')) as release(release_id, person_id, released_on, "
        f"prior_convictions, sentence_months, eligible, follow_up_ended_on)) to '{folder / 'release.parquet'}'"
    )
    assert load_folder(folder, database).fingerprint == expected


@pytest.mark.parametrize("table", ["release", "event"])
def test_parquet_without_rows_is_told_as_a_header_without_rows_is(write, database, table):
    folder = write(**{table: None})
    duckdb.execute(f"copy (select '' as {table}_id, '' as person_id, '' as released_on, '' as follow_up_ended_on, '' as occurred_on, "
                   f"'' as event_type limit 0) to '{folder / f'{table}.parquet'}'")
    if table == "release":  # nothing can be said without them
        assert _refused(folder, database) == [("release.parquet", None, "", "has columns but no rows")]
    else:
        assert "event.parquet has columns but no rows." in {notice.message for notice in load_folder(folder, database).notices}


def test_parquet_rows_are_told_by_number(write, database):
    folder = write(release=None)
    duckdb.execute(
        "copy (select * from (values ('R1', 'P1', date '2020-01-01', 2.5::double, '2021-01-01', 'a'), "
        "('R2', 'P2', date '1899-12-31', 'nan'::double, '2021-01-01', 'a' || chr(0))) as release(release_id, person_id, "
        f"released_on, prior_convictions, follow_up_ended_on, facility)) to '{folder / 'release.parquet'}'"
    )
    assert [reject[:3] for reject in _refused(folder, database)] == [
        ("release.parquet", 1, "prior_convictions"),
        ("release.parquet", 2, "facility"),
        ("release.parquet", 2, "prior_convictions"),
        ("release.parquet", 2, "released_on"),
    ]


def test_a_damaged_parquet_file(write, database):
    folder = write(release=None)
    path = folder / "release.parquet"
    duckdb.execute(
        "copy (select 'R' || i as release_id, 'P1' as person_id, date '2020-01-01' + (hash(i) % 900)::int as released_on, "
        f"date '2023-12-31' as follow_up_ended_on from range(5000) as t(i)) to '{path}'"
    )
    content = bytearray(path.read_bytes())
    content[100:2000] = bytes(1900)
    path.write_bytes(content)
    assert _refused(folder, database)[0][0] == "release.parquet"
