"""How alike the cases are whose answers are compared: what the page Is it fair? shows of victims' answers."""

import numpy as np
import pandas as pd

from analytics.adjusted import AdjustedArm
from analytics.adjusted_estimates import estimate_arm
from analytics.answer_adjusted import answer_cells, weighted_answers
from analytics.answer_counts import Answers, count_answers
from analytics.balance import share_of, standardized
from analytics.cells import Cells
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask_without_event

COLUMNS = ("model", "covariate", "level", "difference", "difference_weighted", "effective_n", "unmatched_share", "why", "status")
OF_ARM = ("effective_n", "unmatched_share")


def answer_balance(db: Database, asked: tuple[str, str, str], **options: object) -> pd.DataFrame:
    """One row a model, a covariate and a level, for one item (respondent, question, wave): standardized differences
    before and after weighting, as `balance` gives them for releases.

    Options as for `satisfaction`, without by. effective_n, unmatched_share and why (the reason for no weights or no
    verdict, in words; empty where there is none) are the model's, the same in each of its rows; a model of which
    nothing may be shown, or that nobody answered about, has one row without a covariate.
    """
    question = ask_without_event("satisfaction", adjusts=True, **options)
    gate, rows = Gate(question.min_cell, question.round), []
    with opened(db) as connection:
        counted = source(connection, question)
        answers = count_answers(counted, [asked])
        for cells in answer_cells(counted, answers):
            for arm, code in enumerate(counted.arms.codes[:-1]):
                if not question.model or code in question.model:
                    made = weighted_answers(question.adjust, answers, cells, (0, 0, arm))
                    rows += [{"model": code} | row for row in _of_arm(made, cells, _most_of_one(answers), gate)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of_arm(made: AdjustedArm, cells: Cells, most_of_one: int, gate: Gate) -> list[dict[str, object]]:
    estimated = estimate_arm(made, gate)
    status = "suppressed" if estimated.hidden else "not_estimable" if estimated.missing else "low" if estimated.doubts else "ok"
    own = {name: estimated.columns.get(name, np.nan) for name in OF_ARM}
    own |= {"why": estimated.missing or "; ".join(estimated.doubts), "status": status}
    if estimated.hidden or not made.weighting.found:
        return [own]
    return [own | row for row in _levels(made, cells, most_of_one, gate)]


def _levels(made: AdjustedArm, cells: Cells, most_of_one: int, gate: Gate) -> list[dict[str, object]]:
    """The levels that anybody has; without differences where few people stand behind them."""
    weighting, design = made.weighting, cells.design.only(made.cells)
    matched = weighting.arm * weighting.matched
    n, baseline_n = design.totals(weighting.arm), design.totals(weighting.baseline)
    shares = {
        "arm_share": share_of(gate.rounded(design.totals(matched)), gate.rounded(matched.sum())),
        "baseline_share": share_of(gate.rounded(baseline_n), gate.rounded(weighting.baseline.sum())),
    }
    gap = design.totals(weighting.weight * weighting.baseline) - share_of(design.totals(matched), matched.sum())
    figures = standardized(shares, gap, gate)
    hidden = np.zeros(design.levels, bool)
    for count in (n, weighting.arm.sum() - n, baseline_n, weighting.baseline.sum() - baseline_n):
        # So many answers could all be of a few people.
        hidden |= gate.small(np.ceil(count / most_of_one))
    names = [(covariate.name, value) for covariate in cells.covariates for value in covariate.values]
    return [
        {"covariate": name, "level": value} | {column: np.nan if hidden[at] else figures[column][at] for column in ("difference", "difference_weighted")}
        for at, (name, value) in enumerate(names) if n[at] + baseline_n[at]
    ]


def _most_of_one(answers: Answers) -> int:
    """The largest number of answers that one respondent gave."""
    numbers = answers.repeated["respondent_number"]
    return int(np.unique(numbers, return_counts=True)[1].max()) if len(numbers) else 1
