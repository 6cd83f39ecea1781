"""Record tables placed beside the releases they belong to: joined by their long identifiers once, read by number after.

A page asks for them again at every selection. Where a connection stands still they are made in the memory of the process,
when they are first asked for, for all that read the same file; else for the length of one question.
"""

from threading import Lock

import duckdb

from analytics.statement import statement
from analytics.vocabulary import BASELINE, window_days
from data.database import current_load
from data.standing import distributed, once, standing

MEMORY = "placed"  # the name under which the engine knows that memory
PARTICIPATION, VICTIM, ORDER, PAYMENT, ELIGIBLE, SERVICE = (
    "placed_participation", "placed_victim", "placed_order", "placed_payment", "placed_eligible", "placed_service")
LEAST_AGE_OF_ORDERS = window_days(12)
MONTHS_OF_PAYMENTS = 36
LEAST_AGE_OF_PAID = window_days(MONTHS_OF_PAYMENTS)  # every order was watched to the last month, so the line falls back for nobody
_LEAST_AGE = {ORDER: LEAST_AGE_OF_ORDERS, PAYMENT: LEAST_AGE_OF_PAID}
_one_at_a_time = Lock()


def placed(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The name of the table, which is there now."""
    if distributed(connection) or not standing(connection):
        _make(connection, name, f"create or replace temp table {name}")
        return f"temp.{name}"
    with _one_at_a_time:
        once(connection, MEMORY, lambda: connection.execute(f"attach ':memory:' as {MEMORY} (read_write)") and None)
        once(connection, name, lambda: _make(connection, name, f"create table {MEMORY}.{name}"))
    return f"{MEMORY}.{name}"


def _make(connection: duckdb.DuckDBPyConnection, name: str, create: str) -> None:
    values = {"data_as_of": current_load(connection).data_as_of, "least_age": _LEAST_AGE.get(name), "baseline": BASELINE}
    used = {key: value for key, value in values.items() if f"${key}" in statement(name)}
    connection.execute(statement(name, create=create), used)
