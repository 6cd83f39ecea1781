"""Writing a whole new database file beside the old one and putting it in its place in one step."""
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import duckdb
from filelock import FileLock, Timeout

from data.database import Load, connect_read_only, current_load, quiet
from data.limits import load_memory
from data.problem import Problem


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """Keep other loads of `target` away and give a folder beside it to work in, which is gone afterwards.

    What a killed load left there goes too. Raises Problem where the place can't be written or another load is at work.
    """
    _check_place(target)
    with alone(target):
        take_away_stale(target, "loading")
        folder = target.parent / f".{target.name}.loading-{os.getpid()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def room(place: Path, name: str) -> Iterator[Path]:
    """A folder `name-…` in `place` for one command's copies of records, which is gone afterwards.

    What a killed command left of the same name goes too: while one is at work nobody else gets its lock. Raises Problem
    where the place can't be written.
    """
    if not place.is_dir():
        raise Problem(f"There is no folder {place} for what is put together meanwhile; nothing was changed. Make it, or name another with TMPDIR.")
    for lock in place.glob(f".{_escaped(name)}-*.lock"):
        if not lock.is_symlink():
            left = place / lock.name.removeprefix(".").removesuffix(".lock")
            with suppress(Problem), alone(left):
                shutil.rmtree(left, ignore_errors=True)
    folder = place / f"{name}-{os.getpid()}-{uuid4().hex[:12]}"
    with alone(folder):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def held_before(target: Path) -> Load | None:
    """The load that the old file holds; None where there is none. Raises Problem: not ours, or an older version's."""
    if not target.exists():
        return None
    with connect_read_only(target) as connection:
        return current_load(connection)


@contextmanager
def new_database(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database file that is new."""
    path.unlink(missing_ok=True)
    config = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(path.parent / "overflow"),
        "memory_limit": load_memory(),
    }
    connection = quiet(duckdb.connect(str(path), config=config))
    try:
        yield connection
    finally:
        connection.close()


def put_in_place(made: Path, target: Path) -> None:
    """Replace `target` by `made`, a database without a log, so that at any moment one of them is there, whole."""
    to_disk(made)
    log = target.with_name(target.name + ".wal")
    if log.exists():
        # Left by another writer. It belongs to the old file: left there it would be taken for the new file's.
        duckdb.connect(str(target)).execute("checkpoint").close()
        log.unlink(missing_ok=True)
    if target.exists():
        made.chmod(stat.S_IMODE(target.stat().st_mode))
    os.replace(made, target)
    to_disk(target.parent)


def as_problem(target: Path, error: Exception, work: str, place: Path | None = None, kept: str | None = None) -> Problem:
    """What the system or the engine ran out of, in a sentence; raises the error itself where it is neither's.

    place: the folder that was written to, where it is not the target's. kept: what there is now, where not the old target.
    """
    kept = kept or f"{target} is as it was"
    text = str(error)
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in text:
        return Problem(f"The disk of {place or target.parent} is full; {kept}.")
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return Problem(f"There is not enough memory for these records (LOAD_MEMORY is {load_memory()}); {kept}. "
                       "Give it more, such as LOAD_MEMORY=8GB, or a machine that has it.")
    if isinstance(error, (OSError, duckdb.IOException, duckdb.ConnectionException)):
        return Problem(f"The {work} stopped on a file that can't be read or written ({text.splitlines()[0]}); {kept}.")
    raise error


def _check_place(target: Path) -> None:
    if target.is_dir():
        raise Problem(f"{target} is a folder; give the name of a database file.")
    if target.exists() and not target.is_file():
        raise Problem(f"{target} is a device or a pipe; nothing was changed. Give the name of a database file.")
    if not target.parent.is_dir():
        raise Problem(f"There is no folder {target.parent} to write {target.name} into.")
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & 0o222):
        raise Problem(f"{target} is read-only; nothing was changed. Make it writable or choose another file.")
    if "?" in str(target) and os.name != "nt":  # the engine takes what follows for options, and names its log after what stands before
        raise Problem(f"A database can't be written where a folder's or file's name holds a question mark: {target}; nothing was changed. Choose another name.")
    if not os.access(target.parent, os.W_OK):
        raise Problem(f"The folder {target.parent} is read-only; nothing was changed. Choose another place.")


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold the lock file beside the target; it is gone afterwards."""
    path = target.parent / f".{target.name}.lock"
    lock = FileLock(path, timeout=0)
    busy = f"Another command is writing {target} now; wait until it has ended and try again. Nothing was changed."
    try:
        lock.acquire()
        if not path.exists():  # it was the lock of a load that just ended and took its file away
            lock.release()
            lock.acquire()
    except Timeout as error:
        raise Problem(busy) from error
    except OSError as error:
        raise Problem(f"{target.parent} can't be written ({error.strerror}); nothing was changed.") from error
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held, so that nobody else's is taken away
            path.unlink()
        lock.release()


def to_disk(path: Path) -> None:
    """Have the system write a file, or a folder's list of names, to the disk now."""
    if path.is_dir() and os.name == "nt":  # where folders can't be opened
        return
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_away_stale(target: Path, work: str) -> None:
    """Remove what a killed process left beside the target; only while nobody else is at work on it."""
    for stale in target.parent.glob(f".{_escaped(target.name)}.{work}-*"):
        shutil.rmtree(stale, ignore_errors=True)


def _escaped(file_name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in file_name)
