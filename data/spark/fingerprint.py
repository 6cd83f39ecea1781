"""The name of the records as Spark works it out, by the rule of data/loading/fingerprint.py: two engines with the same records agree."""

import hashlib
from functools import reduce
from typing import TYPE_CHECKING

from data.loading.fingerprint import MODEL_COLUMNS, line
from data.loading.record_tables import record_tables
from data.spark.connection import SparkConnection, asked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def fingerprint_on_spark(connection: SparkConnection) -> str:
    """32 hexadecimal digits for what the record tables hold on Spark, and the models beside it."""
    sums = [_sum(connection.spark, table.name, [column.name for column in table.columns]) for table in record_tables().values()]
    found = {name: f"{name} {rows} {int(total or 0)}" for name, rows, total in asked(reduce(lambda one, other: one.union(other), sums).collect)}
    lines = [line(connection.beside, "model", MODEL_COLUMNS), *(found[name] for name in record_tables())]
    return hashlib.md5("\n".join(lines).encode()).hexdigest()


def _sum(spark: "SparkSession", table: str, columns: list[str]) -> "DataFrame":
    """One row: the table's name, its rows, and the sum of their numbers."""
    from pyspark.sql import functions as of

    told = [of.coalesce(of.col(f"`{column}`").cast("string"), of.lit("")) for column in columns]
    parts = [part for value in told for part in (of.lit("\0"), value)][1:]
    number = of.conv(of.substring(of.md5(of.concat(*parts)), 1, 16), 16, 10).cast("decimal(20,0)")
    return spark.table(table).agg(of.lit(table), of.count("*"), of.sum(number))
