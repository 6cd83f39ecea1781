"""Seeded chance: one stream of numbers for each subject of each block of people.

A stream of its own for each subject keeps the others' draws as they are when one subject changes.
"""

import zlib

import numpy as np


def stream(seed: int, block: int, subject: str) -> np.random.Generator:
    """The generator for one subject (such as "surveys") of one block of people."""
    return np.random.default_rng([seed, block, zlib.crc32(subject.encode())])


def pick(uniform: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Index of the category that each uniform number falls in.

    uniform: (n,). shares: (categories,) for everyone or (n, categories); non-negative, scaled here to sum to 1.
    """
    upper = np.cumsum(shares, axis=-1)
    upper = upper / upper[..., -1:]
    return (uniform[:, None] >= upper[..., :-1]).sum(axis=1).astype(np.int8)


def logistic(value: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-value))


def whole_days(generator: np.random.Generator, low: int | np.ndarray, high: int | np.ndarray, size: int) -> np.ndarray:
    """Whole numbers of days, evenly from low to high, both included; high below low counts as low."""
    span = np.maximum(np.asarray(high) - low, 0) + 1
    return (low + np.floor(generator.random(size) * span)).astype(np.int32)


def look_up(values: np.ndarray, rows: np.ndarray, missing: float) -> np.ndarray:
    """values[rows], and `missing` where a row is negative (there is none to look up)."""
    found = np.full(rows.shape, missing, dtype=values.dtype)
    some = rows >= 0
    found[some] = values[rows[some]]
    return found
