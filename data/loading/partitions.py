"""A table in many Parquet files: a folder named after it, with a folder a partition in it."""

import hashlib
from pathlib import Path

import duckdb

from data.loading.report import Reject
from data.loading.scanning import checksum


def files(folder: Path) -> list[Path]:
    """The Parquet files of all partitions, in the order of their names."""
    return sorted(path for path in folder.rglob("*.parquet") if path.is_file())


def faults(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Reject]:
    """What keeps the folder from being one table: no file, a file that is none, columns that are not alike everywhere."""
    parts, alike = files(folder), {}
    if not parts:
        return [Reject(folder.name, None, "", "", "is a folder without a Parquet file")]
    for part in parts:
        place = f"{folder.name}/{part.relative_to(folder).as_posix()}"
        try:
            described = connection.execute("describe select * from read_parquet($file, hive_partitioning = false)", {"file": str(part)}).fetchall()
        except duckdb.Error:
            return [Reject(place, None, "", "", "is not a Parquet file that can be read")]
        columns = {name: kind for name, kind, *_ in described}
        if wrong := _unlike(columns, alike):
            return [Reject(place, None, wrong, "", f"differs from the partitions before it in the column {wrong}; write all alike")]
        alike = alike or columns
    return []


def size_and_checksum(folder: Path) -> tuple[int, str]:
    """Bytes of all files, and one SHA-256 of their names and checksums."""
    parts = files(folder)
    told = "".join(f"{checksum(part)}  {part.relative_to(folder).as_posix()}\n" for part in parts)
    return sum(part.stat().st_size for part in parts), hashlib.sha256(told.encode("utf-8")).hexdigest()


def _unlike(columns: dict[str, str], first: dict[str, str]) -> str:
    """A column that one has and the other has not, or not of this type; empty where there is none."""
    if not first:
        return ""
    return next((name for name in sorted(columns.keys() | first.keys()) if columns.get(name) != first.get(name)), "")
