"""The published reentry services: who took part and what followed, of all releases, within the headline's window.

Counts are rounded, as selections' are: each program is beside its version made for women, and all are beside the same
others. So these are told as shares only, and a version for women not at all where few others are in the program.
"""

import duckdb
import pandas as pd

from analytics.disclosure import Gate
from analytics.services import services
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND

GATE = Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND)
OF_OTHERS = ("others_n", "others_events")
TO_3_DECIMALS = ("others_rate", "difference", "difference_low", "difference_high")
# What a program's row less that of its version for women tells.
LEFT = ("people", "open", "closed", "completed", "n", "events")
LESS = (("closed", "completed"), ("n", "events"))
ABOUT = ("program", "for_women", "outcome", "window_months", "adjust")


def service_view(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of `services`; none where the records hold no services."""
    exact, frame = services(connection, min_cell=0), services(connection)
    frame[list(TO_3_DECIMALS)] = GATE.figure(frame[list(TO_3_DECIMALS)].to_numpy())
    frame[list(OF_OTHERS)] = pd.NA
    few = [program for program, rows in exact.groupby("program") if _few_others(rows)]
    hidden = frame["for_women"] & frame["program"].isin(few)
    last = list(frame.columns).index("alike_status")
    figures = [name for name in frame.columns[:last] if name not in (*ABOUT, "status")]
    frame.loc[hidden, figures] = pd.NA
    frame.loc[hidden, ["status", "alike_status"]] = "suppressed"
    return frame


def _few_others(rows: pd.DataFrame) -> bool:
    """Whether the program holds few people besides those in its version for women; rows of both."""
    if len(rows) < 2:
        return False
    counts = rows.sort_values("for_women")[list(LEFT)].fillna(0).astype(float)
    less = counts.iloc[0] - counts.iloc[1]
    told = [*less, *(less[whole] - less[part] for whole, part in LESS)]
    return bool(GATE.small(*map(abs, told)))
