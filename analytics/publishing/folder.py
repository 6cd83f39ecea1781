"""Writing the shareable copy: a whole folder, put in its place in one step."""

import ctypes
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from analytics.brief.archive import zipped
from analytics.database import Database, opened
from analytics.publishing.views import every_file
from data.loading.placing import alone, take_away_stale
from data.problem import Problem

INDEX = "publication.json"
LINUX_HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2


@dataclass(frozen=True)
class Publication:
    """What was written: where, how many views, and the records' fingerprint."""

    folder: Path
    views: int
    fingerprint: str


def publish(db: Database, out: str | Path) -> Publication:
    """Write every published view of the records into a folder, in the place of what was published there before.

    Raises Problem where the folder holds anything else, or can't be written; then it is as it was.
    """
    folder = Path(os.path.realpath(out))
    _check(folder)
    with opened(db) as connection:
        files = every_file(connection)
    work = folder.with_name(f".{folder.name}.publishing-{os.getpid()}")
    try:
        with alone(folder):
            take_away_stale(folder, "publishing")
            _write(work, files)
            _put_in_place(work, folder)
    except OSError as error:
        raise Problem(f"The folder {folder} could not be written ({error.strerror}); it is as it was. Choose another place.") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    said = json.loads(files[INDEX])
    return Publication(folder, len(said["views"]), said["records"]["fingerprint"])


def packed(db: Database) -> bytes:
    """The files of the copy as one zip file."""
    with opened(db) as connection:
        return zipped({name: text.encode("utf-8") for name, text in every_file(connection).items()})


def _check(folder: Path) -> None:
    """Only an empty place, or one that was published into, is written: nothing of anybody else's is taken away."""
    if not folder.parent.is_dir():
        raise Problem(f"There is no folder {folder.parent} to write {folder.name} into.")
    if folder.exists() and not folder.is_dir():
        raise Problem(f"{folder} is a file; give the name of a folder.")
    try:
        held = [entry.name for entry in folder.iterdir()] if folder.exists() else []
        ours = not held or _files_of(folder) >= set(held)
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise Problem(f"{folder} holds other files than a published copy; nothing was changed. Give an empty or a new folder.")


def _files_of(folder: Path) -> set[str]:
    views = [view["file"] for view in json.loads((folder / INDEX).read_text(encoding="utf-8"))["views"]]
    return {"README.md", "SHA256SUMS", INDEX, *views, *(name + ".json" for name in views)}


def _write(work: Path, files: dict[str, str]) -> None:
    work.mkdir()
    for name, text in files.items():
        with (work / name).open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())


def _put_in_place(work: Path, folder: Path) -> None:
    """Afterwards `work` holds what the folder held before, if anything."""
    if not folder.exists() or not any(folder.iterdir()):
        if folder.exists() and os.name == "nt":
            folder.rmdir()
        os.replace(work, folder)
    elif not _exchange(work, folder):  # elsewhere than on Linux there is a moment without either name
        old = folder.with_name(f"{work.name}-old")
        os.replace(folder, old)
        os.replace(work, folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return renameat2(LINUX_HERE, os.fsencode(one), LINUX_HERE, os.fsencode(other), EXCHANGE) == 0
