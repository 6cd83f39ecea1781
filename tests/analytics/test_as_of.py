"""Earlier loads asked again: the same bytes as at the time; after people were erased, what was kept; nothing of them left."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import analytics
from analytics import as_of, result_file
from analytics.command_line import main
from analytics.history_file import history_file
from data.database import connect_read_only
from data.history.loads import past_loads
from data.problem import Problem

ROOT = Path(__file__).parents[2]
PEOPLE = range(60)
FIRST = {
    "person": "person_id,sex\n" + "".join(f"person-{i}x,{'female' if i % 2 else 'male'}\n" for i in PEOPLE) + "person-gone,male\n",
    "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"R{i},person-{i}x,2018-01-01,2023-12-31\n" for i in PEOPLE)
               + "R-gone,person-gone,2018-01-01,2023-12-31\n",
    "participation": "participation_id,person_id,release_id,model,referred_on,status\n" + "".join(
        f"T{i},person-{i}x,R{i},circle_sentencing,2017-12-01,{'completed' if i % 3 else 'withdrawn'}\n" for i in PEOPLE if i % 2),
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"E{i},person-{i}x,2019-01-01,rearrest\n" for i in PEOPLE if i % 3),
}
# A month later: one arrest moved, one is new, a person was withdrawn with the release.
LATER = {
    "event": "event_id,person_id,occurred_on,event_type\nE1,person-1x,2023-01-01,rearrest\nE99,person-0x,2019-02-01,rearrest\n",
    "withdrawn": "table,id\nperson,person-gone\nrelease,R-gone\n",
}
ERASED = ("person-7x", "person-gone")  # in the records, and only in what is kept of the first load


def write(folder, tables):
    folder.mkdir()
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return str(folder)


def run(*arguments):
    return main([*map(str, arguments)])


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Two loads; a file and slides of the first; the same after an erasure as erased.duckdb."""
    place = tmp_path_factory.mktemp("loads")
    database = place / "rj.duckdb"
    assert run("load", write(place / "january", FIRST), "--db", database) == 0
    for verb in ("compare", "completion"):
        assert run(verb, "--db", database, "--csv", place / f"{verb}.csv") == 0
    assert run("compare", "--db", database, "--where", "sex=female", "--csv", place / "women.csv") == 0
    assert run("brief", "--db", database, "--organization", "Us", "--out", place / "slides.pptx") == 0
    assert run("load", write(place / "february", LATER), "--append", "--db", database) == 0
    shutil.copy(database, place / "erased.duckdb")
    (place / "ids.csv").write_text("person_id\n" + "\n".join(ERASED) + "\n")
    assert run("forget", "--db", place / "erased.duckdb", "--persons", place / "ids.csv") == 0
    return place


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where temporary files are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def loads_of(path):
    with connect_read_only(path) as connection:
        return past_loads(connection)


def test_a_load_is_asked_by_number_fingerprint_or_day(place, tmp_path, temporary):
    first, second = loads_of(place / "rj.duckdb")
    for meant in ("1", first.fingerprint, first.fingerprint[:8].upper()):
        assert run("compare", "--db", place / "rj.duckdb", "--as-of", meant, "--csv", tmp_path / "again.csv") == 0
        assert (tmp_path / "again.csv").read_bytes() == (place / "compare.csv").read_bytes()
        assert (tmp_path / "again.csv.json").read_bytes() == (place / "compare.csv.json").read_bytes()
    for meant in ("2", str(second.loaded_at.date()), "2100-01-01"):  # the last load up to that day
        assert run("compare", "--db", place / "rj.duckdb", "--as-of", meant, "--csv", tmp_path / "now.csv") == 0
        assert second.fingerprint in (tmp_path / "now.csv").read_text()
    assert not list(temporary.iterdir())


def test_two_loads_give_the_figures_of_one(place, tmp_path):
    """The records after February, loaded at once: the same fingerprint, the same bytes."""
    gone = ("person-gone", "R-gone", "E1,", "E99,")
    kept = {table: "".join(line for line in text.splitlines(True) if not line.startswith(gone)) for table, text in FIRST.items()}
    kept["event"] += "".join(LATER["event"].splitlines(True)[1:])
    assert run("load", write(tmp_path / "all", kept), "--db", tmp_path / "once.duckdb") == 0
    assert loads_of(tmp_path / "once.duckdb")[-1].fingerprint == loads_of(place / "rj.duckdb")[-1].fingerprint
    for options in (("compare",), ("completion",), ("curve", "--kind", "cif", "--unit", "every")):
        for database, file in ((place / "rj.duckdb", "grown.csv"), (tmp_path / "once.duckdb", "once.csv")):
            assert run(*options, "--min-cell", 0, "--db", database, "--csv", tmp_path / file) == 0
        assert (tmp_path / "grown.csv").read_bytes() == (tmp_path / "once.csv").read_bytes()


@pytest.mark.parametrize(("meant", "said"), [
    ("3", "There is no load '3': there are 1 (of "), ("0", "no load '0'"), ("abc", "no load 'abc'"), ("1900-01-01", "no load '1900-01-01'"),
    ("2024-02-31", "no day of the calendar"), ("", "no load ''"),
])
def test_a_load_that_there_is_not(place, capsys, meant, said):
    assert run("compare", "--db", place / "rj.duckdb", "--as-of", meant) == 2
    assert said in capsys.readouterr().err


def test_an_old_file_is_verified_with_its_load(place, capsys):
    for file in ("compare.csv", "completion.csv", "women.csv", "slides.pptx"):
        assert run("verify", place / file, "--db", place / "rj.duckdb") == 1
        assert "They are those of load 1 of" in (told := capsys.readouterr().err) and "verify it with --as-of 1." in told
        assert run("verify", place / file, "--db", place / "rj.duckdb", "--as-of", 1) == 0
        assert "identical" in capsys.readouterr().err
    assert run("verify", place / "compare.csv", "--db", place / "rj.duckdb", "--as-of", 2) == 1


def test_the_library_takes_the_same_option(place):
    table = analytics.compare(place / "rj.duckdb", as_of=1, min_cell=0).set_index("model")
    assert table.loc["retributive_only", "n"] == 31 and table.loc["circle_sentencing", "n"] == 30
    assert analytics.compare(place / "rj.duckdb", min_cell=0).set_index("model").loc["retributive_only", "n"] == 30
    with connect_read_only(place / "rj.duckdb") as connection:
        assert analytics.compare(connection, as_of="1", min_cell=0)["n"].tolist() == table["n"].tolist()
    with duckdb.connect(str(place / "rj.duckdb")) as ordinary, ordinary.cursor() as connection:  # whose file the engine won't open again
        assert analytics.compare(connection, as_of="1", min_cell=0).equals(table.reset_index()[list(analytics.compare(connection).columns)])
        assert analytics.verify(place / "compare.csv", connection, as_of=1).holds
    with pytest.raises(Problem, match="no load"):
        analytics.compare(place / "rj.duckdb", as_of=9)


def test_the_present_load_is_not_copied(place, monkeypatch):
    monkeypatch.setattr(as_of, "put_together_for_now", None)
    assert run("completion", "--db", place / "rj.duckdb", "--as-of", 2) == 0


def test_records_that_somebody_changed_are_not_taken_for_the_load_s(place, tmp_path, temporary, capsys):
    changed = tmp_path / "changed.duckdb"
    shutil.copy(place / "rj.duckdb", changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute("update history.event set occurred_on = date '2019-03-03'")
    assert run("compare", "--db", changed, "--as-of", 1) == 2
    assert "can't be put together again: they would have the fingerprint" in capsys.readouterr().err
    assert not list(temporary.iterdir())


def test_too_little_memory_for_an_earlier_load_is_told_in_a_sentence(place, temporary, capsys, monkeypatch):
    monkeypatch.setenv("LOAD_MEMORY", "100KB")
    assert run("compare", "--db", place / "rj.duckdb", "--as-of", 1) == 2
    assert "error: There is not enough memory for these records (LOAD_MEMORY is 100KB); " in (told := capsys.readouterr().err)
    assert "rj.duckdb is as it was." in told and not list(temporary.iterdir())


def test_a_full_disk_under_an_earlier_load_is_told_in_a_sentence(place, temporary, capsys, monkeypatch):
    def fill_up(*_):
        raise duckdb.TransactionException('Failed to commit: Could not write file "as-of.duckdb.wal": No space left on device')

    monkeypatch.setattr(as_of, "put_together", fill_up)
    assert run("compare", "--db", place / "rj.duckdb", "--as-of", 1) == 2
    assert f"The disk of {temporary} is full; " in capsys.readouterr().err


def test_no_place_for_an_earlier_load_is_told_in_a_sentence(place, capsys, monkeypatch):
    def none():
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    assert run("compare", "--db", place / "rj.duckdb", "--as-of", 1) == 2
    assert "No usable temporary directory found in ['/tmp']" in (told := capsys.readouterr().err) and told.count("\n") == 1


def test_what_a_killed_command_left_goes_with_the_next(place, temporary):
    (temporary / "records-as-of-1-dead").mkdir()
    (temporary / ".records-as-of-1-dead.lock").touch()
    assert run("compare", "--db", place / "rj.duckdb", "--as-of", 1) == 0
    assert not list(temporary.iterdir())


def test_told_to_end_it_leaves_no_copy(place, temporary):
    command = [sys.executable, "-m", "analytics", "compare", "--db", str(place / "rj.duckdb"), "--as-of", "1"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"TMPDIR": str(temporary)}, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not list(temporary.glob("records-as-of-*/as-of.duckdb")):
            time.sleep(0.002)
        running.terminate()
        assert "stopped; nothing was changed" in running.stderr.read() and running.wait() == 2
    assert not list(temporary.iterdir())


def test_told_to_end_it_ends_also_where_the_engine_does_not_listen():
    code = ("import time, analytics.stopping as s; s.PATIENCE = 0.2; s.stop_when_told()\n"
            "while True:\n    try:\n        print('ready', flush=True)\n        time.sleep(9)\n    except KeyboardInterrupt:\n        pass")
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        running.stdout.readline()
        running.terminate()
        assert running.wait(timeout=20) == 128 + 15


def test_after_an_erasure_the_kept_answers_speak(place, tmp_path, capsys):
    erased = place / "erased.duckdb"
    for file in ("compare.csv", "completion.csv", "slides.pptx"):
        assert run("verify", place / file, "--db", erased, "--as-of", 1) == 0
        assert "from the protected answers kept of load 1: people have been erased by order since." in capsys.readouterr().err
    assert run("compare", "--db", erased, "--as-of", 1, "--csv", tmp_path / "kept.csv") == 0
    assert (tmp_path / "kept.csv").read_bytes() == (place / "compare.csv").read_bytes()
    assert '"kept": "from the protected answers' in (tmp_path / "kept.csv.json").read_text()
    assert run("verify", tmp_path / "kept.csv", "--db", erased, "--as-of", 1) == 0
    capsys.readouterr()
    for refused in (("verify", place / "women.csv"), ("compare", "--min-cell", 0), ("compare", "--where", "sex=female")):
        assert run(*refused, "--db", erased, "--as-of", 1) == 2
        assert "this question is not among them" in capsys.readouterr().err
    assert run("brief", "--db", erased, "--as-of", 1, "--organization", "Us", "--out", tmp_path / "again.pptx") == 0
    assert (tmp_path / "again.pptx").read_bytes() == (place / "slides.pptx").read_bytes()
    edited = tmp_path / "compare.csv"
    shutil.copy(place / "compare.csv.json", tmp_path)
    edited.write_text((place / "compare.csv").read_text().replace("0.6", "0.5", 1))
    assert run("verify", edited, "--db", erased, "--as-of", 1) == 1


def test_the_functions_give_the_kept_answers_too(place, tmp_path):
    """The table that they gave at the time, and where it is from."""
    erased = place / "erased.duckdb"
    for verb, options in (("compare", {}), ("completion", {}), ("curve", {"kind": "cif"})):
        kept = getattr(analytics, verb)(erased, as_of=1, **options)
        pd.testing.assert_frame_equal(kept, getattr(analytics, verb)(place / "rj.duckdb", as_of=1, **options))
        assert kept.attrs["kept"].startswith("from the protected answers kept of load 1")
    with connect_read_only(erased) as connection, pytest.raises(Problem, match="this question is not among them"):
        analytics.compare(connection, as_of=1, min_cell=0)
    said = analytics.brief(erased, as_of=1, organization="Us", out=tmp_path / "again.pptx")
    assert "kept of load 1" in said and (tmp_path / "again.pptx").read_bytes() == (place / "slides.pptx").read_bytes()


def test_nothing_of_the_erased_is_left_in_the_history(place):
    before = (place / "rj.duckdb").read_bytes()
    after = (place / "erased.duckdb").read_bytes()
    assert all(name.encode() in before and name.encode() not in after for name in (*ERASED, "R-gone"))
    first, second, third = loads_of(place / "erased.duckdb")
    assert [load.whole for load in (first, second, third)] == [False, False, True] and third.kind == "erased"
    with connect_read_only(place / "erased.duckdb") as connection:
        assert not [table for table in FIRST if connection.execute(f"select count(*) from history.{table}").fetchone()[0]]
        told = connection.execute("select rows from load_notice where code = 'erased' and table_name = 'person'").fetchone()
    assert told == (2,)


def test_no_answer_that_is_kept_is_exact(place):
    with connect_read_only(place / "erased.duckdb") as connection:
        asked = [question for (question,) in connection.execute("select question from history.answer").fetchall()]
    assert len(asked) > 50 and all('"min_cell": 11' in question for question in asked if question.startswith("{"))


def test_a_receipt_of_an_earlier_load_says_which(place):
    from analytics.brief import check, receipt, wishes
    first = loads_of(place / "rj.duckdb")[0]
    answer = check.check(place / "rj.duckdb", receipt.code("events", None, wishes.wish(), first.fingerprint))
    assert answer.kind == "other" and "an earlier load of these records, number 1 of" in answer.said and "--as-of 1." in answer.said


def test_an_append_after_an_erasure(place, tmp_path):
    database = tmp_path / "rj.duckdb"
    shutil.copy(place / "erased.duckdb", database)
    folder = write(tmp_path / "march", {"event": LATER["event"].replace("2023", "2022")})
    assert run("load", folder, "--append", "--db", database) == 0
    assert [load.whole for load in loads_of(database)] == [False, False, True, True]
    assert run("verify", place / "compare.csv", "--db", database, "--as-of", 1) == 0
    assert run("compare", "--db", database, "--as-of", 3) == 0
    with connect_read_only(database) as connection:
        assert connection.execute("select max(rows) from load_notice where code = 'erased'").fetchone()[0] > 0


def test_the_history_is_a_table(place, capsys):
    assert run("history", "--db", place / "erased.duckdb") == 0
    told = capsys.readouterr()
    assert "history: 3 loads, 2 of them before people were erased" in told.err
    lines = [line.split(",") for line in told.out.splitlines()]
    assert lines[0][:7] == ["load", "loaded_at", "kind", "folder", "profile", "table", "new"]
    assert [line[0] + line[2] + line[3] + line[5] + line[6] for line in lines[1:5]] == [
        "1replacedjanuaryperson60", "1replacedjanuaryrelease60", "1replacedjanuaryparticipation30", "1replacedjanuaryevent40"]
    assert [line[6:9] for line in lines if line[0] == "2" and line[5] == "event"] == [["", "", "0"]]  # one of each, which is not shown
    assert analytics.history(place / "rj.duckdb", min_cell=0).query("load == 2 and table == 'event'")[["new", "changed"]].values.tolist() == [[1, 1]]


def test_what_is_written_out_knows_no_history(place, tmp_path):
    assert run("records", "--db", place / "rj.duckdb", "--out", tmp_path / "records") == 0
    assert not [path for path in (tmp_path / "records").rglob("*") if path.is_file() and b"person-gone" in path.read_bytes()]


@pytest.mark.parametrize(("options", "said"), [
    (("--round", 0), "The option round is a whole number from 1"), (("--round", -5), "option round"), (("--min-cell", -1), "option min-cell is a whole number from 0")])
def test_the_history_takes_the_options_that_every_verb_takes(place, capsys, options, said):
    assert run("history", "--db", place / "rj.duckdb", *options) == 2
    assert said in (told := capsys.readouterr()).err and not told.out


def test_a_file_of_the_history_says_what_it_is_and_verifies(place, tmp_path, capsys):
    """Also that of an earlier load, which listed one."""
    for name, database, options in (("now", place / "rj.duckdb", ()), ("exact", place / "rj.duckdb", ("--min-cell", 0))):
        assert run("history", "--db", database, *options, "--csv", tmp_path / f"{name}.csv") == 0
        assert run("verify", tmp_path / f"{name}.csv", "--db", database) == 0
    said = {name: (tmp_path / f"{name}.csv.json").read_text() for name in ("now", "exact")}
    assert "Counts of 1 to 10 rows are not shown" in said["now"] and "Exact figures for those allowed" in said["exact"]
    assert "2 loads; exact figures, not to be published" in capsys.readouterr().err
    assert all(f'"{column}":' in said["now"] for column in analytics.history(place / "rj.duckdb").columns)
    with as_of.stood(place / "rj.duckdb", 1) as first:
        made = history_file(first)
    result_file.write(tmp_path / "first.csv", made.csv.encode(), made.sidecar)
    assert run("verify", tmp_path / "first.csv", "--db", place / "rj.duckdb", "--as-of", 1) == 0
    assert run("verify", tmp_path / "first.csv", "--db", place / "erased.duckdb", "--as-of", 1) == 2
    assert "this question is not among them" in capsys.readouterr().err
