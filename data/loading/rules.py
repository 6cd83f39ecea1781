"""The rules that need more than one value, as queries over `checked`: views of the rows as they stand at that moment.

Every query gives row_number (from 1 in its file), column_name, value and reason, one row a fault.
"""
from functools import cache
from pathlib import Path

from data.loading.record_tables import TABLES, record_tables

SQL = Path(__file__).parent / "sql"


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


def _rules(folder: str) -> dict[str, str]:
    return {table: statement(f"{folder}/{table}.sql") for table in TABLES if (SQL / folder / f"{table}.sql").exists()}
