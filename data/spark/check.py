"""The check of records on Spark: the rules of a load, by the texts that a load runs."""

from typing import TYPE_CHECKING

from data.loading import rules
from data.loading.cells import faults, name, text, written
from data.loading.reading import as_typed
from data.loading.record_tables import REQUIRED, RecordTable, record_tables
from data.loading.report import Reject, told
from data.problem import Problem
from data.spark.connection import SparkConnection, asked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row


def refuse_faults(connection: SparkConnection) -> None:
    """Raises Problem where a record breaks a rule for which a load would leave it out: how many do, and the first."""
    from pyspark.sql import functions as of

    for name in REQUIRED:
        if asked(connection.spark.table(name).isEmpty):
            raise Problem(f"The table {name} has no rows; nothing was counted. Correct the records where they come from.")
    rows, first = of.count_distinct("row_number").alias("rows"), of.min(of.struct("row_number", "column_name", "value", "reason")).alias("first")
    found = {}
    for table in record_tables().values():  # one after the other: each needs its memory for itself
        counted = asked(faults_on_spark(connection, table).agg(of.count("*").alias("errors"), rows, first).first)
        if counted["errors"]:
            found[table.name] = counted
    if found:
        raise Problem(_refusal(found))


def faults_on_spark(connection: SparkConnection, table: RecordTable) -> "DataFrame":
    """One row a fault of a table's rows: row_number (here a row's key), column_name, value, reason.

    What is wrong only because another row is, is not looked for.
    """
    texts = [rules.duplicate_ids(table.name), _of_cells(table), rules.row_rules().get(table.name), rules.reference_rules().get(table.name)]
    queries = [f"select row_number, column_name, value, reason from ({each}) as found" for each in texts if each]
    return connection.frame(" union all ".join(queries)).distinct()


def _of_cells(table: RecordTable) -> str:
    """A query of what is wrong with single values. They are looked at as text, as a load reads them."""
    as_text = ", ".join(f"cast({name(column.name)} as varchar) as {name(column.name)}" for column in table.columns)
    typed = as_typed(table.columns, f"(select row_number, {as_text} from checked.{table.name})", "row_number")
    judged = faults(table, check_text=True)
    each = ", ".join(f"{{'column_name': {text(column.name)}, 'value': {written(column)}, 'reason': {reason}}}" for column, reason in judged)
    found = f"unnest(list_filter([{each}], fault -> fault.reason is not null), recursive := true)"
    return f"select row_number, {found} from ({typed})"


def _refusal(found: dict[str, "Row"]) -> str:
    """The sentence for what was counted by table: the first in the order in which a load reads."""
    table, counted = next(iter(found.items()))
    first = counted["first"]
    one = told(Reject(f"{table} {first['row_number'] or ''}".strip(), None, first["column_name"], first["value"] or "", first["reason"]))
    kept = "nothing was counted. Correct the records where they come from"
    errors, rows = (sum(each[what] for each in found.values()) for what in ("errors", "rows"))
    if errors == 1:
        return f"{one}; {kept}."
    where = table if len(found) == 1 else f"{len(found)} tables"
    return f"{errors:,} errors in {rows:,} {'row' if rows == 1 else 'rows'} of {where}; the first: {one}; {kept}."
