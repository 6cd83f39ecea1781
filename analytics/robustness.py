"""The specification curve: the same comparison under every defensible choice.

Each row is what `compare` gives for the same question. Counts are shared by all windows and outcomes of a population,
and weights by all outcomes that are about the same releases.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import duckdb
import numpy as np
import pandas as pd

from analytics.adjusted import Alike, adjusted_arms, weigh
from analytics.adjusted_comparison import overlay
from analytics.adjusted_estimates import estimate_arms
from analytics.ahead import ahead
from analytics.cells import Cells
from analytics.comparison_counts import comparison_of
from analytics.compare import estimate
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask
from analytics.result_columns import common_columns
from analytics.specification_counts import Tally, tallies
from analytics.specifications import (
    ADJUSTMENTS,
    CRUDE,
    SAME_QUESTION,
    WINDOWS,
    Population,
    Specification,
    populations,
)
from analytics.vocabulary import COVARIATES, STANDARDIZED
from data.database import Load, current_load
from data.problem import Problem

COUNTS = ("n", "events", "baseline_n", "baseline_events")
FIGURES = (
    "rate", "baseline_rate", "risk_difference", "risk_difference_low", "risk_difference_high", "p_value", "effective_n",
    "unmatched_share",
)  # fmt: skip
SHOWN = (
    "n", "events", "rate", "baseline_n", "baseline_events", "baseline_rate",
    "risk_difference", "risk_difference_low", "risk_difference_high", "p_value", "effective_n", "unmatched_share",
)  # fmt: skip
OWN = ("outcome", "window_months", "adjust", "exposure", "model", *SHOWN, "status", "counted", "headline")
MANY = 1 << 23  # releases
# What the curve goes through by itself.
GONE_THROUGH = {"window": None, "adjust": "none", "exposure": "referred", "unit": "first", "landmark": 0}
# What means nothing for it.
NO_OPTION = ("by", "kind")


@dataclass
class Shared:
    """Weights by adjustment, window and arm: those found for the releases at hand, and where the last search ended."""

    found: dict[tuple, Alike] = field(default_factory=dict)
    start: dict[tuple, np.ndarray] = field(default_factory=dict)     # also by adjustment and arm: of any window


Progress = Callable[[float], None]


def robustness(db: Database, *, outcome: str = "rearrest", **options: object) -> pd.DataFrame:
    """One row a specification and model: its difference from the baseline, exactly as `compare` gives it.

    outcome: the headline's; the curve also takes those that measure the same question (see `specifications`). Other
    options as for `compare`, without those that the curve goes through: window, adjust, exposure, unit, landmark, by.
    Gives the columns of the file that `robustness` writes. Raises Problem for a value that cannot be.
    """
    return with_progress(db, None, outcome=outcome, **options)


def with_progress(db: Database, progress: Progress | None, *, outcome: str = "rearrest", **options: object) -> pd.DataFrame:
    """The same; `progress` is told again and again which share of the work is done, from 0 to 1."""
    question = _asked(outcome, options)
    measures = SAME_QUESTION[outcome]
    steps = len(populations()) * len(measures)
    rows, shared, last, done = [], Shared(), None, 0
    with opened(db) as connection:
        load = current_load(connection)
        made = _tallies(connection, question, measures)
        for population, measure, tally in made if _many(connection) else ahead(made):
            if population.landmark or population != last:
                shared.found.clear()
            last = population
            for window in WINDOWS:
                rows += _rows(question, tally, Specification(measure, window, CRUDE, population), load, shared)
            del tally  # of many releases it is large: whoever has it lets it go before the next is made or waited for
            done += 1
            if progress:
                progress(done / steps)
    return _table(rows, question)


def _many(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the counts of two specifications at once would take more memory than time they save."""
    ((releases,),) = connection.execute("select count(*) from counted_release").fetchall()
    return releases > MANY


def _tallies(
    connection: duckdb.DuckDBPyConnection, question: Question, measures: tuple[str, ...]
) -> Iterator[tuple[Population, str, Tally]]:
    names = (question.covariates or COVARIATES, question.covariates or STANDARDIZED)
    landmark = 0
    for population in populations():
        ready, landmark = landmark == population.landmark, population.landmark
        for measure, tally in tallies(connection, question, population, measures, WINDOWS, names, ready):
            yield population, measure, tally
            del tally


def _asked(outcome: object, options: dict[str, object]) -> Question:
    for name, usual in GONE_THROUGH.items():
        if options.get(name, usual) != usual:
            raise Problem(f"robustness goes through every defensible {name} by itself; leave the option {name} out.")
    for name in NO_OPTION:
        if options.get(name) is not None:
            raise Problem(f"robustness takes no option {name}. Leave it out.")
    if outcome not in SAME_QUESTION:
        raise Problem(f"The option outcome cannot be {str(outcome)[:80]!r}. Possible: {', '.join(SAME_QUESTION)}.")
    return ask(**{name: value for name, value in options.items() if name not in (*GONE_THROUGH, *NO_OPTION)}, outcome=outcome)


def _rows(
    question: Question, tally: Tally, crude: Specification, load: Load, shared: Shared
) -> list[dict[str, object]]:
    """Every model under a population, an outcome and a window: adjusted in each way, and crude."""
    asked = replace(tally.source.question, outcome=crude.outcome, window=crude.window)
    source, gate = replace(tally.source, question=asked), Gate(question.min_cell, question.round)
    fine, coarse = (question.covariates or COVARIATES), (question.covariates or STANDARDIZED)
    cells = {names: tally.of(names, crude.outcome, crude.window) for names in dict.fromkeys((fine, coarse))}
    again = {names: tally.repeated_cells(names, crude.outcome, crude.window) for names in cells}
    rates = tally.rates(cells[fine])
    people_in = tally.people_in(cells[fine], rates, again[fine])
    unknown = np.full((1, len(source.arms.codes)), np.nan)
    counts = comparison_of(source, rates, None, people_in)
    columns = estimate(counts, gate, unknown)
    models = [arm for arm, code in enumerate(source.arms.codes) if arm != source.arms.baseline and (not question.model or code in question.model)]
    few = question.min_cell * tally.source.most_releases
    alike: dict[tuple[str, ...], dict[tuple[str, int], Alike]] = {names: {} for names in cells}
    for adjust, arm in product(ADJUSTMENTS, models):
        names = coarse if adjust == "standardize" else fine
        members, own = source.arms.members[arm], counts.own_baselines[0, arm]
        alike[names][adjust, arm] = _alike(shared, adjust, crude.window, cells[names], members, own, arm)
    arms = {at: arm for names, some in alike.items() for at, arm in adjusted_arms(some, cells[names], again[names], few).items()}
    estimated = dict(zip(arms, estimate_arms(list(arms.values()), gate), strict=True))
    found = {adjust: overlay(columns, counts, {(0, arm): estimated[adjust, arm] for arm in models})[0] for adjust in ADJUSTMENTS}
    pairs = tally.pairs(crude.outcome, crude.window)
    found[CRUDE] = columns if pairs is None else estimate(comparison_of(source, rates, pairs, people_in), gate, unknown)
    return [
        _row(replace(crude, adjust=adjust), source.arms.codes[arm], {name: column[0, arm] for name, column in figures.items()}, replace(asked, adjust=adjust), question.outcome, load)
        for adjust, figures in found.items() for arm in models
    ]


def _alike(
    shared: Shared, adjust: str, window: int, cells: Cells, members: np.ndarray, own: np.ndarray, arm: int
) -> Alike:
    """The arm's weights; those of another outcome with the same releases are the same, and nearly so those of others."""
    key = (adjust, window, arm)
    if key not in shared.found:
        start = shared.start.get(key, shared.start.get((adjust, arm)))
        found = shared.found[key] = weigh(adjust, cells, 0, members, own, start)
        if found.weighting.at is not None:
            shared.start[key] = shared.start[adjust, arm] = found.weighting.at
    return shared.found[key]


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


def _table(rows: list[dict[str, object]], question: Question) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    return frame.astype(dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(FIGURES, "float64"))
