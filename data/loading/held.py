"""What a database holds already, under the rows of a later extract: the newer row of an identifier counts.

`old` is the database as it is, attached; `withdrawn` a temporary table of what the extract takes back.
"""
from pathlib import Path

import duckdb

from data.history.writing import keys
from data.loading import rules
from data.loading.cells import name
from data.loading.record_tables import record_tables
from data.loading.report import Notice, Reject
from data.statement import statement

SQL = rules.SQL / "held"


def copy_models(connection: duckdb.DuckDBPyConnection) -> None:
    """The models stay as they are."""
    connection.execute("insert into model select * from old.model")


def lay_under(connection: duckdb.DuckDBPyConnection) -> None:
    """Into each record table what `old` holds and the extract neither brings anew nor takes back."""
    for table in record_tables().values():
        columns = ", ".join(name(column.name) for column in table.columns)
        connection.execute(statement(SQL / "staying.sql", table=table.name, key=table.key, columns=columns, extract=f"main.{table.name}",
                                     into=f"main.{table.name}", number=""))  # fmt: skip


def lay_beside(connection: duckdb.DuckDBPyConnection, table: str, first: int, anew: str = "true") -> int:
    """The same among the rows that are examined, numbered after `first`; how many. anew: which of the extract's rows count."""
    about = record_tables()[table]
    columns = ", ".join(name(column.name) for column in about.columns)
    extract = f"(select * from examined.{table} where {anew})"
    return connection.execute(
        statement(SQL / "staying.sql", table=table, key=about.key, columns=columns, extract=extract, into=f"examined.{table}",
                  number=f"{first} + row_number() over () as row_number,")).fetchone()[0]  # fmt: skip


def told_of_erased(connection: duckdb.DuckDBPyConnection) -> list[Notice]:
    """What was erased by order before stays told."""
    rows = connection.execute(
        "select severity, code, table_name, column_name, rows, message from old.load_notice where code in ('erased', 'erased_unknown') order by rowid")
    return [Notice(*row) for row in rows.fetchall()]


def both(connection: duckdb.DuckDBPyConnection, file: Path, among: str) -> list[Reject]:
    """Rows that the extract brings and takes back. among: where its rows are ("main" or "examined")."""
    found = []
    for table, key in list(keys().items())[1:]:
        rows = connection.execute(
            f"select id, line from temp.withdrawn where table_name = '{table}' and id in (select {key} from {among}.{table}) order by line").fetchall()
        found += [Reject(file.name, line, "id", identifier, f"is withdrawn here and brought by the same extract in {table}") for identifier, line in rows]
    return found
