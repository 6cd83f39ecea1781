"""The releases of a selection one by one, where they are few: read once, then every count is an addition.

Grouping in the database sets up a table as wide as days times sets of arms, and finds each person's first release by
a second look at all records. For a selection that takes longer than to read its rows.
"""

from dataclasses import dataclass

import duckdb
import numpy as np

# Above this many the database's grouping is faster, and needs less memory.
MOST = 1_000_000


@dataclass(frozen=True)
class Rows:
    """Chosen releases, one an element: code of the level, set of arms, 4 x day + state, last day of follow-up."""

    level: np.ndarray
    arm_set: np.ndarray
    packed: np.ndarray
    follow_up_day: np.ndarray

    def days(self) -> dict[str, np.ndarray]:
        """The columns of sql/days.sql."""
        return _counted(level=self.level, arm_set=self.arm_set, packed=self.packed)

    def immature(self, window_days: int) -> dict[str, np.ndarray]:
        """The columns of sql/immature.sql."""
        short = self.follow_up_day < window_days
        event = (self.packed[short] & 3) == 1
        return _counted(level=self.level[short], arm_set=self.arm_set[short], event=event)

    def releases(self) -> dict[str, np.ndarray]:
        """The columns of sql/releases.sql."""
        return _counted(level=self.level, arm_set=self.arm_set)


def read(connection: duckdb.DuckDBPyConnection, text: str, parameters: dict[str, object], first: bool) -> Rows | None:
    """The rows of a selection, `first`: each person's earliest only; nothing where there are too many.

    text: sql/selected_rows.sql for the question.
    """
    found = connection.execute(text, {**parameters, "limit": MOST + 1}).fetchnumpy()
    if len(found["packed"]) > MOST:
        return None
    rows = [np.asarray(found[name]) for name in ("level", "arm_set", "packed", "follow_up_day")]
    if first:
        person = np.asarray(found["person_number"])
        earliest = np.ones(len(person), bool)
        earliest[1:] = (person[1:] != person[:-1]) | (found["order_in_person"][1:] == 1)
        rows = [column[earliest] for column in rows]
    return Rows(*rows)


def _counted(**columns: np.ndarray) -> dict[str, np.ndarray]:
    """How many rows there are of each combination that occurs; combinations in the order of their columns."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns.values()]
    key = np.zeros(len(next(iter(columns.values()))), np.int64)
    for column, size in zip(columns.values(), sizes, strict=True):
        key = key * size + column
    if np.prod(sizes, dtype=float) <= 1 << 23:
        times = np.bincount(key)
        found = np.flatnonzero(times)
        times = times[found]
    else:
        found, times = np.unique(key, return_counts=True)
    counts = {"releases": times}
    for name, size in zip(reversed(columns), reversed(sizes), strict=True):
        found, counts[name] = np.divmod(found, size)
    return counts
