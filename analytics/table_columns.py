"""Columns of result tables, made in one step: pandas takes many times as long to find out what they are."""

from collections.abc import Sequence

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
