"""A table's file as a SQL source of text columns named as the contract names them.

The column lists are made here because they follow each file's own header.
"""
import csv
import glob
import io
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.loading import partitions
from data.loading.cells import name, text, typed, written
from data.loading.record_tables import Column, RecordTable
from data.loading.report import Notice, Reject, quoted
from data.loading.scanning import LONGEST_LINE, whole_fields

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}  # that stand where commas should


@dataclass(frozen=True)
class Source:
    """A file and, for each column of its table that it holds, the SQL that gives its text."""

    table: RecordTable
    path: Path
    sql: str  # a table function call
    held: dict[str, str]  # column -> expression over `sql`, null for an empty field
    header: tuple[str, ...]

    @property
    def is_csv(self) -> bool:
        return self.path.suffix == ".csv"

    def as_text(self) -> str:
        """A query of every column of the table as text; a column that the file lacks is null."""
        cells = (
            f"{self.held.get(column.name, 'null::varchar')} as {name(column.name)}" for column in self.table.columns
        )
        return f"select {', '.join(cells)} from {self.sql}"


def as_typed(columns: tuple[Column, ...], origin: str, *kept: str) -> str:
    """A query of each column typed, and as it was written. `origin` has the text columns, and those `kept`."""
    cells = (
        f"{name(column.name)} as {written(column)}, {typed(column, name(column.name))} as {name(column.name)}"
        for column in columns
    )
    return f"select {', '.join((*kept, *cells))} from {origin}"


def csv_call(path: Path, columns: int) -> str:
    """read_csv with nothing left to be guessed: guessing fails in silence."""
    names = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(columns))
    return (
        f"read_csv({_literal(path)}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"strict_mode = true, null_padding = false, nullstr = '', encoding = 'utf-8', compression = 'none', "
        f"max_line_size = {LONGEST_LINE + 2}, columns = {{{names}}})"
    )


def csv_header(path: Path) -> list[str]:
    """The names in a CSV file's first line; empty where there is none. Raises csv.Error, UnicodeDecodeError."""
    with path.open("rb") as file:
        line = file.readline(LONGEST_LINE)
    # A file whose lines end in the old way, by a return alone.
    first = line.decode("utf-8-sig").replace("\r\n", "\n").split("\r")[0]
    with whole_fields():
        return next(csv.reader(io.StringIO(first), strict=True), [])


def csv_source(table: RecordTable, path: Path, header: list[str], read_from: Path | None = None) -> Source:
    """A CSV file; `read_from` is a copy in plain form where the file itself is not."""
    known = {column.name for column in table.columns}
    held = {column: f"c{position}" for position, column in enumerate(header) if column in known}
    return Source(table, path, csv_call(read_from or path, len(header)), held, tuple(header))


def parquet_source(connection: duckdb.DuckDBPyConnection, table: RecordTable, path: Path) -> Source:
    """A Parquet file, or a folder of them in partitions. Raises duckdb.Error where it is none."""
    files = "[" + ", ".join(map(_literal, partitions.files(path))) + "]" if path.is_dir() else _literal(path)
    call = f"read_parquet({files}, binary_as_string = true, hive_partitioning = false)"
    described = connection.execute(f"describe select * from {call}").fetchall()
    known = {column.name for column in table.columns}
    held = {column: parquet_text(column, kind) for column, kind, *_ in described if column in known}
    return Source(table, path, call, held, tuple(column for column, *_ in described))


def parquet_text(column: str, kind: str) -> str:
    """A typed Parquet column as the text that a CSV file would hold.

    Programs write whole numbers with gaps as floating point, and days as midnights; both are read as what they mean.
    """
    plain = f"cast({name(column)} as varchar)"
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"{name(column)} = trunc({name(column)}) and abs({name(column)}) < 1e15"
        return f"case when {whole} then cast(cast({name(column)} as bigint) as varchar) else {plain} end"
    if kind.startswith("TIMESTAMP"):
        day = f"cast({name(column)} as date)"
        return f"case when {name(column)} = {day} then cast({day} as varchar) else {plain} end"
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return f"rtrim(rtrim({plain}, '0'), '.')"
    return f"nullif({plain}, '')"


def header_faults(table: RecordTable, path: Path, header: tuple[str, ...] | list[str]) -> list[Reject]:
    """A column that is missing or there twice."""
    faults = []
    for column in table.columns:
        times = header.count(column.name)
        if times > 1:
            faults.append(Reject(path.name, 1, column.name, "", f"is there {times} times; keep one"))
        if times == 0 and column.required:
            near = [given for given in header if given.strip().lower() == column.name]
            hint = f"; there is {text(near[0])}" if near else _other_separator(header)
            faults.append(Reject(path.name, 1, column.name, "", f"is a required column and is missing{hint}"))
    return faults


def _other_separator(header: tuple[str, ...] | list[str]) -> str:
    """What to do where a CSV file's columns stand apart by something else than commas, as spreadsheets of many countries write it."""
    apart = [name for sign, name in SEPARATORS.items() if len(header) == 1 and sign in header[0]]
    return f"; the columns stand apart by {apart[0]}: save the file with commas" if apart else ""


def ignored_columns(source: Source) -> list[Notice]:
    """One notice for each column that the table does not have."""
    known = {column.name for column in source.table.columns}
    extra = [column for column in dict.fromkeys(source.header) if column not in known]
    told = "{}: the column '{}' is not in the contract and was ignored."
    return [
        Notice("warning", "ignored_column", source.table.name, column, 1, told.format(source.path.name, quoted(column)))
        for column in extra
    ]


def _literal(path: Path) -> str:
    """A path as DuckDB takes it: not as a pattern."""
    return text(glob.escape(str(path)))
