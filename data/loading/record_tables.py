"""The ten record tables as data/schema.sql describes them."""
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

SCHEMA = Path(__file__).parents[1] / "schema.sql"

# In the order that they are read: a table comes after those that it refers to.
TABLES = (
    "person",
    "release",
    "participation",
    "event",
    "victim",
    "survey",
    "obligation",
    "payment",
    "activity",
    "service",
)
REQUIRED = ("person", "release")
ENDINGS = (".csv", ".parquet")  # of files that hold a table


@dataclass(frozen=True)
class Column:
    """A column of a record table. `codes` is empty where any value of the type will do."""

    name: str
    type: str  # as DuckDB writes it
    required: bool
    codes: tuple[str, ...]
    non_negative: bool


@dataclass(frozen=True)
class RecordTable:
    """A record table; its first column is its key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        return self.columns[0].name


@cache
def record_tables() -> dict[str, RecordTable]:
    """Name -> table, in the order of TABLES."""
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    tables = {name: RecordTable(name, _columns(connection, name)) for name in TABLES}
    connection.close()
    return tables


def references() -> list[tuple[str, str, str]]:
    """(table, column, table referred to): a column that carries another table's key."""
    owner = {table.key: table.name for table in record_tables().values()}
    return [
        (table.name, column.name, owner[column.name])
        for table in record_tables().values()
        for column in table.columns[1:]
        if column.name in owner
    ]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[Column, ...]:
    checks = "select expression from duckdb_constraints() where table_name = ? and constraint_type = 'CHECK'"
    conditions = {text for (text,) in connection.execute(checks, [table]).fetchall()}
    described = (
        "select column_name, data_type, not is_nullable from duckdb_columns() where table_name = ? order by column_index"
    )
    return tuple(
        Column(name, kind, required, _codes(kind), f"({name} >= 0)" in conditions)
        for name, kind, required in connection.execute(described, [table]).fetchall()
    )


def _codes(kind: str) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']*)'", kind)) if kind.startswith("ENUM") else ()
