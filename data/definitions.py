"""What the columns of result files mean, in words."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "definitions.toml"


@cache
def _sections() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def column_definitions(verb: str, columns: list[str]) -> dict[str, str]:
    """Column -> its meaning, for those columns of a verb's file that have one of their own, one as what it is split by, or a common one."""
    known = {**_sections()["common"], **_sections()["by"], **_sections().get(verb, {})}
    return {column: known[column] for column in columns if column in known}


def sections() -> dict[str, dict[str, str]]:
    """Every definition: verb (or `common`, for the columns that all files have, and `by`, for what they can be split by) -> column -> its meaning."""
    return _sections()
