"""`load` of a folder of CSV files, against reading them with polars and inserting them unchecked into DuckDB."""

import shutil
from pathlib import Path

import duckdb
import polars

from analytics.prepared import prepare
from benchmarks.rounds import Measured, measure
from data.demonstration import DEFAULT_SEED, write_records
from data.loading import load_folder
from data.loading.record_tables import TABLES


RELEASES_OF_A_PERSON = 1.35    # in the demonstration records, about


def folder_of_records(kept: Path, releases: int) -> Path:
    """Demonstration records as CSV files, all ten tables, made once and kept."""
    folder = kept / f"records-{releases}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_records(unfinished, round(releases / RELEASES_OF_A_PERSON), DEFAULT_SEED, file_format="csv")
        unfinished.rename(folder)
    return folder


def loading(kept: Path, releases: int, rounds: int) -> Measured:
    """Seconds of `load` and of `bare`. Stops where the two do not hold the same numbers of rows."""
    folder = folder_of_records(kept, releases)
    ours, bare = kept / "loaded.duckdb", kept / "bare.duckdb"

    def load() -> None:
        ours.unlink(missing_ok=True)
        load_folder(folder, ours, demonstration=True, prepare=prepare)

    try:
        measured = measure({"load": load, "bare": lambda: _bare(folder, bare)}, rounds)
        if _rows(ours) != _rows(bare):
            raise SystemExit(f"loaded {_rows(ours)} rows, not {_rows(bare)}")
        return measured
    finally:
        ours.unlink(missing_ok=True)
        bare.unlink(missing_ok=True)


def _bare(folder: Path, database: Path) -> None:
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        for file in sorted(folder.glob("*.csv")):
            frame = polars.read_csv(file, infer_schema_length=10_000, try_parse_dates=True)
            connection.register("frame", frame.to_arrow())
            connection.execute(f"create table {file.stem} as from frame")
            connection.unregister("frame")


def _rows(database: Path) -> dict[str, int]:
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("show tables").fetchall() if row[0] in TABLES]
        return {table: connection.execute(f"select count(*) from {table}").fetchall()[0][0] for table in sorted(tables)}
