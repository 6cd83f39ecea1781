"""Tiny records for tests: inline CSV text a table, with the reason beside each row, as a database to ask."""

import csv
from pathlib import Path

import duckdb

from data import derive

DATA = Path(derive.__file__).parents[1]


def database(tables: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """An in-memory database of these records with its derived tables, as a load would leave it.

    tables: name of a record table (or `model`, for models of one's own: code,name,group,counts_as_restorative)
    -> CSV text with a header row. Blanks around cells, empty lines and what follows a `#` are left out; an
    empty cell is null. People who are only named by other tables get a row of their own in `person`.
    """
    connection = duckdb.connect()
    connection.execute((DATA / "schema.sql").read_text(encoding="utf-8"))
    records = {name: rows(text) for name, text in tables.items()}
    _insert(connection, "model", _models(records.pop("model", [])))
    named = {row["person_id"] for table in records.values() for row in table if row.get("person_id")}
    known = {row["person_id"] for row in records.get("person", [])}
    records["person"] = [*records.get("person", []), *({"person_id": name} for name in sorted(named - known))]
    for name in ("person", "release", *(name for name in records if name not in ("person", "release"))):
        _insert(connection, name, records.get(name, []))
    connection.execute("begin")
    derive.build(connection)
    connection.execute("commit")
    connection.execute(
        "insert into load_record "
        "select 1, timestamp '2024-01-01', 'test', 1, 'test-records', false, null, '{}', max(follow_up_ended_on) "
        "from release"
    )
    return connection


def rows(text: str) -> list[dict[str, str | None]]:
    """The rows of a CSV text, empty cells as None."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    cells = [[cell.strip() or None for cell in line] for line in csv.reader(line for line in lines if line)]
    header, *found = cells
    return [dict(zip(header, row, strict=True)) for row in found]


def _models(added: list[dict[str, str | None]]) -> list[dict[str, object]]:
    listed = rows((DATA / "models.csv").read_text(encoding="utf-8")) + added
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "model_group": row["group"],
            "counts_as_restorative": {"yes": True, "no": False}.get(row["counts_as_restorative"]),
            "position": position,
        }
        for position, row in enumerate(listed)
    ]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: list[dict[str, object]]) -> None:
    for columns in dict.fromkeys(tuple(row) for row in records):
        found = [list(row.values()) for row in records if tuple(row) == columns]
        marks = ", ".join(f"({', '.join('?' for _ in columns)})" for _ in found)
        connection.execute(f"insert into {table} ({', '.join(columns)}) values {marks}", sum(found, []))
