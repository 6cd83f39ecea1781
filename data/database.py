"""A database file of the product: opened for reading, and which load it holds."""
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from data import limits
from data.problem import Problem
from data.standing import once, stands

# Raised with every change of data/schema.sql, and of the derived tables where older ones can't be read or hold other counts.
# What an upgrade must bring along: the records, how they came, and from version 4 on the schema `history`.
SCHEMA_VERSION = 6

# Locked: no query can change it.
READING = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
    # Groups of small numbers are counted in one flat table of up to 2^22 cells, several times as fast as hashing.
    "perfect_ht_threshold": 22,
}
SPILLED = "8GB"  # the most that questions may write to the disk for want of memory


def reading() -> dict[str, object]:
    """How a file is opened for reading, by every connection of a process: DuckDB refuses a second one that differs.

    Raises Problem where QUERY_MEMORY is no amount.
    """
    return READING | {"memory_limit": limits.memory(), "max_temp_directory_size": SPILLED}


class OlderVersion(Problem):
    """The database is ours but its tables are an older version's: `upgrade` derives them anew from its records.

    demonstration: True where they are invented.
    """

    def __init__(self, message: str, demonstration: bool) -> None:
        super().__init__(message)
        self.demonstration = demonstration


@dataclass(frozen=True)
class Load:
    """The load that a database holds. `loaded_at` is in Coordinated Universal Time."""

    number: int
    loaded_at: datetime
    product_version: str
    schema_version: int
    fingerprint: str
    demonstration: bool
    profile: str | None
    settings: dict[str, str]
    data_as_of: date  # the latest end of follow-up


def connect_read_only(path: str | Path) -> duckdb.DuckDBPyConnection:
    """Open a database file for reading. Raises Problem where it is none of ours, or can't be read now.

    While any connection to the file is open in this process, opening it again gives the same content, even when a load
    has put a new file in its place meanwhile: close all of them to see the new one. All queries to one file together may
    use the memory that QUERY_MEMORY says.
    """
    path = Path(path)
    _check_file(path)
    try:
        connection = quiet(duckdb.connect(str(path), read_only=True, config=reading()))
    except duckdb.Error as error:
        raise Problem(_why_not(path, str(error))) from error
    try:
        _check_version(path, connection)
    except BaseException:
        connection.close()
        raise
    stands(connection)
    return connection


@contextmanager
def connect_older(path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Load]]:
    """A database that this version or an older one wrote, and its load. Raises Problem where it is neither."""
    _check_file(path)
    try:
        connection = quiet(duckdb.connect(str(path), read_only=True, config=reading()))
    except duckdb.Error as error:
        raise Problem(_why_not(path, str(error))) from error
    with connection:
        with suppress(OlderVersion):
            _check_version(path, connection)
        yield connection, _load(connection)


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Another connection to the same database, to be used instead of the first.

    Under `python -m` the engine takes itself for typed at, and the first connection draws a progress bar into the
    output of whatever takes two seconds; where its configuration is locked it can't be told not to.
    """
    return connection.cursor()


def current_load(connection: duckdb.DuckDBPyConnection) -> Load:
    """The load whose records the database holds."""
    return once(connection, "load", lambda: _load(connection))


def _load(connection: duckdb.DuckDBPyConnection) -> Load:
    rows = connection.execute(
        "select load_number, loaded_at, product_version, schema_version, fingerprint, demonstration, profile, settings, "
        "data_as_of from load_record"
    ).fetchall()
    row = max(rows)
    return Load(*row[:7], json.loads(row[7]), row[8])


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise Problem(f"{path} is a folder, not a database file.")
    if not path.exists():
        raise Problem(f"There is no database {path}; make one with the command load or demo.")
    if not path.is_file():  # opening a pipe would wait for somebody to write into it
        raise Problem(f"{path} is a device or a pipe, not a database file.")
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise Problem(f"The database {path} can't be read ({error.strerror}).") from error
    if start[8:12] != b"DUCK":
        raise Problem(f"{path} is not a database; choose another file, or make one with the command load or demo.")


def _why_not(path: Path, message: str) -> str:
    if "Could not set lock" in message or "being used by another process" in message:
        return f"The database {path} is held by another program; close it there and try again."
    if "different configuration" in message:
        return f"The database {path} is open in this program for something else; close it there and try again."
    if "newer version" in message or "version number" in message:
        return f"The database {path} was written by a newer version than this one can read; update this program."
    return f"{path} is not a database that can be read; load the records again."


def _check_version(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    try:
        found = connection.execute("select max(schema_version) from load_record").fetchone()[0]
    except duckdb.CatalogException as error:
        raise Problem(f"{path} is a database of something else, not of these records; choose another file.") from error
    except duckdb.Error as error:
        raise Problem(f"{path} is a database of something else, or damaged; choose another file.") from error
    if found is None:
        raise Problem(f"{path} holds no load of records; load the records again.")
    if found > SCHEMA_VERSION:
        raise Problem(
            f"The database {path} was written by a newer version of this program (its tables are version {found}, "
            f"this program knows {SCHEMA_VERSION}); update this program."
        )
    if found < SCHEMA_VERSION:
        raise OlderVersion(
            f"The database {path} was written by an older version of this program (its tables are version {found}, "
            f"this program needs {SCHEMA_VERSION}). Bring it up to date with “python -m analytics upgrade --db {path}”, which keeps "
            "the records and a backup.",
            demonstration=connection.execute("select bool_or(demonstration) from load_record").fetchone()[0],
        )
