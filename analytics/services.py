"""Reentry services that are not restorative justice: who takes part, who completes, and what happens afterwards.

The Missouri Reentry Process and the programs made for women. Crude: those who take part are held against those who
do not, in the same kinds of case, and nothing makes the two alike.
"""

import numpy as np
import pandas as pd

from analytics import proportions
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask
from analytics.reliability import unreliable_difference
from analytics.status import first_that_applies
from analytics.vocabulary import window_days

PROGRAMS = (
    "missouri_reentry_process", "health", "mental_health", "self_esteem", "parenting", "academic_education",
    "vocational_education", "substance_use", "life_skills",
)  # fmt: skip
COUNTS = ("people", "completed", "closed", "open", "n", "events", "others_n", "others_events")
COLUMNS = (
    "people", "open", "closed", "completed", "completed_share", "completed_low", "completed_high", "n", "events", "rate", "rate_low",
    "rate_high", "others_n", "others_events", "others_rate", "difference", "difference_low", "difference_high",
)  # fmt: skip


def services(db: Database, *, outcome: str = "rearrest", window: int = 36, **options: object) -> pd.DataFrame:
    """One row a program, and one for its version made for women: people, completion, and the event in the window.

    Columns: program, for_women, people, open, closed, completed, completed_share with Wilson limits; n, events and rate
    of the releases whose person had started it by the day of release; the same of the others in the same kinds of case
    (for the women's version: other women), the difference with Newcombe's limits; status. Each person counts at the
    first release. Options: where, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, window=window, **options)
    with opened(db) as connection:
        counted = source(connection, question)
        female = connection.execute("select code from level where dimension = 'sex' and value = 'female'").fetchone()[0]
        releases = counted.run("service_releases", window_days=window_days(window), female=female)
        completion = counted.run("service_completion", female=female)
        recorded = counted.recorded
    gate = Gate(question.min_cell, question.round)
    releases["program"] = np.array([None if value is np.ma.masked else value for value in np.ma.asarray(releases["program"])], dtype=object)
    rows = [
        _row(program, for_women, releases, completion, gate, recorded)
        for program in PROGRAMS
        for for_women in (False, True)
        if ((completion["program"] == program) & (completion["for_women"].astype(bool) == for_women)).any()
    ]
    frame = pd.DataFrame(rows, columns=["program", "for_women", *COLUMNS, "status"])
    return frame.astype(dict.fromkeys(COUNTS, "Int64") | {name: "float64" for name in COLUMNS if name not in COUNTS})


def _row(program: str, for_women: bool, releases: dict, completion: dict, gate: Gate, recorded: bool) -> dict[str, object]:
    """One program's figures."""
    of = (completion["program"] == program) & (completion["for_women"].astype(bool) == for_women)
    counts = {name: float(completion[name][of].sum()) for name in completion if name not in ("program", "for_women")}
    few = bool(gate.small(counts["people"]))
    hidden = few or bool(gate.small(counts["people_completed"], counts["people_left"]))
    completed, closed = float(gate.rounded(counts["completed"])), float(gate.rounded(counts["closed"]))
    row: dict[str, object] = {
        "program": program, "for_women": for_women,
        "people": None if few else float(gate.rounded(counts["people"])),
        "open": None if gate.small(counts["people_open"]) else float(gate.rounded(counts["open"])),
    }  # fmt: skip
    if not hidden and closed:
        low, high = proportions.wilson(min(completed, closed), closed)
        row |= {"completed": completed, "closed": closed, "completed_share": min(completed, closed) / closed,
                "completed_low": float(low), "completed_high": float(high)}
    return row | _compared(program, for_women, releases, gate, recorded, hidden)


def _compared(program: str, for_women: bool, releases: dict, gate: Gate, recorded: bool, hidden: bool) -> dict[str, object]:
    """The event after the program and among the others in the same kinds of case."""
    same = releases["for_women"].astype(bool) == for_women
    inside, everyone = (same & np.array([value == name for value in releases["program"]]) for name in (program, None))
    kinds = set(releases["release_type"][inside].tolist())
    everyone &= np.isin(releases["release_type"], list(kinds))
    all_, n, events = (float(releases[name][inside].sum()) for name in ("releases", "mature", "events"))
    others_n, others_events = (float(releases[name][everyone].sum()) - value for name, value in (("mature", n), ("events", events)))
    arm_hidden = bool(gate.small(n, events, n - events))
    others_hidden = arm_hidden or bool(gate.small(others_n, others_events, others_n - others_events))
    n, events, others_n, others_events = (float(gate.rounded(value)) for value in (n, events, others_n, others_events))
    row: dict[str, object] = {}
    if not arm_hidden and n and recorded:
        low, high = proportions.wilson(min(events, n), n)
        row |= {"n": n, "events": events, "rate": min(events, n) / n, "rate_low": float(low), "rate_high": float(high)}
    if row and not others_hidden and others_n:
        gap = proportions.newcombe_difference(min(events, n), n, min(others_events, others_n), others_n)
        row |= {"others_n": others_n, "others_events": others_events, "others_rate": min(others_events, others_n) / others_n}
        row |= dict(zip(("difference", "difference_low", "difference_high"), map(float, gap), strict=True))
    status = first_that_applies(
        suppressed=np.array(hidden or others_hidden), immature=np.array(all_ > 0 and n == 0),
        not_estimable=np.array(not recorded or n == 0 or others_n == 0),
        low=unreliable_difference(n, events, others_n, others_events))
    return row | {"status": str(status)}
