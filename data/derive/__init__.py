"""The derived tables: what counting needs, built once a load from the checked records."""

from pathlib import Path

import duckdb

from data import statement
from data.codes import BASELINE, LOWER_IS_BETTER, window_days
from data.derive import counts

SQL = Path(__file__).parent

# How people fare: asked before and after, and the change between the two is a figure of its own.
ASKED_TWICE = ("fear_of_revictimization", "safety", "wellbeing", "empathy", "belonging")

# A day and a state share 16 bits, so time at risk is counted up to this day (over 44 years).
LAST_DAY = 16_383
# How far back the negative control looks: as far as the usual window looks ahead.
HISTORY_DAYS = 1_095

# How long an order has been there before it is asked what was kept of it; and before its payments are followed to the last
# of these months, so that the line falls back for nobody.
LEAST_AGE_OF_ORDERS = window_days(12)
MONTHS_OF_PAYMENTS = 36
LEAST_AGE_OF_PAID = window_days(MONTHS_OF_PAYMENTS)

ARMS = ("assigned_participation", "assessed_late", "release_arms", "release_membership", "arm_set", "release_set")
ANSWERS = ("answer_kept", "answer_asked", "answer_about", "counted_answer")
# Records beside the releases that they belong to: joined by their long identifiers once, read by number after.
PLACED = ("placed_participation", "placed_eligible", "placed_order", "placed_payment", "placed_service", "placed_victim")
STEPS = (
    "levels",
    "recorded_outcome",
    "person_order",
    "release_order",
    *ARMS,
    "participation_release",
    "counted_event",
    "first_day",
    "delayed_event",
    "counted_release",
    "earlier_arrest",
    "participation_reached",
    "counted_participation",
    *PLACED,
    "dated_step",
    "answer_item",
    *ANSWERS,
)
# Temporary tables, and the last step that reads each.
LAST_READ_BY = {
    "release_arms": "release_membership",
    "release_membership": "release_set",
    "counted_event": "delayed_event",
    "assessed_late": "release_set",
    "first_day": "counted_release",
    "person_order": "participation_reached",
    "participation_reached": "placed_participation",
    "assigned_participation": "answer_kept",
    "release_set": "answer_asked",
    "answer_kept": "counted_answer",
    "answer_asked": "counted_answer",
}
FOUND = ("arm_set", "answer_about")  # made under a name of their own, so that a landmark can make others


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build the derived tables from the record tables.

    `counted_release` is what recidivism is counted from, with `level`, `arm_set`, `recorded_outcome` and
    `delayed_event` and `earlier_arrest` beside it; `counted_answer` (with `answer_item` and `answer_about`) is what
    answers, and `counted_participation` (with `dated_step`) what ladders are counted from. `release_order` and
    `participation_release` tie other records to the numbers of releases, and PLACED are those records. What `counts` makes of them answers questions
    that select nothing.

    The connection is inside a transaction, and afterwards in another one: what was done is committed before each step.
    """
    for step in STEPS:
        _commit(connection)
        # The largest of those that a landmark makes others of is written where it stays at once.
        _in_little_memory(connection, text(step).replace("or replace temp table counted_answer_found", "table counted_answer"))
        _let_go(connection, [name for name, last in LAST_READ_BY.items() if last == step])
    for name in FOUND:
        connection.execute(f"create table {name} as from temp.{name}_found")
    _let_go(connection, [f"{name}_found" for name in FOUND])
    _commit(connection)
    counts.build(connection)


def _in_little_memory(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """A step of `build`, once more by one thread alone where the memory does not suffice for all: each holds on to its own part."""
    try:
        _execute(connection, query, landmark=0)
    except duckdb.OutOfMemoryException:
        connection.execute("rollback")
        threads = connection.execute("select current_setting('threads')").fetchone()[0]
        connection.execute("set threads = 1")
        connection.execute("begin")
        _execute(connection, query, landmark=0)
        connection.execute(f"set threads = {threads}")


def _let_go(connection: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """Drop temporary tables. Only the end of the transaction gives back the memory and the disk that they take, which of
    tens of millions of releases is more than what stays."""
    for name in names:
        connection.execute(f"drop table temp.{name}")


def _commit(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("commit")
    connection.execute("begin")


def arms_at_landmark(connection: duckdb.DuckDBPyConnection, landmark: int) -> None:
    """Make the temporary tables `release_set`, `arm_set_found` and `assessed_late` for a clock that starts `landmark` days later."""
    for step in ARMS:
        _run(connection, step, landmark)


def answers_at_landmark(connection: duckdb.DuckDBPyConnection, landmark: int) -> None:
    """Make the temporary tables `counted_answer_found` and `answer_about_found`; `arms_at_landmark` has been called."""
    for step in ANSWERS:
        _run(connection, step, landmark)


def text(step: str) -> str:
    """The statement of one step."""
    return statement.text(SQL / f"{step}.sql")


def _run(connection: duckdb.DuckDBPyConnection, step: str, landmark: int) -> None:
    _execute(connection, text(step), landmark)


def parameters(query: str, landmark: int) -> dict[str, object]:
    """The parameters that a statement of a step names."""
    known = {"landmark": landmark, "last_day": LAST_DAY, "history_days": HISTORY_DAYS, "baseline": BASELINE,
             "asked_twice": ASKED_TWICE, "lower_is_better": LOWER_IS_BETTER,
             "least_age_of_orders": LEAST_AGE_OF_ORDERS, "least_age_of_paid": LEAST_AGE_OF_PAID}
    return {name: value for name, value in known.items() if f"${name}" in query}


def _execute(connection: duckdb.DuckDBPyConnection, query: str, landmark: int) -> None:
    connection.execute(query, parameters(query, landmark))
