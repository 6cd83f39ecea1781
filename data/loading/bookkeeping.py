"""What a load leaves about itself in the database."""
import json
from datetime import UTC, datetime

import duckdb

from data.counties import STATE, counties
from data.database import SCHEMA_VERSION
from data.loading import rules
from data.loading.report import FileRead, Notice
from data.version import VERSION

NOTICES = ("events", "participations", "services", "doubtful", "harmed_and_given")
# What these tell can be told anew whenever the records stand; all else was seen while files were read.
TOLD_ANEW = frozenset({
    "event_before_release", "event_on_index_day", "event_offended_before", "event_after_follow_up", "event_after_death", "event_without_release",
    "participation_with_release", "participation_next_release", "participation_no_release", "participation_undated",
    "service_next_release", "service_no_release",
    "sessions_above_planned", "victims_above_invited", "fulfilled_above_ordered", "unlikely_age", "dated_after_death", "respondent_model_differs",
    "answered_again", "county_does_not_exist", "activity_in_another_unit",
})  # fmt: skip


def notices(connection: duckdb.DuckDBPyConnection) -> list[Notice]:
    """What the accepted records give cause to report."""
    texts = [rules.statement(f"notices/{file}.sql") for file in NOTICES]
    known = {"state": STATE, "counties": [county.county_fips for county in counties()]}
    rows = [row for text in texts for row in connection.execute(text, {name: known[name] for name in known if f"${name}" in text}).fetchall()]
    return [Notice(*row) for row in rows]


def record(
    connection: duckdb.DuckDBPyConnection,
    fingerprint: str,
    demonstration: bool,
    profile: str | None,
    settings: dict[str, str],
    files: list[FileRead],
    told: list[Notice],
    number: int = 1,
) -> None:
    """Fill load_record, load_file and load_notice."""
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "insert into load_record select ?, ?, ?, ?, ?, ?, ?, ?, max(follow_up_ended_on) from release",
        [number, loaded_at, VERSION, SCHEMA_VERSION, fingerprint, demonstration, profile, json.dumps(settings, sort_keys=True)],
    )
    for file in files:
        rows = [file.rows_read, file.rows_accepted, file.rows_rejected]
        row = [number, file.name, file.table, file.bytes, file.sha256, *rows]
        connection.execute("insert into load_file values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    for notice in told:
        row = [number, notice.severity, notice.code, notice.table, notice.column, notice.rows, notice.message]
        connection.execute("insert into load_notice values (?, ?, ?, ?, ?, ?, ?)", row)
