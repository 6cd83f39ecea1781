"""Filling a new database file: the fast way first, the exact way where that leaves any doubt."""
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data.database import SCHEMA_VERSION, Load
from data.history import writing
from data.history.writing import Moved
from data.loading import bookkeeping, held, rules, straight
from data.loading.cells import text
from data.loading.examination import Examination
from data.loading.fingerprint import fingerprint
from data.loading.folder import MODELS, WITHDRAWN
from data.loading.gathering import Gathered, checksums
from data.loading.models import write_models
from data.loading.placing import new_database
from data.loading.record_tables import REQUIRED, SCHEMA
from data.loading.rejects_file import write_rejects
from data.loading.report import FileRead, LoadReport, Notice, Reject, TableRows, refusal
from data.loading.withdrawals import note_withdrawals, unknown_withdrawn
from data.version import VERSION

Progress = Callable[[str, float], None]
Prepare = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True)
class Request:
    """What was asked for."""

    folder: Path
    database: Path
    profile: str | None
    settings: dict[str, str]
    rejects_path: Path | None
    max_rejects: int
    demonstration: bool
    tell: Progress
    prepare: Prepare
    append: bool = False
    name: str = ""  # what the folder is called in the history


@dataclass
class Attempt:
    """One load's way from its files to the new file `made`. `before` is the load that the file `old` holds."""

    request: Request
    gathered: Gathered
    conversion: Any  # what a profile made of the folder, or None
    before: Load | None
    old: Path  # in this version's tables
    made: Path

    @property
    def adds(self) -> bool:
        """Whether the folder is an extract beside what the old file holds."""
        return self.request.append and self.before is not None

    def straight(self) -> LoadReport | None:
        """The records as they are read; None where anything is wrong with any of them."""
        with new_database(self.made) as connection:
            self._prepare(connection)
            connection.execute("begin")
            try:
                accepted = self._insert(connection)
            except (duckdb.IOException, duckdb.OutOfMemoryException):
                raise
            except duckdb.Error:  # whatever it is, the exact way meets it again and can tell
                accepted = None
            self.gathered.wait()
            if accepted is None or self.gathered.rejects or not self._all_there(connection, accepted):
                return None
            self.request.tell("Checking the records", 0.5)
            if self._both(connection, "main") or (self.adds and not self._laid_under(connection)):
                return None
            if straight.breaks_a_rule(connection):
                return None
            return self._finish(connection, {table: TableRows(rows, 0) for table, rows in accepted.items()})

    def exactly(self) -> LoadReport:
        """The records that are left when all that is wrong is out. Raises LoadProblem where that is too much."""
        self.gathered.wait()
        self.request.tell("Looking closely at the records", 0.3)
        with new_database(self.made) as connection:
            self._prepare(connection)
            examination = Examination(connection, self.made.parent, database=self.request.database.name if self.adds else "")
            examination.unreadable |= self.gathered.unreadable
            for table, source in self.gathered.sources.items():
                looked_at = self.gathered.scans[table].result() if table in self.gathered.scans else None
                examination.read(source, looked_at)
            examination.judge(self.request.max_rejects)
            tables = self._refuse_too_many(examination)
            connection.execute("begin")
            examination.insert_accepted()
            return self._finish(connection, tables)

    def _prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        if self._follows():
            connection.execute(f"attach {text(str(self.old))} as old (read_only)")
        connection.execute("begin")  # each end of a transaction waits for the disk
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(rules.statement("cells/faults.sql"))
        note_withdrawals(connection, self.gathered.withdrawals)
        if self.adds:
            held.copy_models(connection)
        else:
            write_models(connection, self.gathered.added_models)
        connection.execute("commit")

    def _follows(self) -> bool:
        return writing.follows(self.before, self.request.demonstration)

    def _laid_under(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Put the old file's rows under those of the extract; False where what is left can't be all right."""
        held.lay_under(connection)
        return all(connection.execute(f"select count(*) from {table}").fetchone()[0] for table in REQUIRED)

    def _both(self, connection: duckdb.DuckDBPyConnection, among: str) -> list[Reject]:
        """Rows that are brought and withdrawn; among: as in `held.both`."""
        return held.both(connection, self._withdrawn_file(), among) if self.gathered.withdrawals else []

    def _withdrawn_file(self) -> Path:
        return self.gathered.folder.files.get(WITHDRAWN, self.gathered.folder.path / f"{WITHDRAWN}.csv")

    def _insert(self, connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
        accepted = {}
        for done, (table, source) in enumerate(self.gathered.sources.items()):
            self.request.tell(f"Reading {table}", 0.05 + 0.45 * done / len(self.gathered.sources))
            accepted[table] = straight.insert(connection, source)
        return accepted

    def _all_there(self, connection: duckdb.DuckDBPyConnection, accepted: dict[str, int]) -> bool:
        """Whether each record of each file was inserted: none left out as unsound, none misread."""
        for table, source in self.gathered.sources.items():
            if source.is_csv:
                looked_at = self.gathered.scans[table].result()
                if not looked_at.plain or accepted[table] != looked_at.lines - 1:
                    return False
            elif accepted[table] != connection.execute(f"select count(*) from {source.sql}").fetchone()[0]:
                return False
        return True

    def _refuse_too_many(self, examination: Examination) -> dict[str, TableRows]:
        """Rows accepted and rejected by table. Raises LoadProblem where more are rejected than may be."""
        tables = {}
        for table in self.gathered.sources:
            rejected = examination.rejected(table)
            tables[table] = TableRows(examination.rows(table) - rejected, rejected)
        rows = sum(counted.rejected for counted in tables.values())
        both = self._both(examination.connection, "examined")
        rejects = [*map(self._named, self.gathered.rejects), *both, *examination.found(self._origin())]
        too_many = self.gathered.rejects or both or examination.unreadable or rows > self.request.max_rejects or examination.held_are_wrong()
        lost = [] if too_many else self._emptied(examination) if self.adds else self._lost(tables)
        if self.request.rejects_path is not None:
            write_rejects(self.request.rejects_path, rejects)
        if too_many or lost:
            raise refusal((*lost, *rejects), rows, self.request.max_rejects, self.request.database)
        return tables

    def _lost(self, tables: dict[str, TableRows]) -> list[Reject]:
        """A table that can't be without rows and would be."""
        without = [table for table in REQUIRED if tables[table].accepted == 0]
        files = [self.gathered.sources[table].path.name for table in without]
        return [Reject(file, None, "", "", "has no row that is right") for file in files]

    def _emptied(self, examination: Examination) -> list[Reject]:
        """The same where an extract takes back the last of them."""
        return [Reject(self._withdrawn_file().name, None, "", "", f"leaves no row in {table}") for table in REQUIRED if examination.left(table) == 0]

    def _origin(self) -> Callable[[str, int], tuple[str, int]] | None:
        return self.conversion.origin if self.conversion else None

    def _named(self, reject: Reject) -> Reject:
        """A fault of a whole file that a profile made is the profile's; what is withdrawn it does not touch."""
        if self.conversion is None or reject.file == self._withdrawn_file().name:
            return reject
        reason = f"what the profile {self.request.profile} makes of it: {reject.reason}"
        return Reject(reject.file, reject.line, reject.column, reject.value, reason)

    def _finish(self, connection: duckdb.DuckDBPyConnection, tables: dict[str, TableRows]) -> LoadReport:
        """Name the records; where they are new, derive what counting needs and write down how they came."""
        request = self.request
        if request.rejects_path is not None and not any(rows.rejected for rows in tables.values()):
            write_rejects(request.rejects_path, [])
        request.tell("Naming the records", 0.6)
        named = fingerprint(connection)
        changed = not self._holds(named)
        notices = [*self.gathered.notices, *self._told_by_profile(), *self._told_of_rejects(tables)]
        notices += unknown_withdrawn(connection, self.adds)
        if self.adds:
            notices += held.told_of_erased(connection)
        notices += bookkeeping.notices(connection)
        files = self._files(tables)
        number, moved = self.before.number if self.before else 1, {}
        if changed:
            from data import derive

            request.tell("Preparing the counts", 0.75)
            derive.build(connection)
            request.prepare(connection)
            settings = dict(self.conversion.settings) if self.conversion else {}
            number, moved = self._into_history(connection, named, tables)
            bookkeeping.record(connection, named, request.demonstration, request.profile, settings, files, notices, number)
            connection.execute("commit")
            connection.execute("checkpoint")
        left_out = sum(rows.rejected for rows in tables.values())
        return LoadReport(request.database, named, changed, tuple(files), tables, tuple(notices), left_out, 0.0, number, moved, self.adds)

    def _into_history(self, connection: duckdb.DuckDBPyConnection, named: str, tables: dict[str, TableRows]) -> tuple[int, dict[str, Moved]]:
        """Write down what this load did to what was there before; its number, and rows moved by table."""
        writing.make_tables(connection)
        number, moved = 1, {}
        if self._follows():
            number = writing.carry(connection)
            if named == self.before.fingerprint:  # the same records, written anew by another version of this program
                return self.before.number, writing.note_moved(connection, self.before.number, ())
            withdrawn = {table for table, *_ in self.gathered.withdrawals}
            moved = writing.note_moved(connection, number, {*self.gathered.sources, *withdrawn} if self.adds else writing.keys())
        else:
            moved = writing.first_rows(connection)
        kind = "added" if self.adds else "replaced"
        left_out = {table: rows.rejected for table, rows in tables.items()}
        writing.note_load(connection, number, kind, self.request.name, self.request.profile, named, moved, left_out)
        return number, moved

    def _holds(self, named: str) -> bool:
        """Whether the old file holds these very records, as this version would write them."""
        before = self.before
        return before is not None and (named, VERSION, SCHEMA_VERSION, self.request.demonstration) == (
            before.fingerprint,
            before.product_version,
            before.schema_version,
            before.demonstration,
        )

    def _told_by_profile(self) -> list[Notice]:
        if self.conversion is None:
            return []
        return [
            Notice("warning", told.kind, None, told.column or None, told.rows, told.message)
            for told in self.conversion.notices
        ]

    def _told_of_rejects(self, tables: dict[str, TableRows]) -> list[Notice]:
        told = {table: rows.rejected for table, rows in tables.items() if rows.rejected}
        return [
            Notice("warning", "rows_left_out", table, None, rows, f"Rows of {table} that were left out: {rows:,}.")
            for table, rows in told.items()
        ]

    def _files(self, tables: dict[str, TableRows]) -> list[FileRead]:
        """Every file that was read, with its checksum: the site's own, where a profile made ours of them."""
        if self.conversion is not None:
            sums = checksums(list(self.conversion.source_files), self.gathered)
            return [FileRead(path.name, None, size, sha256) for path, (size, sha256) in sums.items()]
        by_path = {source.path: table for table, source in self.gathered.sources.items()}
        others = [self.gathered.folder.files[name] for name in (MODELS, WITHDRAWN) if name in self.gathered.folder.files]
        sums = checksums([*by_path, *others], self.gathered)
        return [self._file(path, by_path.get(path), *sums[path], tables) for path in sums]

    def _file(self, path: Path, table: str | None, size: int, sha256: str, tables: dict[str, TableRows]) -> FileRead:
        if table is None:
            return FileRead(path.name, path.stem, size, sha256)
        rows = tables[table]
        return FileRead(path.name, table, size, sha256, rows.accepted + rows.rejected, rows.accepted, rows.rejected)
