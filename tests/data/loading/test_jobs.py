"""Loads in a process of their own: to the end, refused, stopped, killed, two at once, found again."""

import csv
import io
import os
import signal
import time
import zipfile

import pytest
from filelock import FileLock

from data.database import connect_read_only, current_load
from data.loading import jobs, worker
from data.problem import Problem

PERSON = b"person_id,sex\np1,female\np2,male\n"
RELEASE = b"release_id,person_id,released_on,follow_up_ended_on\nr1,p1,2020-01-01,2024-12-31\nr2,p2,2020-02-01,2024-12-31\n"
BAD_RELEASE = RELEASE.replace(b"2020-02-01", b"2020-02-31")  # no such day


def files(release=RELEASE):
    return [("person.csv", io.BytesIO(PERSON)), ("release.csv", io.BytesIO(release))]


def ended(name, database):
    """The job when it is done."""
    for _ in range(3600):
        job = jobs.look(name, database)
        if not job.running:
            return job
        time.sleep(0.05)
    raise AssertionError("the load did not end")


@pytest.fixture
def database(tmp_path):
    return tmp_path / "own.duckdb"


def left_over(database):
    return [path for path in database.parent.rglob("*") if path.name in ("handed_over", "records") or ".loading-" in path.name]


def test_a_good_folder(database):
    job = ended(jobs.begin(files(), database), database)
    assert job.ended["tables"] == {"person": [2, 0], "release": [2, 0]}
    assert job.ended["changed"] is True
    with connect_read_only(database) as connection:
        assert current_load(connection).fingerprint == job.ended["fingerprint"]
    assert not left_over(database)


def test_the_page_s_worker_prepares_what_the_library_adds(database):
    job = ended(jobs.begin(files(), database, worker="analytics.load_worker"), database)
    assert job.ended["changed"] is True
    with connect_read_only(database) as connection:
        assert connection.execute("select count(*) from curve_pair_sum").fetchone()[0] > 0


def test_a_zip_file(database):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("extract/person.csv", PERSON)
        archive.writestr("extract/release.csv", RELEASE)
    packed.seek(0)
    assert ended(jobs.begin([("extract.zip", packed)], database), database).ended["changed"] is True


def test_a_bad_folder_says_what_is_wrong_and_keeps_what_was_there(database):
    ended(jobs.begin(files(), database), database)
    before = database.read_bytes()
    job = ended(jobs.begin(files(BAD_RELEASE), database), database)
    assert job.ended["problems"] == 1
    assert "own.duckdb keeps what it held" in job.ended["problem"]
    with job.problems_file.open(encoding="utf-8", newline="") as file:
        assert [(row["file"], row["line"], row["value"]) for row in csv.DictReader(file)] == [("release.csv", "3", "2020-02-31")]
    assert database.read_bytes() == before
    assert not left_over(database)


def test_a_row_may_be_left_out(database):
    job = ended(jobs.begin(files(BAD_RELEASE), database, max_rejects=1), database)
    assert job.ended["left_out"] == 1 and job.problems_file.exists()


@pytest.mark.parametrize("given", [[("letter.txt", io.BytesIO(b"Dear"))], [("a.zip", io.BytesIO(b"no zip"))]], ids=["letter", "no zip"])
def test_what_is_no_folder_of_records(database, given):
    said = ended(jobs.begin(given, database), database).ended["problem"]
    assert str(database.parent) not in said
    assert not database.exists() and not left_over(database)


def test_a_profile_needs_its_settings(database):
    job = ended(jobs.begin(files(), database, profile="missouri_doc"), database)
    assert "follow_up_ended_on" in job.ended["problem"]


def test_a_file_twice_is_refused_at_once(database):
    with pytest.raises(Problem, match="there twice"):
        jobs.begin([*files(), ("folder/person.csv", io.BytesIO(PERSON))], database)
    assert not left_over(database)


def test_the_second_of_two_is_told_to_wait(database):
    with FileLock(database.parent / f".{database.name}.lock"):  # what a load holds while it is at work
        job = ended(jobs.begin(files(), database), database)
    assert job.ended["problem"].startswith("Another command is writing")
    assert not database.exists()


def test_stopped(database):
    name = jobs.begin(files(), database)
    jobs.stop(name, database)
    assert jobs.look(name, database).ended == {"problem": jobs.STOPPED}
    assert not left_over(database)


def test_stopping_what_is_done_changes_nothing(database):
    name = jobs.begin(files(), database)
    done = ended(name, database)
    jobs.stop(name, database)
    assert jobs.look(name, database) == done


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_killed_from_outside(database):
    name = jobs.begin(files(), database)
    os.kill(jobs._running[name].pid, signal.SIGKILL)
    assert jobs.look(name, database) is not None
    assert ended(name, database).ended in ({"problem": jobs.GONE},)
    assert not left_over(database)


def test_found_again_after_the_server_was_started_anew(database):
    name = jobs.begin(files(), database)
    process = jobs._running.pop(name)  # another server knows no process
    process.wait(timeout=30)
    assert ended(name, database).ended["changed"] is True


@pytest.mark.parametrize("name", ["", "../x", "0" * 32, "g" * 32, "x" * 10_000, "a/../b"])
def test_a_name_of_no_job(database, name):
    assert jobs.look(name, database) is None


def test_reports_of_yesterday_are_taken_away(database):
    old = jobs.begin(files(), database)
    ended(old, database)
    folder = database.parent / f".{database.name}.handed-over" / old
    os.utime(folder, (time.time() - 2 * jobs.KEPT_FOR,) * 2)
    ended(jobs.begin(files(), database), database)
    assert jobs.look(old, database) is None


@pytest.mark.parametrize(("handed_over", "profile", "said"), [
    ({"PERSON.CSV": PERSON, "Release.csv": RELEASE}, None,  # names in other letters
     "What you chose holds no file of records; it needs person.csv and release.csv (there is PERSON.CSV: rename it person.csv); nothing was changed."),
    ({"person.xlsx": b"PK", "release.csv": RELEASE}, None,  # a new name makes no CSV of it
     "person.csv is missing; every load needs it (there is person.xlsx: save it as person.csv); nothing was loaded."),
    ({"persons.csv": PERSON, "release.csv": RELEASE}, None,
     "person.csv is missing; every load needs it (there is persons.csv: rename it person.csv); nothing was loaded."),
    ({"men.csv": b"a,b\n1,2\n"}, "rossi_maryland",  # no column of the profile's
     "men.csv lacks the column 'week' that source 'men' of profile rossi_maryland needs; its columns are a, b; nothing was changed.")])
def test_every_refusal_says_what_was_kept_and_what_to_do(database, handed_over, profile, said):
    name = jobs.begin([(file, io.BytesIO(content)) for file, content in handed_over.items()], database, profile=profile)
    assert ended(name, database).ended["problem"] == said
    assert not database.exists()


def test_a_long_column_name_is_ignored_as_any_other(database):
    person = b"person_id," + b"x" * 200_000 + b"\np1,1\np2,2\n"  # longer than Python's own limit of a field
    job = ended(jobs.begin([("person.csv", io.BytesIO(person)), ("release.csv", io.BytesIO(RELEASE))], database), database)
    assert job.ended["tables"] == {"person": [2, 0], "release": [2, 0]}
    assert all(len(message) < 500 for *_, message in job.ended["notices"])
    refused = ended(jobs.begin([("person.csv", io.BytesIO(person))], database, profile="rossi_maryland"), database)
    assert "lacks the column 'week'" in refused.ended["problem"] and len(refused.ended["problem"]) < 500


@pytest.mark.parametrize(("problem", "said"), [
    ("Another command is writing. Nothing was changed.", "Another command is writing. Nothing was changed."),  # a sentence of its own
    ("The disk is full; rj.duckdb is as it was.", "The disk is full; rj.duckdb is as it was."),
    ("men.csv lacks a column.", "men.csv lacks a column; nothing was changed.")])
def test_what_was_kept_is_said_once(tmp_path, problem, said):
    assert worker._said(Problem(problem), tmp_path) == said
