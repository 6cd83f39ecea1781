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
    """A file as version 1 wrote it: the same records, fewer derived tables, no history."""
    folder = tmp_path / "records"
    folder.mkdir()
    for table, text in RECORDS.items():
        (folder / f"{table}.csv").write_text(text)
    path = tmp_path / "rj.duckdb"
    load_folder(folder, path, prepare=prepare)
    with duckdb.connect(str(path)) as connection:
        for table in DERIVED:
            connection.execute(f"drop table {table}")
        connection.execute("drop schema history cascade")
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
    assert [(number, str(day)) for number, day, *_ in list_of_loads(database)] == [(1, "2024-05-06 07:08:09")]
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


@pytest.fixture
def grown(tmp_path):
    """A file of version 4 after three loads: the records, two arrests more, one of those withdrawn."""
    for folder, tables in {"january": RECORDS, "february": {"event": "event_id,person_id,occurred_on,event_type\nE98,P1,2019-02-01,rearrest\nE99,P2,2019-03-01,rearrest\n"},
                           "march": {"withdrawn": "table,id\nevent,E98\n"}}.items():  # fmt: skip
        (tmp_path / folder).mkdir()
        for table, text in tables.items():
            (tmp_path / folder / f"{table}.csv").write_text(text)
    path = tmp_path / "rj.duckdb"
    for folder in ("january", "february", "march"):
        load_folder(tmp_path / folder, path, append=True, prepare=prepare)
    older(path)
    return path


def older(path):
    with duckdb.connect(str(path)) as connection:
        connection.execute("update load_record set schema_version = 4")


def list_of_loads(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("select load_number, loaded_at, folder, fingerprint from history.loads order by load_number").fetchall()


def events(path, load):
    """How many people were arrested, in all rows together."""
    return int(analytics.compare(path, as_of=load, min_cell=0)["events"].sum())


ARRESTED = [10, 12, 11]  # at each of the three loads


def test_every_earlier_load_can_still_be_asked(grown, tmp_path, capsys):
    """By the number that it had, also after more loads."""
    before = list_of_loads(grown)
    upgrade(grown, prepare=prepare)
    assert list_of_loads(grown) == before and [number for number, *_ in before] == [1, 2, 3]
    (tmp_path / "april").mkdir()
    (tmp_path / "april" / "event.csv").write_text("event_id,person_id,occurred_on,event_type\nE97,P4,2019-02-01,rearrest\n")
    assert main(["load", str(tmp_path / "april"), "--append", "--db", str(grown)]) == 0
    assert "load 4 brought 1 new row" in capsys.readouterr().err
    assert [events(grown, load) for load in (1, 2, 3, 4)] == [*ARRESTED, 12]


def test_what_was_kept_at_an_erasure_goes_along(grown, tmp_path):
    upgrade(grown, prepare=prepare)
    (tmp_path / "ids.csv").write_text("P3\n")
    assert main(["forget", "--db", str(grown), "--persons", str(tmp_path / "ids.csv")]) == 0
    older(grown)
    upgrade(grown, prepare=prepare)
    assert main(["compare", "--db", str(grown), "--as-of", "2"]) == 0
    assert [number for number, *_ in list_of_loads(grown)] == [1, 2, 3, 4]


def test_a_whole_load_over_an_older_file_goes_on_with_its_history(grown, tmp_path):
    before = list_of_loads(grown)
    assert load_folder(tmp_path / "january", grown, prepare=prepare).number == 4
    assert list_of_loads(grown)[:3] == before and list_of_loads(grown)[3][3] == before[0][3]
    assert [events(grown, load) for load in (1, 2, 3)] == ARRESTED
    assert names(tmp_path) == ["february", "january", "march", "rj.duckdb"]


def test_a_whole_load_over_a_file_without_a_history_begins_one(database, tmp_path):
    load_folder(tmp_path / "records", database)
    assert [(number, folder) for number, _, folder, _ in list_of_loads(database)] == [(1, "records")]


def test_the_present_load_is_checked_too(grown, capsys):
    """Records that were changed by hand are not given for those of the load that brought them."""
    upgrade(grown)
    with duckdb.connect(str(grown)) as connection:
        connection.execute("update load_record set fingerprint = 'other'")
    assert main(["compare", "--db", str(grown), "--as-of", "3"]) == 2
    assert "The records have the fingerprint other, and load 3 had" in capsys.readouterr().err
