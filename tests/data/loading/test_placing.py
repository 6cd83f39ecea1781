"""The old file until the new one is whole: refusals, locks, kills, leftovers."""
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from data.database import connect_read_only, current_load
from data.loading import LoadProblem, load_folder
from data.problem import Problem

ROOT = Path(__file__).parents[3]
LOAD = "import sys; from data.loading import load_folder; load_folder(sys.argv[1], sys.argv[2])"


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _alone(database: Path) -> bool:
    return [entry.name for entry in database.parent.iterdir()] == [database.name]


def test_the_same_records_again_change_nothing(write, database):
    first = load_folder(write(), database)
    before = (_content(database), database.stat())
    again = load_folder(write(), database)
    assert (first.changed, again.changed) == (True, False)
    assert again.fingerprint == first.fingerprint
    assert (_content(database), database.stat()) == before
    assert _alone(database)


def test_records_that_need_more_memory_than_a_load_may_have_are_refused_in_a_sentence(write, database, monkeypatch):
    kept = load_folder(write(), database).fingerprint
    monkeypatch.setenv("LOAD_MEMORY", "80MB")
    # A check that gathers 1.6 GB stands for one of very many records.
    monkeypatch.setattr("data.loading.rules.row_rules", lambda: {"release": "select 1 from range(200000000) as numbers (i) having len(list(i)) > 0"})
    folder = write(person="person_id\nP1\nP2\nP3\n")
    with pytest.raises(Problem, match="not enough memory for these records .LOAD_MEMORY is 80MB.*; .*rj.duckdb is as it was[.]"):
        load_folder(folder, database)
    with connect_read_only(database) as connection:
        assert current_load(connection).fingerprint == kept
    assert _alone(database)


def test_other_records_replace_what_was_there(write, database):
    load_folder(write(), database)
    load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
    with connect_read_only(database) as connection:
        assert connection.execute("select count(*), count(sex) from person").fetchone() == (3, 0)
    assert _alone(database)


def test_a_new_product_version_writes_the_same_records_anew(write, database, monkeypatch):
    load_folder(write(), database)
    monkeypatch.setattr("data.loading.attempt.VERSION", "99.0")
    monkeypatch.setattr("data.loading.bookkeeping.VERSION", "99.0")
    assert load_folder(write(), database).changed
    with connect_read_only(database) as connection:
        assert current_load(connection).product_version == "99.0"


def test_a_refused_load_leaves_the_old_file(write, database):
    load_folder(write(), database)
    before = _content(database)
    with pytest.raises(LoadProblem, match="rj.duckdb keeps what it held"):
        load_folder(write(person="person_id\nP1\n"), database)
    assert _content(database) == before
    assert _alone(database)


def _something_else(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table precious as select 1 as x")


def _newer(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table load_record as select 999 as schema_version")


REFUSED = {
    "is not a database": lambda path: path.write_text("precious"),
    "not a database": lambda path: path.write_bytes(b""),
    "of something else": _something_else,
    "newer version": _newer,
    "is a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("word", REFUSED)
def test_what_is_not_ours_is_left_alone(write, database, word):
    REFUSED[word](database)
    before = None if database.is_dir() else _content(database)
    with pytest.raises(Problem, match=word):
        load_folder(write(), database)
    assert database.is_dir() or _content(database) == before
    assert _alone(database)


def test_an_older_version_is_replaced(write, database):
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table load_record as select 0 as schema_version, false as demonstration")
    assert load_folder(write(), database).changed


def test_a_read_only_file_is_left_alone(write, database):
    load_folder(write(), database)
    database.chmod(0o444)
    with pytest.raises(Problem, match="read-only"):
        load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)


def test_no_folder_to_write_into(write, database):
    with pytest.raises(Problem, match="no folder"):
        load_folder(write(), database.parent / "none" / "rj.duckdb")


@pytest.mark.parametrize("name", ["what?.duckdb", "what?/rj.duckdb"])
def test_a_name_that_the_engine_can_not_write_is_refused(write, database, name):
    place = database.parent / name  # the engine takes what follows a question mark for options
    place.parent.mkdir(exist_ok=True)
    with pytest.raises(Problem, match="question mark"):
        load_folder(write(), place)
    assert not place.exists()


def test_a_link_stays_a_link(write, database):
    link = database.with_name("link.duckdb")
    link.symlink_to(database)
    load_folder(write(), link)
    assert link.is_symlink() and database.is_file()


def test_a_reader_keeps_what_it_has(write, database):
    load_folder(write(), database)
    with connect_read_only(database) as reader:
        load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
        assert reader.execute("select count(*) from person").fetchone() == (2,)
    with connect_read_only(database) as reader:
        assert reader.execute("select count(*) from person").fetchone() == (3,)


def _hold(database: Path, how: str) -> subprocess.Popen:
    """Another process that holds the database, or its lock, until it is ended."""
    code = {
        "writing": "import duckdb, sys; c = duckdb.connect(sys.argv[1])",
        "reading": "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True)",
        "loading": "import filelock, pathlib, sys; p = pathlib.Path(sys.argv[1]); lock = filelock.FileLock(p.parent / f'.{p.name}.lock'); lock.acquire()",
    }[how]
    process = subprocess.Popen([sys.executable, "-c", code + "; print(flush=True); input()", database], stdin=-1, stdout=-1)
    process.stdout.readline()
    return process


@pytest.mark.parametrize(("how", "word"), [("writing", "held by another program"), ("loading", "Another command"), ("reading", None)])
def test_another_process_at_the_file(write, database, how, word):
    load_folder(write(), database)
    before = _content(database)
    holder = _hold(database, how)
    try:
        if word is None:
            assert load_folder(write(person="person_id\nP1\nP2\nP3\n"), database).changed
        else:
            with pytest.raises(Problem, match=word):
                load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
            assert _content(database) == before
    finally:
        holder.kill()
        holder.communicate()


def test_a_log_that_another_writer_left_is_not_taken_for_the_new_file_s(write, database):
    load_folder(write(), database)
    code = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1], config={'checkpoint_threshold': '1GB'}); "
        "c.execute(\"insert into person values ('P9', null, null, null, null)\"); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, database], check=True)
    log = database.with_name(database.name + ".wal")
    assert log.exists()
    load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
    assert _alone(database)
    with connect_read_only(database) as connection:
        assert connection.execute("select list(person_id order by person_id) from person").fetchone() == (["P1", "P2", "P3"],)


@pytest.mark.skipif(os.name == "nt", reason="processes are ended in another way there")
def test_a_load_killed_at_any_moment_leaves_a_whole_file(write, database):
    old = load_folder(write(), database).fingerprint
    new_folder = write(person="person_id\nP1\nP2\nP3\n")
    moments = random.Random(4)
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", LOAD, new_folder, database], cwd=ROOT, check=True)
    takes = time.monotonic() - started
    with connect_read_only(database) as connection:
        new = current_load(connection).fingerprint
    load_folder(write(), database)
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", LOAD, write(person="person_id\nP1\nP2\nP3\n"), database], cwd=ROOT)
        time.sleep(moments.uniform(0.3, 1.1) * takes)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with connect_read_only(database) as connection:
            assert current_load(connection).fingerprint in (old, new)
            assert connection.execute("select count(*) from counted_release").fetchone() == (2,)
    load_folder(write(), database)
    load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
    assert _alone(database)


def test_a_full_disk_is_told_and_cleaned_up(write, database, monkeypatch):
    load_folder(write(), database)
    before = _content(database)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.loading.placing.os.replace", full)
    with pytest.raises(Problem, match="is full"):
        load_folder(write(person="person_id\nP1\nP2\nP3\n"), database)
    assert _content(database) == before
    assert _alone(database)
