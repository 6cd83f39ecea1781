"""What a load tells: what was refused and why, what was noticed, what came in."""
from dataclasses import dataclass, field
from pathlib import Path

from data.history.writing import Moved
from data.problem import Problem


@dataclass(frozen=True, slots=True)
class Reject:
    """One thing wrong with one value. `line` counts from 1 (a Parquet file: its row); None: the whole file."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Notice:
    """Something to know that refuses nothing. `severity` is warning or information; `rows` how many it is about."""

    severity: str
    code: str
    table: str | None
    column: str | None
    rows: int
    message: str


@dataclass(frozen=True)
class FileRead:
    """A file of the load. `rows` are None where the file is no table's."""

    name: str
    table: str | None
    bytes: int
    sha256: str
    rows_read: int | None = None
    rows_accepted: int | None = None
    rows_rejected: int | None = None


@dataclass(frozen=True)
class TableRows:
    """Rows of one table that were accepted, and rejected."""

    accepted: int
    rejected: int


@dataclass(frozen=True)
class LoadReport:
    """How a load ended. `changed` is False where the database held these records already and was left alone.

    number: the load's in the history; moved: rows that it brought, changed and withdrew, by table; added: it was an
    extract beside what was there.
    """

    database: Path
    fingerprint: str
    changed: bool
    files: tuple[FileRead, ...]
    tables: dict[str, TableRows]
    notices: tuple[Notice, ...]
    rejects: int  # rows left out
    seconds: float
    number: int = 1
    moved: dict[str, Moved] = field(default_factory=dict)
    added: bool = False


class LoadProblem(Problem):
    """The records can't be taken as they are; nothing was changed. `rejects` holds everything found wrong."""

    def __init__(self, sentence: str, rejects: tuple[Reject, ...]) -> None:
        super().__init__(sentence)
        self.rejects = rejects


def quoted(value: str, longest: int = 60) -> str:
    """A value as a sentence can hold it: on one line, not too long, its control characters visible."""
    shown = value if len(value) <= longest else value[: longest - 1] + "…"
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in shown)


def told(reject: Reject) -> str:
    """One reject as one line: where, what, why."""
    place = reject.file if reject.line is None else f"{reject.file} line {reject.line}"
    column = f", {reject.column}" if reject.column else ""
    value = f" '{quoted(reject.value)}'" if reject.value else ""
    return f"{place}{column}{value}: {reject.reason}" if column or value else f"{place} {reject.reason}"


def refusal(rejects: tuple[Reject, ...], rows: int, allowed: int, database: Path) -> LoadProblem:
    """The error that ends a load: one sentence, with everything found wrong."""
    kept = "nothing was loaded" if not database.exists() else f"{database.name} keeps what it held"
    first = told(rejects[0])
    if len(rejects) == 1:
        return LoadProblem(f"{first}; {kept}.", rejects)
    files = len({reject.file for reject in rejects})
    where = rejects[0].file if files == 1 else f"{files} files"
    in_rows = f"{rows:,} {'row' if rows == 1 else 'rows'} of " if rows else ""
    limit = f" (up to {allowed:,} {'row' if allowed == 1 else 'rows'} may be left out)" if allowed and rows else ""
    return LoadProblem(f"{len(rejects):,} errors in {in_rows}{where}{limit}, so {kept}; the first: {first}.", rejects)
