"""Invented releases in the tables that the derive step makes, at any size, straight from SQL."""

import csv
from pathlib import Path

import duckdb

from analytics.prepared import prepare
from data import derive
from data.database import SCHEMA_VERSION

SQL = Path(__file__).parent / "sql"
ROOT = Path(__file__).parent.parent


def database(folder: Path, releases: int) -> Path:
    """The database of this size, made once and kept in `folder`."""
    path = folder / f"{releases}-version-{SCHEMA_VERSION}.duckdb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with duckdb.connect(str(unfinished), config={"memory_limit": "4GB"}) as connection:
            connection.execute("set enable_progress_bar = false")
            _fill(connection, releases)
        unfinished.rename(path)
    return path


def in_row_order(name: str) -> str:
    """The text of sql/NAME.sql with the order of rows that the derive step gives the table of releases."""
    made = derive.text("counted_release")
    return (SQL / f"{name}.sql").read_text(encoding="utf-8") + made[made.rindex("order by"):]


def _fill(connection: duckdb.DuckDBPyConnection, releases: int) -> None:
    connection.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
    with (ROOT / "data" / "models.csv").open(encoding="utf-8", newline="") as file:
        for position, model in enumerate(csv.DictReader(file)):
            counts = {"yes": True, "no": False}.get(model["counts_as_restorative"])
            connection.execute(
                "insert into model values (?, ?, ?, ?, ?)",
                [model["code"], model["name"], model["group"], counts, position],
            )
    connection.execute((SQL / "arm_sets.sql").read_text(encoding="utf-8"))
    connection.execute(in_row_order("releases"), {"releases": releases})
    connection.execute((SQL / "levels.sql").read_text(encoding="utf-8"))
    connection.execute(
        "insert into load_record values (1, timestamp '2025-01-01', '0', ?, 'invented', true, null, '{}', date '2024-12-31')",
        [SCHEMA_VERSION],
    )
    derive.counts.build(connection)
    prepare(connection)
