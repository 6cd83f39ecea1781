"""Where each of many numbers stands among those that occur: numbers of cells, of rows, of kinds."""

import numpy as np

MOST_NUMBERS = 1 << 26      # numbers that are looked up in one flat table,
THINNEST = 16               # where not more than so many stand empty for each that is asked for


def occurring(numbers: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which numbers below `limit` occur, ascending, and the position of each one among them."""
    if limit > min(MOST_NUMBERS, THINNEST * len(numbers)):
        return np.unique(numbers, return_inverse=True)
    there = np.zeros(limit, bool)
    there[numbers] = True
    found = np.flatnonzero(there)
    return found, positions(numbers, found, limit)


def positions(wanted: np.ndarray, numbers: np.ndarray, limit: int) -> np.ndarray:
    """A position of each of the wanted among the numbers, each of which is below `limit`."""
    if limit <= min(MOST_NUMBERS, THINNEST * len(wanted)):
        place = np.zeros(limit, np.int32)
        place[numbers] = np.arange(len(numbers), dtype=np.int32)
        return place[wanted]
    order = np.argsort(numbers, kind="stable")
    return order[np.searchsorted(numbers, wanted, sorter=order)]
