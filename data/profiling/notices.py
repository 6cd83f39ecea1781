"""What a conversion tells besides its rows."""
from collections import Counter
from dataclasses import dataclass

# Kind -> how much it matters to someone who waits for the load.
KINDS = {
    "unmapped": "warning",  # a value that no map or range holds: left empty (or kept), with its rows
    "conflict": "warning",  # rows that say different things about one person: the first filled value was kept
    "missing_column": "warning",  # one that the profile can do without
    "missing_source": "warning",  # one that the profile can do without
    "left_out": "information",  # source rows that became no row of a table, by reason
    "ignored_column": "information",
    "ignored_file": "information",
}


@dataclass(frozen=True)
class Notice:
    """One thing to report. `rows` is how many source rows it is about; `message` is a whole sentence that says so."""

    kind: str
    source_file: str
    column: str
    value: str
    rows: int
    message: str

    @property
    def severity(self) -> str:
        """warning or information."""
        return KINDS[self.kind]


class Tally:
    """Notices in the making: equal ones are counted together."""

    def __init__(self) -> None:
        self._rows: Counter[tuple[str, str, str, str, str, str | None]] = Counter()

    def add(self, kind: str, source_file: str, column: str, value: str, rows: int, said: str, after_rows: str | None = None) -> None:
        """The sentence is `said`; with `after_rows` the number of rows goes between the two ("1 row", "2 rows")."""
        self._rows[(kind, source_file, column, value, said, after_rows)] += rows

    def notices(self) -> tuple[Notice, ...]:
        """By kind, file and column; the most frequent value of a column first."""
        made = [
            Notice(kind, file, column, value, rows, said if after is None else said + in_rows(rows) + after)
            for (kind, file, column, value, said, after), rows in self._rows.items()
        ]
        order = list(KINDS)
        return tuple(sorted(made, key=lambda told: (order.index(told.kind), told.source_file, told.column, -told.rows)))


def in_rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
