"""Counting rows that are at hand: how many there are of each combination of columns."""

import numpy as np

# Cells of a table as wide as all combinations; above it, sorting is faster.
WIDEST = 1 << 23


def tally(columns: dict[str, np.ndarray], **weights: np.ndarray) -> dict[str, np.ndarray]:
    """The combinations that occur, in the order of their columns; `times` each, and the sum of each weight.

    columns: equally long arrays of whole numbers of 0 or more (or of True and False).
    """
    sizes = [int(column.max(initial=0)) + 1 for column in columns.values()]
    key = np.zeros(len(next(iter(columns.values()))), np.int64)
    for column, size in zip(columns.values(), sizes, strict=True):
        key = key * size + column
    if np.prod(sizes, dtype=float) <= WIDEST:
        times = np.bincount(key)
        found = np.flatnonzero(times)
        sums = {name: np.bincount(key, weight)[found] for name, weight in weights.items()}
        times = times[found]
    else:
        found, place, times = np.unique(key, return_inverse=True, return_counts=True)
        sums = {name: np.bincount(place, weight) for name, weight in weights.items()}
    counted = {"times": times, **sums}
    for name, size in zip(reversed(columns), reversed(sizes), strict=True):
        found, counted[name] = np.divmod(found, size)
    return counted
