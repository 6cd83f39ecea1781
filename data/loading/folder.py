"""Which files of a folder hold which table: one file, or a folder of Parquet files in partitions."""
from dataclasses import dataclass, field
from pathlib import Path

from data.loading.record_tables import ENDINGS, REQUIRED, TABLES
from data.loading.report import Notice, Reject
from data.loading import manifest
from data.problem import Problem

MODELS = "model"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Folder:
    """Files by table (`model` included), and what is wrong or worth telling about the folder itself."""

    path: Path
    files: dict[str, Path]
    rejects: tuple[Reject, ...] = ()
    notices: tuple[Notice, ...] = ()
    unreadable: frozenset[str] = field(default=frozenset())  # tables whose rows can't be known


def look_into(path: Path, later: bool = False, extract: bool = False) -> Folder:
    """List a folder's files; extract: what it takes back is one of them; later: it adds to what is there, so that no table
    must be in it.

    Raises Problem where it is no folder, or holds none of our tables.
    """
    if not path.exists():
        raise Problem(f"There is no folder {path}; give the folder that holds person.csv and release.csv.")
    if not path.is_dir():
        raise Problem(f"{path} is a file; give the folder that holds person.csv and release.csv.")
    try:
        names = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise Problem(f"The folder {path} can't be read ({error.strerror}).") from error
    found: dict[str, list[Path]] = {}
    unknown = []
    known = (*TABLES, MODELS, WITHDRAWN) if extract or later else (*TABLES, MODELS)
    for entry in names:
        if entry.name == manifest.NAME:
            continue
        ours = entry.suffix in ENDINGS and entry.stem in known or entry.name in TABLES and entry.is_dir()
        found.setdefault(entry.stem, []).append(entry) if ours else unknown.append(entry)
    if not found and later:
        raise Problem(f"{path} holds no file of records; an extract holds at least one of {', '.join(TABLES)} or {WITHDRAWN}.")
    if not found:
        hint = next(filter(None, (_hint(table, unknown) for table in REQUIRED)), "")
        raise Problem(f"{path} holds no file of records; it needs person.csv and release.csv{hint}.")
    doubled = {table for table, files in found.items() if len(files) > 1}
    missing = [] if later else [table for table in REQUIRED if table not in found]
    damaged = [Reject(file, None, "", "", reason) for file, reason in manifest.faults(path)]
    return Folder(
        path,
        {table: files[0] for table, files in found.items() if table not in doubled},
        (*_doubled(found, doubled), *_missing(missing, unknown), *damaged),
        tuple(_unknown(entry, set(known) - set(found)) for entry in unknown),
        frozenset((*doubled, *missing)),
    )


def _doubled(found: dict[str, list[Path]], doubled: set[str]) -> list[Reject]:
    reason = "stands beside another file or folder of the same table; keep one of them"
    return [Reject(found[table][0].name, None, "", "", reason) for table in sorted(doubled)]


def _missing(missing: list[str], unknown: list[Path]) -> list[Reject]:
    rejects = []
    for table in missing:
        rejects.append(Reject(f"{table}.csv", None, "", "", f"is missing; every load needs it{_hint(table, unknown)}"))
    return rejects


def _hint(table: str, unknown: list[Path]) -> str:
    """Which file may be the one that is missing, and what to do with it: a new name makes no CSV of another kind of file."""
    near = next((entry for entry in unknown if entry.name.lower().split(".")[0].strip() in (table, f"{table}s")), None)
    if near is None:
        return ""
    ending = near.suffix.lower() if near.suffix.lower() in ENDINGS else ""
    to_do = f"rename it {table}{ending}" if ending or near.is_dir() else f"save it as {table}.csv"
    return f" (there is {near.name}: {to_do})"


def _unknown(entry: Path, lacking: set[str]) -> Notice:
    kind = "folder" if entry.is_dir() else "file"
    if entry.stem == WITHDRAWN:
        told = f"The {kind} {entry.name} belongs to an extract that is added (--append); this load replaced everything, and it was ignored."
        return Notice("warning", "ignored_file", None, None, 1, told)
    meant = entry.name.lower().split(".")[0].strip()  # event.CSV, Event.csv, event.csv.gz, event.txt
    hint = f"; {meant} is read from {meant}.csv or {meant}.parquet" if meant in lacking else ""
    message = f"The {kind} {entry.name} is named after no table and was ignored{hint}."
    return Notice("warning", "ignored_file", None, None, 1, message)
