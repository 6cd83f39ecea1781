"""The log: added to and never rewritten, each line tied to the one before, nothing of anybody in the records."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from analytics.command_line import main
from data import log
from data.problem import Problem


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A log that is asked for."""
    monkeypatch.setenv("RECORDS_LOG", str(tmp_path / "who.log.jsonl"))
    return tmp_path / "who.log.jsonl"


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_lines_follow_one_another(kept):
    for number in range(5):
        log.add(kept, "ana", "download", file=f"{number}.csv", left_out=None)
    assert [line["file"] for line in lines(kept)] == [f"{number}.csv" for number in range(5)]
    assert log.broken(kept) is None and "left_out" not in lines(kept)[0]
    assert oct(kept.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(("spoiled", "line"), [
    (lambda all_: all_[:2] + all_[3:], 3),  # taken out
    (lambda all_: [*all_[:1], all_[1].replace("1.csv", "9.csv"), *all_[2:]], 3),  # changed: the next one tells
    (lambda all_: [all_[1], all_[0], *all_[2:]], 1),  # in another order
    (lambda all_: [*all_, "not a line of ours\n"], 6),
    (lambda all_: [*all_[:4], all_[4].rstrip("\n")], 5),  # cut off
])
def test_what_was_done_to_it_shows(kept, capsys, spoiled, line):
    for number in range(5):
        log.add(kept, "ana", "download", file=f"{number}.csv")
    kept.write_text("".join(spoiled(kept.read_text().splitlines(keepends=True))))
    assert log.broken(kept) == line
    assert main(["verify", str(kept)]) == 1 and f"line {line} is damaged" in capsys.readouterr().err


def test_many_at_once(kept):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: log.add(kept, "ana", "download", number=number), range(60)))
    assert sorted(line["number"] for line in lines(kept)) == list(range(60)) and log.broken(kept) is None


def test_after_a_line_that_was_cut_off_there_is_a_new_one(kept):
    log.add(kept, "ana", "load")
    kept.write_text(kept.read_text() + '{"at": "20')
    log.add(kept, "ana", "load")
    assert len(kept.read_text().splitlines()) == 3 and log.broken(kept) == 2


def records(folder):
    folder.mkdir()
    (folder / "person.csv").write_text("person_id\nSECRET-1\nSECRET-2\n")
    (folder / "release.csv").write_text("release_id,person_id,released_on,follow_up_ended_on\n" + "".join(
        f"R{number},SECRET-{number},2019-03-0{number},2023-12-31\n" for number in (1, 2)))
    return folder


def test_commands_that_write_or_give_figures(kept, tmp_path, capsys):
    database, folder = tmp_path / "rj.duckdb", records(tmp_path / "records")
    (tmp_path / "ids.csv").write_text("SECRET-1\n")
    assert main(["load", str(folder), "--db", str(database)]) == 0
    assert main(["compare", "--db", str(database), "--min-cell", "0", "--csv", str(tmp_path / "x.csv")]) == 0
    assert main(["forget", "--db", str(database), "--persons", str(tmp_path / "ids.csv")]) == 0
    assert main(["load", str(tmp_path / "nowhere"), "--db", str(database)]) == 2
    assert main(["verify", str(tmp_path / "x.csv"), "--db", str(database)]) == 1
    told = [(line["what"], line["outcome"]) for line in lines(kept)]
    assert told == [(verb, outcome) for verb, end in (("load", "done"), ("compare", "done"), ("forget", "done"), ("load", "refused"))
                    for outcome in ("begun", end)]
    assert lines(kept)[2]["options"]["csv"].endswith("x.csv") and lines(kept)[3]["fingerprint"] and "command line" in lines(kept)[0]["who"]
    assert "SECRET" not in kept.read_text() and "2019-03" not in kept.read_text()


def test_none_is_begun_by_a_command_that_was_not_asked_for_one(tmp_path, monkeypatch):
    monkeypatch.delenv("RECORDS_LOG", raising=False)
    database = tmp_path / "rj.duckdb"
    main(["load", str(records(tmp_path / "records")), "--db", str(database)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records", "rj.duckdb"]
    log.add(log.place(database), "ana", "sign in")  # a dashboard began one
    main(["compare", "--db", str(database), "--csv", str(tmp_path / "x.csv")])
    assert [line["what"] for line in lines(log.place(database))] == ["sign in", "compare", "compare"]


@pytest.mark.skipif(os.name == "nt", reason="folders know no such right there")
def test_what_can_not_be_logged_is_not_done(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RECORDS_LOG", str(tmp_path / "nowhere" / "who.log.jsonl"))
    assert main(["load", str(records(tmp_path / "records")), "--db", str(tmp_path / "rj.duckdb")]) == 2
    assert "can't be written" in capsys.readouterr().err and not (tmp_path / "rj.duckdb").exists()
    with pytest.raises(Problem):
        log.add(tmp_path / "nowhere" / "who.log.jsonl", "ana", "load")
