"""A brief as a file: from a function and from the command, whole or not at all."""

import errno
import io
import json
import threading
from pathlib import Path

import pytest

import analytics
from analytics.brief import FORMATS, take
from analytics.command_line import main
from data.problem import Problem
from tests.analytics.brief.test_slides import few_people


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A database of a few people, loaded by the command."""
    folder = tmp_path_factory.mktemp("records")
    people, releases = ["person_id,sex"], ["release_id,person_id,released_on,follow_up_ended_on,release_type"]
    events, sent = ["event_id,person_id,occurred_on,event_type"], ["participation_id,person_id,model,referred_on,status"]
    for number in range(120):
        people.append(f"p{number},{'female' if number % 3 else 'male'}")
        releases.append(f"r{number},p{number},2015-01-01,2020-01-01,prison_release")
        events.append(f"e{number},p{number},2016-0{1 + number % 9}-01,{'rearrest' if number % 2 else 'reconviction'}")
        if number % 4 < 2:
            sent.append(f"a{number},p{number},victim_offender_mediation,2014-06-01,completed")
    for name, lines in {"person": people, "release": releases, "event": events, "participation": sent}.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["load", str(folder), "--db", str(folder / "records.duckdb")]) == 0
    return folder / "records.duckdb"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_file_its_description_and_the_verdict(kind, loaded, tmp_path, capsys):
    out = tmp_path / f"x.{kind}"
    arguments = ["--db", str(loaded), "--outcome", "rearrest", "--model", "victim_offender_mediation", "--where", "sex=female,male"]
    assert main(["brief", *arguments, "--organization", "Coalition", "--out", str(out)]) == 0
    said = json.loads((tmp_path / f"x.{kind}.json").read_text(encoding="utf-8"))
    assert said["verb"] == "brief" and said["options"]["where"] == {"sex": ["female", "male"]} and not said["records"]["invented"]
    assert main(["verify", str(out), "--db", str(loaded)]) == 0
    assert "identical" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [
    ["--out", "x.pdf"], ["--out", "x"], [], ["--out", "x.zip", "--slides", "9"], ["--out", "x.zip", "--title", "y" * 10_000],
    ["--out", "/no/such/folder/x.zip"], ["--out", "x.zip", "--where", "sex=woman"], ["--out", "x.zip", "--logo", "none.png"]])
def test_what_cannot_be_done_is_one_line(arguments, loaded, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(take, "prepared", lambda db, wishes, kind, step: None)  # nothing needs counting for these
    monkeypatch.setattr(take, "taken", lambda edition, kind: take.Taken(b"", "{}", ""))
    if "sex=woman" in arguments:
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
    assert main(["brief", "--db", str(loaded), *arguments]) == 2
    out, err = capsys.readouterr()
    assert len(err.splitlines()) == 1 and err.startswith("error: ") and not list(tmp_path.iterdir())


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    out = tmp_path / "x.html"
    out.write_text("old", encoding="utf-8")
    whole = Path.write_bytes

    def full(path, content):
        whole(path, content[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Problem, match="No space left"):
        analytics.brief(few_people(), out=out, outcome="rearrest")
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"] and out.read_text(encoding="utf-8") == "old"


def test_two_at_once_give_one_whole_file(tmp_path):
    out, records = tmp_path / "x.zip", few_people()
    both = [threading.Thread(target=analytics.brief, args=(records.cursor(),), kwargs={"out": out, "outcome": "rearrest"}) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip", "x.zip.json"]
    assert analytics.verify(out, records).holds


def test_it_can_be_stopped(loaded, tmp_path):
    steps = []

    def stop(share, said):
        steps.append((share, said))
        if len(steps) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analytics.brief(loaded, out=tmp_path / "x.html", step=stop)
    assert not list(tmp_path.iterdir()) and [share for share, _ in steps] == sorted(share for share, _ in steps)


def test_progress_stands_on_one_line_of_a_terminal_and_in_no_log():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, said in ((Terminal(), " 50% compare\x1b[K\r"), (io.StringIO(), "")):
        take.on_one_line(stream)(0.5, "compare")
        assert stream.getvalue() == said
