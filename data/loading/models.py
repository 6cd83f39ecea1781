"""The models: the product's own and those that a site adds."""
import csv
import io
import re
from pathlib import Path

import duckdb

from data.codes import ANY_RESTORATIVE
from data.loading.report import Reject

OWN = Path(__file__).parents[1] / "models.csv"
COLUMNS = ("code", "name", "group", "counts_as_restorative")
TRUTH = {"yes": True, "true": True, "no": False, "false": False}
# Sets of arms are bits of one 64-bit number; one bit is kept for the sign.
MOST = 63

Model = tuple[str, str, str, bool | None]


def own_models() -> list[Model]:
    """The product's own models in their order."""
    with OWN.open(encoding="utf-8", newline="") as file:
        return [_model(row) for row in csv.DictReader(file)]


def added_models(path: Path) -> tuple[list[Model], list[Reject]]:
    """The models of a site's file by code, or what is wrong with it. Their order in the file does not matter."""
    try:
        records = read_records(path)
    except (OSError, UnicodeDecodeError, csv.Error, duckdb.Error) as error:
        reason = f"can't be read as UTF-8 text in columns ({str(error).splitlines()[0]})"
        return [], [Reject(path.name, None, "", "", reason)]
    return models_of(path.name, records)


def models_of(place: str, records: list[tuple[int, list[str]]]) -> tuple[list[Model], list[Reject]]:
    """The same of what was read: each record with its line, the header first. place: what rejects call it."""
    if not records:
        return [], [Reject(place, None, "", "", "is empty")]
    header = records[0][1]
    missing = [column for column in COLUMNS if header.count(column) != 1]
    if missing:
        return [], [Reject(place, 1, column, "", "must be there, once") for column in missing]
    rows = [(line, cells) for line, cells in records[1:] if cells]
    ragged = [
        Reject(place, line, "", "", f"has {len(cells)} values, the header has {len(header)}")
        for line, cells in rows
        if len(cells) != len(header)
    ]
    if ragged or not rows:
        empty = "has a header and no rows; leave the file out if you add no model"
        return [], ragged or [Reject(place, None, "", "", empty)]
    told = [(line, dict(zip(header, cells))) for line, cells in rows]
    rejects = [reject for line, row in told for reject in _faults(place, line, row, told)]
    models = [_model(row) for _, row in told]
    if len(models) + len(own_models()) > MOST:
        reason = f"adds {len(models)} models; with the product's own {len(own_models())} there may be {MOST}"
        rejects.append(Reject(place, None, "", "", reason))
    return ([], rejects) if rejects else (sorted(models), [])


def write_models(connection: duckdb.DuckDBPyConnection, added: list[Model]) -> None:
    """Fill the table `model`: the product's own, then the site's by code."""
    rows = [(*model, position) for position, model in enumerate((*own_models(), *added))]
    connection.executemany("insert into model values (?, ?, ?, ?, ?)", rows)


def unlike(connection: duckdb.DuckDBPyConnection, file: Path, added: list[Model]) -> list[Reject]:
    """A model of a later extract's file that the records don't know, or know otherwise."""
    known = {row[0]: row for row in connection.execute("select code, name, model_group, counts_as_restorative from model").fetchall()}
    reason = "is not a model of these records, or is another there; load all records again to change the models"
    return [Reject(file.name, None, "code", model[0], reason) for model in added if known.get(model[0]) != model]


def read_records(path: Path) -> list[tuple[int, list[str]]]:
    """Every record of a small CSV or Parquet file with its line, the header first. Raises OSError, UnicodeDecodeError, csv.Error, duckdb.Error."""
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            found = connection.execute("select * from read_parquet(?)", [str(path)])
            header = [column[0] for column in found.description]
            rows = [[plain_cell(value) for value in row] for row in found.fetchall()]
        return list(enumerate([header, *rows]))
    text = path.read_bytes().decode("utf-8-sig")
    if "\0" in text:
        raise csv.Error("it holds NUL bytes")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    for cells in reader:
        records.append((line, cells))
        line = reader.line_num + 1
    return records


def _model(row: dict[str, str]) -> Model:
    return row["code"], row["name"], row["group"], TRUTH.get(row["counts_as_restorative"])


def plain_cell(value: object) -> str:
    """A typed value as a CSV file would hold it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _faults(file: str, line: int, row: dict[str, str], told: list[tuple[int, dict[str, str]]]) -> list[Reject]:
    code, truth = row["code"], row["counts_as_restorative"]
    found = [("name", "is empty and must be filled")] if not row["name"] else []
    found += [("group", "is empty and must be filled")] if not row["group"] else []
    if truth not in TRUTH:
        found.append(("counts_as_restorative", "is not one of yes, no, true, false"))
    if not re.fullmatch(r"[a-z][a-z0-9_]*", code):
        found.append(("code", "is no code: small letters, digits and _ only, a letter first"))
    elif code in {model[0] for model in own_models()}:
        found.append(("code", "is one of the product's own models and can't be defined again"))
    elif code == ANY_RESTORATIVE:
        found.append(("code", "stands for any restorative model in results; choose another code"))
    elif sum(other["code"] == code for _, other in told) > 1:
        found.append(("code", "is there more than once"))
    return [Reject(file, line, column, row[column], reason) for column, reason in found]
