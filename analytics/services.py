"""Reentry services that are not restorative justice: who takes part, who completes, and what happens afterwards.

The Missouri Reentry Process and the programs made for women. Those who take part are held against those who do not, in
the same kinds of case: made like them, and crude beside it.
"""

import numpy as np
import pandas as pd

from analytics import proportions
from analytics.adjusted_comparison import judged
from analytics.adjusted_estimates import Estimated, estimate_arm
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.reliability import followed_unalike, unreliable_difference
from analytics.result_columns import with_common_columns
from analytics.service_comparison import compare_alike
from analytics.status import first_that_applies
from analytics.vocabulary import HEADLINE_ADJUSTMENT, window_days
from data.problem import Problem

PROGRAMS = (
    "missouri_reentry_process", "health", "mental_health", "self_esteem", "parenting", "academic_education",
    "vocational_education", "substance_use", "life_skills",
)  # fmt: skip
COUNTS = ("people", "completed", "closed", "open", "n", "events", "others_n", "others_events")
COLUMNS = (
    "people", "open", "closed", "completed", "completed_share", "completed_share_low", "completed_share_high", "n", "events", "rate", "rate_low",
    "rate_high", "others_n", "others_events", "others_rate", "difference", "difference_low", "difference_high",
    "alike_rate", "alike_rate_low", "alike_rate_high", "alike_others_rate", "alike_difference", "alike_difference_low",
    "alike_difference_high", "effective_n", "unmatched_share",
)  # fmt: skip
# Options of the other verbs, with what they are where nothing is asked.
OF_ARMS = {"exposure": "referred", "landmark": 0, "unit": "first", "strict_baseline": False, "by": None, "model": ()}
# The columns of an adjusted comparison, under the names that they have here.
ALIKE = {
    "rate": "alike_rate", "rate_low": "alike_rate_low", "rate_high": "alike_rate_high", "baseline_rate": "alike_others_rate",
    "risk_difference": "alike_difference", "risk_difference_low": "alike_difference_low",
    "risk_difference_high": "alike_difference_high", "effective_n": "effective_n", "unmatched_share": "unmatched_share",
}  # fmt: skip


def services(db: Database, *, outcome: str = "rearrest", window: int = 36, adjust: str = HEADLINE_ADJUSTMENT, **options: object) -> pd.DataFrame:
    """One row a program, and one for its version made for women: people, completion, and the event in the window.

    Columns: program, for_women, outcome, window_months, adjust, people, open, closed, completed, completed_share with Wilson limits; n, events and rate
    of the releases whose person had started it by the day of release; the same of the others in the same kinds of case
    (for the women's version: other women), the difference with Newcombe's limits; status. The columns that begin with
    alike_, effective_n and unmatched_share: the same with the others made like them (see `compare`), and alike_status;
    then the columns that end every result. Each person counts at the first release. Options: where, adjust,
    covariates, min_cell, round. Raises Problem for a value that cannot be.
    """
    question = _asked(outcome=outcome, window=window, adjust=adjust, **options)
    with opened(db) as connection:
        counted = source(connection, question)
        female = connection.execute("select code from level where dimension = 'sex' and value = 'female'").fetchone()[0]
        releases = counted.run("service_releases", window_days=window_days(window), female=female)
        completion = counted.run("service_completion", female=female)
        recorded, load = counted.recorded, counted.load
        held = sorted(zip(completion["program"].tolist(), completion["for_women"].astype(bool).tolist(), strict=True),
                      key=lambda told: (PROGRAMS.index(told[0]), told[1]))
        alike = compare_alike(counted, PROGRAMS, held, female) if held else {}
    gate = Gate(question.min_cell, question.round)
    releases["program"] = np.array([None if value is np.ma.masked else value for value in np.ma.asarray(releases["program"])], dtype=object)
    rows = [
        _row(program, for_women, releases, completion, gate, recorded, estimate_arm(alike[program, for_women], gate))
        for program, for_women in held
    ]
    frame = pd.DataFrame(rows, columns=["program", "for_women", *COLUMNS, "status", "alike_status"])
    frame = frame.astype(dict.fromkeys(COUNTS, "Int64") | {name: "float64" for name in COLUMNS if name not in COUNTS})
    for place, (name, value) in enumerate({"outcome": outcome, "window_months": window, "adjust": adjust}.items(), start=2):
        frame.insert(place, name, value)
    return with_common_columns(frame, question, load)


def _asked(**options: object) -> Question:
    """The question; a service is in no arm, so what is asked of arms cannot be asked of it."""
    for name, usual in OF_ARMS.items():
        if options.get(name, usual) not in (usual, None):
            raise Problem(f"services are no restorative programs: the option {name} means nothing for them; leave it out.")
    if options["adjust"] == "none":
        raise Problem("services always gives both, as the groups stand and made alike: adjust is one of standardize, ipw, entropy.")
    return ask(**{name: value for name, value in options.items() if name not in OF_ARMS})


def _row(program: str, for_women: bool, releases: dict, completion: dict, gate: Gate, recorded: bool,
         alike: Estimated) -> dict[str, object]:
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
                "completed_share_low": float(low), "completed_share_high": float(high)}
    return row | _compared(program, for_women, releases, gate, recorded, hidden, alike)


def _compared(program: str, for_women: bool, releases: dict, gate: Gate, recorded: bool, hidden: bool,
              alike: Estimated) -> dict[str, object]:
    """The event after the program and among the others in the same kinds of case, made like them and crude."""
    same = releases["for_women"].astype(bool) == for_women
    inside, everyone = (same & np.array([value == name for value in releases["program"]]) for name in (program, None))
    kinds = set(releases["release_type"][inside].tolist())
    everyone &= np.isin(releases["release_type"], list(kinds))
    all_, n, events = (float(releases[name][inside].sum()) for name in ("releases", "mature", "events"))
    others_all, others_n, others_events = (float(releases[name][everyone].sum()) - value
                                           for name, value in (("releases", all_), ("mature", n), ("events", events)))
    unalike = bool(followed_unalike(n, all_, others_n, others_all))
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
    crude = str(status)
    alike_status, _, figures = judged(crude, recorded, unalike, alike)
    return row | {"status": crude, "alike_status": alike_status} | {ALIKE[name]: value for name, value in figures.items() if name in ALIKE}
