"""The folder that the verb `records` wrote, read by Spark: checked, and its tables under their names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.loading import manifest, partitions
from data.loading.folder import MODELS
from data.loading.models import Model, added_models
from data.loading.record_tables import Column, RecordTable, record_tables
from data.problem import Problem

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from data.spark.connection import SparkConnection

KINDS = {"VARCHAR": "string", "DATE": "date", "INTEGER": "int", "BOOLEAN": "boolean", "DECIMAL(18,4)": "decimal(18,4)"}
AGAIN = "write the records again with the command records"


@dataclass(frozen=True)
class Told:
    """What records are called, and the sizes of their files."""

    fingerprint: str
    invented: bool
    product_version: str
    sizes: dict[str, int]


@dataclass(frozen=True)
class Folder:
    """A folder that the verb `records` wrote, and what its own list says of it."""

    path: Path
    listed: Told

    @classmethod
    def at(cls, path: Path) -> "Folder":
        """The folder, whose files are all there. Raises Problem where it is none of ours, or not whole."""
        return cls(path, _listed(path))

    @property
    def name(self) -> str:
        return self.path.name

    def read_tables(self, spark: "SparkSession") -> Iterator[tuple[str, "DataFrame"]]:
        """(name, rows) of each record table; a table without rows has no folder."""
        from data.spark.files import read_files

        for table in record_tables().values():
            place, schema = self.path / table.name, ", ".join(f"`{column.name}` {kind(column)}" for column in table.columns)
            yield table.name, read_files(spark, place, schema) if place.is_dir() else spark.createDataFrame([], schema)

    def models(self, spark: "SparkSession") -> list[Model]:
        """The site's own models. Raises Problem."""
        file = self.path / f"{MODELS}.parquet"
        models, rejects = added_models(file) if file.exists() else ([], [])
        if rejects:
            raise Problem(f"{file} {rejects[0].reason}; {AGAIN}.")
        return models

    def told(self, connection: "SparkConnection") -> Told:
        """What the records are called."""
        return self.listed

    def check(self, connection: "SparkConnection", told: Told) -> None:
        """Hold the files against the list, and the records that Spark reads against their fingerprint. Raises Problem."""
        from data.spark.fingerprint import fingerprint_on_spark

        _check_content(self.path)
        found = fingerprint_on_spark(connection)
        if found != told.fingerprint:
            raise Problem(f"Spark reads other records from {self.path} than were written there: their fingerprint is {found}, not {told.fingerprint}; {AGAIN}.")


def kind(column: Column) -> str:
    """A column's type as Spark writes it; codes are text there."""
    return "string" if column.codes else KINDS[column.type]


def _listed(folder: Path) -> Told:
    if not folder.is_dir():
        raise Problem(f"{folder} is {'no folder' if folder.exists() else 'not there'}; give the folder that the command records wrote.")
    try:
        found = _told(folder / manifest.NAME, manifest.read(folder))
        there = {path: file.stat().st_size for path, file in manifest.held(folder).items()}
    except FileNotFoundError as error:
        raise Problem(f"{folder} holds no {manifest.NAME}, so it is no folder of records; give the folder that the command records wrote.") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Problem(f"{folder / manifest.NAME} can't be read; {AGAIN}.") from error
    for path in sorted(found.sizes.keys() | there.keys()):
        if path not in there:
            raise Problem(f"{folder / path} is missing: {manifest.NAME} names it; {AGAIN}.")
        if path not in found.sizes:
            raise Problem(f"{folder / path} is not among the files that {manifest.NAME} names; take it away, or {AGAIN}.")
        if there[path] != found.sizes[path]:
            raise Problem(f"{folder / path} is not the file that {manifest.NAME} names: its size differs; {AGAIN}.")
    return found


def _told(file: Path, said: dict) -> Told:
    """What the list says. Raises Problem where that is of another kind, KeyError and TypeError where it is not there."""
    sizes = [(listed["path"], listed["bytes"]) for listed in said["files"]]
    right = {
        "fingerprint": isinstance(said["fingerprint"], str) and re.fullmatch(r"[0-9a-f]{32}", said["fingerprint"]),
        "invented": isinstance(said["invented"], bool),
        "product_version": isinstance(said["product_version"], str),
        "files": all(isinstance(path, str) and isinstance(size, int) for path, size in sizes),
    }
    for name, is_right in right.items():
        if not is_right:
            raise Problem(f"{file} says of {name} what the command records never writes; {AGAIN}.")
    return Told(said["fingerprint"], said["invented"], said["product_version"], dict(sizes))


def _check_content(folder: Path) -> None:
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
