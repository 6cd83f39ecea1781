"""Rows that may be left out, and what goes with them."""
import csv

import pytest

from data.database import connect_read_only
from data.loading import LoadProblem, load_folder
from data.problem import Problem

# P3's birth is no day; R3 and A3 are P3's, S3 is about A3.
PERSON = "person_id,born_on\nP1,1980-01-01\nP3,1980-02-30\n"
RELEASE = "release_id,person_id,released_on,follow_up_ended_on\nR1,P1,2020-01-01,2021-01-01\nR3,P3,2020-01-01,2021-01-01\n"
PARTICIPATION = "participation_id,person_id,release_id,model,status\nA1,P1,R1,restitution,active\nA3,P3,R3,restitution,active\n"
SURVEY = (
    "response_id,respondent_id,respondent,participation_id,wave,question,score,scale_min,scale_max\n"
    "S1,Q1,victim,A1,after,fairness,1,1,5\nS3,Q3,victim,A3,after,fairness,1,1,5\n"
)


@pytest.fixture
def folder(write):
    return write(person=PERSON, release=RELEASE, participation=PARTICIPATION, survey=SURVEY)


def test_rows_that_refer_to_a_rejected_row_count_as_rejects(folder, database):
    with pytest.raises(LoadProblem, match="3 rows may be left out") as refused:
        load_folder(folder, database, max_rejects=3)
    told = [(reject.file, reject.line, reject.column) for reject in refused.value.rejects]
    assert told[0] == ("person.csv", 3, "born_on")  # the cause comes first
    assert set(told[1:]) == {
        ("release.csv", 3, "person_id"),
        ("participation.csv", 3, "person_id"),
        ("participation.csv", 3, "release_id"),
        ("survey.csv", 3, "participation_id"),
    }
    assert not database.exists()


def test_as_many_as_may_be(folder, database):
    report = load_folder(folder, database, max_rejects=4)
    assert report.rejects == 4
    assert {table: (rows.accepted, rows.rejected) for table, rows in report.tables.items()} == {
        "person": (1, 1), "release": (1, 1), "participation": (1, 1), "survey": (1, 1)
    }  # fmt: skip
    with connect_read_only(database) as connection:
        kept = "select (from person select list(person_id)), (from survey select list(response_id))"
        assert connection.execute(kept).fetchone() == (["P1"], ["S1"])
        files = "select table_name, rows_read, rows_accepted, rows_rejected from load_file order by table_name limit 1"
        assert connection.execute(files).fetchone() == ("participation", 2, 1, 1)


def test_the_same_as_without_those_rows(folder, write, database):
    left_out = load_folder(folder, database, max_rejects=4).fingerprint
    without = {"person": PERSON, "release": RELEASE, "participation": PARTICIPATION, "survey": SURVEY}
    sound = {table: "".join(text.splitlines(keepends=True)[:-1]) for table, text in without.items()}
    report = load_folder(write(**sound), database)
    assert (report.fingerprint, report.changed) == (left_out, False)


def test_a_misshapen_row_may_be_left_out(write, database):
    report = load_folder(write(person="person_id,sex\nP1,female\nP2,male\nP3\n"), database, max_rejects=1)
    assert (report.tables["person"].accepted, report.rejects) == (2, 1)


def test_a_payment_left_out_takes_its_obligation_along(write, database):
    obligation = "obligation_id,release_id,kind,unit,ordered,fulfilled\nO1,R1,restitution,usd,9,3\nO2,R1,restitution,usd,9,3\n"
    # What is left of O1's payments is no longer what was fulfilled.
    payment = "payment_id,obligation_id,paid_on,amount\nY1,O1,2020-02-30,1\nY2,O1,2020-02-01,2\nY3,O2,2020-02-01,3\n"
    report = load_folder(write(obligation=obligation, payment=payment), database, max_rejects=3)
    assert report.rejects == 3
    assert (report.tables["obligation"].accepted, report.tables["payment"].accepted) == (1, 1)


OBLIGATION = "obligation_id,release_id,kind,unit,ordered,fulfilled\nO1,R1,restitution,usd,100,50\n"
PAYMENT = "payment_id,obligation_id,paid_on,amount\n"


def test_a_row_that_is_left_out_makes_no_other_row_wrong(write, database):
    """Without the payment that can't be read, O1's sum is right; so is a person's only death without the one of no day."""
    event = "event_id,person_id,occurred_on,event_type\nE1,P1,2021-01-01,death\nE2,P1,2021-02-30,death\n"
    report = load_folder(write(obligation=OBLIGATION, payment=PAYMENT + "Y1,O1,2020-03-01,50\nY2,O1,not-a-day,10\n", event=event), database, max_rejects=2)
    assert {table: (rows.accepted, rows.rejected) for table, rows in report.tables.items() if rows.rejected} == {"payment": (1, 1), "event": (1, 1)}


def test_a_row_that_is_left_out_is_still_told_all_that_is_wrong_with_it(write, database):
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(obligation=OBLIGATION, payment=PAYMENT + "Y1,O1,2020-03-01,50\nY2,O9,not-a-day,10\n"), database)
    assert [(reject.line, reject.column) for reject in refused.value.rejects] == [(3, "obligation_id"), (3, "paid_on")]


def test_nor_a_row_that_the_database_holds(write, database, tmp_path):
    load_folder(write(obligation=OBLIGATION, payment=PAYMENT + "Y1,O1,2020-03-01,50\n"), database)
    (tmp_path / "february").mkdir()
    (tmp_path / "february" / "payment.csv").write_text(PAYMENT + "Y2,O1,not-a-day,10\n")
    report = load_folder(tmp_path / "february", database, append=True, max_rejects=1)
    assert (report.rejects, report.changed) == (1, False)


def test_a_file_without_a_sound_row_is_refused(write, database):
    with pytest.raises(LoadProblem, match="release.csv has no row that is right"):
        load_folder(write(release=RELEASE.replace("2021", "2019")), database, max_rejects=99)


def test_a_file_that_can_not_be_read_can_not_be_left_out(write, database):
    with pytest.raises(LoadProblem, match="victim.csv is empty"):
        load_folder(write(victim=""), database, max_rejects=99)


@pytest.mark.parametrize("limit", [-1, 1.5, "3", True, None])
def test_the_limit_is_a_whole_number(write, database, limit):
    with pytest.raises(Problem, match="whole number"):
        load_folder(write(), database, max_rejects=limit)


def test_rejects_are_written_and_can_not_run(write, database, tmp_path):
    rejects = tmp_path / "rejects.csv"
    release = RELEASE.replace("2020-01-01,2021-01-01\nR3", f"=cmd(),{'9' * 500}\nR3")
    with pytest.raises(LoadProblem):
        load_folder(write(person="person_id\nP1\nP3\n", release=release), database, rejects_path=rejects)
    with rejects.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["file", "line", "column", "value", "reason"]
    assert {row["value"] for row in rows} == {"'=cmd()", "9" * 200}
    assert {row["line"] for row in rows} == {"2"}


def test_rejects_of_a_sound_folder_are_a_header(write, database, tmp_path):
    rejects = tmp_path / "rejects.csv"
    rejects.write_text("from an earlier load")
    load_folder(write(), database, rejects_path=rejects)
    assert rejects.read_text() == "file,line,column,value,reason\n"


def test_rejects_are_not_written_over_records(write, database, tmp_path):
    folder = write()
    for place in (folder / "person.csv", database, tmp_path, tmp_path / "none" / "r.csv"):
        with pytest.raises(Problem, match="file of rejects"):
            load_folder(folder, database, rejects_path=place)
    assert (folder / "person.csv").read_text().startswith("person_id")
    assert not database.exists()
