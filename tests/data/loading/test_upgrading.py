"""A database of an older version: its records are kept, counted anew, and the old file stays beside the new one."""

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import analytics
from analytics.command_line import main
from analytics.prepared import prepare
from data.database import SCHEMA_VERSION, OlderVersion, connect_read_only, current_load
from data.loading import load_folder, placing, upgrade, upgrading
from data.problem import Problem

PEOPLE = range(30)
RECORDS = {
    "person": "person_id,sex\n" + "".join(f"P{number},female\n" for number in PEOPLE),
    "release": "release_id,person_id,released_on,follow_up_ended_on,sentence_months\n" + "".join(
        f"R{number},P{number},2018-01-01,2023-12-31,3.5\n" for number in PEOPLE),
    "participation": "participation_id,person_id,release_id,model,referred_on,status\n" + "".join(
        f"T{number},P{number},R{number},{'our_own' if number % 2 else 'circle_sentencing'},2017-12-01,completed\n" for number in range(24)),
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"E{number},P{number},2019-01-01,rearrest\n" for number in range(0, 30, 3)),
    "model": "code,name,group,counts_as_restorative\nour_own,Our own,encounter,yes\n",
}
DERIVED = ("counted_day", "counted_followed", "counted_pair", "curve_pair_sum", "answer_item", "counted_answer", "dated_step", "earlier_arrest")


@pytest.fixture
def database(tmp_path):
    """A file as version 1 wrote it: the same records, fewer derived tables."""
    folder = tmp_path / "records"
    folder.mkdir()
    for table, text in RECORDS.items():
        (folder / f"{table}.csv").write_text(text)
    path = tmp_path / "rj.duckdb"
    load_folder(folder, path, prepare=prepare)
    with duckdb.connect(str(path)) as connection:
        for table in DERIVED:
            connection.execute(f"drop table {table}")
        connection.execute("update load_record set schema_version = 1, product_version = '0.0.1', loaded_at = timestamp '2024-05-06 07:08:09'")
    return path


def content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_records_are_kept_and_counted_as_after_a_load(database, tmp_path, capsys):
    before = content(database)
    fresh = load_folder(tmp_path / "records", tmp_path / "fresh.duckdb", prepare=prepare)
    assert main(["upgrade", "--db", str(database)]) == 0
    assert f"from version 1 to {SCHEMA_VERSION}; the old file is rj.duckdb.backup-v1; fingerprint {fresh.fingerprint}" in capsys.readouterr().err
    with connect_read_only(database) as connection:
        load = current_load(connection)
        told = connection.execute("select code, message from load_notice where code = 'upgraded'").fetchall()
        files = connection.execute("select count(*) from load_file").fetchone()[0]
    assert (load.fingerprint, load.schema_version, str(load.loaded_at)) == (fresh.fingerprint, SCHEMA_VERSION, "2024-05-06 07:08:09")
    assert len(told) == 1 and files == 5
    options = {"outcome": "rearrest", "min_cell": 0}
    assert analytics.compare(database, **options).equals(analytics.compare(tmp_path / "fresh.duckdb", **options))
    assert content(tmp_path / "rj.duckdb.backup-v1") == before
    assert names(tmp_path) == ["fresh.duckdb", "records", "rj.duckdb", "rj.duckdb.backup-v1"]


def test_a_new_one_is_left_alone(database, tmp_path, capsys):
    upgrade(database)
    before = content(database)
    assert main(["upgrade", "--db", str(database)]) == 0
    assert "nothing was changed" in capsys.readouterr().err and content(database) == before
    assert names(tmp_path) == ["records", "rj.duckdb", "rj.duckdb.backup-v1"]


def test_a_backup_that_is_there_is_not_touched(database, tmp_path):
    (tmp_path / "rj.duckdb.backup-v1").write_text("of another year")
    assert upgrade(database).backup.name == "rj.duckdb.backup-v1-2"
    assert (tmp_path / "rj.duckdb.backup-v1").read_text() == "of another year"


def test_where_a_file_can_have_one_name_only(database, tmp_path, monkeypatch):
    before = content(database)

    def no_link(*names):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(upgrading.os, "link", no_link)
    assert content(upgrade(database).backup) == before
    assert names(tmp_path) == ["records", "rj.duckdb", "rj.duckdb.backup-v1"]


def test_a_stop_between_backup_and_new_file_can_be_tried_again(database, tmp_path, monkeypatch):
    before = content(database)

    def stopped(*names):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(placing.os, "replace", stopped)
        with pytest.raises(Problem, match="is full; .* is as it was"):
            upgrade(database)
    assert content(database) == before
    assert upgrade(database).backup.name == "rj.duckdb.backup-v1"
    assert names(tmp_path) == ["records", "rj.duckdb", "rj.duckdb.backup-v1"]


def test_what_this_version_refuses_stays_as_it_was(database, tmp_path, capsys):
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into event select 'E0', person_id, occurred_on, event_type, offense, offended_on, same_victim from event limit 1")
    before = content(database)
    assert main(["upgrade", "--db", str(database)]) == 2
    assert "breaks a rule" in capsys.readouterr().err and content(database) == before and names(tmp_path) == ["records", "rj.duckdb"]


def test_who_only_reads_is_told_the_command(database):
    with pytest.raises(OlderVersion, match="python -m analytics upgrade --db"):
        connect_read_only(database)


def test_a_newer_one_is_refused(database, capsys):
    with duckdb.connect(str(database)) as connection:
        connection.execute("update load_record set schema_version = 99")
    assert main(["upgrade", "--db", str(database)]) == 2
    assert "newer version" in capsys.readouterr().err


def test_a_kill_leaves_one_or_the_other(database, tmp_path):
    """At the moment when the backup is there and the new file is not."""
    code = ("import os, sys, data.loading.upgrading as u; u.put_in_place = lambda made, target: os._exit(9); u.upgrade(sys.argv[1])")
    before = content(database)
    assert subprocess.run([sys.executable, "-c", code, str(database)], cwd=Path(__file__).parents[3]).returncode == 9
    assert content(database) == before == content(tmp_path / "rj.duckdb.backup-v1")
    assert upgrade(database).before == 1
    assert names(tmp_path) == ["records", "rj.duckdb", "rj.duckdb.backup-v1"]
