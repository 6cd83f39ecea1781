"""The commands that bring records into a database: load and demo. Each gives its exit code."""

import sys
from pathlib import Path

from analytics.load_history import moved_in_words
from analytics.prepared import prepare
from data.demonstration import write_demonstration
from data.loading import LoadProblem, LoadReport, load_folder, told
from data.problem import Problem

SHOWN_ON_SCREEN = 20


def load(verb: str, given: dict) -> int:
    """Check a folder and make it the content of a database, or add it to that."""
    settings = _settings(given["set"])
    rejects = Path(given["rejects"]) if given["rejects"] else None
    try:
        report = load_folder(
            Path(given["folder"]), Path(given["db"]), profile=given["profile"], settings=settings,
            rejects_path=rejects, max_rejects=given["max_rejects"], append=given["append"], prepare=prepare,
        )  # fmt: skip
    except LoadProblem as problem:
        for reject in problem.rejects[:SHOWN_ON_SCREEN]:
            print(told(reject))
        raise
    for notice in report.notices:
        print(f"{notice.severity}: {notice.message}")
    print(loaded(report), file=sys.stderr)
    return 0


def loaded(report: LoadReport) -> str:
    """How it ended, in a line."""
    rows = sum(table.accepted for table in report.tables.values())
    left_out = f", {report.rejects:,} {'row' if report.rejects == 1 else 'rows'} left out" if report.rejects else ""
    if report.added:
        done = f"load {report.number} brought {moved_in_words(report.moved.values())}" if report.changed else "held all of this already, nothing was changed"
        return f"{report.database}: {done}{left_out}; fingerprint {report.fingerprint}"
    done = "holds" if report.changed else "held these records already, nothing was changed:"
    return f"{report.database} {done} {rows:,} rows in {len(report.tables)} tables{left_out}; fingerprint {report.fingerprint}"


def _settings(written: list[str]) -> dict[str, str]:
    settings: dict[str, str] = {}
    for text in written:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise Problem(f"A setting is written NAME=VALUE, not {text[:80]!r}.")
        if name in settings:  # which was meant can't be known
            raise Problem(f"The setting {name} is given more than once; give it once.")
        settings[name] = value
    return settings


def demo(verb: str, given: dict) -> int:
    """Write the demonstration records."""
    report = write_demonstration(Path(given["db"]), people=given["people"], seed=given["seed"], prepare=prepare)
    print(loaded(report) + "; all of it invented", file=sys.stderr)
    return 0
