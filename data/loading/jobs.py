"""Loads that run in a process of their own: begun, asked how far they are, stopped.

A job is a folder with an unguessable name beside the database that it writes: asked.json says what to do,
handed_over/ holds the files, told.jsonl what the process says, problems.csv what was wrong. Whoever knows the name can
ask; so it may be left, and found again after a page was reloaded.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from data.loading.unpacking import MOST_FILES, plain_name
from data.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
KEPT_FOR = 24 * 3600  # seconds; a report is looked at soon or never
STOPPED = "You stopped the load; nothing was changed."
GONE = "The load was stopped from outside; nothing was changed. Try again."

_running: dict[str, subprocess.Popen] = {}


@dataclass(frozen=True)
class Job:
    """How a load stands. `ended` is None while it runs; then it holds the report, or `problem` with its sentence."""

    name: str
    step: str
    share: float  # 0 to 1
    ended: dict[str, Any] | None = None
    problems_file: Path | None = field(default=None)

    @property
    def running(self) -> bool:
        return self.ended is None


def begin(
    files: Iterable[tuple[str, BinaryIO]], database: Path, *, profile: str | None = None,
    settings: dict[str, str] | None = None, max_rejects: int = 0, append: bool = False, worker: str = "data.loading.worker", log: Path | None = None, who: str = "",
) -> str:  # fmt: skip
    """Hand files (name, open file) to a new process that loads them into `database`; the job's name.

    append: the files are a later extract, to be added to what the database holds.
    worker: the module that the process runs. log: where it writes down how it ended, and of whom.
    Raises Problem where a name can't be used, a file is there twice, or there is no place to write to.
    """
    name = uuid4().hex
    job = _place(database) / name
    try:
        job.parent.mkdir(parents=True, exist_ok=True)
        _take_away_old(job.parent)
        (job / "handed_over").mkdir(parents=True, mode=0o700)
        names = _write_files(files, job / "handed_over")
        asked = {"database": os.path.abspath(database), "profile": profile, "settings": settings or {}, "max_rejects": max_rejects,
                 "append": append, "folder_name": _named(names)}
        asked |= {"log": str(log.resolve()), "who": who} if log else {}
        (job / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(job, ignore_errors=True)
        raise Problem(f"The files can't be written to {job.parent} ({error.strerror}); nothing was changed.") from error
    except Problem:
        shutil.rmtree(job, ignore_errors=True)
        raise
    command = [sys.executable, "-m", worker, str(job.resolve())]
    with (job / "defects.txt").open("wb") as errors:
        _running[name] = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
    return name


def look(name: str, database: Path) -> Job | None:
    """How a job stands; None where there is none of that name."""
    job = _place(database) / name
    if not re.fullmatch("[0-9a-f]{32}", name) or not job.is_dir():
        return None
    process = _running.get(name)
    gone = process is None or process.poll() is not None  # asked before its last words are read
    lines = _lines(job / "told.jsonl")
    last = lines[-1] if lines else {"step": "Starting", "share": 0.0}
    if "ended" in last:
        _running.pop(name, None)
        problems = job / "problems.csv"
        return Job(name, "Done", 1.0, last["ended"], problems if problems.exists() else None)
    if gone and not (process is None and _alive(lines)):
        stop(name, database, GONE)
        return look(name, database)
    return Job(name, last["step"], last["share"])


def stop(name: str, database: Path, why: str = STOPPED) -> None:
    """End a job and take away what it left; the database is as it was, unless the job was done before."""
    job, process = _place(database) / name, _running.pop(name, None)
    if process is not None and process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process is not None:
        shutil.rmtree(database.parent / f".{database.name}.loading-{process.pid}", ignore_errors=True)
    for folder in ("handed_over", "records"):
        shutil.rmtree(job / folder, ignore_errors=True)
    lines = _lines(job / "told.jsonl")
    if job.is_dir() and not (lines and "ended" in lines[-1]):
        with (job / "told.jsonl").open("a", encoding="utf-8") as told:
            told.write("\n" + json.dumps({"ended": {"problem": why}, "share": 1.0}) + "\n")


def _place(database: Path) -> Path:
    return database.parent / f".{database.name}.handed-over"


def _named(names: list[str]) -> str:
    """What the history calls files that were handed over: one file by its name."""
    return Path(names[0]).stem if len(names) == 1 else f"{len(names)} files"


def _write_files(files: Iterable[tuple[str, BinaryIO]], folder: Path) -> list[str]:
    taken, names = set(), []
    for name, file in files:
        name = plain_name(name)
        if name.lower() in taken:
            raise Problem(f"The file {name} is there twice; nothing was loaded. Leave one of them out.")
        if len(taken) == MOST_FILES:
            raise Problem(f"There are more than {MOST_FILES} files; nothing was loaded. Leave out those that are no records.")
        taken.add(name.lower())
        names.append(name)
        with (folder / name).open("wb") as out:
            shutil.copyfileobj(file, out)
    return names


def _take_away_old(place: Path) -> None:
    """Reports of yesterday; they hold words from the records."""
    for job in place.iterdir():
        if job.name not in _running and time.time() - job.stat().st_mtime > KEPT_FOR:
            shutil.rmtree(job, ignore_errors=True)


def _lines(path: Path) -> list[dict[str, Any]]:
    """What a process said so far; a line that it is just writing is left for the next time."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return []
    whole = text[: text.rfind("\n") + 1]
    return [found for line in whole.splitlines() if (found := _read(line))]


def _read(line: str) -> dict[str, Any] | None:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _alive(lines: list[dict[str, Any]]) -> bool:
    """Whether a process that an earlier server began is still there."""
    number = next((line["process"] for line in lines if "process" in line), None)
    if number is None or os.name == "nt":
        return False
    try:
        os.kill(number, 0)
    except OSError:
        return False
    return True
