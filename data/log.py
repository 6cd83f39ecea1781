"""The log of who loaded and who exported what: one line of JSON each, only ever added to.

Kept where RECORDS_LOG names a file, and else beside the database as F.log.jsonl where a dashboard with sign-in has begun
one. It holds options, counts and fingerprints, never anything of a person in the records. Each line names the one
before it by its SHA-256, so that a line that was changed or taken out from between shows; lines cut off at the end
don't, unless the last one is kept elsewhere too.
"""

import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.problem import Problem

FIRST = "0" * 64
BACK = 65_536  # bytes at the end in which the last line is looked for
LONGEST = 2_000  # characters of one value


def place(database: str | Path | None) -> Path:
    """Where the log of this database is, or would be."""
    named = os.environ.get("RECORDS_LOG")
    if named or database is None:
        return Path(named or "records.log.jsonl")
    whole = Path(os.path.realpath(database))
    return whole.with_name(whole.name + ".log.jsonl")


def kept(database: str | Path | None) -> bool:
    """Whether there is a log to add to."""
    return bool(os.environ.get("RECORDS_LOG")) or (database is not None and place(database).exists())


def add(log: Path, who: str, what: str, **about: object) -> None:
    """Add one line. Raises Problem where that can't be done: what isn't logged must not happen."""
    try:
        log.parent.stat()  # the lock would make the folder
        with FileLock(log.with_name(f".{log.name}.lock"), timeout=10):
            handle = os.open(log, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                last, whole = _last(handle)
                line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, "what": what,
                        **{name: _short(value) for name, value in about.items() if value is not None}, "before": last}
                text = ("" if whole else "\n") + json.dumps(line, ensure_ascii=False, default=str) + "\n"
                os.write(handle, text.encode("utf-8"))
                os.fsync(handle)
            finally:
                os.close(handle)
    except (OSError, Timeout) as error:
        raise Problem(f"The log {log} can't be written ({getattr(error, 'strerror', None) or 'it is held by another program'}), "
                      "so this is not done. Make it writable, or name another one with RECORDS_LOG.") from error


def add_if_kept(of: str | Path | None, what: str, **about: object) -> None:
    """The same for a command: whoever is logged in to this machine; nothing where no log is kept."""
    if kept(of):
        add(place(of), somebody(), what, **about)


def somebody() -> str:
    """Who runs this program, as the machine knows them."""
    try:
        return f"{getpass.getuser()} (command line)"
    except (OSError, KeyError):
        return "unknown (command line)"


def broken(log: Path) -> int | None:
    """The number of the first line that is damaged or does not follow the one before it; None where all do.

    Raises Problem where the file can't be read.
    """
    before = FIRST
    try:
        with log.open("rb") as lines:
            for number, raw in enumerate(lines, start=1):
                try:
                    follows = json.loads(raw)["before"] == before and raw.endswith(b"\n")
                except (ValueError, KeyError, TypeError):
                    follows = False
                if not follows:
                    return number
                before = _mark(raw)
    except OSError as error:
        raise Problem(f"The log {log} can't be read ({error.strerror}).") from error
    return None


def _last(handle: int) -> tuple[str, bool]:
    """The mark of the last line, and whether it is whole."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return FIRST, True
    os.lseek(handle, max(0, size - BACK), os.SEEK_SET)
    end = os.read(handle, BACK)
    whole = end.endswith(b"\n")
    last = end.removesuffix(b"\n").rsplit(b"\n", 1)[-1]
    return _mark(last + b"\n"), whole


def _mark(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _short(value: object) -> object:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return json.loads(text) if len(text) <= LONGEST else text[:LONGEST] + "…"
