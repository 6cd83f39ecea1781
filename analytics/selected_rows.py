"""The releases of a selection one by one, where they are few: read once, then every count is an addition.

Grouping in the database sets up a table as wide as days times sets of arms, and finds each person's first release by
a second look at all records. For a selection that takes longer than to read its rows.
"""

from dataclasses import dataclass

import duckdb
import numpy as np

from analytics.tally import tally

# Above this many the database's grouping is faster, and needs less memory.
MOST = 1_000_000


@dataclass(frozen=True)
class Rows:
    """Chosen releases, one an element: code of the level, set of arms, 4 x day + state, last day of follow-up.

    later: numbers of those that are not their person's first of all.
    """

    level: np.ndarray
    arm_set: np.ndarray
    packed: np.ndarray
    follow_up_day: np.ndarray
    later: np.ndarray

    def days(self) -> dict[str, np.ndarray]:
        """The columns of sql/days.sql."""
        return _releases({"level": self.level, "arm_set": self.arm_set, "packed": self.packed})

    def immature(self, window_days: int) -> dict[str, np.ndarray]:
        """The columns of sql/immature.sql."""
        short = self.follow_up_day < window_days
        event = (self.packed[short] & 3) == 1
        return _releases({"level": self.level[short], "arm_set": self.arm_set[short], "event": event})

    def releases(self) -> dict[str, np.ndarray]:
        """The columns of sql/releases.sql."""
        return _releases({"level": self.level, "arm_set": self.arm_set})


def read(connection: duckdb.DuckDBPyConnection, text: str, parameters: dict[str, object], first: bool) -> Rows | None:
    """The rows of a selection, `first`: each person's earliest only; nothing where there are too many.

    text: sql/selected_rows.sql for the question.
    """
    found = connection.execute(text, {**parameters, "limit": MOST + 1}).fetchnumpy()
    if len(found["packed"]) > MOST:
        return None
    rows = {name: np.asarray(column) for name, column in found.items()}
    person, order = rows.pop("person_number"), rows.pop("order_in_person")
    if first:
        earliest = np.ones(len(person), bool)
        earliest[1:] = (person[1:] != person[:-1]) | (order[1:] == 1)
        rows, order = {name: column[earliest] for name, column in rows.items()}, order[earliest]
    later = rows.pop("release_number")[order > 1]
    return Rows(**rows, later=later)


def _releases(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    counted = tally(columns)
    return {"releases": counted.pop("times"), **counted}
