"""Counting on Apache Spark: the same statements, over records that lie in partitioned Parquet or in the tables of a catalogue.

    from data.spark import connect
    with connect("records/") as records:
        analytics.compare(records, outcome="rearrest", window=36)

PySpark, sqlglot and Java are needed only here (data/spark/requirements.txt); `connect` is what loads them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from data.problem import Problem
from data.spark.places import beside_records, derived_of, folder_of_records
from data.spark.records import Folder
from data.spark.session import session

if TYPE_CHECKING:
    from data.spark.catalogue import Catalogue
    from data.spark.connection import SparkConnection

__all__ = ["connect"]
CATALOGUE = "catalog:"


def connect(records: str | Path, derived_in: str | Path | None = None) -> "SparkConnection":
    """Open records: a folder that the verb `records` wrote, or `catalog:NAME`, a database whose tables hold them. Give it
    to a verb in place of a database; close it afterwards.

    The first time Spark checks the records and derives its tables, which stay for the next time in `FOLDER.derived`
    beside the folder (or in the folder `derived_in`, which a catalogue needs). Raises Problem where the folder is none of
    ours or not whole, tables or columns are missing, records break a rule of `load`, or Spark is not there.
    """
    if not str(records).startswith(CATALOGUE):
        source = Folder.at(folder_of_records(records))
        return _opened(source, beside_records(source.path, derived_in))
    if not derived_in:
        raise Problem(f"Beside {records} there is no folder for the tables that Spark derives; name one with --derived.")
    name = str(records).removeprefix(CATALOGUE)
    derived = derived_of(name, derived_in)
    session()  # what reads tables needs Spark
    from data.spark.catalogue import Catalogue

    return _opened(Catalogue.named(name), derived)


def _opened(source: "Folder | Catalogue", derived: Path) -> "SparkConnection":
    spark = session().newSession()
    from data.spark.opening import open_records

    return open_records(spark, source, derived)
