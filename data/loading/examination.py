"""The exact way: every fault of every file with its place, and which rows are left when the faulty ones are out."""
import sys
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import duckdb

from data.loading import held, rules
from data.loading.cells import faults, name, written
from data.loading.plain_copy import copy_plainly
from data.loading.reading import Source, as_typed, csv_source
from data.loading.record_tables import TABLES, record_tables, references
from data.loading.report import Reject
from data.loading.scanning import Scan

# With more than this wrong a file was made wrongly as a whole, and naming all that hangs on it helps nobody.
MOST_TO_FOLLOW = 100_000
DOUBLED = "and reason like '%an identifier stands for one row'"
BY_ITSELF = "and stage = 1"


@dataclass
class Examination:
    """Holds each file's rows as text and typed, and what is wrong with them. `folder` is for what memory can't hold.

    database: the name of the one whose rows stand under those of an extract; empty where the files are all there is.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    lines: dict[str, array | None] = field(default_factory=dict)  # None: record n stands on line n + 1
    sources: dict[str, Source] = field(default_factory=dict)
    misshapen: dict[str, list[Reject]] = field(default_factory=dict)  # records without the header's form
    unreadable: set[str] = field(default_factory=set)
    database: str = ""
    last: dict[str, int] = field(default_factory=dict)  # a table's last row of the file; beyond it lie the database's

    def __post_init__(self) -> None:
        self.connection.execute("attach ':memory:' as examined")
        self.connection.execute("attach ':memory:' as checked")
        self.connection.execute(rules.statement("fault_table.sql"))

    def read(self, source: Source, scan: Scan | None) -> None:
        """Take in one file. `scan` is None for Parquet."""
        table = source.table.name
        if scan is not None and (scan.quotes or not scan.plain or not self._read_as_it_is(source, scan)):
            copy = copy_plainly(source.path, self.folder / source.path.name, len(source.header))
            self.misshapen[table] = list(copy.rejects)
            if copy.ends_early:
                self.unreadable.add(table)
            self.lines[table] = copy.lines
            self._stage(csv_source(source.table, source.path, list(source.header), copy.path))
            copy.path.unlink()
        elif scan is None and not self._read_parquet(source):
            return
        self.sources[table] = source
        self._judge_cells(source)

    def rows(self, table: str) -> int:
        """Records of a table, those without the header's form included."""
        if table not in self.sources:
            return 0
        staged = self.connection.execute(f"select count(*) from examined.{table}_written").fetchone()[0]
        return staged + len(self.misshapen.get(table, []))

    def judge(self, allowed: int) -> None:
        """Apply every rule until no row is left that breaks one, or refers to one that is out.

        Where more than `allowed` rows are out already, and very many, what follows from them is not looked for.
        """
        self._complete()
        if self.database:
            self._lay_beside()
        self._look_at(DOUBLED)
        self._note(1, {table: rules.duplicate_ids(table) for table in TABLES})
        self._lay_back(DOUBLED)
        self._look_at(DOUBLED)
        self._note(1, rules.row_rules())
        if not self.unreadable:  # else what is missing can't be told from what is not known
            self._note_among_others()
            self._follow(allowed)
        self._restore_values()

    def _note_among_others(self) -> None:
        """What shows only beside other rows. A row that is out by itself is told all that is wrong with it, and makes no
        other row wrong: what goes when it is out (a sum with its amount) is no fault."""
        out = self.connection.execute("select count(*) from examined.fault").fetchone()[0]
        if not self._note(0 if out else 1, rules.reference_rules()) or not out:
            return
        self._look_at(BY_ITSELF)
        self._lay_back(BY_ITSELF)
        self._note(2, rules.reference_rules())
        self.connection.execute(rules.statement("among_others.sql"))

    def _follow(self, allowed: int) -> None:
        """Take out what breaks a rule only because other rows are out, until nothing does."""
        rows = "select count(distinct (table_name, row_number)) from examined.fault"
        out = self.connection.execute(rows).fetchone()[0]
        if out > max(allowed, MOST_TO_FOLLOW):
            return
        self._look_at()
        stage = 2
        self._lay_back()
        while self._note(stage, {**rules.row_rules(), **rules.reference_rules()}):
            self._lay_back()
            stage += 1

    def found(self, origin: Callable[[str, int], tuple[str, int]] | None) -> list[Reject]:
        """Everything wrong, by table and line; what is wrong only because another row is refused comes last.

        `origin` gives the source file and line of a row that a profile made.
        """
        by_itself = {table: [*self.misshapen.get(table, [])] for table in TABLES}
        by_others = []
        faults = self.connection.execute(
            "select table_name, row_number, column_name, coalesce(value, ''), reason, stage from examined.fault "
            "order by list_position($tables, table_name), row_number, column_name",
            {"tables": list(TABLES)},
        )
        while batch := faults.fetchmany(10_000):
            for table, row_number, column, value, reason, stage in batch:
                if self._is_held(table, row_number):
                    by_others.append(self._told_of_held(table, row_number, column, value, reason))
                    continue
                place = (self.sources[table].path.name, self.line(table, row_number))
                file, line = origin(table, row_number) if origin else place
                reject = Reject(file, line, column, value, reason)
                by_itself[table].append(reject) if stage == 1 else by_others.append(reject)
        for rejects in by_itself.values():
            rejects.sort(key=lambda reject: (reject.line or 0, reject.column))
        return [*chain.from_iterable(by_itself.values()), *by_others]

    def line(self, table: str, row_number: int) -> int:
        """The line on which a record begins; a Parquet file's row."""
        lines = self.lines[table]
        if lines is not None:
            return lines[row_number - 1]
        return row_number + 1 if self.sources[table].is_csv else row_number

    def rejected(self, table: str) -> int:
        """Rows of a table that are out."""
        query = "select count(distinct row_number) from examined.fault where table_name = ? and row_number <= ?"
        last = self.last.get(table, sys.maxsize)
        return self.connection.execute(query, [table, last]).fetchone()[0] + len(self.misshapen.get(table, []))

    def held_are_wrong(self) -> bool:
        """Whether anything is wrong with a row that the database holds: such a row is never left out."""
        faults = self.connection.execute("select distinct table_name, row_number from examined.fault").fetchall()
        return any(self._is_held(table, row_number) for table, row_number in faults)

    def left(self, table: str) -> int:
        """Rows of a table that are not out, the database's among them."""
        query = f"select count(*) from examined.{table} where row_number not in (select row_number from examined.fault where table_name = ?)"
        return self.connection.execute(query, [table]).fetchone()[0]

    def insert_accepted(self) -> None:
        """Fill the record tables with the rows that are left."""
        for table in record_tables().values():
            columns = ", ".join(name(column.name) for column in table.columns)
            self.connection.execute(
                f"insert into main.{table.name} ({columns}) select {columns} from examined.{table.name} where row_number "
                "not in (select row_number from examined.fault where table_name = ?) order by row_number",
                [table.name],
            )

    def _lay_beside(self) -> None:
        """The database's rows behind those of the files."""
        for table in TABLES:
            self.last[table] = self.connection.execute(f"select coalesce(max(row_number), 0) from examined.{table}").fetchone()[0]
            held.lay_beside(self.connection, table, self.last[table])

    def _lay_back(self, only: str = "") -> None:
        """Where a row that was to replace the database's is out, the database's stays."""
        for table, last in self.last.items():
            beyond = self.connection.execute(f"select coalesce(max(row_number), 0) from examined.{table}").fetchone()[0]
            anew = f"row_number > {last} or row_number not in (select row_number from examined.fault where table_name = '{table}' {only})"
            held.lay_beside(self.connection, table, beyond, anew)

    def _is_held(self, table: str, row_number: int) -> bool:
        return row_number > self.last.get(table, sys.maxsize)

    def _told_of_held(self, table: str, row_number: int, column: str, value: str, reason: str) -> Reject:
        """A fault of a row that is in no file of the extract."""
        key = record_tables()[table].key
        identifier = self.connection.execute(f"select {key} from examined.{table} where row_number = ?", [row_number]).fetchone()[0]
        return Reject(self.database, None, f"{table} {identifier}, {column}", value, reason)

    def _read_as_it_is(self, source: Source, scan: Scan) -> bool:
        """Whether a file without quotes reads as one record a line."""
        try:
            self._stage(source)
        except duckdb.Error:
            return False
        staged = self.connection.execute(f"select count(*) from examined.{source.table.name}_written").fetchone()[0]
        self.lines[source.table.name] = None
        return staged == scan.lines - 1

    def _read_parquet(self, source: Source) -> bool:
        self.lines[source.table.name] = None
        try:
            self._stage(source)
        except (duckdb.IOException, duckdb.OutOfMemoryException):
            raise
        except duckdb.Error:
            reason = "is damaged: it can't be read to its end"
            self.misshapen[source.table.name] = [Reject(source.path.name, None, "", "", reason)]
            self.unreadable.add(source.table.name)
            return False
        return True

    def _stage(self, source: Source) -> None:
        """The text of every record, in the file's order, then typed: a value that is refused is as if not known."""
        table = source.table
        self.connection.execute(f"create or replace table examined.{table.name}_written as {source.as_text()}")
        wrong = dict(faults(table, check_text=not source.is_csv))
        sound = ", ".join(
            f"case when {wrong[column]} is null then {name(column.name)} end as {name(column.name)}"
            if column in wrong
            else name(column.name)
            for column in table.columns
        )
        self.connection.execute(
            f"create or replace table examined.{table.name} as select row_number, {sound} from ({self._read(source)})"
        )

    def _judge_cells(self, source: Source) -> None:
        for column, reason in faults(source.table, check_text=not source.is_csv):
            self.connection.execute(
                f"insert into examined.fault select ?, row_number, ?, {written(column)}, {reason}, 1 "
                f"from ({self._read(source)}) where {reason} is not null",
                [source.table.name, column.name],
            )

    def _read(self, source: Source) -> str:
        """A query of the staged records: each column as written and typed, and the record's number."""
        numbered = f"(select *, rowid + 1 as row_number from examined.{source.table.name}_written)"
        return as_typed(source.table.columns, numbered, "row_number")

    def _complete(self) -> None:
        """An empty table for each file that is not there."""
        for table in record_tables().values():
            if table.name not in self.sources:
                columns = ", ".join(f"{name(column.name)} {column.type}" for column in table.columns)
                self.connection.execute(f"create or replace table examined.{table.name} (row_number bigint, {columns})")

    def _look_at(self, only: str = "") -> None:
        """Make the views that the rules read: all rows but those that are out. only: for which faults they are."""
        for table in TABLES:
            self.connection.execute(
                f"create or replace view checked.{table} as select * from examined.{table} "
                f"where row_number not in (select row_number from examined.fault where table_name = '{table}' {only})"
            )

    def _note(self, stage: int, queries: dict[str, str]) -> int:
        """Write down what the rules find; how much it was."""
        found = 0
        for table, query in queries.items():
            found += self.connection.execute(
                "insert into examined.fault "
                f"select distinct ?, row_number, column_name, value, reason, ? from ({query})",
                [table, stage],
            ).fetchone()[0]
        for table, column, parent in references():
            key = record_tables()[parent].key
            self.connection.execute(
                f"update examined.fault set reason = 'is in {parent}, but was rejected there' "
                f"where table_name = ? and column_name = ? and reason = 'is not in {parent}' "
                f"and value in (select {key} from examined.{parent})",
                [table, column],
            )
            if self.database:
                self.connection.execute(rules.statement("held/withdrawn_reason.sql"), {"table": table, "column": column, "parent": parent})
        return found

    def _restore_values(self) -> None:
        """Show values as the file has them, not as their type writes them."""
        query = "select distinct table_name, column_name from examined.fault"
        for table, column in self.connection.execute(query).fetchall():
            if table not in self.sources:  # all of it is the database's
                continue
            self.connection.execute(
                f"update examined.fault set value = origin.{name(column)} from examined.{table}_written as origin "
                f"where table_name = ? and column_name = ? and fault.row_number = origin.rowid + 1",
                [table, column],
            )
