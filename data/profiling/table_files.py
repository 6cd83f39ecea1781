"""The tables that a conversion writes, each with the way back from an output row to its source line."""
import csv
from array import array
from collections.abc import Iterable
from pathlib import Path

from data.profiling.chunk import LINES_IN_FILE
from data.profiling.notices import Tally

Row = tuple[str, ...]


class TableFile:
    """One CSV file of the contract. Rows with a key are held back and written once a key when it is closed."""

    def __init__(self, folder: Path, table: str, columns: tuple[str, ...]):
        self.table, self.columns = table, columns
        self.places = array("Q")  # eight bytes a row: the source file's number and the line in it
        self._distinct: dict[str, tuple[int, Row]] = {}
        self._file = open(folder / f"{table}.csv", "w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(columns)

    def write(self, rows: Iterable[Row], places: Iterable[int]) -> None:
        """Append rows in the order of `columns`."""
        self._writer.writerows(rows)
        self.places.extend(places)

    def write_distinct(self, key: str, rows: Iterable[Row], places: Iterable[int], source_file: str, tally: Tally) -> None:
        """Keep one row a value of the key column: of each column the first filled cell; what says otherwise is told."""
        at = self.columns.index(key)
        for row, place in zip(rows, places):
            known = self._distinct.setdefault(row[at], (place, row))
            if known[1] != row and row.count("") < len(row) - 1:  # it says more than the key
                self._distinct[row[at]] = (known[0], self._merged(known[1], row, source_file, tally))

    def _merged(self, first: Row, other: Row, source_file: str, tally: Tally) -> Row:
        for column, one, two in zip(self.columns, first, other):
            if one and two and one != two:
                said = f" with another {column} than the first row of the same {self.table}, which was kept."
                tally.add("conflict", source_file, column, "", 1, f"{source_file}: ", said)
        return tuple(one or two for one, two in zip(first, other))

    def close(self) -> int:
        """Write what was held back; the number of rows in the file."""
        self.write((row for _, row in self._distinct.values()), (place for place, _ in self._distinct.values()))
        self._distinct.clear()
        self._file.close()
        return len(self.places)

    def abandon(self) -> None:
        self._file.close()


def file_and_line(place: int) -> tuple[int, int]:
    """The file's number and the line, from a row's place."""
    return divmod(place, LINES_IN_FILE)
