"""From a folder to sources: which files there are, what their bytes and headers say."""
import csv
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data.loading import partitions
from data.loading.folder import MODELS, WITHDRAWN, Folder
from data.loading.models import Model, added_models
from data.loading.reading import Source, csv_header, csv_source, header_faults, ignored_columns, parquet_source
from data.loading.record_tables import REQUIRED, TABLES, record_tables
from data.loading.report import Notice, Reject
from data.loading.scanning import Scan, checksum, scan
from data.loading.withdrawals import Withdrawals, read_withdrawals


@dataclass
class Gathered:
    """What a folder holds. `rejects` are of whole files: none of them can be left out."""

    folder: Folder
    sources: dict[str, Source] = field(default_factory=dict)
    scans: dict[str, "Future[Scan]"] = field(default_factory=dict)
    added_models: list[Model] = field(default_factory=list)
    withdrawals: Withdrawals = field(default_factory=list)
    later: bool = False  # an extract that adds to what is there
    rejects: list[Reject] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def wait(self) -> None:
        """Until every file's bytes are looked at; a file that is no text in lines is out."""
        for table, source in list(self.sources.items()):
            if table not in self.scans:
                continue
            looked_at = self.scans[table].result()
            if looked_at.fault:
                line, reason = looked_at.fault
                self.out(table, Reject(source.path.name, line, "", "", reason))
            elif looked_at.lines == 1:
                self.without_rows(table, source)

    def out(self, table: str, *rejects: Reject) -> None:
        self.rejects += rejects
        self.unreadable.add(table)
        self.sources.pop(table, None)

    def take_back(self, path: Path) -> None:
        """Read the rows to be withdrawn, where the file is there."""
        if path.exists():
            self.folder.files[WITHDRAWN] = path
            self.withdrawals, wrong = read_withdrawals(path)
            self.rejects += wrong

    def without_rows(self, table: str, source: Source) -> None:
        reason = f"has {'a header' if source.is_csv else 'columns'} but no rows"
        if table in REQUIRED and not self.later:
            self.out(table, Reject(source.path.name, None, "", "", reason))
            return
        told = f"{source.path.name} {reason}."
        self.notices.append(Notice("warning", "no_rows", table, None, 0, told))


def gather(folder: Folder, connection: duckdb.DuckDBPyConnection, threads: ThreadPoolExecutor, later: bool = False) -> Gathered:
    """Look at each file's header; the bytes are looked at meanwhile, by `threads`. later: as in `look_into`."""
    found = Gathered(folder, later=later)
    found.rejects += folder.rejects
    found.notices += folder.notices
    found.unreadable |= folder.unreadable
    for table in TABLES:
        if path := folder.files.get(table):
            _gather_file(found, connection, threads, table, path)
    if not later and "participation" not in folder.files and "participation" not in folder.unreadable:
        told = "There is no file participation: nobody is in an arm."
        found.notices.append(Notice("information", "no_participations", "participation", None, 0, told))
    if path := folder.files.get(MODELS):
        found.added_models, wrong = added_models(path)
        if wrong:
            found.rejects += wrong
            found.unreadable.add(MODELS)
    if path := folder.files.get(WITHDRAWN):
        found.take_back(path)
    return found


def _gather_file(
    found: Gathered, connection: duckdb.DuckDBPyConnection, threads: ThreadPoolExecutor, table: str, path: Path
) -> None:
    try:
        if path.is_dir() and path.suffix:
            raise OSError(0, "it is a folder")
        if path.exists() and not (path.is_dir() or path.is_file()):  # a pipe would be waited for without end
            raise OSError(0, "it is no file")
        if path.is_dir() and (wrong := partitions.faults(connection, path)):
            found.out(table, *wrong)
            return
        if path.is_file() and path.stat().st_size == 0:
            found.out(table, Reject(path.name, None, "", "", "is empty"))
            return
        read = _csv if path.suffix == ".csv" else _parquet
        source = read(connection, table, path)
        rows = None if source.is_csv else connection.execute(f"select count(*) from {source.sql}").fetchone()[0]
    except OSError as error:
        found.out(table, Reject(path.name, None, "", "", f"can't be read ({error.strerror})"))
        return
    except (duckdb.Error, UnicodeDecodeError, csv.Error):
        found.out(table, _unreadable(path))
        return
    wrong = header_faults(source.table, path, source.header)
    if wrong:
        misread = source.is_csv and scan(path).fault is not None  # then it is no wonder that columns are missing
        found.out(table, *([_unreadable(path)] if misread else wrong))
        return
    found.sources[table] = source
    found.notices += ignored_columns(source)
    if source.is_csv:
        found.scans[table] = threads.submit(scan, path)
    elif rows == 0:
        found.without_rows(table, source)


def _csv(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> Source:
    return csv_source(record_tables()[table], path, csv_header(path))


def _parquet(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> Source:
    return parquet_source(connection, record_tables()[table], path)


def _unreadable(path: Path) -> Reject:
    """Why a file whose header can't be read can't be read."""
    if path.suffix == ".parquet":
        return Reject(path.name, None, "", "", "is not a Parquet file that can be read")
    line, reason = scan(path).fault or (1, "has a header that can't be read: a quote is not closed")
    return Reject(path.name, line, "", "", reason)


def _size_and_checksum(path: Path) -> tuple[int, str]:
    return partitions.size_and_checksum(path) if path.is_dir() else (path.stat().st_size, checksum(path))


def checksums(paths: list[Path], gathered: Gathered) -> dict[Path, tuple[int, str]]:
    """Path -> bytes and SHA-256, from the scan where there was one."""
    known = {gathered.sources[table].path: looked_at.result() for table, looked_at in gathered.scans.items()}
    return {
        path: (known[path].bytes, known[path].sha256) if path in known else _size_and_checksum(path)
        for path in paths
    }


