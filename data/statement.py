"""SQL kept in files: read once, with the few names that cannot be parameters put in."""

from functools import cache
from pathlib import Path


@cache
def text(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def statement(path: Path, **parts: str) -> str:
    """The text of a file with each `{part}` replaced.

    Parts are names of columns and conditions made by this product, never words that a person typed:
    those travel as parameters.
    """
    filled = text(path)
    for part, replacement in parts.items():
        filled = filled.replace("{" + part + "}", replacement)
    return filled
