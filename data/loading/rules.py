"""The rules that need more than one value, as queries over `checked`: views of the rows as they stand at that moment.

Every query gives row_number (from 1 in its file), column_name, value and reason, one row a fault.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data.loading.record_tables import TABLES, record_tables

SQL = Path(__file__).parent / "sql"
UNION = "\n\nunion all\n\n"
WITH = re.compile(r"(?s)(--[^\n]*\n)*with\b.*?\n\)\n\n(?=select\b)")


@cache
def statement(file: str) -> str:
    """The text of a file under sql/."""
    return (SQL / file).read_text(encoding="utf-8")


def duplicate_ids(table: str) -> str:
    """Rows whose identifier is there more than once. `{{...}}` in a file stands for a name, which no parameter can."""
    return statement("duplicate_ids.sql").replace("{{table}}", table).replace("{{key}}", record_tables()[table].key)


def row_rules() -> dict[str, str]:
    """Table -> query: what shows within one row."""
    return _rules("rows")


def reference_rules() -> dict[str, str]:
    """Table -> query: what shows only beside the rows of other tables, or others of its own."""
    return _rules("references")


def parts(query: str) -> Iterator[str]:
    """Each part of a rule's union as a query of its own: the engine works at all parts of one at a time, and what they
    join would stand in memory together."""
    shared = WITH.match(query)
    first = shared.end() if shared else 0
    return (query[:first] + part for part in query[first:].split(UNION))


def _rules(folder: str) -> dict[str, str]:
    return {table: statement(f"{folder}/{table}.sql") for table in TABLES if (SQL / folder / f"{table}.sql").exists()}
