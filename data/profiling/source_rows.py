"""The rows of a source as a profile sees them: read, derived, looked up, kept, with the next row beside."""
import sys
from collections.abc import Iterator

from data.problem import Problem
from data.profiling import conditions
from data.profiling.chunk import LINES_IN_FILE, Chunk
from data.profiling.evaluating import Evaluation
from data.profiling.needed_columns import asked_of, looked_up, raw_columns
from data.profiling.neighbors import with_look_up, with_next_row
from data.profiling.notices import Tally
from data.profiling.profile import LookUp, Profile, Source
from data.profiling.reading_text import batches
from data.profiling.source_files import SourceFile, plain

ROWS_AT_ONCE = 50_000


class SourceRows:
    """Reads the sources of one conversion; `files` are by source. A path's place in `paths` is its number in rows' places."""

    def __init__(self, profile: Profile, files: dict[str, list[SourceFile]], evaluation: Evaluation, tally: Tally):
        self.profile, self.files, self.evaluation, self.tally = profile, files, evaluation, tally
        paths = sorted({file.path for listed in files.values() for file in listed})
        self.paths = tuple(paths)
        self._numbers = {path: number for number, path in enumerate(paths)}

    def file_names(self, source: str) -> str:
        """The files of a source, for a message."""
        return ", ".join(file.path.name for file in self.files[source])

    def chunks(self, source: Source, with_neighbors: bool = True) -> Iterator[Chunk]:
        """The source's rows, some at a time; all at once where the next row of the same person is asked for."""
        steps = self._kept(source, self._derived(source, self._read(source)), with_neighbors)
        if not (source.next_row and with_neighbors):
            yield from steps
            return
        whole = Chunk.joined(list(steps))
        if len(whole):
            yield with_next_row(source, whole, asked_of(self.profile, source))

    def _read(self, source: Source) -> Iterator[Chunk]:
        wanted, first_number = sorted(raw_columns(self.profile, source)), 1
        for file in self.files[source.name]:
            positions = {name: self._position(source, file, name) for name in wanted}
            start = self._numbers[file.path] * LINES_IN_FILE
            for lines, records in batches(file.path, file.layout, ROWS_AT_ONCE):
                lines, records = self._even(source, file, lines, records)
                if not records:
                    continue
                cells = list(zip(*records))
                columns = {name: self._cells(cells, position) for name, position in positions.items()}
                columns["row.number"] = [str(number) for number in range(first_number, first_number + len(records))]
                columns["row.file"] = [file.path.name] * len(records)
                first_number += len(records)
                yield Chunk(columns, [start + line for line in lines])

    def _cells(self, cells: list[tuple[str, ...]], position: int | None) -> list[str]:
        if position is None:
            return [""] * len(cells[0])
        stripped = list(map(str.strip, cells[position]))
        none = self.profile.none
        return [("" if cell in none else cell) for cell in stripped] if none else stripped

    def _position(self, source: Source, file: SourceFile, name: str) -> int | None:
        found = file.columns.get(plain(name))
        if found is None and name not in source.optional_columns:
            there = ", ".join(file.written[:40])
            raise Problem(f"{file.path.name} has no column {name!r}, which profile {self.profile.name} needs; its columns are {there}.")
        if found is None:
            self.tally.add("missing_column", file.path.name, name, "", 0, f"{file.path.name} has no column {name}, which is left empty.")
        return found

    def _even(self, source: Source, file: SourceFile, lines: list[int], records: list) -> tuple[list[int], list]:
        """The records that have the header's fields, or are made to; lines without anything in them are left out."""
        if set(map(len, records)) == {file.width} and all(record[0] or any(record) for record in records):
            return lines, records
        kept = [(line, record) for line, record in zip(lines, records) if any(record)]
        # A blank line between records, the last one above all, is not worth telling.
        self._tell_left_out(file, sum(map(bool, records)) - len(kept), "without anything in them")
        even = [(line, fitted) for line, record in kept if (fitted := self._fitted(source, file, line, record))]
        self._tell_left_out(file, len(kept) - len(even), f"without the header's {file.width} fields")
        return [line for line, _ in even], [record for _, record in even]

    def _fitted(self, source: Source, file: SourceFile, line: int, record: list[str]) -> list[str] | None:
        """The record with as many fields as the header; None where it is to be left out."""
        width, fields = file.width, len(record)
        if fields == width:
            return record
        if fields > width and not any(record[width:]):
            return record[:width]
        if source.uneven_rows == "leave_out":
            return None
        if source.uneven_rows == "refuse" or fields > width:
            raise Problem(
                f"{file.path.name}, line {line}: {fields} fields where the header has {width};"
                " mend the line, or say uneven_rows in the profile."
            )
        return record + [""] * (width - fields)

    def _tell_left_out(self, file: SourceFile, rows: int, reason: str) -> None:
        if rows:
            self.tally.add("left_out", file.path.name, "", "", rows, f"{file.path.name}: ", f" {reason} left out.")

    def _derived(self, source: Source, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        names = self.file_names(source.name)
        rules = {name: self.evaluation.rule(value, names) for name, value in source.derived.items()}
        for chunk in chunks:
            for name, rule in rules.items():
                chunk.columns[name] = rule(chunk)
            yield chunk

    def _kept(self, source: Source, chunks: Iterator[Chunk], with_neighbors: bool) -> Iterator[Chunk]:
        look_ups = [(look_up, *self._index(source, look_up)) for look_up in source.look_ups if with_neighbors]
        for chunk in chunks:
            for look_up, columns, index in look_ups:
                with_look_up(chunk, look_up, columns, index)
            if source.where:
                keep = conditions.mask(source.where, chunk, self.evaluation.settings)
                if lost := keep.count(False):
                    kept = f" left out; kept were those where {conditions.in_words(source.where)}."
                    self.tally.add("left_out", self.file_names(source.name), "", "", lost, f"{self.file_names(source.name)}: ", kept)
                    chunk = chunk.kept(keep)
            yield chunk

    def _index(self, source: Source, look_up: LookUp) -> tuple[list[str], dict[tuple[str, ...], tuple[str, ...]]]:
        """The columns looked up, and match columns -> their cells; the first row of a match counts."""
        columns = sorted(looked_up(source, asked_of(self.profile, source))[look_up.name])
        index: dict[tuple[str, ...], tuple[str, ...]] = {}
        other, unlike = self.profile.sources[look_up.source], 0
        for chunk in self._apart(other).chunks(other, with_neighbors=False):
            keys = zip(*(map(sys.intern, chunk.column(name)) for name in look_up.match))
            for key, cells in zip(keys, zip(*(map(sys.intern, chunk.column(name)) for name in columns))):
                if all(key):
                    unlike += index.setdefault(key, cells) != cells
        if unlike:
            name, told = self.file_names(other.name), ", ".join(columns)
            said = f" with another {told} than the first of the same {', '.join(look_up.match)}, which was kept."
            self.tally.add("conflict", name, told, "", unlike, f"{name}: ", said)
        return columns, index

    def _apart(self, source: Source) -> "SourceRows":
        """A reader that keeps what it finds to itself, where the source is read for its own rows too and told of then."""
        if all(rows.source != source.name for rows in self.profile.row_sets):
            return self
        return SourceRows(self.profile, self.files, Evaluation(self.evaluation.settings), Tally())
