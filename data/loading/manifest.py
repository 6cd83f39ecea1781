"""`records.json`: which files a partitioned copy of the records holds, their checksums, and the columns of its tables."""

import json
from collections.abc import Mapping
from pathlib import Path

from data.loading.partitions import files
from data.loading.record_tables import RecordTable
from data.loading.scanning import checksum

NAME = "records.json"
MOST_BYTES = 10_000_000


def describe(folder: Path, tables: Mapping[str, RecordTable], about: Mapping[str, object]) -> str:
    """The text of the manifest for the files that lie in the folder."""
    held = [{"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": checksum(path)} for path in files(folder)]
    return json.dumps({**about, "tables": {name: _columns(table) for name, table in tables.items()}, "files": held}, indent=2) + "\n"


def faults(folder: Path) -> list[tuple[str, str]]:
    """(file, what is wrong with it) where a manifest lies in the folder and its files are not those that it names."""
    try:
        told = _read(folder)
        named = {} if told is None else {str(file["path"]): str(file["sha256"]) for file in told["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [(NAME, "can't be read; write the copy again, or take this file away to load the folder unchecked")]
    if told is None:
        return []
    there = {path.relative_to(folder).as_posix() for path in files(folder)}
    wrong = [(path, f"is missing; {NAME} names it") for path in sorted(named.keys() - there)]
    wrong += [(path, f"is not among the files that {NAME} names") for path in sorted(there - named.keys())]
    return wrong + [(path, f"is not the file that {NAME} names: its checksum differs")
                    for path in sorted(named.keys() & there) if checksum(folder / path) != named[path]]


def invented(folder: Path) -> bool:
    """True where the folder's manifest says that its records are."""
    try:
        return bool((_read(folder) or {}).get("invented"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return False  # the load tells what is wrong with it


def _read(folder: Path) -> dict | None:
    """The manifest, or None where there is none. Raises OSError, ValueError."""
    path = folder / NAME
    if not path.exists():
        return None
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("too large")
    return json.loads(path.read_text(encoding="utf-8"))


def _columns(table: RecordTable) -> list[dict[str, object]]:
    return [{"name": column.name, "type": "VARCHAR" if column.codes else column.type, "required": column.required, "codes": list(column.codes)}
            for column in table.columns]
