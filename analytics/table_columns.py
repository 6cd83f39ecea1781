"""Columns of result tables, made in one step: pandas takes many times as long to find out what they are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow


def constant(value: str | int | bool, rows: int) -> pd.api.extensions.ExtensionArray | np.ndarray:
    """One value in every row."""
    if isinstance(value, str):
        return pd.array(pyarrow.repeat(pyarrow.scalar(value, pyarrow.large_string()), rows), dtype="str")
    return np.full(rows, value)


def repeated(words: Sequence[str], rows: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Each word in as many rows as `rows` says."""
    return pd.array(words, dtype="str").take(np.repeat(np.arange(len(words)), rows))


def whole_numbers(values: np.ndarray) -> pd.arrays.IntegerArray:
    """Whole numbers (type Int64), missing where `values` is nan."""
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)
