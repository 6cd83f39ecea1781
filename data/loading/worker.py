"""A load in a process of its own: python -m MODULE JOB, where JOB is a folder made by data.loading.jobs.

MODULE is this one, or one that calls `main` with something to prepare.

Tells how far it is as lines of JSON in JOB/told.jsonl; the last line is how it ended. The records that were handed
over are gone afterwards, however it ends; the file of problems stays.
"""
import json
import os
import re
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from data import log
from data.loading.attempt import Prepare
from data.loading.load import load_folder
from data.loading.report import LoadProblem, LoadReport, told
from data.loading.unpacking import gather_files
from data.problem import Problem

SHOWN_ON_SCREEN = 20
UNPACKING = 0.02  # share of the whole work, as far as a bar goes
TOLD_WHAT_WAS_KEPT = re.compile("nothing was (loaded|changed)|keeps what it held|is as it was", re.IGNORECASE)
UNEXPECTED = "The load stopped because of a defect in this program ({}); nothing was changed. Please tell whoever looks after it."


def run(job: Path, prepare: Prepare | None = None) -> None:
    """Do what JOB/asked.json asks; prepare as in `load_folder`."""
    asked = json.loads((job / "asked.json").read_text(encoding="utf-8"))
    with (job / "told.jsonl").open("a", encoding="utf-8") as lines:
        def tell(**line: Any) -> None:
            lines.write(json.dumps(line) + "\n")
            lines.flush()

        try:
            tell(process=os.getpid(), step="Unpacking", share=0.0)
            _log(asked, "begun")
            ended = _load(job, asked, lambda step, share: tell(step=step, share=UNPACKING + (1 - UNPACKING) * share), prepare)
        except LoadProblem as problem:
            shown = [told(reject) for reject in problem.rejects[:SHOWN_ON_SCREEN]]
            ended = {"problem": _said(problem, job), "shown": shown, "problems": len(problem.rejects)}
        except Problem as problem:
            ended = {"problem": _said(problem, job)}
        except Exception as error:  # noqa: BLE001 - a page must never wait for a process that is gone
            ended = {"problem": UNEXPECTED.format(type(error).__name__)}
        finally:
            for folder in ("handed_over", "records"):
                shutil.rmtree(job / folder, ignore_errors=True)
        with suppress(Problem):  # that it was begun is written down already
            _log(asked, "refused" if "problem" in ended else "done", fingerprint=ended.get("fingerprint"), left_out=ended.get("left_out"))
        tell(ended=ended, share=1.0)


def _log(asked: dict[str, Any], outcome: str, **about: object) -> None:
    """Write down whose load it is and how it stands, where a log is kept."""
    if "log" in asked:
        log.add(Path(asked["log"]), asked["who"], "load", database=asked["database"], profile=asked["profile"],
                max_rejects=asked["max_rejects"], append=asked["append"], outcome=outcome, **about)


def _load(job: Path, asked: dict[str, Any], on_progress: Any, prepare: Prepare | None) -> dict[str, Any]:
    gather_files(sorted((job / "handed_over").iterdir()), job / "records")
    report = load_folder(
        job / "records", Path(asked["database"]), profile=asked["profile"], settings=asked["settings"],
        rejects_path=job / "problems.csv", max_rejects=asked["max_rejects"], append=asked["append"], folder_name=asked["folder_name"], on_progress=on_progress,
        prepare=prepare,
    )  # fmt: skip
    return _as_told(report)


def _as_told(report: LoadReport) -> dict[str, Any]:
    return {
        "fingerprint": report.fingerprint,
        "changed": report.changed,
        "tables": {name: [rows.accepted, rows.rejected] for name, rows in report.tables.items()},
        "files": [[file.name, file.table, file.bytes, file.sha256] for file in report.files],
        "notices": [[notice.severity, notice.table, notice.rows, notice.message] for notice in report.notices],
        "left_out": report.rejects,
        "number": report.number,
        "added": report.added,
        "moved": {name: [rows.new, rows.changed, rows.withdrawn] for name, rows in report.moved.items()},
        "seconds": report.seconds,
    }


def _said(problem: Problem, job: Path) -> str:
    """The sentence, without a path that means nothing to whoever handed the files over, and with what was kept."""
    said = str(problem).replace(str(job / "records"), "What you chose")
    return said if TOLD_WHAT_WAS_KEPT.search(said) else f"{said.rstrip('.')}; nothing was changed."


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt  # ends the load as Ctrl-C does: all that it made is taken away


def main(prepare: Prepare | None = None) -> None:
    """The process, from its arguments to its exit."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        os.nice(5)  # the pages go first
    except (AttributeError, OSError):
        pass
    try:
        run(Path(sys.argv[1]), prepare)
    except KeyboardInterrupt:
        sys.exit(2)


if __name__ == "__main__":
    main()
