"""Columns of result tables, made in one step: pandas takes many times as long to find out what they are."""

from collections.abc import Container, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow

Column = pd.api.extensions.ExtensionArray | np.ndarray
TEXT = pd.array([], dtype="str").dtype


def constant(value: str | int | bool, rows: int) -> Column:
    """One value in every row."""
    return repeated([value], [rows]) if isinstance(value, str) else np.full(rows, value)


def repeated(words: Sequence[str], rows: Sequence[int]) -> Column:
    """Each word in as many rows as `rows` says."""
    parts = [pyarrow.repeat(pyarrow.scalar(word, pyarrow.large_string()), int(number)) for word, number in zip(words, rows, strict=True)]
    return TEXT.__from_arrow__(pyarrow.concat_arrays(parts) if parts else pyarrow.array([], pyarrow.large_string()))


def whole_numbers(values: np.ndarray) -> pd.arrays.IntegerArray:
    """Whole numbers (type Int64), missing where `values` is nan."""
    if values.dtype.kind in "iu":
        return pd.arrays.IntegerArray(values.astype(np.int64), np.zeros(values.shape, bool))
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)


def typed_table(columns: Mapping[str, Sequence], whole: Container[str], figures: Container[str]) -> pd.DataFrame:
    """Columns as a table: whole numbers (Int64) and figures (float64), missing where None or nan; the others are words."""
    def column(name: str, values: Sequence) -> Column | list:
        if name in whole:
            return whole_numbers(np.asarray(values, float))
        return np.asarray(values, float) if name in figures else _words(list(values))

    return pd.DataFrame({name: column(name, values) for name, values in columns.items()}, copy=False)


def table_of_rows(given: Sequence[Mapping[str, object]], names: Sequence[str], whole: Container[str], figures: Container[str]) -> pd.DataFrame:
    """The same from rows, each by the names of its columns; missing where a row has none of a name."""
    return typed_table({name: [row.get(name) for row in given] for name in names}, whole, figures)


def rows_of(frame: pd.DataFrame) -> list[dict[str, object]]:
    """A table's rows by the names of their columns: what `to_dict("records")` gives, several times as fast."""
    names, whole_table = list(frame), frame.to_numpy(object).tolist()  # column by column pandas would make a Series of each
    return [{name: None if value is pd.NA else value for name, value in zip(names, row, strict=True)} for row in whole_table]


def with_reasons(frame: pd.DataFrame, by: str | None = None) -> list[dict[str, object]]:
    """The same rows, each with `why` it carries no figure or no verdict (from `attrs["reasons"]`), empty where there is no reason."""
    reasons = {(value if by else None, model): why for (value, model), why in frame.attrs.get("reasons", {}).items()}
    return [row | {"why": reasons.get((row[by] if by else None, row["model"]), "")} for row in rows_of(frame)] if reasons else rows_of(frame)


def _words(values: list) -> Column | list:
    """Text at once; pandas finds out what else it is, or a table without rows."""
    all_text = bool(values) and all(isinstance(value, str) for value in values)
    return TEXT.__from_arrow__(pyarrow.array(values, pyarrow.large_string())) if all_text else values
