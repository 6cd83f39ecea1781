"""Records that lie as tables in a catalogue that Spark is connected to, as a warehouse has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from data.loading.folder import MODELS
from data.loading.models import MOST, Model, models_of, plain_cell
from data.loading.record_tables import REQUIRED, RecordTable, record_tables
from data.loading.report import quoted, told
from data.problem import Problem
from data.spark.connection import SparkConnection, asked
from data.spark.fingerprint import fingerprint_on_spark
from data.spark.records import Told, kind
from data.version import VERSION

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PART = re.compile(r"[A-Za-z0-9_-]+")
# Types whose values all are, or may be, values of ours: what is too large for it Spark refuses when it reads it.
WHOLE = r"tinyint|smallint|int|bigint|decimal\(\d+,0\)"
FITTING = {"string": "string", "date": "date", "boolean": "boolean", "int": WHOLE, "decimal(18,4)": rf"{WHOLE}|decimal\(\d+,[1-4]\)"}


@dataclass(frozen=True)
class Catalogue:
    """A database of a catalogue, by its name: `justice`, or `warehouse.justice` for one of another catalogue than Spark's own."""

    name: str

    @classmethod
    def named(cls, text: str) -> "Catalogue":
        """The database of that name. Raises Problem where it is no name."""
        if not all(PART.fullmatch(part) for part in text.split(".")):
            raise Problem(f"“{quoted(text)}” names no database of a catalogue; write its name after catalog:, with dots between its parts.")
        return cls(text)

    def read_tables(self, spark: "SparkSession") -> Iterator[tuple[str, "DataFrame"]]:
        """(name, rows) of each record table; one that is not there has none. Raises Problem."""
        if not asked(partial(spark.catalog.databaseExists, self._place())):
            raise Problem(f"There is no database {self.name} in the catalogue that Spark is connected to; give another name after catalog:, or connect Spark to the warehouse.")
        for table in record_tables().values():
            if asked(partial(spark.catalog.tableExists, self._place(table.name))):
                rows = asked(partial(spark.table, self._place(table.name)))
                yield table.name, rows.select(*self._columns(table, rows))
            elif table.name in REQUIRED:
                raise Problem(f"There is no table {self.name}.{table.name}: {' and '.join(REQUIRED)} must be there, the other tables may be missing.")
            else:
                yield table.name, spark.createDataFrame([], ", ".join(f"`{column.name}` {kind(column)}" for column in table.columns))

    def models(self, spark: "SparkSession") -> list[Model]:
        """The site's own models, from a table `model` where there is one. Raises Problem."""
        if not asked(partial(spark.catalog.tableExists, self._place(MODELS))):
            return []
        rows = asked(partial(spark.table, self._place(MODELS)))
        found = [[plain_cell(value) for value in row] for row in asked(rows.limit(MOST + 1).collect)]
        models, rejects = models_of(f"{self.name}.{MODELS}", list(enumerate([[name.lower() for name in rows.columns], *found])))
        if rejects:
            raise Problem(f"{told(rejects[0])}; nothing was counted.")
        return models

    def told(self, connection: SparkConnection) -> Told:
        """What the records are called: worked out at each opening, since no list stands beside them. Raises Problem."""
        return Told(fingerprint_on_spark(connection), invented=False, product_version=VERSION, sizes={})

    def check(self, connection: SparkConnection, told: Told) -> None:
        """Nothing was written down that they could differ from."""

    def _place(self, *table: str) -> str:
        return ".".join(f"`{part}`" for part in (*self.name.split("."), *table))

    def _columns(self, table: RecordTable, rows: "DataFrame") -> Iterator[object]:
        """Each column of ours out of a table's; what is empty is not known."""
        from pyspark.sql import functions as of

        there = {field.name.lower(): field.dataType.simpleString() for field in rows.schema}
        for column in table.columns:
            wanted, found = kind(column), there.get(column.name)
            if found is None and column.required:
                raise Problem(f"The table {self.name}.{table.name} has no column {column.name}, which must be there.")
            if found is not None and not re.fullmatch(FITTING[wanted], found):
                raise Problem(f"The column {column.name} of the table {self.name}.{table.name} is {found}, not {wanted}; give a view that casts it.")
            value = of.lit(None) if found is None else of.col(f"`{column.name}`")
            yield (of.nullif(value, of.lit("")) if wanted == "string" else value).cast(wanted).alias(column.name)
