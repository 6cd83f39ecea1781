"""`withdrawn.csv`: the rows that an extract takes back, a line each: table, id."""
import csv
from pathlib import Path

import duckdb

from data.loading.folder import WITHDRAWN
from data.loading.models import read_records
from data.loading.record_tables import TABLES, record_tables
from data.loading.report import Notice, Reject

COLUMNS = ("table", "id")
Withdrawals = list[tuple[str, str, int]]  # table, id, line


def read_withdrawals(path: Path) -> tuple[Withdrawals, list[Reject]]:
    """What the file takes back, or what is wrong with it. The same row named twice is taken back once."""
    try:
        records = read_records(path)
    except (OSError, ValueError, csv.Error, duckdb.Error) as error:
        return [], [Reject(path.name, None, "", "", f"can't be read as UTF-8 text in columns ({str(error).splitlines()[0]})")]
    header = records[0][1] if records else []
    missing = [column for column in COLUMNS if header.count(column) != 1]
    if missing:
        return [], [Reject(path.name, 1, column, "", "must be there, once") for column in missing]
    places = [header.index(column) for column in COLUMNS]
    found, rejects = {}, []
    for line, cells in records[1:]:
        if not cells:
            continue
        if len(cells) != len(header):
            rejects.append(Reject(path.name, line, "", "", f"has {len(cells)} values, the header has {len(header)}"))
            continue
        table, identifier = (cells[place] for place in places)
        if table not in TABLES:
            rejects.append(Reject(path.name, line, "table", table, f"is not one of {', '.join(TABLES)}"))
        if not identifier:
            rejects.append(Reject(path.name, line, "id", "", "is empty and must be filled"))
        found.setdefault((table, identifier), line)
    return ([], rejects) if rejects else ([(*row, line) for row, line in found.items()], [])


def note_withdrawals(connection: duckdb.DuckDBPyConnection, withdrawals: Withdrawals) -> None:
    """Fill the temporary table `withdrawn`."""
    tables, identifiers, lines = (list(column) for column in zip(*withdrawals)) if withdrawals else ([], [], [])
    connection.execute(
        "create temp table withdrawn as select unnest($tables)::varchar as table_name, unnest($ids)::varchar as id, unnest($lines)::integer as line",
        {"tables": tables, "ids": identifiers, "lines": lines})


def unknown_withdrawn(connection: duckdb.DuckDBPyConnection, follows: bool) -> list[Notice]:
    """Rows to be taken back that the records do not hold: they were taken back before, or never were there.

    follows: whether there were records before, attached as `old`.
    """
    found = []
    for table, key in ((table.name, table.key) for table in record_tables().values()):
        count = connection.execute(
            f"select count(*) from temp.withdrawn where table_name = '{table}' and {f'id not in (select {key} from old.{table})' if follows else 'true'}").fetchone()[0]
        if count:
            told = f"Rows of {table} in {WITHDRAWN} that the records do not hold, withdrawn before or never there: {count:,}."
            found.append(Notice("warning", "unknown_withdrawn", table, None, count, told))
    return found
