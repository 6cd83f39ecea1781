"""The counting statements: plain SQL in files."""

from pathlib import Path

from data import statement as file

FOLDER = Path(__file__).parent / "sql"


def text(name: str) -> str:
    """The text of `sql/NAME.sql`."""
    return file.text(FOLDER / f"{name}.sql")


def statement(name: str, **parts: str) -> str:
    """The text of `sql/NAME.sql` with each `{part}` replaced (see data/statement.py)."""
    return file.statement(FOLDER / f"{name}.sql", **parts)
