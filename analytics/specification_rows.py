"""The rows of a specification curve: every model in one population and window, adjusted in each way, and crude."""

from dataclasses import dataclass, replace

import numpy as np

from analytics.adjusted import Alike, adjusted_arms, weigh
from analytics.adjusted_comparison import overlay
from analytics.adjusted_estimates import estimate_arms
from analytics.cells import Cells
from analytics.comparison_counts import Comparison, comparison_of
from analytics.compare import estimate
from analytics.disclosure import Gate
from analytics.question import Question
from analytics.repeated_cells import RepeatedCells
from analytics.result_columns import common_columns
from analytics.specification_counts import Tally
from analytics.specifications import ADJUSTMENTS, CRUDE, Population, Specification
from analytics.vocabulary import COVARIATES, STANDARDIZED
from data.database import Load

SHOWN = (
    "n", "events", "rate", "baseline_n", "baseline_events", "baseline_rate",
    "risk_difference", "risk_difference_low", "risk_difference_high", "p_value", "effective_n", "unmatched_share",
)  # fmt: skip
# Where the last search for weights ended, by adjustment and arm; also by window.
Starts = dict[tuple, np.ndarray]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """What is counted for an outcome and a window. cells, again: by the covariates that groups are made alike in.

    crude: figures [1, A] of the comparison as it stands.
    """

    cells: dict[Names, Cells]
    again: dict[Names, RepeatedCells | None]
    counts: Comparison
    columns: dict[str, np.ndarray]
    crude: dict[str, np.ndarray]


def alike_in(question: Question) -> dict[str, Names]:
    """adjustment -> the covariates that it makes groups alike in."""
    fine, coarse = (question.covariates or COVARIATES), (question.covariates or STANDARDIZED)
    return {adjust: coarse if adjust == "standardize" else fine for adjust in ADJUSTMENTS}


def rows_of_window(
    question: Question, tally: Tally, population: Population, window: int, load: Load, starts: Starts
) -> dict[tuple[str, int], list[dict[str, object]]]:
    """(outcome, window) -> its rows, for the outcomes of the tally.

    Weights are found once for all of these outcomes and let go afterwards: those of all windows at once would be the
    largest thing that is held.
    """
    codes, rows, alike = tally.source.arms.codes, {}, {}
    models = [arm for arm, code in enumerate(codes) if arm != tally.source.arms.baseline and (not question.model or code in question.model)]
    for outcome in tally.had:
        crude = Specification(outcome, window, CRUDE, population)
        asked = replace(tally.source.question, outcome=outcome, window=window)
        counted = _count(question, tally, asked)
        alike = alike or _alike(question, window, counted, models, starts)
        figures = {**_adjusted(question, tally, counted, alike), CRUDE: counted.crude}
        rows[outcome, window] = [
            _row(replace(crude, adjust=adjust), codes[arm], {name: column[0, arm] for name, column in columns.items()}, replace(asked, adjust=adjust), question.outcome, load)
            for adjust, columns in figures.items() for arm in models
        ]
        del counted  # of many releases it is large, too: not held while the next is counted
    return rows


def _count(question: Question, tally: Tally, asked: Question) -> Counted:
    source, gate = replace(tally.source, question=asked), Gate(question.min_cell, question.round)
    names = alike_in(question)
    cells = {some: tally.of(some, asked.outcome, asked.window) for some in dict.fromkeys(names.values())}
    again = {some: tally.repeated_cells(some, asked.outcome, asked.window) for some in cells}
    fine = next(iter(cells))
    rates = tally.rates(cells[fine])
    people_in = tally.people_in(cells[fine], rates, again[fine])
    unknown = np.full((1, len(source.arms.codes)), np.nan)
    counts = comparison_of(source, rates, None, people_in)
    columns, pairs = estimate(counts, gate, unknown), tally.pairs(asked.outcome, asked.window)
    crude = columns if pairs is None else estimate(comparison_of(source, rates, pairs, people_in), gate, unknown)
    return Counted(cells, again, counts, columns, crude)


def _alike(
    question: Question, window: int, counted: Counted, models: list[int], starts: Starts
) -> dict[tuple[str, int], Alike]:
    """(adjustment, arm) -> its weights. A search starts where that for the same window ended before, or for another."""
    found, counts = {}, counted.counts
    for adjust, names in alike_in(question).items():
        for arm in models:
            start = starts.get((adjust, arm, window), starts.get((adjust, arm)))
            made = weigh(adjust, counted.cells[names], 0, counts.arms.members[arm], counts.own_baselines[0, arm], start)
            if made.weighting.at is not None:
                starts[adjust, arm, window] = starts[adjust, arm] = made.weighting.at
            found[adjust, arm] = made
    return found


def _adjusted(
    question: Question, tally: Tally, counted: Counted, alike: dict[tuple[str, int], Alike]
) -> dict[str, dict[str, np.ndarray]]:
    """adjustment -> the columns [1, A] of its comparison."""
    few, names, arms = question.min_cell * tally.source.most_releases, alike_in(question), {}
    for some in counted.cells:
        of_these = {at: arm for at, arm in alike.items() if names[at[0]] == some}
        arms |= adjusted_arms(of_these, counted.cells[some], counted.again[some], few)
    estimated = dict(zip(arms, estimate_arms(list(arms.values()), Gate(question.min_cell, question.round)), strict=True))
    return {
        adjust: overlay(counted.columns, counted.counts, {(0, arm): made for (by, arm), made in estimated.items() if by == adjust})[0]
        for adjust in ADJUSTMENTS
    }


def _row(
    specification: Specification, model: str, figures: dict[str, object], asked: Question, outcome: str, load: Load
) -> dict[str, object]:
    return {
        "outcome": specification.outcome,
        "window_months": specification.window,
        "adjust": specification.adjust,
        "exposure": specification.population.exposure,
        "model": model,
        **{name: figures.get(name, np.nan) for name in (*SHOWN, "status")},
        "counted": specification.counted,
        "headline": specification.is_headline(outcome),
        **common_columns(asked, load),
    }
