"""The counts that a comparison stands on, for a recheck elsewhere: releases, events and weight by arm and cell."""

import numpy as np
import pandas as pd

from analytics.adjusted import AdjustedArm
from analytics.adjusted_comparison import Adjusted, adjusted
from analytics.balance import share_of
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.result_columns import with_common_columns
from analytics.vocabulary import COVARIATES

COUNTS = ("n", "events", "baseline_n", "baseline_events")


def cells(db: Database, *, outcome: str = "rearrest", window: int = 36, **options: object) -> pd.DataFrame:
    """One row an arm and a covariate cell in which it or its baseline has anybody; options as for `compare`.

    weight is the share of the weighted baseline that the cell's baseline releases make up (each has weight /
    baseline_n), so the baseline's rate is the sum of weight x baseline_events / baseline_n. Where anything is held
    back, cells of which nothing may be shown are left out: that they exist would tell of somebody in them.
    """
    question = ask(outcome=outcome, window=window, **options)
    with opened(db) as connection:
        asked = source(connection, question)
        found = adjusted(asked)
        gate = Gate(question.min_cell, question.round)
        by = [question.by] if question.by else []
        covariates = [name for name in COVARIATES if name != question.by]
        columns = ["outcome", "window_months", "adjust", "exposure", *by, "model", *covariates, *COUNTS, "matched", "weight", "status"]
        parts = [
            _arm_table(question, found, level, arm, of_arm, gate)
            for (level, arm), of_arm in found.arms.items()
            if not question.model or found.counts.arms.codes[arm] in question.model
        ]
        table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
        table = table.reindex(columns=columns).astype(dict.fromkeys(COUNTS, "Int64") | {"weight": "float64"})
        return with_common_columns(table, question, connection).assign(covariates=",".join(question.alike_in))


def _arm_table(question: Question, found: Adjusted, level: int, arm: int, of_arm: AdjustedArm, gate: Gate) -> pd.DataFrame:
    weighting, arms = of_arm.weighting, found.counts.arms
    counts = dict(zip(COUNTS, (weighting.arm, of_arm.events, weighting.baseline, of_arm.baseline_events), strict=True))
    few = {
        "arm": _few(found, level, of_arm, arms.members[arm], counts["n"], counts["events"], gate),
        "baseline": _few(found, level, of_arm, found.counts.own_baselines[level, arm], counts["baseline_n"], counts["baseline_events"], gate),
    }
    codes = found.cells.design.codes[of_arm.cells]
    table = {
        "outcome": question.outcome, "window_months": question.window, "adjust": question.adjust,
        "exposure": question.exposure, "model": arms.codes[arm],
    } | ({question.by: found.counts.levels[level][1]} if question.by else {})  # fmt: skip
    for place, covariate in enumerate(found.cells.covariates):
        if covariate.name != question.by:
            table[covariate.name] = np.array(covariate.values)[codes[:, place]]
    for name in COUNTS:
        everyone, any_hidden = few["baseline" if name.startswith("baseline") else "arm"]
        table[name] = np.where(everyone if name.endswith("n") else any_hidden, np.nan, gate.rounded(counts[name]))
    table["matched"] = weighting.matched
    # Where counts are exact, a weight beside the arm's count tells how many are set aside.
    few_aside = bool(gate.small_by_subtraction(*of_arm.aside_people))
    table["weight"] = np.where(few["arm"][0] | few["baseline"][0] | few_aside, np.nan, _shown_weight(question, of_arm, gate))
    hidden = few["arm"][1] | few["baseline"][1] | few_aside
    table["status"] = np.where(hidden, "suppressed", "ok" if weighting.found else "not_estimable")
    nothing = np.logical_and.reduce([few[group][0] | (counts[n] == 0) for group, n in (("arm", "n"), ("baseline", "baseline_n"))])
    return pd.DataFrame(table, index=range(len(codes)))[~nothing]


def _shown_weight(question: Question, of_arm: AdjustedArm, gate: Gate) -> np.ndarray:
    """[C] each cell's share of the weighted baseline, nan where there are no weights.

    It is nearly the arm's own share, and unmatched it is the baseline's: with the number of people beside it, which is
    shown, it would tell how many a cell has, and what all weights leave of 1 how many a hidden one. So it is made from
    rounded counts: unmatched the baseline's, else the arm's, to which the exact gap between the two is added.
    """
    weighting = of_arm.weighting
    if not weighting.found:
        return np.full(len(weighting.arm), np.nan)
    share = weighting.weight * weighting.baseline
    if gate.exact:
        return share
    group = (weighting.baseline if question.adjust == "none" else weighting.arm) * weighting.matched
    whole = group.sum()
    return gate.figure(np.maximum(share_of(gate.rounded(group), float(gate.rounded(whole))) + share - group / whole, 0))


def _few(
    found: Adjusted, level: int, of_arm: AdjustedArm, sets: np.ndarray, n: np.ndarray, events: np.ndarray, gate: Gate
) -> tuple[np.ndarray, np.ndarray]:
    """[C] true where a cell has few people, and where these, those with the event or those without it are few.

    Where counts are exact, further cells: what the hidden ones hold together is what is missing in the sum."""
    cells, repeated = found.cells, found.repeated if not gate.exact else None
    counts = (n, events, n - events)
    people = list(counts)
    parts: tuple[np.ndarray, ...] = ()
    if repeated is not None:
        row, event = repeated.row, repeated.event
        inside = ((cells.level == level) & (sets[cells.arm_set] > 0))[row]
        parts = (inside, inside & event, inside & ~event)
        people = [
            count - repeated.again_by_cell(part, cells.cell[row], len(cells.keys))[of_arm.cells]
            for count, part in zip(counts, parts, strict=True)
        ]

    def people_in(chosen: np.ndarray, place: int) -> float:
        everyone = counts[place][chosen].sum()
        if repeated is None:
            return everyone
        return everyone - repeated.again_of(parts[place] & np.isin(cells.cell[repeated.row], of_arm.cells[chosen]))

    everybody, any_part = gate.small(people[0]), gate.small(*people)
    everybody = gate.hidden_together(everybody, n, lambda chosen: people_in(chosen, 0))
    any_part |= everybody
    for place in (1, 2):
        any_part = gate.hidden_together(any_part, counts[place], lambda chosen, place=place: people_in(chosen, place))
    return everybody, any_part
