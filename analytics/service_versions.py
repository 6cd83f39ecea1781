"""A reentry service beside its version made for women: what the one row less the other tells of the few in the ordinary version."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.disclosure import Gate

# What a program's row less that of its version for women tells.
LEFT = ("people", "open", "closed", "completed", "n", "events")
LESS = (("closed", "completed"), ("n", "events"))
ABOUT = ("program", "for_women", "outcome", "window_months", "adjust")


def with_few_others(frame: pd.DataFrame, gate: Gate) -> list[str]:
    """Programs that hold few people besides those in their version for women, as far as the counts given tell it."""
    return [program for program, rows in frame.groupby("program") if len(rows) > 1 and _few_others(rows, gate)]


def without_version(frame: pd.DataFrame, programs: Sequence[str]) -> pd.DataFrame:
    """The rows, with nothing in those of the versions for women of these programs."""
    hidden = frame["for_women"] & frame["program"].isin(programs)
    last = list(frame.columns).index("alike_status")
    figures = [name for name in frame.columns[:last] if name not in (*ABOUT, "status")]
    frame.loc[hidden, figures] = pd.NA
    frame.loc[hidden, ["status", "alike_status"]] = "suppressed"
    return frame


def _few_others(rows: pd.DataFrame, gate: Gate) -> bool:
    """rows: the program's, and its version's. A count that is not shown tells nothing."""
    counts = rows.sort_values("for_women")[list(LEFT)].astype("Float64").to_numpy(float, na_value=np.nan)
    less = dict(zip(LEFT, counts[0] - counts[1], strict=True))
    told = [*less.values(), *(less[whole] - less[part] for whole, part in LESS)]
    return bool(gate.small(*map(abs, told)))
