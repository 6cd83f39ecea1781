"""Records on Spark, made ready to be asked: their tables, the derived ones, and the engine beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import derive
from data.database import SCHEMA_VERSION, quiet
from data.loading.models import Model, write_models
from data.loading.record_tables import SCHEMA
from data.spark import derived
from data.spark.catalogue import Catalogue
from data.spark.check import refuse_faults
from data.spark.connection import SMALL, SparkConnection, asked
from data.spark.records import Folder, Told
from data.standing import stands

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def open_records(spark: "SparkSession", source: Folder | Catalogue, derived_in: Path) -> SparkConnection:
    """A connection to records; spark: a session of its own. Raises Problem."""
    models, tables = source.models(spark), dict(source.read_tables(spark))
    beside = _beside(models)
    for name, rows in tables.items():
        rows.createOrReplaceTempView(name)
    spark.createDataFrame(beside.sql("select * from model").to_arrow_table()).createOrReplaceTempView("model")
    connection = SparkConnection(spark, beside)
    told = source.told(connection)
    target = derived.place(derived_in, told.fingerprint)
    if not target.exists():
        with connection.cursor() as making:
            source.check(making, told)
            refuse_faults(making)
            derived.write(making, target)
    for name, rows in derived.tables(connection, target):
        rows.createOrReplaceTempView(name)
    _fill(connection, beside, told)
    stands(connection)
    return connection


def _beside(models: list[Model]) -> duckdb.DuckDBPyConnection:
    """The engine here: all tables, without rows; the models with theirs."""
    connection = quiet(duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}))
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    write_models(connection, models)
    connection.execute("begin")
    derive.build(connection)
    connection.execute("commit")
    return connection


def _fill(connection: SparkConnection, beside: duckdb.DuckDBPyConnection, told: Told) -> None:
    """Fill the small tables of the engine here."""
    for name in SMALL & set(derived.KEPT):
        beside.execute(f"delete from {name}")
        connection.copy(name)
    # By the rule of a load, whatever stands beside the records.
    last = asked(connection.frame("select max(follow_up_ended_on) as day from release").first)["day"]
    row = [1, datetime.now(UTC).replace(tzinfo=None), told.product_version, SCHEMA_VERSION, told.fingerprint, told.invented, None, json.dumps({}), last]
    beside.execute("insert into load_record values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
