"""The counting statements: plain SQL in files, with the few names that cannot be parameters put in here."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"


@cache
def text(name: str) -> str:
    """The text of `sql/NAME.sql`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def statement(name: str, **parts: str) -> str:
    """The text of `sql/NAME.sql` with each `{part}` replaced.

    Parts are names of columns and conditions made by this library, never words that a person typed:
    those travel as parameters.
    """
    filled = text(name)
    for part, replacement in parts.items():
        filled = filled.replace("{" + part + "}", replacement)
    return filled
