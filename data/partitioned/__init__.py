"""The checked records as Parquet files, a folder a table, partitioned by the year of release: for another engine, and back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.database import connect_read_only, current_load, quiet
from data.limits import load_memory
from data.loading.cells import text
from data.loading.folder import MODELS
from data.loading.models import own_models
from data.loading.placing import as_problem, room
from data.loading.record_tables import RecordTable, record_tables
from data.loading import manifest
from data.problem import Problem
from data.statement import statement
from data.version import VERSION

SQL = Path(__file__).parent
# How a table comes to the year of a release, where it does not name its release itself.
WAYS = {"release": "of_release", "person": "by_person", "event": "by_person", "payment": "by_obligation", "activity": "by_nobody"}


@dataclass(frozen=True)
class Written:
    """Where the copy is, how many rows and files it holds, and the fingerprint of its records."""

    folder: Path
    rows: int
    files: int
    fingerprint: str


def write_partitioned(database: str | Path, folder: str | Path) -> Written:
    """Write every record table of a database as `folder/TABLE/release_year=YEAR/*.parquet`, with `records.json` beside them.

    Rows of no release lie under `release_year=__HIVE_DEFAULT_PARTITION__`, as Hive and Spark expect it. The folder
    must be new or empty, and is there whole or not at all. `load` takes it back, to the same fingerprint. The memory is
    that of a load (LOAD_MEMORY); what does not fit is put on the disk beside the folder. Raises Problem where the
    database is none, or the folder can't be written, or memory or disk are too small.
    """
    folder = Path(os.path.realpath(folder))
    _check(folder)
    with connect_read_only(database) as connection:
        load = current_load(connection)
    try:
        with _made(folder.parent), room(folder.parent, f".{folder.name}.writing") as place:
            made = place / "whole"
            made.mkdir()
            rows = _copy(Path(database), made)
            about = {"product_version": VERSION, "fingerprint": load.fingerprint, "data_as_of": load.data_as_of.isoformat(),
                     "invented": load.demonstration}
            (made / manifest.NAME).write_text(manifest.describe(made, record_tables(), about), encoding="utf-8")
            files = sum(1 for _ in made.rglob("*.parquet"))
            _put_in_place(made, folder)
    except OSError as error:
        raise Problem(f"The records can't be written to {folder} ({error.strerror}); nothing was left there.") from error
    except (duckdb.Error, MemoryError) as error:
        raise as_problem(folder, error, "copy", kept=f"nothing was left in {folder}") from error
    return Written(folder, rows, files, load.fingerprint)


def _check(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already and not an empty folder; nothing was written. Name a new folder.")


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is there; where what follows fails, it goes again with those that were made above it."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in new:
            with suppress(OSError):
                each.rmdir()
        raise


def _put_in_place(made: Path, folder: Path) -> None:
    """In one step where the folder is new. One that is there stays, since somebody may stand in it, and is filled; the
    list of files comes first, so that a part is never taken for the whole."""
    if not folder.exists():
        os.replace(made, folder)
        return
    for entry in sorted(made.iterdir(), key=lambda entry: entry.name != manifest.NAME):
        os.replace(entry, folder / entry.name)


def _copy(database: Path, folder: Path) -> int:
    """Write every table that has rows; how many rows they have."""
    rows = 0
    # A connection of its own: one that reads for the pages may touch no file.
    with quiet(duckdb.connect(config={"temp_directory": str(folder.parent / "overflow"), "memory_limit": load_memory()})) as connection:
        connection.execute(f"attach {text(str(database))} as records (read_only)")
        connection.execute("use records")
        for table in record_tables().values():
            rows += _copy_table(connection, table, folder / table.name)
        _copy_models(connection, folder / f"{MODELS}.parquet")
    return rows


def _copy_table(connection: duckdb.DuckDBPyConnection, table: RecordTable, folder: Path) -> int:
    count = connection.execute(f"select count(*) from {table.name}").fetchone()[0]
    if count:
        columns = ", ".join(f"{table.name}.{column.name}" + (f"::varchar as {column.name}" if column.codes else "") for column in table.columns)
        query = statement(SQL / f"{WAYS.get(table.name, 'by_release')}.sql", columns=columns, table=table.name, key=table.key)
        connection.execute(f"copy ({query}) to {text(str(folder))} (format parquet, compression zstd, partition_by (release_year))")
    return count


def _copy_models(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """The models that the site added; the product's own are known everywhere."""
    own = [model[0] for model in own_models()]
    added = 'select code, name, model_group as "group", counts_as_restorative from model where code not in (select unnest($own))'
    if connection.execute(f"select count(*) from ({added})", {"own": own}).fetchone()[0]:
        connection.execute(f"copy ({added}) to {text(str(file))} (format parquet)", {"own": own})
