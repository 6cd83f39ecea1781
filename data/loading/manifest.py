"""`records.json`: which files a partitioned copy of the records holds, their checksums, and the columns of its tables."""

import json
from collections.abc import Mapping
from pathlib import Path

from data.loading.partitions import files
from data.loading.record_tables import ENDINGS, RecordTable
from data.loading.scanning import checksum

NAME = "records.json"
MOST_BYTES = 10_000_000


def describe(folder: Path, tables: Mapping[str, RecordTable], about: Mapping[str, object]) -> str:
    """The text of the manifest for the files that lie in the folder."""
    listed = [{"path": path, "bytes": file.stat().st_size, "sha256": checksum(file)} for path, file in held(folder).items()]
    return json.dumps({**about, "tables": {name: _columns(table) for name, table in tables.items()}, "files": listed}, indent=2) + "\n"


def held(folder: Path) -> dict[str, Path]:
    """Path in the folder -> file, of all that a load could take for records: the files in it, and the partitions in its folders."""
    entries = ((entry, entry.is_dir()) for entry in folder.iterdir())
    found = (file for entry, is_folder in entries for file in (files(entry) if is_folder else [entry]) if file.suffix in ENDINGS and file.is_file())
    return dict(sorted((file.relative_to(folder).as_posix(), file) for file in found))


def faults(folder: Path) -> list[tuple[str, str]]:
    """(file, what is wrong with it) where a manifest lies in the folder and its files are not those that it names."""
    if not (folder / NAME).exists():
        return []
    try:
        named = {str(file["path"]): str(file["sha256"]) for file in read(folder)["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [(NAME, "can't be read; write the copy again, or take this file away to load the folder unchecked")]
    there = held(folder)
    wrong = [(path, f"is missing; {NAME} names it") for path in sorted(named.keys() - there)]
    wrong += [(path, f"is not among the files that {NAME} names; take it away") for path in sorted(there - named.keys())]
    return wrong + [(path, f"is not the file that {NAME} names: its checksum differs")
                    for path in sorted(named.keys() & there) if checksum(there[path]) != named[path]]


def invented(folder: Path) -> bool:
    """True where the folder's manifest says that its records are."""
    try:
        return bool(read(folder).get("invented"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return False  # the load tells what is wrong with it


def read(folder: Path) -> dict:
    """The manifest; what is none may be anything. Raises OSError, ValueError, RecursionError."""
    path = folder / NAME
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("too large")
    return json.loads(path.read_text(encoding="utf-8"))


def _columns(table: RecordTable) -> list[dict[str, object]]:
    return [{"name": column.name, "type": "VARCHAR" if column.codes else column.type, "required": column.required, "codes": list(column.codes)}
            for column in table.columns]
