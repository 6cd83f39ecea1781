"""What a conversion tells besides its rows."""
from collections import Counter
from dataclasses import dataclass

KINDS = (
    "unmapped",  # a value that no map or range holds: left empty (or kept), with its rows
    "conflict",  # rows that say different things about one person: the first filled value was kept
    "left_out",  # source rows that became no row of a table, by reason
    "ignored_column",
    "missing_column",  # one that the profile can do without
    "ignored_file",
    "missing_source",  # one that the profile can do without
)


@dataclass(frozen=True)
class Notice:
    """One thing to report. `rows` is how many source rows it is about."""

    kind: str
    source_file: str
    column: str
    value: str
    rows: int
    message: str


class Tally:
    """Notices in the making: equal ones are counted together."""

    def __init__(self) -> None:
        self._rows: Counter[tuple[str, str, str, str, str]] = Counter()

    def add(self, kind: str, source_file: str, column: str, value: str, rows: int, message: str) -> None:
        self._rows[(kind, source_file, column, value, message)] += rows

    def notices(self) -> tuple[Notice, ...]:
        """By kind, in the order they first came up; the most frequent value of a column first."""
        made = [Notice(kind, file, column, value, rows, message) for (kind, file, column, value, message), rows in self._rows.items()]
        return tuple(sorted(made, key=lambda notice: (KINDS.index(notice.kind), notice.source_file, notice.column, -notice.rows)))
