"""The fast way: insert what is written, as it is read, and look whether anything is wrong. It does not say what."""
import duckdb

from data.loading import rules
from data.loading.cells import faults, name
from data.loading.reading import Source, as_typed
from data.loading.record_tables import TABLES


def insert(connection: duckdb.DuckDBPyConnection, source: Source) -> int:
    """Insert the rows of one file in which every value is well formed; their number."""
    table = source.table
    columns = ", ".join(name(column.name) for column in table.columns)
    sound = " and ".join(f"{reason} is null" for _, reason in faults(table, check_text=not source.is_csv))
    read = f"select {columns} from ({as_typed(table.columns, f'({source.as_text()})')}) where {sound or 'true'}"
    return connection.execute(f"insert into {table.name} ({columns}) {read}").fetchone()[0]


def breaks_a_rule(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the inserted rows break any rule. Each query stops at the first."""
    connection.execute("create schema checked")
    for table in TABLES:
        connection.execute(f"create view checked.{table} as select *, rowid + 1 as row_number from main.{table}")
    queries = [*map(rules.duplicate_ids, TABLES), *rules.row_rules().values(), *rules.reference_rules().values()]
    broken = any(connection.execute(f"select 1 from ({part}) limit 1").fetchone() for query in queries for part in rules.parts(query))
    connection.execute("drop schema checked cascade")
    return broken
