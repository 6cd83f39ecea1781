"""How alike the groups are before and after weighting, level by level."""

import numpy as np
import pandas as pd

from analytics.adjusted import AdjustedArm
from analytics.adjusted_comparison import Adjusted, adjusted
from analytics.adjusted_estimates import MOST_UNMATCHED
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.reliability import LEAST_EFFECTIVE
from analytics.result_columns import with_common_columns

ROUNDING = 1e-12
COUNTS = ("arm_n", "baseline_n")
FIGURES = (
    "arm_share", "baseline_share", "baseline_share_weighted", "difference", "difference_weighted", "effective_n",
    "largest_weight",
)  # fmt: skip


def balance(db: Database, *, outcome: str = "rearrest", window: int = 36, **options: object) -> pd.DataFrame:
    """One row an arm, a covariate and a level: shares in the arm and in its baseline, before and after weighting.

    Options as for `compare`. Differences are standardized: arm less baseline over the square root of the mean of the
    two variances p (1 - p) before weighting; aim for less than 0.1 (Austin 2009, Statistics in Medicine
    28:3083-3107). Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, window=window, **options)
    with opened(db) as connection:
        asked = source(connection, question)
        rows = balance_rows(asked, adjusted(asked))
        by = [question.by] if question.by else []
        columns = [*by, "model", "covariate", "level", *COUNTS, *FIGURES, "status"]
        types = dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(FIGURES, "float64")
        frame = with_common_columns(pd.DataFrame(rows, columns=columns).astype(types), question, connection)
        # Crude figures are made alike in nothing, but this table is about them all the same.
        return frame.assign(covariates=",".join(question.alike_in))


def balance_rows(asked: Source, found: Adjusted) -> list[dict[str, object]]:
    """The rows as mappings of column to value."""
    question, rows = asked.question, []
    gate = Gate(question.min_cell, question.round)
    for (level, arm), of_arm in found.arms.items():
        code, value = found.counts.arms.codes[arm], found.counts.levels[level][1]
        if question.model and code not in question.model:
            continue
        if not found.counts.releases[level].any() and value not in question.where.get(question.by, ("",)):
            continue
        labels = ({question.by: value} if question.by else {}) | {"model": code}
        rows += [labels | row for row in _arm_rows(question, found, level, arm, of_arm, gate)]
    return rows


def _arm_rows(
    question: Question, found: Adjusted, level: int, arm: int, of_arm: AdjustedArm, gate: Gate
) -> list[dict[str, object]]:
    """The levels of all covariates that anybody in the selection has."""
    cells, weighting = found.cells, of_arm.weighting
    design = cells.design.only(of_arm.cells)
    occur = cells.design.totals(np.bincount(cells.cell, cells.releases, len(cells.keys))) > 0
    matched = weighting.arm * weighting.matched
    n = {"arm_n": design.totals(weighting.arm), "baseline_n": design.totals(weighting.baseline)}
    sizes = {"arm_n": weighting.arm.sum(), "baseline_n": weighting.baseline.sum()}
    hidden = {name: _hidden(question, found, level, arm, of_arm, name, n[name], gate) for name in COUNTS}
    shares = {
        "arm_share": share_of(gate.rounded(design.totals(matched)), gate.rounded(matched.sum())),
        "baseline_share": share_of(gate.rounded(n["baseline_n"]), gate.rounded(sizes["baseline_n"])),
    }
    gap = design.totals(weighting.weight * weighting.baseline) - share_of(design.totals(matched), matched.sum()) if _weighted(question, of_arm) else None
    figures = standardized(shares, gap, gate)
    status = _status(found, level, arm, of_arm)
    # Where counts are exact, a share of the matched part beside its count tells how many are set aside.
    few_aside = bool(gate.small_by_subtraction(*of_arm.aside_people))
    whole = {"effective_n": gate.rounded(weighting.effective_n), "largest_weight": gate.figure(weighting.largest_weight)}
    rows, at = [], 0
    for covariate in cells.covariates:
        for value in covariate.values:
            if occur[at]:
                row = {"covariate": covariate.name, "level": value, "status": status}
                row |= {name: np.nan if hidden[name][at] else gate.rounded(n[name][at]) for name in COUNTS}
                row |= {name: figure[at] for name, figure in figures.items()}
                row |= whole if _weighted(question, of_arm) else {}
                if hidden["arm_n"][at] or hidden["baseline_n"][at] or few_aside:
                    row |= dict.fromkeys(FIGURES[:5], np.nan) | {"status": "suppressed"}
                rows.append(row)
            at += 1
    return rows


def _weighted(question: Question, of_arm: AdjustedArm) -> bool:
    return question.adjust != "none" and of_arm.weighting.found


def share_of(count: np.ndarray, of: float) -> np.ndarray:
    """Shares of a whole; nan where it is nothing."""
    return count / of if of else np.full(len(count), np.nan)


def standardized(shares: dict[str, np.ndarray], gap: np.ndarray | None, gate: Gate) -> dict[str, np.ndarray]:
    """Shares by level (arm_share, baseline_share) with their standardized differences before and after weighting.

    gap: the weighted baseline's exact shares less the arm's. It is set against the arm's share as shown, since a
    weighted share is nearly the arm's own and would tell the count that was rounded."""
    arm, baseline = shares["arm_share"], shares["baseline_share"]
    spread = np.sqrt((arm * (1 - arm) + baseline * (1 - baseline)) / 2)

    def over_spread(difference: np.ndarray) -> np.ndarray:
        # Where everybody or nobody of both has the level there is nothing to compare; weighted shares add up to 1 nearly.
        alike = np.abs(difference) < ROUNDING
        return gate.figure(np.where(spread > 0, difference / np.where(spread > 0, spread, 1), np.where(alike, 0.0, np.nan)))

    figures = shares | {"difference": over_spread(arm - baseline)}
    if gap is not None:
        figures |= {"baseline_share_weighted": gate.figure(arm + gap), "difference_weighted": over_spread(-gap)}
    return figures


def _hidden(
    question: Question, found: Adjusted, level: int, arm: int, of_arm: AdjustedArm, name: str, n: np.ndarray, gate: Gate
) -> np.ndarray:
    """[V] true for levels whose number of people, or of the others', may not leave."""
    weighting, arms = of_arm.weighting, found.counts.arms
    of_group = weighting.arm if name == "arm_n" else weighting.baseline
    sets = arms.members[arm] if name == "arm_n" else found.counts.own_baselines[level, arm]
    design, others = found.cells.design.only(of_arm.cells), of_group.sum() - n
    inside = (found.cells.level == level) & (sets[found.cells.arm_set] > 0)

    def again(chosen: np.ndarray, having: bool = True) -> int:
        """Releases that are not their person's first, of those who have one of the chosen levels [V], or have none."""
        if found.repeated is None or gate.exact:
            return 0
        of_cell = found.cells.design.score(chosen.astype(float)) > 0
        return found.repeated.again_of((inside & (of_cell == having)[found.cells.cell])[found.repeated.row])

    people, other_people = n.copy(), others.copy()
    for at in np.flatnonzero((n > 0) & (np.minimum(n, others) < found.few)):
        only = np.eye(1, len(n), at)[0]
        people[at] -= again(only)
        other_people[at] -= again(only, having=False)
    hidden = gate.small(people, other_people)
    # Where counts are exact, what is hidden of a covariate is what is missing in its sum.
    for start, end in zip(design.starts[:-1], design.starts[1:], strict=True):
        def people_in(levels: np.ndarray, start: int = start) -> float:
            chosen = np.zeros(len(n), bool)
            chosen[start : start + len(levels)] = levels
            return n[chosen].sum() - again(chosen)

        hidden[start:end] = gate.hidden_together(hidden[start:end], n[start:end], people_in)
    return hidden


def _status(found: Adjusted, level: int, arm: int, of_arm: AdjustedArm) -> str:
    weighting, counts = of_arm.weighting, found.counts
    if counts.n[level, arm] == 0 and counts.releases[level, arm] > 0:
        return "immature"
    if not weighting.found:
        return "not_estimable"
    low = weighting.effective_n < LEAST_EFFECTIVE or weighting.unmatched_share > MOST_UNMATCHED
    return "low" if low else "ok"
