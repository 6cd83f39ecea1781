"""How much of a program people attended beside what happened afterwards: to be shown, never to be read as the cause."""

import numpy as np
import pandas as pd

from analytics import proportions
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask
from analytics.reliability import unreliable_rate
from analytics.table_columns import table_of_rows
from analytics.vocabulary import BASELINE, window_days

BANDS = ("none", "some", "all")


def attendance_outcomes(db: Database, *, outcome: str = "rearrest", window: int = 36, **options: object) -> pd.DataFrame:
    """One row a model and a band of attendance (none, some, all of the sessions planned): the event in the window.

    Counted are releases by whose day the participation had ended, so that nobody could attend more by staying out of
    prison longer; each person at the first release. Columns: model, attended, n, events, rate, rate_low, rate_high
    (Wilson), status. Options: where, model, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, window=window, **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        counted = source(connection, question)
        text = counted.sql("attendance_outcomes")
        found = connection.execute(text, {**counted.parameters, "window_days": window_days(window), "baseline": BASELINE}).fetchnumpy()
        codes, recorded = counted.arms.codes, counted.recorded
    rows = []
    for code in codes:
        if question.model and code not in question.model:
            continue
        for band, name in enumerate(BANDS):
            at = (found["code"] == code) & (found["band"] == band)
            if at.any():
                n, events = float(found["mature"][at][0]), float(found["events"][at][0])
                rows.append({"model": code, "attended": name, **_row(n, events, gate, recorded)})
    columns = ["model", "attended", "n", "events", "rate", "rate_low", "rate_high", "status"]
    return table_of_rows(rows, columns, ("n", "events"), ("rate", "rate_low", "rate_high"))


def _row(n: float, events: float, gate: Gate, recorded: bool) -> dict[str, object]:
    """One band's figures as they may be shown."""
    hidden = bool(gate.small(n, events, n - events))
    shown = None if gate.small(n) else float(gate.rounded(n))
    if hidden or not recorded or not shown:
        return {"n": shown, "status": "suppressed" if hidden else "not_estimable"}
    events = min(float(gate.rounded(events)), shown)
    low, high = proportions.wilson(events, shown)
    low_status = bool(unreliable_rate(np.array(shown), np.array(events)))
    return {"n": shown, "events": events, "rate": events / shown, "rate_low": float(low), "rate_high": float(high),
            "status": "low" if low_status else "ok"}
