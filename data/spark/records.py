"""The folder that the verb `records` wrote, read by Spark: checked, and its tables under their names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.loading import manifest, partitions
from data.loading.record_tables import RecordTable, record_tables
from data.problem import Problem

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KINDS = {"VARCHAR": "string", "DATE": "date", "INTEGER": "int", "BOOLEAN": "boolean", "DECIMAL(18,4)": "decimal(18,4)"}
AGAIN = "write the records again with the command records"


@dataclass(frozen=True)
class Told:
    """What the folder's own list says of it."""

    fingerprint: str
    data_as_of: str
    invented: bool
    product_version: str
    sizes: dict[str, int]


def look_into(folder: Path) -> Told:
    """What a folder holds, whose files are all there. Raises Problem where it is none of ours, or not whole."""
    if not folder.is_dir():
        raise Problem(f"{folder} is {'no folder' if folder.exists() else 'not there'}; give the folder that the command records wrote.")
    try:
        told = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))
        found = Told(*(told[name] for name in ("fingerprint", "data_as_of", "invented", "product_version")),
                     {file["path"]: int(file["bytes"]) for file in told["files"]})
    except FileNotFoundError as error:
        raise Problem(f"{folder} holds no {manifest.NAME}, so it is no folder of records; give the folder that the command records wrote.") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem(f"{folder / manifest.NAME} can't be read; {AGAIN}.") from error
    there = {path.relative_to(folder).as_posix(): path.stat().st_size for path in partitions.files(folder)}
    for path in sorted(found.sizes.keys() | there.keys()):
        if path not in there:
            raise Problem(f"{folder / path} is missing: {manifest.NAME} names it; {AGAIN}.")
        if path not in found.sizes:
            raise Problem(f"{folder / path} is not among the files that {manifest.NAME} names; take it away, or {AGAIN}.")
        if there[path] != found.sizes[path]:
            raise Problem(f"{folder / path} is not the file that {manifest.NAME} names: its size differs; {AGAIN}.")
    return found


def check_content(folder: Path) -> None:
    """Hold every file against the list's checksums, and the partitions of a table against each other. Raises Problem."""
    with duckdb.connect() as connection:
        for table in record_tables().values():
            if (folder / table.name).is_dir():
                for fault in partitions.faults(connection, folder / table.name):
                    raise Problem(f"{folder / fault.file} {fault.reason}.")
                _check_columns(connection, folder, table)
    for path, reason in manifest.faults(folder):
        raise Problem(f"{folder / path} {reason}; {AGAIN}.")


def _check_columns(connection: duckdb.DuckDBPyConnection, folder: Path, table: RecordTable) -> None:
    """All partitions have the same columns: those that the records have, of their types."""
    first = str(partitions.files(folder / table.name)[0])
    rows = connection.execute("describe select * from read_parquet($file, hive_partitioning = false)", {"file": first}).fetchall()
    there = {name: kind for name, kind, *_ in rows}
    for column in table.columns:
        wanted = "VARCHAR" if column.codes else column.type
        if there.get(column.name) != wanted:
            raise Problem(f"The column {column.name} of {folder / table.name} is {there.get(column.name, 'missing')}, not {wanted}; {AGAIN}.")


def read_tables(spark: "SparkSession", folder: Path) -> Iterator[tuple[str, "DataFrame"]]:
    """(name, rows) of each record table; a table without rows has no folder."""
    for table in record_tables().values():
        names = [column.name for column in table.columns]
        schema = ", ".join(f"`{column.name}` {'string' if column.codes else KINDS[column.type]}" for column in table.columns)
        if (folder / table.name).is_dir():
            yield table.name, spark.read.schema(schema).parquet((folder / table.name).absolute().as_uri()).select(*(f"`{name}`" for name in names))
        else:
            yield table.name, spark.createDataFrame([], schema)
