"""Killed, out of disk, removed while it is read, asked for twice: the old or the new, never a mixture, never silence."""

import threading
from pathlib import Path

import duckdb
import pytest

import analytics
from analytics.command_line import main
from analytics.publishing import folder as publishing
from analytics.publishing import publish
from data.loading import load_folder
from data.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "person": "person_id\n" + "".join(f"P{number}\n" for number in range(60)),
    "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"R{number},P{number},2018-01-01,2023-12-31\n" for number in range(60)),
}


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A small database, and publishing that writes three files instead of counting."""
    (tmp_path / "records").mkdir()
    for name, text in FILES.items():
        (tmp_path / "records" / f"{name}.csv").write_text(text)
    load_folder(tmp_path / "records", tmp_path / "rj.duckdb")
    monkeypatch.setattr(publishing, "every_file", lambda connection: {
        "publication.json": '{"views": [{"file": "a.csv"}], "records": {"fingerprint": "f"}}', "a.csv": "1\n", "a.csv.json": "{}",
        "README.md": "", "SHA256SUMS": ""})
    return tmp_path / "rj.duckdb"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_takes_the_place_of_the_last(database, tmp_path):
    publish(database, tmp_path / "copy")
    (tmp_path / "copy" / "a.csv").write_text("changed")
    publish(database, tmp_path / "copy")
    assert (tmp_path / "copy" / "a.csv").read_text() == "1\n"
    assert names(tmp_path) == ["copy", "records", "rj.duckdb"]


@pytest.mark.parametrize("held", [{"notes.txt": "mine"}, {"publication.json": "{"}])
def test_a_folder_of_somebody_elses_is_left_alone(database, tmp_path, held):
    (tmp_path / "copy").mkdir()
    for name, text in held.items():
        (tmp_path / "copy" / name).write_text(text)
    with pytest.raises(Problem, match="other files than a published copy"):
        publish(database, tmp_path / "copy")
    assert names(tmp_path / "copy") == sorted(held)


def test_places_that_can_not_be_written(database, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    for out, told in (("file", "is a file"), ("none/copy", "no folder")):
        assert main(["publish", "--db", str(database), "--out", str(tmp_path / out)]) == 2
        assert told in capsys.readouterr().err


def test_a_disk_that_fills_up_keeps_the_old_copy(database, tmp_path, monkeypatch):
    publish(database, tmp_path / "copy")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.os, "fsync", full)
    with pytest.raises(Problem, match="No space left on device.*is as it was"):
        publish(database, tmp_path / "copy")
    assert (tmp_path / "copy" / "a.csv").read_text() == "1\n"
    assert names(tmp_path) == ["copy", "records", "rj.duckdb"]


def test_without_the_exchange_of_names(database, tmp_path, monkeypatch):
    publish(database, tmp_path / "copy")
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    publish(database, tmp_path / "copy")
    assert names(tmp_path) == ["copy", "records", "rj.duckdb"]


def test_what_a_killed_publication_left_goes_with_the_next(database, tmp_path):
    (tmp_path / ".copy.publishing-99999").mkdir()
    publish(database, tmp_path / "copy")
    assert names(tmp_path) == ["copy", "records", "rj.duckdb"]


def test_two_at_once_are_kept_apart(database, tmp_path, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()

    def slowly(work, files, write=publishing._write):
        inside.set()
        assert go_on.wait(20)
        write(work, files)

    monkeypatch.setattr(publishing, "_write", slowly)
    first = threading.Thread(target=publish, args=(database, tmp_path / "copy"))
    first.start()
    assert inside.wait(20)
    with pytest.raises(Problem, match="Another command is writing"):
        publish(database, tmp_path / "copy")
    go_on.set()
    first.join()
    assert "a.csv" in names(tmp_path / "copy")


def test_a_database_that_is_removed_or_damaged_while_it_is_read(database):
    with duckdb.connect(str(database), read_only=True) as held:
        database.unlink()
        assert len(analytics.compare(held)) == 10  # whoever has it open goes on
    with pytest.raises(Problem, match="There is no database"):
        analytics.compare(database)
    database.write_bytes(b"12345678DUCK" + b"\0" * 5000)
    with pytest.raises(Problem):
        analytics.compare(database)


def test_a_clock_that_was_set_back(database, tmp_path, monkeypatch):
    """Nothing is decided by the clock: the same records are the same, whatever it says."""
    import data.loading.bookkeeping as bookkeeping

    class Earlier(bookkeeping.datetime):
        @classmethod
        def now(cls, zone=None):
            return cls(1999, 1, 1, tzinfo=zone)

    monkeypatch.setattr(bookkeeping, "datetime", Earlier)
    (tmp_path / "ids.csv").write_text("P1\n")
    assert main(["forget", "--db", str(database), "--persons", str(tmp_path / "ids.csv")]) == 0
    assert not load_folder(tmp_path / "records", tmp_path / "other.duckdb").fingerprint == ""
    assert load_folder(tmp_path / "records", database).changed
    assert not load_folder(tmp_path / "records", database).changed


def test_killed_at_random_moments():
    from benchmarks.faults import attack

    found = attack(2, seed=7, verbs=("forget", "compare"))
    assert sum(found.values()) == 4


def test_a_database_that_is_removed_or_spoiled_under_a_page(database, monkeypatch):
    """Whoever has it open goes on; who comes now is told in a sentence."""
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("RECORDS_DATABASE", str(database))
    st.cache_resource.clear()

    def page():
        return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)

    reader = page().run()
    assert not reader.exception and not reader.error
    kept = database.read_bytes()
    for spoiled, told in ((None, "There is no database"), (b"12345678DUCK" + b"\0" * 5000, "not a database that can be read")):
        database.unlink() if spoiled is None else database.write_bytes(spoiled)
        reader.run()
        assert not reader.exception and not reader.error
        other = page().run()
        assert not other.exception and told in other.error[0].value.replace("\\", "")
    database.write_bytes(kept)
    assert not page().run().error
    st.cache_resource.clear()
