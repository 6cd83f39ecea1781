"""A connection that counts on Spark: what the counting code asks of a DuckDB connection, and nothing more.

Beside Spark stands an engine in the memory of this process with the same tables. Those that stay small whatever the size
of the records (lists of values, models, sets of arms) are filled there and asked there; all others are empty and tell the
names and types of each answer's columns, so that what comes back from Spark looks as if the engine here had counted it.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

import duckdb

from data.problem import Problem
from data.spark.dialect import Statement, read

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

# Tables that hold as many rows whatever the number of releases.
SMALL = frozenset({
    "level", "arm_set", "model", "recorded_outcome", "dated_step", "answer_item", "answer_about", "load_record", "load_file", "load_notice",
})  # fmt: skip
# What Spark's own messages hold when it has gone, and when a file has.
ENDED = ("Connection refused", "SparkContext was shut down", "stopped SparkContext", "SparkContext has been shutdown", "Answer from Java side is empty",
         "does not exist in the JVM")
LOST = ("CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND", "ExecutorLostFailure", "MetadataFetchFailed")  # a machine that counted went, and what it held with it
UNREADABLE = ("FAILED_READ_FILE", "CANNOT_READ_FILE", "FileNotFoundException", "FILE_NOT_EXIST", "PATH_NOT_FOUND")
UNNAMEABLE = "unmappable characters"  # in the locale in which Java was started
Answer = TypeVar("Answer")
Parameters = Mapping[str, object] | None
_numbers = count(1)


class SparkConnection:
    """One question's connection; temporary tables end with it. `cursor` gives another one to the same records."""

    distributed = True

    def __init__(self, spark: "SparkSession", beside: duckdb.DuckDBPyConnection) -> None:
        self.spark, self.beside = spark, beside
        self._made: dict[str, str] = {}  # temporary table -> the name of its view

    def execute(self, text: str, parameters: Parameters = None) -> duckdb.DuckDBPyConnection:
        """Run one statement; the answer as DuckDB gives it. Raises Problem where Spark fails."""
        statement = read(text)
        if statement.makes:
            return self._make(statement, text, parameters)
        if statement.tables <= SMALL:
            return self.beside.cursor().execute(text, parameters)
        answers, query = self._counted(text, parameters)
        return answers.execute(query)

    def sql(self, text: str, params: Parameters = None) -> duckdb.DuckDBPyRelation:
        """The same as a relation."""
        statement = read(text)
        if statement.tables <= SMALL:
            return self.beside.cursor().sql(text, params=params)
        answers, query = self._counted(text, params)
        return answers.sql(query)

    def cursor(self) -> "SparkConnection":
        """Another connection to the same records, without this one's temporary tables."""
        return SparkConnection(self.spark, self.beside.cursor())

    def close(self) -> None:
        """End the connection and its temporary tables."""
        with suppress(Problem):  # where Spark has ended there is nothing to give up
            for name in list(self._made):
                self.drop(name)
        self.beside.close()

    def drop(self, name: str) -> None:
        """Give up a temporary table."""
        asked(partial(self.spark.catalog.dropTempView, self._made.pop(name)))

    def interrupt(self) -> None:
        """Stop what is running."""
        self.spark.sparkContext.cancelAllJobs()

    def __enter__(self) -> "SparkConnection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def frame(self, text: str, parameters: Parameters = None) -> "DataFrame":
        """What a statement gives, as Spark has it: not worked out yet."""
        statement = read(text)
        return asked(partial(self.spark.sql, statement.spark(parameters or {}, self._made)))

    def keep(self, name: str, frame: "DataFrame") -> None:
        """Make a temporary table of these rows."""
        if name in self._made:
            self.drop(name)
        view = f"{name}_{next(_numbers)}"
        frame.createOrReplaceTempView(view)
        self._made[name] = view

    def copy(self, name: str) -> None:
        """Fill the table of that name in the engine here with Spark's rows."""
        self.beside.register("copied", asked(self.spark.table(name).toArrow))
        self.beside.execute(f"insert into {name} by name select * from copied")
        self.beside.unregister("copied")

    def _make(self, statement: Statement, text: str, parameters: Parameters) -> duckdb.DuckDBPyConnection:
        # Worked out at once: what is made of it does not go through all of it again.
        self.keep(statement.makes, asked(self.frame(text, parameters).localCheckpoint))
        self.beside.execute(text, parameters).fetchall()
        return self.beside

    def _counted(self, text: str, parameters: Parameters) -> tuple[duckdb.DuckDBPyConnection, str]:
        """Have Spark count. Where the answer lies here, and the statement that gives it in the names and types that the
        engine here would give it in."""
        found = asked(self.frame(text, parameters).toArrow)
        like = self.beside.sql(text, params=parameters)
        columns = ", ".join(f'"{column}"::{kind} as "{column}"' for column, kind in zip(like.columns, like.types, strict=True))
        answers = self.beside.cursor()
        answers.register("answer", _named(found, like.columns))
        return answers, f"select {columns} from answer"


def _named(found: "pyarrow.Table", columns: list[str]) -> "pyarrow.Table":
    """The columns in the order that is awaited; where one has no name of its own, by its place."""
    if set(found.column_names) == set(columns):
        return found.select(columns)
    return found.rename_columns(columns)


def asked(ask: Callable[[], Answer]) -> Answer:
    """What Spark gives. Raises Problem, in one sentence, where it fails."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        return ask()
    except (PySparkException, Py4JError, ConnectionError, EOFError) as error:
        raise Problem(_why(error)) from error


def _why(error: Exception) -> str:
    from py4j.protocol import Py4JNetworkError

    told = str(error)
    if isinstance(error, Py4JNetworkError | ConnectionError | EOFError) or any(sign in told for sign in ENDED):
        return "Spark ended while it was counting; nothing was written. Look into its own log, and ask again."
    if any(sign in told for sign in LOST):
        return "Machines of the cluster went while Spark was counting on them; nothing was written. Ask again; if it happens again, give each more memory."
    if any(sign in told for sign in UNREADABLE):
        return ("A file of the records or of the derived tables could not be read while Spark was counting; nothing was written. See that every machine of a "
                "cluster has both folders under the same path; else write the records again with the command records.")
    if UNNAMEABLE in told:
        return ("Spark's Java can't write the name of a folder in the letters of its locale; nothing was counted. Set LC_ALL=C.UTF-8 on every machine that it "
                "runs on, or use folders named in ASCII.")
    return f"Spark could not answer ({' '.join(told.split())[:200]}); nothing was written."
