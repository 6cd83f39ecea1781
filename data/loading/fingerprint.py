"""One name for the records: the same records and models give the same one, whatever file, order or engine they came by.

A row's text is its values in the order of data/schema.sql, joined by NUL characters (no value can hold one): nothing
for an unknown value, days as YYYY-MM-DD, decimals with four places, true and false. Its number is the first 16
hexadecimal digits of that text's MD5. A table's numbers are added up, which no order changes, and the fingerprint is
the MD5 of one line a table, `name rows sum`, models first. Any engine with MD5 can do this.
"""
import hashlib

import duckdb

from data.loading.cells import name
from data.loading.record_tables import record_tables

MODEL_COLUMNS = ("code", "name", "model_group", "counts_as_restorative")


def fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """32 hexadecimal digits for what the record tables and `model` hold."""
    tables = {"model": MODEL_COLUMNS}
    for table in record_tables().values():
        tables[table.name] = tuple(column.name for column in table.columns)
    lines = [line(connection, table, columns) for table, columns in tables.items()]
    return hashlib.md5("\n".join(lines).encode()).hexdigest()


def line(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> str:
    """The engine gives the number's bytes the other way round: each place's bytes are added up, and put in order here."""
    values = ", chr(0), ".join(f"cast({name(column)} as varchar)" for column in columns)  # concat leaves out what is null
    places = ", ".join(f"coalesce(sum(number >> {8 * place} & 255), 0)" for place in range(8))
    numbers = f"select (md5_number(concat({values})) & {(1 << 64) - 1}::uhugeint)::ubigint as number from {table}"
    rows, *sums = connection.execute(f"select count(*), {places} from ({numbers})").fetchone()
    total = sum(int(found) << 8 * (7 - place) for place, found in enumerate(sums))
    return f"{table} {rows} {total}"
