"""Kill -9 at random moments of load, forget, publish and export: python -m benchmarks.faults [ROUNDS]

After each kill the target is the old one or the new one, whole, and the same command then succeeds and leaves nothing
else behind. Stops at the first round in which that is not so.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORDS = {
    "person": "person_id,sex\n" + "".join(f"P{i},{'female' if i % 2 else 'male'}\n" for i in range(2000)),
    "release": "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"R{i},P{i},2018-01-01,2023-12-31\n" for i in range(2000)),
    "event": "event_id,person_id,occurred_on,event_type\n" + "".join(f"E{i},P{i},2019-01-01,rearrest\n" for i in range(0, 2000, 3)),
}


def attack(rounds: int, seed: int = 1, verbs: tuple[str, ...] = ("load", "forget", "publish", "compare")) -> Counter:
    """(verb, how it was found) -> how often. Raises AssertionError where a target is neither old nor new."""
    chance, found = random.Random(seed), Counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        commands = _prepared(place)
        for verb in verbs:
            states, seconds = _both_states(place, verb, commands[verb])
            for _ in range(rounds):
                _restore(place, verb, "old")
                process = _start(place, commands[verb])
                time.sleep(chance.uniform(0, seconds * 1.1))
                process.send_signal(signal.SIGKILL)
                process.wait()
                state = _state(place, verb)
                assert state in states, f"{verb}: neither the old nor the new"
                found[verb, states[state]] += 1
                assert _start(place, commands[verb]).wait() == 0, f"{verb} does not succeed after a kill"
                assert states[_state(place, verb)] == "new"
                left = [path.name for path in (place / "at").iterdir() if path.name.startswith(".")]
                assert verb == "compare" or not left, f"{verb} leaves {left}"
    return found


def _prepared(place: Path) -> dict[str, list[str]]:
    for name, keep in (("records", 2000), ("fewer", 1500)):
        (place / name).mkdir()
        for table, text in RECORDS.items():
            (place / name / f"{table}.csv").write_text("".join(text.splitlines(keepends=True)[: keep + 1] if table != "event" else text[:9000].rsplit("\n", 1)[0] + "\n"))
    (place / "ids.csv").write_text("person_id\nP7\n")
    (place / "at").mkdir()
    database, fewer = str(place / "at/rj.duckdb"), str(place / "fewer.duckdb")
    for folder, target in (("records", database), ("fewer", fewer)):
        assert _start(place, ["load", str(place / folder), "--db", target]).wait() == 0
    return {
        "load": ["load", str(place / "fewer"), "--db", database],
        "forget": ["forget", "--db", database, "--persons", str(place / "ids.csv")],
        "publish": ["publish", "--db", fewer, "--out", str(place / "at/copy")],
        "compare": ["compare", "--db", fewer, "--csv", str(place / "at/x.csv")],
    }


def _target(place: Path, verb: str) -> Path:
    return place / "at" / {"publish": "copy", "compare": "x.csv"}.get(verb, "rj.duckdb")


def _both_states(place: Path, verb: str, command: list[str]) -> tuple[dict[str, str], float]:
    """Fingerprints of the target before and after the command, both kept to start again from; and how long it takes."""
    target = _target(place, verb)
    if verb in ("publish", "compare") and not target.exists():  # something older stands there
        older = [part.replace(str(place / "fewer.duckdb"), str(place / "at/rj.duckdb")) for part in command]
        assert _start(place, older).wait() == 0
    _copy(target, place / f"{verb} old")
    old, started = _state(place, verb), time.monotonic()
    assert _start(place, command).wait() == 0
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
    if verb in ("load", "forget"):
        sys.path.insert(0, str(ROOT))
        code = "import sys; from data.database import *\nwith connect_read_only(sys.argv[1]) as c: print(current_load(c).fingerprint)"
        return subprocess.run([sys.executable, "-c", code, str(target)], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def _start(place: Path, command: list[str]) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "analytics", *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            env={**os.environ, "PYTHONPATH": str(ROOT)})


if __name__ == "__main__":
    for (verb, state), times in sorted(attack(int(sys.argv[1]) if len(sys.argv) > 1 else 50).items()):
        print(f"{verb}: {times} times the {state} one")
