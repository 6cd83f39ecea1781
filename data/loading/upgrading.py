"""A database that an older version wrote, made new: its records and their history as they are, all that counting needs derived again.

The old file stays beside it as F.backup-vN, where N is the version of its tables.
"""
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import derive
from data.database import SCHEMA_VERSION, Load, connect_older
from data.history import writing
from data.loading import bookkeeping, straight
from data.loading.attempt import Prepare
from data.loading.cells import text
from data.loading.fingerprint import fingerprint
from data.loading.forgetting import files_of, told_before
from data.loading.older import bring_history, bring_records
from data.loading.placing import as_problem, new_database, put_in_place, to_disk, workplace
from data.loading.record_tables import SCHEMA
from data.loading.report import Notice
from data.problem import Problem

CODE = "upgraded"


@dataclass(frozen=True)
class Upgrade:
    """How it ended: the versions of the tables, before and after, the backup, and the records' fingerprint."""

    database: Path
    before: int
    after: int
    backup: Path | None  # None where the file was new already
    fingerprint: str


def upgrade(database: str | Path, *, prepare: Prepare | None = None) -> Upgrade:
    """Write the file anew as this version writes it, and keep the old one as a backup; one that is new is left alone.

    prepare: as in `load_folder`. Raises Problem where the file can't be read, or holds what this version's rules refuse;
    then it is as it was. A kill leaves the old file or the new one, and beside the new one the whole backup.
    """
    target = Path(os.path.realpath(database))
    try:
        with workplace(target) as work:
            return _upgraded(target, work, prepare or (lambda connection: None))
    except (OSError, duckdb.Error, MemoryError) as error:
        raise as_problem(target, error, "upgrade") from error


def _upgraded(target: Path, work: Path, prepare: Prepare) -> Upgrade:
    with connect_older(target) as (old, before):
        if before.schema_version == SCHEMA_VERSION:
            return Upgrade(target, SCHEMA_VERSION, SCHEMA_VERSION, None, before.fingerprint)
        files, told = files_of(old), told_before(old)
    made = work / "new.duckdb"
    with new_database(made) as connection:
        connection.execute("begin")
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("commit")
        connection.execute(f"attach {text(str(target))} as old (read_only)")
        connection.execute("begin")
        bring_records(connection, target)
        if straight.breaks_a_rule(connection):
            raise Problem(f"What {target} holds breaks a rule of this version; nothing was changed. Load the records again.")
        named = fingerprint(connection)
        derive.build(connection)
        prepare(connection)
        said = Notice("information", CODE, None, None, 1, f"Brought from version {before.schema_version} of the tables to {SCHEMA_VERSION}.")
        bookkeeping.record(connection, named, before.demonstration, before.profile, before.settings, files,
                           [*bookkeeping.notices(connection), *told, said], before.number)
        connection.execute("update load_record set loaded_at = ?", [before.loaded_at])
        _bring_the_past(connection, target, before, named)
        connection.execute("commit")
        connection.execute("detach old")
        connection.execute("checkpoint")
    backup = _keep(target, before, work)
    put_in_place(made, target)
    return Upgrade(target, before.schema_version, SCHEMA_VERSION, backup, named)


def _bring_the_past(connection: duckdb.DuckDBPyConnection, target: Path, before: Load, named: str) -> None:
    """Every load under its number; where the file kept no history yet, its load begins one.

    named: the records' fingerprint, which this version may make otherwise; their load is found by it from now on.
    """
    if bring_history(connection, target):
        connection.execute("update history.loads set fingerprint = ? where load_number = ? and fingerprint = ?", [named, before.number, before.fingerprint])
    else:
        writing.note_load(connection, before.number, "replaced", None, before.profile, named, writing.first_rows(connection), {})
        connection.execute("update history.loads set loaded_at = ?", [before.loaded_at])


def _keep(target: Path, before: Load, work: Path) -> Path:
    """The old file under a name of its own as well; one that was kept before is not touched."""
    usual = target.with_name(f"{target.name}.backup-v{before.schema_version}")
    number, backup = 1, usual
    while backup.exists() and not backup.samefile(target):
        number += 1
        backup = usual.with_name(f"{usual.name}-{number}")
    if not backup.exists():
        try:
            os.link(target, backup)
        except OSError:  # no second name here, as on some network drives
            copied = work / "backup"
            shutil.copy2(target, copied)
            to_disk(copied)
            os.replace(copied, backup)
    return backup
