"""The derived tables: what counting needs, built once a load from the checked records."""

from pathlib import Path

import duckdb

from data.derive import counts

SQL = Path(__file__).parent

# A day and a state share 16 bits, so time at risk is counted up to this day (over 44 years).
LAST_DAY = 16_383

ARMS = ("assigned_participation", "release_arms", "release_membership", "arm_set", "release_set")
STEPS = (
    "levels",
    "recorded_outcome",
    "release_order",
    *ARMS,
    "participation_release",
    "first_referral",
    "counted_event",
    "first_day",
    "delayed_event",
    "counted_release",
)
TEMPORARY = (
    "assigned_participation",
    "release_arms",
    "release_membership",
    "release_set",
    "first_referral",
    "counted_event",
    "first_day",
)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build the derived tables from the record tables.

    `counted_release` is what recidivism is counted from, with `level`, `arm_set`, `recorded_outcome` and
    `delayed_event` beside it; `release_order` and `participation_release` tie other records to its numbers.
    What `counts` makes of them answers questions that select nothing. The connection may be inside a transaction.
    """
    for step in STEPS:
        _run(connection, step, landmark=0)
    connection.execute("create table arm_set as from arm_set_found order by arm_set")
    for name in (*TEMPORARY, "arm_set_found"):
        connection.execute(f"drop table temp.{name}")
    counts.build(connection)


def arms_at_landmark(connection: duckdb.DuckDBPyConnection, landmark: int) -> None:
    """Make the temporary tables `release_set` and `arm_set_found` for a clock that starts `landmark` days later."""
    for step in ARMS:
        _run(connection, step, landmark)


def _run(connection: duckdb.DuckDBPyConnection, step: str, landmark: int) -> None:
    """Run one step with the parameters that its text names."""
    text = (SQL / f"{step}.sql").read_text(encoding="utf-8")
    known = {"landmark": landmark, "last_day": LAST_DAY}
    connection.execute(text, {name: value for name, value in known.items() if f"${name}" in text})
