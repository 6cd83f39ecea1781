"""No command writes over records: a database, their files, the log, or a file that it reads itself."""

import errno
import io
import os
import sys

import pytest

from analytics.brief import brief
from analytics.command_line import main
from data.loading import load_folder
from data.overwriting import keep_records
from data.problem import Problem

RECORDS = {
    "person": "person_id,sex\nP1,female\n",
    "release": "release_id,person_id,released_on,follow_up_ended_on\nR1,P1,2020-01-01,2023-12-31\n",
    "withdrawn": "table,id\nevent,E1\n",
    "model": "code,name,group,counts_as_restorative\nown,Our own,encounter,yes\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A database, the files that it came from, another database, and files of one's own for commands to read."""
    place = tmp_path_factory.mktemp("written")
    (place / "jan").mkdir()
    for table, text in RECORDS.items():
        (place / "jan" / f"{table}.csv").write_text(text)
    load_folder(place / "jan", place / "r.duckdb")
    for copy in ("other.db", "x.csv.json", "slides.pptx", "new.truth.csv"):  # whatever it is called
        (place / copy).write_bytes((place / "r.duckdb").read_bytes())
    (place / "own.csv").write_text("study,model,outcome,effect,std_error\nA,circle_sentencing,rearrest,-0.1,0.2\n")
    (place / "map.csv.json").write_text('{"type": "FeatureCollection"}')
    (place / "r.duckdb.log.jsonl").write_text("")
    return place


REFUSED = {
    "the database asked": ("compare --db r.duckdb --csv r.duckdb", "--csv names r.duckdb, which this command reads"),
    "by another name": ("compare --db r.duckdb --csv ./jan/../r.duckdb", "which this command reads"),
    "in the history": ("history --db r.duckdb --csv r.duckdb", "which this command reads"),
    "as of a load": ("compare --db r.duckdb --as-of 1 --csv r.duckdb", "which this command reads"),
    "no name": ("compare --db r.duckdb --csv .", "--csv names no file, but '.'"),
    "another database": ("compare --db r.duckdb --csv other.db", "other.db is a database; it is never overwritten"),
    "a database as description": ("compare --db r.duckdb --csv x.csv", "x.csv.json is a database"),
    "somebody's description": ("compare --db r.duckdb --csv map.csv", "map.csv.json is there already and describes no result file"),
    "a file of the records": ("compare --db r.duckdb --csv jan/release.csv", "jan/release.csv is a file of records"),
    "what is withdrawn": ("compare --db r.duckdb --csv jan/withdrawn.csv", "is a file of records"),
    "the models": ("claims --db r.duckdb --csv jan/model.csv", "is a file of records"),
    "the log": ("compare --db r.duckdb --csv r.duckdb.log.jsonl", "is a log of who loaded"),
    "slides over a database": ("brief --db r.duckdb --out slides.pptx", "slides.pptx is a database"),
    "rejects over another database": ("load jan --db r.duckdb --rejects other.db", "other.db is a database"),
    "rejects over the list of records": ("load jan --db new.duckdb --rejects jan/person.csv", "is a file of records"),
    "the studies that are read": ("evidence --studies own.csv --csv own.csv", "--csv names own.csv, which this command reads"),
    "the known truth": ("demo --db new --people 300", "new.truth.csv is a database"),
}


@pytest.mark.parametrize(("line", "said"), REFUSED.values(), ids=REFUSED)
def test_nothing_is_written_over_records(place, monkeypatch, capsys, line, said):
    monkeypatch.chdir(place)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and ".log.jsonl" not in path.name}
    assert main(line.split()) == 2
    out, err = capsys.readouterr()
    assert said in err and not out and err.count("\n") == 1
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file() and ".log.jsonl" not in path.name} == before


def test_functions_that_write_refuse_the_same(place):
    with pytest.raises(Problem, match="slides.pptx is a database"):
        brief(place / "r.duckdb", out=place / "slides.pptx")


@pytest.mark.parametrize("content", [b"", b"n,rate\n1,0.5\n", b"\xff\xfe\x00", b"personal,notes\n"])
def test_anything_else_may_be_replaced_as_before(tmp_path, content):
    (tmp_path / "x.csv").write_bytes(content)
    keep_records(tmp_path / "x.csv")
    keep_records(tmp_path / "none.csv")
    keep_records(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are Unix's")
@pytest.mark.parametrize("line", ["compare --db r.duckdb --csv pipe", "compare --db r.duckdb --csv to-pipe", "history --db r.duckdb --csv pipe",
                                  "load jan --db pipe", "demo --db pipe --people 300"])
def test_a_pipe_or_a_device_is_never_replaced(place, monkeypatch, capsys, line):
    """As root /dev/stdout and /dev/null would be gone, for every program of the machine."""
    monkeypatch.chdir(place)
    if not os.path.exists("pipe"):
        os.mkfifo("pipe")
        os.symlink("pipe", "to-pipe")
    assert main(line.split()) == 2
    said = capsys.readouterr().err
    assert "a device or a pipe" in said and said.count("\n") == 1
    assert not os.path.isfile("pipe") and os.path.islink("to-pipe") and not os.path.exists("pipe.json")


def test_a_link_stays_a_link(place, monkeypatch, tmp_path):
    monkeypatch.chdir(place)
    (tmp_path / "real.csv").write_text("old")
    os.symlink(tmp_path / "real.csv", tmp_path / "link.csv")
    assert main(f"compare --db r.duckdb --csv {tmp_path / 'link.csv'}".split()) == 0
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "real.csv").read_text().startswith("outcome,")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "real.csv", "real.csv.json"]


def test_a_full_standard_output_is_told_in_a_sentence(place, monkeypatch, capsys, tmp_path):
    class Full(io.StringIO):
        def __init__(self):
            super().__init__()
            self.file = (tmp_path / "out").open("w")

        def flush(self):
            raise OSError(errno.ENOSPC, "No space left on device")

        def fileno(self):
            return self.file.fileno()

    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "stdout", Full())
    assert main("compare --db r.duckdb".split()) == 2
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert "could not be printed (No space left on device)" in said and said.count("\n") == 1
