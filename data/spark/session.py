"""Apache Spark, started when it is first asked for; nothing else of the product loads it."""

import atexit
import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.problem import Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NO_PYSPARK = "Spark is not installed here: install it with “pip install -r data/spark/requirements.txt”, or leave out --engine spark."
NO_JAVA = "Spark needs Java 17 and found none: install it (Debian or Ubuntu: apt-get install openjdk-17-jre-headless) or set JAVA_HOME."
# Where nothing is submitted to a cluster: a machine of two cores, quiet, asking nothing of the network.
HERE = {
    "spark.master": "local[2]",
    "spark.driver.memory": "2g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC",  # ready sooner; a cluster has its own
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.catalogImplementation": "in-memory",
}
# What the same answers need, wherever it runs.
ALWAYS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a value out of range is an error, never another value
    "spark.sql.caseSensitive": "false",
    "spark.sql.sources.fileCompressionFactor": "10",  # so much larger than its file a table is in memory, too large to be given to every task
    "spark.sql.parquet.enableVectorizedReader": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
}


@cache
def session() -> "SparkSession":
    """The session of this process: what spark-submit set up, else one on this machine. Raises Problem where Spark or Java is not there."""
    try:
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")  # that pandas is newer than it knows
        from pyspark.errors import PySparkException, PySparkRuntimeError
        from pyspark.sql import SparkSession
        import sqlglot  # noqa: F401  # what puts statements into its dialect
    except ImportError as error:
        raise Problem(NO_PYSPARK) from error
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise Problem(NO_JAVA)
    # What fails is told once, in our words, by whoever asked.
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
    logging.getLogger().addHandler(logging.NullHandler())
    builder = SparkSession.builder.appName("restorative justice outcomes")
    place = Path(tempfile.mkdtemp(prefix="spark-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    if os.environ.get("LC_ALL") in ("C", "POSIX"):  # where Java finds no file whose name has letters beyond ASCII; Python does
        os.environ["LC_ALL"] = "C.UTF-8"
    if not _submitted():
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else the machine's own name must be known to it
    for name, value in (ALWAYS if _submitted() else HERE | {"spark.sql.warehouse.dir": str(place / "warehouse")} | ALWAYS).items():
        builder = builder.config(name, value)
    try:
        with _quiet(place / "java.log"):
            return builder.getOrCreate()
    except (PySparkException, PySparkRuntimeError, OSError) as error:
        raise Problem(f"Spark could not be started ({_first_line(error)}); {NO_JAVA[0].lower() + NO_JAVA[1:]}") from error


@contextmanager
def _quiet(file: Path) -> Iterator[None]:
    """Meanwhile what programs write to stderr goes to a file: Java keeps it as its own, so the command line says one line."""
    before = os.dup(2)
    with file.open("wb") as log:
        os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _submitted() -> bool:
    """Whether a cluster is named outside: by spark-submit, PYSPARK_SUBMIT_ARGS or a folder of settings."""
    return any(os.environ.get(name) for name in ("PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT", "SPARK_CONF_DIR"))


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
