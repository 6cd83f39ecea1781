"""The tables that a profile may fill, and the models there are."""
from dataclasses import replace
from functools import cache

from data.loading.models import COLUMNS as MODEL_COLUMNS
from data.loading.models import own_models
from data.loading.record_tables import Column, record_tables


@cache
def contract_tables() -> dict[str, dict[str, Column]]:
    """Table name -> column name -> column, in the schema's order."""
    return {table.name: {column.name: _with_codes(column) for column in table.columns} for table in record_tables().values()}


@cache
def contract_models() -> tuple[str, ...]:
    """The codes of the product's own models."""
    return tuple(code for code, *_ in own_models())


def _with_codes(column: Column) -> Column:
    return replace(column, codes=("true", "false")) if column.type == "BOOLEAN" else column


__all__ = ["MODEL_COLUMNS", "Column", "contract_models", "contract_tables"]
