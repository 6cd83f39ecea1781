"""The derived tables: what counting needs, built once a load from the checked records."""

from pathlib import Path

import duckdb

from data import statement
from data.codes import BASELINE, LOWER_IS_BETTER
from data.derive import counts

SQL = Path(__file__).parent

# How people fare: asked before and after, and the change between the two is a figure of its own.
ASKED_TWICE = ("fear_of_revictimization", "safety", "wellbeing", "empathy", "belonging")

# A day and a state share 16 bits, so time at risk is counted up to this day (over 44 years).
LAST_DAY = 16_383
# How far back the negative control looks: as far as the usual window looks ahead.
HISTORY_DAYS = 1_095

ARMS = ("assigned_participation", "release_arms", "release_membership", "arm_set", "release_set")
ANSWERS = ("answer_kept", "answer_asked", "answer_about", "counted_answer")
STEPS = (
    "levels",
    "recorded_outcome",
    "person_order",
    "release_order",
    *ARMS,
    "participation_release",
    "first_referral",
    "counted_event",
    "first_day",
    "delayed_event",
    "counted_release",
    "earlier_arrest",
    "participation_reached",
    "counted_participation",
    "dated_step",
    "answer_item",
    *ANSWERS,
)
TEMPORARY = (
    "person_order",
    "assigned_participation",
    "release_arms",
    "release_membership",
    "release_set",
    "first_referral",
    "counted_event",
    "first_day",
    "participation_reached",
    "answer_kept",
    "answer_asked",
)
FOUND = ("arm_set", "answer_about")  # made under a name of their own, so that a landmark can make others


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build the derived tables from the record tables.

    `counted_release` is what recidivism is counted from, with `level`, `arm_set`, `recorded_outcome` and
    `delayed_event` and `earlier_arrest` beside it; `counted_answer` (with `answer_item` and `answer_about`) is what
    answers, and `counted_participation` (with `dated_step`) what ladders are counted from. `release_order` and
    `participation_release` tie other records to the numbers of releases. What `counts` makes of them answers questions
    that select nothing. The connection may be inside a transaction.
    """
    for step in STEPS[:-1]:
        _run(connection, step, landmark=0)
    # The largest of those that a landmark makes others of: written where it stays at once.
    _execute(connection, text(STEPS[-1]).replace("or replace temp table counted_answer_found", "table counted_answer"), landmark=0)
    for name in FOUND:
        connection.execute(f"create table {name} as from temp.{name}_found")
    for name in (*TEMPORARY, *(f"{name}_found" for name in FOUND)):
        connection.execute(f"drop table temp.{name}")
    counts.build(connection)


def arms_at_landmark(connection: duckdb.DuckDBPyConnection, landmark: int) -> None:
    """Make the temporary tables `release_set` and `arm_set_found` for a clock that starts `landmark` days later."""
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
             "asked_twice": ASKED_TWICE, "lower_is_better": LOWER_IS_BETTER}
    return {name: value for name, value in known.items() if f"${name}" in query}


def _execute(connection: duckdb.DuckDBPyConnection, query: str, landmark: int) -> None:
    connection.execute(query, parameters(query, landmark))
