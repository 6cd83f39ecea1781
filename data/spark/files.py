"""Parquet files as Spark reads and writes them, in folders of any name."""

from pathlib import Path
from typing import TYPE_CHECKING

from data.spark.connection import asked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

FILES = {
    # Else * ? [ ] { } , and \ in the folder's name are a pattern, and the backslash that takes this from them does not go with
    # a colon. It is what Spark says to itself for tables of a catalogue. It holds for one folder: of several, Spark reads all
    # as often as there are names like a pattern.
    "__globPaths__": "false",
    "recursiveFileLookup": "true",  # a partition's name is no column
    "pathGlobFilter": "*.parquet",  # what a load reads, and nothing else that somebody put there
}


def read_files(spark: "SparkSession", folder: Path, schema: "StructType | str") -> "DataFrame":
    """The rows of all files in a folder; told of their columns Spark need not look for them. Raises Problem."""
    return asked(lambda: spark.read.schema(schema).options(**FILES).parquet(_address(folder)))


def write_files(frame: "DataFrame", folder: Path) -> None:
    """Write rows as a new folder of files. Raises Problem."""
    asked(lambda: frame.write.parquet(_address(folder)))


def _address(folder: Path) -> str:
    """Not a URI: Spark would look for a folder whose name holds %20 where there is a space."""
    return f"file:{folder.absolute()}"
