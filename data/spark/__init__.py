"""Counting on Apache Spark: the same statements, over records that lie in partitioned Parquet.

    from data.spark import connect
    with connect("records/") as records:
        analytics.compare(records, outcome="rearrest", window=36)

PySpark, sqlglot and Java are needed only here (data/spark/requirements.txt); `connect` is what loads them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from data.spark import records
from data.spark.session import session

if TYPE_CHECKING:
    from data.spark.connection import SparkConnection

__all__ = ["connect"]


def connect(folder: str | Path, derived_in: str | Path | None = None) -> "SparkConnection":
    """Open a folder that the verb `records` wrote. Give it to a verb in place of a database; close it afterwards.

    The first time Spark checks the records and derives its tables, which stay for the next time in `FOLDER.derived`
    beside the folder (or in the folder `derived_in`). Raises Problem where the folder is none of ours or not whole, or
    Spark is not there.
    """
    folder = Path(folder)
    told, spark = records.look_into(folder), session()
    from data.spark.opening import open_records

    return open_records(spark.newSession(), folder, told, Path(derived_in or folder.parent) / f"{folder.name}.derived")
