"""The dictionary of the records: tables, columns and codes, read from data/schema.sql and nowhere else."""
from dataclasses import dataclass
from functools import cache

import duckdb

from data.loading.record_tables import SCHEMA, Column, record_tables

KINDS = {"VARCHAR": "text", "DATE": "day", "INTEGER": "whole number", "BOOLEAN": "true or false"}


@dataclass(frozen=True)
class ColumnAbout:
    """A column in words. `kind` is what may stand in it; `codes` is empty where any value of the kind will do."""

    name: str
    about: str
    kind: str
    required: bool
    codes: tuple[str, ...]


@dataclass(frozen=True)
class TableAbout:
    """A table in words."""

    name: str
    about: str
    columns: tuple[ColumnAbout, ...]


@cache
def dictionary() -> tuple[TableAbout, ...]:
    """The ten record tables in the order in which they are loaded."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        tables = dict(connection.execute("select table_name, comment from duckdb_tables()").fetchall())
        columns = {
            (table, column): comment
            for table, column, comment in connection.execute("select table_name, column_name, comment from duckdb_columns()").fetchall()
        }
    return tuple(
        TableAbout(name, tables[name] or "", tuple(_about(column, columns[name, column.name]) for column in table.columns))
        for name, table in record_tables().items()
    )


def _about(column: Column, comment: str | None) -> ColumnAbout:
    kind = "one of these codes" if column.codes else KINDS.get(column.type, "number")
    return ColumnAbout(column.name, comment or "", kind, column.required, column.codes)
