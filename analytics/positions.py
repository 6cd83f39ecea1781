"""Where each of many numbers stands among those that occur: numbers of cells, of rows, of kinds."""

import numpy as np
import pyarrow
from pyarrow import compute

MOST_NUMBERS = 1 << 26      # numbers that are looked up in one flat table,
THINNEST = 16               # where not more than so many stand empty for each that is asked for


def occurring(numbers: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which numbers below `limit` occur, ascending, and the position of each one among them."""
    if limit > min(MOST_NUMBERS, THINNEST * len(numbers)):
        found = np.unique(numbers)
    else:
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
    # By their hashes: looked for one by one in a list of millions they take eighteen times as long.
    among = pyarrow.array(np.asarray(numbers, np.int64))
    return compute.index_in(pyarrow.array(np.asarray(wanted, np.int64)), value_set=among).to_numpy()
