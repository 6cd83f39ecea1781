"""The counts that a comparison stands on, for a recheck elsewhere: releases, events and weight by arm and cell."""

import numpy as np
import pandas as pd

from analytics.adjusted import AdjustedArm
from analytics.adjusted_comparison import Adjusted, adjusted
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
    share = weighting.weight * weighting.baseline if weighting.found else np.full(len(codes), np.nan)
    table["matched"] = weighting.matched
    table["weight"] = np.where(few["arm"][0] | few["baseline"][0], np.nan, gate.figure(share))
    hidden = few["arm"][1] | few["baseline"][1]
    table["status"] = np.where(hidden, "suppressed", "ok" if weighting.found else "not_estimable")
    nothing = np.logical_and.reduce([few[group][0] | (counts[n] == 0) for group, n in (("arm", "n"), ("baseline", "baseline_n"))])
    return pd.DataFrame(table, index=range(len(codes)))[~nothing]


def _few(
    found: Adjusted, level: int, of_arm: AdjustedArm, sets: np.ndarray, n: np.ndarray, events: np.ndarray, gate: Gate
) -> tuple[np.ndarray, np.ndarray]:
    """[C] true where a cell has few people, and where these, those with the event or those without it are few."""
    people = [n, events, n - events]
    if found.repeated is not None and not gate.exact:
        cells, row, event = found.cells, found.repeated.row, found.repeated.event
        inside, cell = ((cells.level == level) & (sets[cells.arm_set] > 0))[row], cells.cell[row]
        parts = (inside, inside & event, inside & ~event)
        people = [
            count - found.repeated.again_by_cell(part, cell, len(cells.keys))[of_arm.cells]
            for count, part in zip(people, parts, strict=True)
        ]
    return gate.small(people[0]), gate.small(*people)
