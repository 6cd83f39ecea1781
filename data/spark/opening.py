"""Records on Spark, made ready to be asked: their tables, the derived ones, and the engine beside it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import derive
from data.database import SCHEMA_VERSION, quiet
from data.loading.folder import MODELS
from data.loading.models import added_models, write_models
from data.loading.record_tables import SCHEMA
from data.problem import Problem
from data.spark import derived, records
from data.spark.check import refuse_faults
from data.spark.connection import SMALL, SparkConnection
from data.spark.fingerprint import fingerprint_on_spark
from data.standing import stands

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def open_records(spark: "SparkSession", folder: Path, told: records.Told, derived_in: Path) -> SparkConnection:
    """A connection to a folder of records; spark: a session of its own. Raises Problem."""
    beside = _beside(folder)
    for name, rows in records.read_tables(spark, folder):
        rows.createOrReplaceTempView(name)
    spark.createDataFrame(beside.sql("select * from model").to_arrow_table()).createOrReplaceTempView("model")
    connection = SparkConnection(spark, beside)
    target = derived.place(derived_in, told.fingerprint)
    if not target.exists():
        _make(connection.cursor(), folder, told, target)
    for name, rows in derived.tables(connection, target):
        rows.createOrReplaceTempView(name)
    _fill(connection, beside, told)
    stands(connection)
    return connection


def _make(connection: SparkConnection, folder: Path, told: records.Told, target: Path) -> None:
    """Check the records and derive from them."""
    with connection:
        records.check_content(folder)
        found = fingerprint_on_spark(connection)
        if found != told.fingerprint:
            raise Problem(f"Spark reads other records from {folder} than were written there: their fingerprint is {found}, not {told.fingerprint}; {records.AGAIN}.")
        refuse_faults(connection)
        derived.write(connection, target)


def _beside(folder: Path) -> duckdb.DuckDBPyConnection:
    """The engine here: all tables, without rows; the models with theirs."""
    connection = quiet(duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}))
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    file = folder / f"{MODELS}.parquet"
    added, rejects = added_models(file) if file.exists() else ([], [])
    if rejects:
        raise Problem(f"{file} {rejects[0].reason}; {records.AGAIN}.")
    write_models(connection, added)
    derive.build(connection)
    return connection


def _fill(connection: SparkConnection, beside: duckdb.DuckDBPyConnection, told: records.Told) -> None:
    """Fill the small tables of the engine here."""
    for name in SMALL & set(derived.KEPT):
        beside.execute(f"delete from {name}")
        connection.copy(name)
    row = [1, datetime.now(UTC).replace(tzinfo=None), told.product_version, SCHEMA_VERSION, told.fingerprint, told.invented, None, json.dumps({}),
           date.fromisoformat(told.data_as_of)]
    beside.execute("insert into load_record values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
