"""The tables that a profile may fill, as data/schema.sql has them, and the models of data/models.csv."""
import csv
import functools
from dataclasses import dataclass
from pathlib import Path

import duckdb

_SCHEMA = Path(__file__).resolve().parents[1] / "schema.sql"
_BOOKKEEPING = ("model", "load_record", "load_file", "load_notice")
MODEL_COLUMNS = ("code", "name", "group", "counts_as_restorative")


@dataclass(frozen=True)
class Column:
    """A column of a record table; `codes` is empty where any text goes."""

    name: str
    required: bool
    codes: tuple[str, ...]


@functools.cache
def contract_tables() -> dict[str, dict[str, Column]]:
    """Table name -> column name -> column, in the schema's order."""
    tables: dict[str, dict[str, Column]] = {}
    with duckdb.connect() as database:
        database.execute(_SCHEMA.read_text(encoding="utf-8"))
        codes = _codes(database)
        found = database.execute(
            "select table_name, column_name, is_nullable, data_type from information_schema.columns"
            " order by table_name, ordinal_position"
        ).fetchall()
    for table, name, nullable, kind in found:
        if table not in _BOOKKEEPING:
            of_kind = ("true", "false") if kind == "BOOLEAN" else codes.get(kind, ())
            tables.setdefault(table, {})[name] = Column(name, nullable == "NO", of_kind)
    return tables


@functools.cache
def contract_models() -> tuple[str, ...]:
    """The codes of the product's own models."""
    with open(_SCHEMA.with_name("models.csv"), encoding="utf-8", newline="") as file:
        return tuple(row["code"] for row in csv.DictReader(file))


def _codes(database: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Each ENUM type as information_schema writes it -> its codes."""
    kinds = database.execute("select type_name from duckdb_types() where logical_type = 'ENUM' and not internal").fetchall()
    found = {}
    for (kind,) in kinds:
        rows = database.execute(f'select typeof(null::"{kind}"), unnest(enum_range(null::"{kind}"))').fetchall()
        found[rows[0][0]] = found[kind] = tuple(label for _, label in rows)
    return found
