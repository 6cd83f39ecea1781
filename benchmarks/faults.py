"""Kill -9 at random moments of load, forget, upgrade, publish and exports: python -m benchmarks.faults [KILLS]

After each kill the target is the old one or the new one, whole. After every tenth, and the last, the same command succeeds
and leaves nothing else behind. Stops at the first round in which that is not so. Commands run in processes that are split
off one that has loaded the program already, so that kills fall into the work and not into its start.
"""

import hashlib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import duckdb

from data.database import connect_older

ROOT = Path(__file__).resolve().parents[1]
RECORDS = {
    "person": "person_id,sex\n" + "".join(f"P{i},{'female' if i % 2 else 'male'}\n" for i in range(400)),
    "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"R{i},P{i},2018-01-01,2023-12-31\n" for i in range(400)),
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"E{i},P{i},2019-01-01,rearrest\n" for i in range(0, 400, 3)),
}


SHARES = {"load": 0.3, "forget": 0.2, "upgrade": 0.2, "compare": 0.15, "brief": 0.1, "publish": 0.05}  # of all kills; publishing takes longest
VERBS = tuple(SHARES)
OF_A_DATABASE = ("load", "forget", "upgrade")
SPLIT_OFF = multiprocessing.get_context("forkserver")


def attack(rounds: int, seed: int = 1, verbs: tuple[str, ...] = VERBS) -> Counter:
    """(verb, how it was found) -> how often. Raises AssertionError where a target is neither old nor new."""
    chance, found = random.Random(seed), Counter()
    SPLIT_OFF.set_forkserver_preload(["analytics.command_line"])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        commands = _prepared(place)
        for verb in verbs:
            states, seconds = _both_states(place, verb, commands[verb])
            for number in range(rounds):
                _restore(place, verb, "old")
                process = _start(commands[verb])
                time.sleep(chance.uniform(0, seconds * 1.1))
                process.kill()
                process.join()
                state = _state(place, verb)
                assert state in states, f"{verb}: neither the old nor the new"
                found[verb, states[state]] += 1
                if number % 10 == 9 or number == rounds - 1:
                    assert _done(commands[verb]), f"{verb} does not succeed after a kill"
                    assert states[_state(place, verb)] == "new"
                    left = [path.name for path in (place / "at").iterdir() if path.name.startswith(".")]
                    assert verb in ("compare", "brief") or not left, f"{verb} leaves {left}"
    return found


def _prepared(place: Path) -> dict[str, list[str]]:
    for name, keep in (("records", 400), ("fewer", 300)):
        (place / name).mkdir()
        for table, text in RECORDS.items():
            (place / name / f"{table}.csv").write_text("".join(text.splitlines(keepends=True)[: keep + 1] if table != "event" else text[:2000].rsplit("\n", 1)[0] + "\n"))
    (place / "ids.csv").write_text("person_id\nP7\n")
    (place / "at").mkdir()
    database, fewer = str(place / "at/rj.duckdb"), str(place / "fewer.duckdb")
    for folder, target in (("records", database), ("fewer", fewer)):
        assert _done(["load", str(place / folder), "--db", target])
    return {
        "load": ["load", str(place / "fewer"), "--db", database],
        "forget": ["forget", "--db", database, "--persons", str(place / "ids.csv")],
        "publish": ["publish", "--db", fewer, "--out", str(place / "at/copy")],
        "compare": ["compare", "--db", fewer, "--csv", str(place / "at/x.csv")],
        "brief": ["brief", "--db", fewer, "--outcome", "rearrest", "--out", str(place / "at/x.zip")],
        "upgrade": ["upgrade", "--db", database],
    }


def _target(place: Path, verb: str) -> Path:
    return place / "at" / {"publish": "copy", "compare": "x.csv", "brief": "x.zip"}.get(verb, "rj.duckdb")


def _both_states(place: Path, verb: str, command: list[str]) -> tuple[dict[str, str], float]:
    """Fingerprints of the target before and after the command, both kept to start again from; and how long it takes."""
    target = _target(place, verb)
    if verb not in OF_A_DATABASE and not target.exists():  # something older stands there
        older = [part.replace(str(place / "fewer.duckdb"), str(place / "at/rj.duckdb")) for part in command]
        assert _done(older)
    if verb == "upgrade":
        with duckdb.connect(str(target)) as connection:
            connection.execute("update load_record set schema_version = 1")
    _copy(target, place / f"{verb} old")
    old, started = _state(place, verb), time.monotonic()
    assert _done(command)
    return {old: "old", _state(place, verb): "new"}, time.monotonic() - started


def _restore(place: Path, verb: str, state: str) -> None:
    target = _target(place, verb)
    shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    _copy(place / f"{verb} {state}", target)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)


def _state(place: Path, verb: str) -> str:
    """What the target holds: the records' fingerprint, or all bytes of what was written."""
    target = _target(place, verb)
    if verb in OF_A_DATABASE:
        with connect_older(target) as (connection, load):
            counted = connection.execute("select count(*) from counted_day").fetchone()[0]
            return f"{load.fingerprint} {load.schema_version} {counted}"
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def _start(command: list[str]) -> multiprocessing.Process:
    process, script = SPLIT_OFF.Process(target=_run, args=(command,)), sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")  # else the new process runs the script of this one again, whatever it is
    try:
        process.start()
    finally:
        sys.modules["__main__"] = script
    return process


def _done(command: list[str]) -> bool:
    process = _start(command)
    process.join()
    return process.exitcode == 0


def _run(command: list[str]) -> None:
    from analytics.command_line import main

    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    sys.exit(main(command))


def main() -> None:
    """All verbs, each with its share of the kills."""
    began = time.monotonic()
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for verb, share in SHARES.items():
        found = attack(max(1, round(kills * share)), verbs=(verb,))
        print(f"{verb}: " + ", ".join(f"{times} times the {state} one" for (_, state), times in sorted(found.items())), flush=True)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    from benchmarks import faults  # by its own name, which the processes that are split off know too

    faults.main()
