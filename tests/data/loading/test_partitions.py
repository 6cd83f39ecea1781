"""The records as partitioned Parquet, out and in again: nothing is lost, and a damaged copy is refused by name."""

import json
import shutil

import duckdb
import pytest

from analytics.command_line import main
from data.database import connect_read_only, current_load
from data.loading import LoadProblem, load_folder
from data.loading.placing import room
from data.loading.record_tables import TABLES
from data.partitioned import write_partitioned
from data.problem import Problem
from data.spark.records import Folder

PERSON = "person_id,sex,born_on\nP1,female,1980-01-01\nP2,male,1990-06-15\nP3,,\n"  # P3 has no release
RELEASE = (
    "release_id,person_id,released_on,release_type,offense_detail,sentence_months,eligible,follow_up_ended_on\n"
    'R1,P1,2019-12-31,prison_release,"a ""quoted"", word",12.5,true,2023-12-31\n'  # the last day of a year
    "R2,P1,2020-01-01,,é / 行,,,2023-12-31\n"                                     # the first of the next
    "R3,P2,2020-06-01,diversion,'; drop table release; --,0,false,2023-12-31\n"
)
OTHERS = {
    "participation": "participation_id,person_id,release_id,model,referred_on,status\n"
                     "A1,P1,R1,aid,2019-12-31,active\nA2,P2,,aid,,referred\n",    # A2 names no release, and has no day
    "event": "event_id,person_id,occurred_on,event_type\nE1,P1,2021-02-03,rearrest\nE2,P3,2021-02-03,death\n",
    "obligation": "obligation_id,release_id,kind,unit,ordered,fulfilled\nO1,R3,restitution,usd,100.0001,40\n",
    "payment": "payment_id,obligation_id,paid_on,amount\nY1,O1,2021-01-01,40\n",
    "activity": "activity_id,month,kind,quantity,unit\nT1,2020-05-01,quilts,12,quilts\n",
    "model": "code,name,group,counts_as_restorative\naid,Aid,money,no\n",
}
NONE = "release_year=__HIVE_DEFAULT_PARTITION__"


@pytest.fixture
def source(write, tmp_path):
    load_folder(write(person=PERSON, release=RELEASE, **OTHERS), tmp_path / "from.duckdb")
    return tmp_path / "from.duckdb"


@pytest.fixture
def copy(source, tmp_path):
    return write_partitioned(source, tmp_path / "copy").folder


def held(database):
    with connect_read_only(database) as connection:
        return {table: connection.execute(f"select * from {table} order by 1").fetchall() for table in (*TABLES, "model")}


def test_out_and_in_again_nothing_is_lost(source, copy, database):
    report = load_folder(copy, database)
    assert held(database) == held(source)
    with connect_read_only(source) as before:
        assert report.fingerprint == current_load(before).fingerprint
    assert not [notice for notice in report.notices if notice.code == "ignored_file"]


@pytest.mark.parametrize(("table", "years"), [
    ("release", {"release_year=2019": 1, "release_year=2020": 2}),
    ("person", {"release_year=2019": 1, "release_year=2020": 1, NONE: 1}),     # the first release of P1; P3 has none
    ("event", {"release_year=2019": 1, NONE: 1}),
    ("participation", {"release_year=2019": 1, NONE: 1}),
    ("payment", {"release_year=2020": 1}),                                     # through its obligation
    ("activity", {NONE: 1}),
])
def test_rows_lie_under_the_year_of_release(copy, table, years):
    found = {folder.name: duckdb.sql(f"select count(*) from read_parquet('{folder}/*.parquet', hive_partitioning = false)").fetchall()[0][0]
             for folder in sorted((copy / table).iterdir())}
    assert found == years


def test_too_little_memory_leaves_no_copy_and_a_sentence(source, tmp_path, monkeypatch):
    monkeypatch.setenv("LOAD_MEMORY", "100KB")
    with pytest.raises(Problem, match="not enough memory for these records .LOAD_MEMORY is 100KB.; nothing was left in .*out[.]"):
        write_partitioned(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_table_without_rows_has_a_schema_and_no_folder(copy):
    assert not (copy / "survey").exists()
    told = json.loads((copy / "records.json").read_text(encoding="utf-8"))
    assert told["tables"]["survey"][0] == {"name": "response_id", "type": "VARCHAR", "required": True, "codes": []}
    assert {file["path"].split("/")[0] for file in told["files"]} == {
        "person", "release", "participation", "event", "obligation", "payment", "activity", "model.parquet"}


def test_invented_records_stay_invented(write, tmp_path, database):
    load_folder(write(), tmp_path / "from.duckdb", demonstration=True)
    load_folder(write_partitioned(tmp_path / "from.duckdb", tmp_path / "copy").folder, database)
    with connect_read_only(database) as connection:
        assert current_load(connection).demonstration


def part(copy, table="release", year="release_year=2020"):
    return next((copy / table / year).glob("*.parquet"))


def remove(copy):
    part(copy).unlink()


def change(copy):
    duckdb.sql("select 'R3' as release_id").write_parquet(str(part(copy)))


def add(copy):
    shutil.copy(part(copy), copy / "release" / "more.parquet")


def add_a_table(copy):
    (copy / "service.csv").write_text("service_id,person_id,kind,started_on\nS1,P1,housing,2020-01-01\n", encoding="utf-8")


def add_a_folder_that_lies_elsewhere(copy):
    shutil.copytree(copy / "payment", copy.parent / "payment")
    (copy / "survey").symlink_to(copy.parent / "payment")


def add_withdrawals(copy):
    (copy / "withdrawn.csv").write_text("table,id\nrelease,R3\n", encoding="utf-8")


def change_the_models(copy):
    (copy / "model.parquet").unlink()
    (copy / "model.csv").write_text("code,name,group,counts_as_restorative\naid,Aid,money,yes\n", encoding="utf-8")


def empty_the_manifest(copy):
    (copy / "records.json").write_text("null", encoding="utf-8")


def break_the_manifest(copy):
    (copy / "records.json").write_text('{"files": 3}', encoding="utf-8")


@pytest.mark.parametrize(("damage", "reason"), [
    (remove, "is missing; records.json names it"), (change, "its checksum differs"),
    *((added, "is not among the files that records.json names; take it away")
      for added in (add, add_a_table, add_a_folder_that_lies_elsewhere, add_withdrawals, change_the_models)),
    (empty_the_manifest, "can't be read; write the copy again"), (break_the_manifest, "can't be read; write the copy again")])
def test_a_damaged_copy_is_refused(copy, database, damage, reason):
    """By the engine here, and by Spark before it is started."""
    damage(copy)
    with pytest.raises(LoadProblem) as refused:
        load_folder(copy, database)
    assert any(reason in reject.reason for reject in refused.value.rejects)
    assert not database.exists()
    with pytest.raises(Problem, match="the records again with the command records"):
        Folder.at(copy)


def test_an_extract_may_not_stand_among_them(copy, source, tmp_path):
    """Where it is added, what is withdrawn would be read."""
    shutil.copy(source, tmp_path / "grown.duckdb")
    add_withdrawals(copy)
    with pytest.raises(LoadProblem) as refused:
        load_folder(copy, tmp_path / "grown.duckdb", append=True)
    assert any(reject.file == "withdrawn.csv" and "take it away" in reject.reason for reject in refused.value.rejects)


@pytest.mark.parametrize(("column", "kind"), [("prior_convictions", "varchar"), ("something_else", "integer")])
def test_partitions_that_differ_are_named(copy, database, column, kind):
    (copy / "records.json").unlink()  # a copy that another engine wrote
    file = part(copy)
    change = f"* replace ({column}::{kind} as {column})" if column == "prior_convictions" else f"*, 1::{kind} as {column}"
    duckdb.sql(f"create or replace temp table changed as select {change} from read_parquet('{file}', hive_partitioning = false)")
    duckdb.sql("from changed").write_parquet(str(file))
    with pytest.raises(LoadProblem) as refused:
        load_folder(copy, database)
    assert refused.value.rejects[0].file == f"release/release_year=2020/{file.name}"
    assert f"in the column {column}" in refused.value.rejects[0].reason


@pytest.mark.parametrize("content", [b"", b"no Parquet"])
def test_a_partition_that_is_no_parquet(copy, database, content):
    (copy / "records.json").unlink()
    part(copy).write_bytes(content)
    with pytest.raises(LoadProblem, match="nothing was loaded"):
        load_folder(copy, database)


def test_folders_made_on_the_way_go_again(source, tmp_path, monkeypatch):
    monkeypatch.setenv("LOAD_MEMORY", "100KB")
    with pytest.raises(Problem):
        write_partitioned(source, tmp_path / "new" / "deep" / "out")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("named", [".", "link"])
def test_an_empty_folder_is_filled_also_where_somebody_stands_in_it(source, tmp_path, monkeypatch, database, named):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty-too").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty-too")
    monkeypatch.chdir(tmp_path / "empty" if named == "." else tmp_path)
    written = write_partitioned(source, named)
    assert load_folder(named, database).fingerprint == written.fingerprint
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_what_a_killed_command_left_goes_with_the_next(source, tmp_path):
    """But nothing of one that is still at work."""
    with room(tmp_path, ".out.writing") as busy:
        (tmp_path / ".out.writing-1-dead").mkdir()
        (tmp_path / "..out.writing-1-dead.lock").touch()
        write_partitioned(source, tmp_path / "out")
        assert busy.exists() and not (tmp_path / ".out.writing-1-dead").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_that_is_not_empty_is_left_alone(source, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(Problem, match="not an empty folder; nothing was written"):
        write_partitioned(source, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_the_command(source, tmp_path, capsys):
    assert main(["records", "--db", str(source), "--out", str(tmp_path / "out")]) == 0
    assert "holds 13 rows in 13 files" in capsys.readouterr().err
    assert main(["records", "--db", str(tmp_path / "none.duckdb"), "--out", str(tmp_path / "other")]) == 2
    assert not (tmp_path / "other").exists()
