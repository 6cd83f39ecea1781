"""The derived tables: what counting needs, built once a load from the checked records."""

from pathlib import Path

import duckdb

SQL = Path(__file__).parent

# A day and a state share 16 bits, so time at risk is counted up to this day (over 44 years).
LAST_DAY = 16_383

ORDER = ("release_order",)
ARMS = ("assigned_participation", "release_arms", "release_membership", "arm_set", "release_set")
STEPS = (
    "levels",
    *ORDER,
    *ARMS,
    "first_referral",
    "counted_event",
    "first_day",
    "delayed_event",
    "counted_release",
)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `level`, `arm_set`, `counted_release` and `delayed_event` from the record tables.

    Leaves no other table behind. The connection may be inside a transaction.
    """
    for step in STEPS:
        _run(connection, step, landmark=0)
    connection.execute("create table arm_set as from arm_set_found order by arm_set")
    temporary = "select table_name from duckdb_tables() where temporary"
    for (name,) in connection.execute(temporary).fetchall():
        connection.execute(f'drop table temp."{name}"')


def arms_at_landmark(connection: duckdb.DuckDBPyConnection, landmark: int) -> None:
    """Make the temporary tables `release_set` and `arm_set_found` for a clock that starts `landmark` days later."""
    for step in (*ORDER, *ARMS):
        _run(connection, step, landmark)


def _run(connection: duckdb.DuckDBPyConnection, step: str, landmark: int) -> None:
    """Run one step with the parameters that its text names."""
    text = (SQL / f"{step}.sql").read_text(encoding="utf-8")
    known = {"landmark": landmark, "last_day": LAST_DAY}
    connection.execute(text, {name: value for name, value in known.items() if f"${name}" in text})
