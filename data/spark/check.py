"""The check of records on Spark: the rules of a load, by the texts that a load runs."""

from typing import TYPE_CHECKING

from data.loading import rules
from data.loading.cells import faults, name, text, written
from data.loading.reading import as_typed
from data.loading.record_tables import RecordTable, record_tables
from data.loading.report import Reject, told
from data.problem import Problem
from data.spark.connection import SparkConnection, asked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row


def refuse_faults(connection: SparkConnection) -> None:
    """Raises Problem where a record breaks a rule for which a load would leave it out: how many do, and the first."""
    from pyspark.sql import functions as of

    found = faults_on_spark(connection)
    rows, tables = of.count_distinct("table_name", "row_number"), of.count_distinct("table_name")
    first = of.min(of.struct("position", "row_number", "column_name", "table_name", "value", "reason"))
    counted = asked(found.agg(of.count("*").alias("errors"), rows.alias("rows"), tables.alias("tables"), first.alias("first")).first)
    if counted["errors"]:
        raise Problem(_refusal(counted))


def faults_on_spark(connection: SparkConnection) -> "DataFrame":
    """One row a fault: table_name, its position in the order of reading, row_number (here a row's key), column_name, value, reason.

    What is wrong only because another row is, is not looked for.
    """
    found = []
    for position, table in enumerate(record_tables().values()):
        texts = [rules.duplicate_ids(table.name), _of_cells(table), rules.row_rules().get(table.name), rules.reference_rules().get(table.name)]
        kept = f"{text(table.name)} as table_name, {position} as position, row_number, column_name, value, reason"
        found += [f"select {kept} from ({each}) as found" for each in texts if each]
    return connection.frame(" union all ".join(found)).distinct()


def _of_cells(table: RecordTable) -> str:
    """A query of what is wrong with single values. They are looked at as text, as a load reads them."""
    as_text = ", ".join(f"cast({name(column.name)} as varchar) as {name(column.name)}" for column in table.columns)
    typed = as_typed(table.columns, f"(select row_number, {as_text} from checked.{table.name})", "row_number")
    judged = faults(table, check_text=True)
    each = ", ".join(f"{{'column_name': {text(column.name)}, 'value': {written(column)}, 'reason': {reason}}}" for column, reason in judged)
    found = f"unnest(list_filter([{each}], fault -> fault.reason is not null), recursive := true)"
    return f"select row_number, {found} from ({typed})"


def _refusal(counted: "Row") -> str:
    """The sentence for what was counted: the first in the order in which a load reads."""
    first, errors, rows = counted["first"], counted["errors"], counted["rows"]
    place = f"{first['table_name']} {first['row_number'] or ''}".strip()
    one = told(Reject(place, None, first["column_name"], first["value"] or "", first["reason"]))
    kept = "nothing was counted. Correct the records where they come from"
    if errors == 1:
        return f"{one}; {kept}."
    where = first["table_name"] if counted["tables"] == 1 else f"{counted['tables']} tables"
    return f"{errors:,} errors in {rows:,} {'row' if rows == 1 else 'rows'} of {where}; the first: {one}; {kept}."
