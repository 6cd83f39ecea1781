"""The published gifts: what was given back, as recorded, whole, by month and by kind of recipient.

Gifts are recorded by place and month and name no person. How many people made them is told of the whole only, rounded;
not split by place, where a few would be recognized.
"""

import duckdb
import pandas as pd

from analytics.publishing.columns import ALL
from analytics.repair import repair

OF_PEOPLE = ("participants", "hours", "volunteers")
SPLITS = (ALL, "month", "recipient_type")


def gift_views(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Column -> the rows of `repair`; nothing where the records hold no gifts."""
    found = {by: repair(connection, by=by or None) for by in SPLITS}
    if found[ALL].empty:
        return {}
    return {by: _without_people(frame) if by else frame for by, frame in found.items()}


def _without_people(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with nothing said of people, the few or the many."""
    return frame.assign(**{name: pd.array([pd.NA] * len(frame), dtype=frame[name].dtype) if name != "hours" else float("nan")
                           for name in OF_PEOPLE}, status="suppressed")
