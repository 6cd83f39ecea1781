"""The part of a profile that makes rows of the contract's tables: [rows.NAME] and [models.CODE]."""
import re
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.condition_reading import conditions
from data.profiling.contract_tables import MODEL_COLUMNS, Column, contract_models, contract_tables
from data.profiling.profile import Constant, FirstFilled, Known, RowSet, Value
from data.profiling.value_reading import read_value

ROW_KEYS = ("table", "from", "where", "one_per", "skip_if_empty", "columns", "each")
MODEL_KEYS = ("name", "group", "counts_as_restorative")


def read_rows(name: str, said: Any, known: Known, source_names: tuple[str, ...], models: tuple[str, ...], profile: str) -> RowSet:
    """Raises Problem for an unknown table, column, source or code, naming those there are."""
    place = f"{profile}: rows.{name}"
    said = keys.only(said, ROW_KEYS, place)
    table = keys.choice(said.get("table"), tuple(contract_tables()), f"{place}.table")
    columns = contract_tables()[table]
    skip_if_empty = keys.texts(said.get("skip_if_empty", []), place)
    common = said.get("columns", {})
    each = said.get("each", [{}])
    if not isinstance(each, list) or not each:
        raise Problem(f"{place}.each: a list of tables is needed here: [[rows.{name}.each]].")
    variants = []
    for item in each:
        cells = {**_cells(common, columns, place), **_cells(item, columns, place)}
        variants.append({column: _cell(cells[column], columns[column], skip_if_empty, known, models, place) for column in cells})
        _check_filled(variants[-1], columns, table, place)
    one_per = keys.text(said["one_per"], place) if "one_per" in said else None
    for column in (*skip_if_empty, *filter(None, [one_per])):
        keys.choice(column, tuple(variants[0]), place)
    return RowSet(
        name=name,
        table=table,
        source=keys.choice(said.get("from"), source_names, f"{place}.from"),
        where=conditions(said.get("where", []), known, f"{place}.where"),
        one_per=one_per,
        skip_if_empty=skip_if_empty,
        variants=tuple(variants),
    )


def _cells(said: Any, columns: dict[str, Column], place: str) -> dict[str, Any]:
    return keys.only(said, tuple(columns), f"{place}.columns", "column")


def _cell(said: Any, column: Column, skip_if_empty: tuple[str, ...], known: Known, models: tuple[str, ...], place: str) -> Value:
    must = column.required and column.name not in skip_if_empty
    value = read_value(said, known, f"{place}.columns.{column.name}", unmapped="error" if must else "empty")
    codes = models if column.name == "model" else column.codes
    if codes:
        _check_codes(value, codes, column.name)
    return value


def _check_codes(value: Value, codes: tuple[str, ...], column: str) -> None:
    """What the profile itself writes into a coded column must be a code."""
    if isinstance(value.origin, FirstFilled):
        for inner in value.origin.values:
            _check_codes(inner, codes, column)
    written = list((value.value_map or {}).values()) + [item.value for item in value.ranges]
    if isinstance(value.origin, Constant) and not written:
        written = [value.origin.text]
    for code in written:
        if code and code not in codes:
            raise Problem(f"{value.place}: {code!r} is no code of {column}; use {', '.join(codes)}.")


def _check_filled(cells: dict[str, Value], columns: dict[str, Column], table: str, place: str) -> None:
    missing = [column.name for column in columns.values() if column.required and column.name not in cells]
    if missing:
        raise Problem(f"{place}: a row of {table} needs {', '.join(missing)}.")


def read_model(code: str, said: Any, profile: str) -> dict[str, str]:
    """A model of the site's own, as a row of model.csv."""
    place = f"{profile}: models.{code}"
    if not re.fullmatch("[a-z][a-z0-9_]*", code):
        raise Problem(f"{place}: a model's code has small letters, digits and _ only, a letter first.")
    if code in contract_models():
        raise Problem(f"{place}: this is one of the product's own models and can't be described again.")
    said = keys.only(said, MODEL_KEYS, place)
    for key in MODEL_KEYS:
        if key not in said:
            raise Problem(f"{place}: {key} is missing.")
    counts = "yes" if keys.yes(said["counts_as_restorative"], place) else "no"
    return dict(zip(MODEL_COLUMNS, (code, keys.text(said["name"], place), keys.text(said["group"], place), counts)))
