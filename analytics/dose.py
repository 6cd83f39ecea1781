"""Sessions attended against what came after: those who stay differ from those who leave, so no gap is drawn from it."""

import numpy as np

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.proportions import wilson
from analytics.question import ask
from analytics.reliability import unreliable_rate
from analytics.vocabulary import window_days

BANDS = ("none", "under_half", "half_or_more", "all")


def dose(db: Database, model: str, *, outcome: str = "rearrest", window: int = 36, **options: object) -> list[dict[str, object]]:
    """One row a band of attendance, of the planned sessions: band, n, events, rate, low, high, status.

    Options as for `compare`; each person stands at their first release. Counts pass the gate, rates are made from what
    is left of them, with Wilson's interval. Empty where no sessions are on record for anybody in the group.
    """
    options = {name: value for name, value in options.items() if name not in ("adjust", "by", "unit", "covariates", "model")}
    question = ask(outcome=outcome, window=window, model=model, **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        asked = source(connection, question)
        sets = np.flatnonzero(asked.arms.members[asked.arms.codes.index(model)]).tolist() or [-1]
        if not asked.recorded:
            return []
        text = asked.sql("dose")
        found = connection.execute(text, {**asked.parameters, "model": model, "window_days": window_days(window), "arm_sets": sets}).fetchnumpy()
    counts = {str(band): (float(n), float(events)) for band, n, events in zip(*(found[name] for name in ("band", "n", "events")), strict=True)}
    return [_row(band, *counts[band], gate) for band in BANDS if band in counts]


def _row(band: str, n: float, events: float, gate: Gate) -> dict[str, object]:
    if bool(gate.small(n, events, n - events)):
        few = bool(gate.small(n))
        return {"band": band, "n": None if few else float(gate.rounded(n)), "events": None, "rate": None, "low": None, "high": None, "status": "suppressed"}
    n, events = float(gate.rounded(n)), float(gate.rounded(events))
    if not n:
        return {"band": band, "n": 0.0, "events": 0.0, "rate": None, "low": None, "high": None, "status": "not_estimable"}
    low, high = wilson(events, n)
    return {"band": band, "n": n, "events": events, "rate": events / n, "low": float(low), "high": float(high),
            "status": "low" if bool(unreliable_rate(n, events)) else "ok"}
