"""The published answers: how many were asked, answered and were satisfied, whole and by each column."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from analytics.answer_counts import CHANGE, Answers, Group, Item, count_answers
from analytics.answer_estimates import Counted, Shown, estimate, exact
from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.publishing.columns import ALL, COLUMNS, same_people
from analytics.publishing.groups import Rules, Splits, baseline_layers, shown_of
from analytics.publishing.protection import Forms, Split
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.satisfaction import table
from analytics.vocabulary import DEFAULT_MIN_CELL

PARTS = ("invited", "answered", "satisfied")
WAVES_FIRST = ("after", CHANGE, "before", "follow_up")
# What is kept where not all can be shown.
QUESTIONS_FIRST = ("satisfaction_process", "satisfaction_outcome", "fear_of_revictimization", "fairness", "felt_heard", "safety", "wellbeing")


@dataclass
class View:
    """One column's answers, and what is counted of them."""

    source: Source
    answers: Answers
    counted: Counted


def answer_views(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Column -> the rows of `satisfaction`; nothing where the records hold no answers."""
    views = {by: _view(connection, by) for by in COLUMNS}
    items = views[ALL].answers.items
    if not items:
        return {}
    same = same_people(connection, {by: view.source.levels for by, view in views.items()})
    codes = views[ALL].source.arms.codes
    shown = {by: _nothing(view) for by, view in views.items()}
    for respondent in dict.fromkeys(item.respondent for item in items):
        places = [number for number, item in enumerate(items) if item.respondent == respondent]
        _show(views, shown, places, len(codes), same)
    return {by: _frame(view, shown[by]) for by, view in views.items()}


def _view(connection: duckdb.DuckDBPyConnection, by: str) -> View:
    asked = source(connection, ask(by=by or None, round=1))
    answers = count_answers(asked)
    return View(asked, answers, exact(answers))


def _show(views: dict[str, View], shown: dict[str, Shown], places: list[int], arms: int, same: dict) -> None:
    """Enter what may be shown of the answers of one kind of respondent."""
    items = [views[ALL].answers.items[place] for place in places]
    needs = {3 * number + part: 3 * number + part - 1 for number in range(len(items)) for part in (1, 2)}
    least = DEFAULT_MIN_CELL * max(_most_of_a_respondent(view.answers) for view in views.values())
    rules, last = Rules(_forms(items), _order(items), needs, least, same), arms - 1

    def counts(view: View, group: Group, arm: int) -> np.ndarray:
        parts = np.stack([getattr(group, part)[:, places, arm] for part in PARTS], axis=2)  # [L, I, 3]
        return parts.reshape(parts.shape[0], -1).T

    found: list[Splits] = []
    for arm in range(arms):
        layers = {by: counts(view, view.counted.arm, arm)[None] for by, view in views.items()}
        found.append(shown_of(layers, rules))
    members = views[ALL].source.arms
    for arm in range(last):
        overlaps, layers = bool((members.members[arm] * members.in_baseline).any()), {}
        for by, view in views.items():
            own = [counts(view, view.counted.baseline, other) for other in range(arm + 1)]
            layers[by] = baseline_layers(own, counts(view, view.counted.arm, last), counts(view, view.counted.arm, arm) if overlaps else None)
        found.append(shown_of(layers, rules, within=found[last]))
    for by, view in views.items():
        for arm in range(arms):
            _enter(shown[by], view.counted, places, arm, found[arm][by], found[arms + arm][by] if arm < last else None)


def _forms(items: list[Item]) -> Forms:
    """Asked and silent, answered and not satisfied, answered once and not again."""
    sums: list[tuple[dict, dict]] = []
    for item in items:
        sums += [({(item, whole): 1, (item, part): -1}, {}) for whole, part in zip(PARTS, PARTS[1:])]
        once = Item(item.respondent, item.question, CHANGE)
        if item.wave in ("before", "after") and once in items:
            sums += [({(item, part): 1, (once, part): -1}, {}) for part in PARTS[:2]]
    return Forms.of([(item, part) for item in items for part in PARTS], sums)


def _order(items: list[Item]) -> list[int]:
    def rank(number: int) -> tuple:
        item = items[number]
        question = QUESTIONS_FIRST.index(item.question) if item.question in QUESTIONS_FIRST else len(QUESTIONS_FIRST)
        return question, item.question, WAVES_FIRST.index(item.wave)

    return [3 * number + part for number in sorted(range(len(items)), key=rank) for part in range(3)]


def _most_of_a_respondent(answers: Answers) -> int:
    """How often one respondent stands in one item at most."""
    again = answers.repeated
    if not again["item"].size:
        return 1
    of_one = np.stack([again["level"], again["item"], again["respondent_number"]])
    return int(np.unique(of_one, axis=1, return_counts=True)[1].max())


def _nothing(view: View) -> Shown:
    """Everything hidden."""
    def empty() -> np.ndarray:
        return np.full(view.answers.shape, np.nan)

    def hidden() -> np.ndarray:
        return np.ones(view.answers.shape, bool)

    return Shown(empty(), empty(), empty(), empty(), empty(), hidden(), hidden())


def _enter(shown: Shown, counted: Counted, places: list[int], arm: int, part: Split, baseline: Split | None) -> None:
    """Write what may be shown of one arm's rows into the view."""
    def seen(split_: Split, quantity: int) -> np.ndarray:
        return split_.levels & split_.quantities[quantity]

    for number, item in enumerate(places):
        at = (slice(None), item, arm)
        for offset, name in enumerate(PARTS):
            getattr(shown, name)[at] = np.where(seen(part, 3 * number + offset), getattr(counted.arm, name)[at], np.nan)
        shown.hidden[at] = ~seen(part, 3 * number + 2)
        shown.baseline_hidden[at] = False
        if baseline is not None:
            told = seen(baseline, 3 * number + 2)
            shown.baseline_answered[at] = np.where(told, counted.baseline.answered[at], np.nan)
            shown.baseline_satisfied[at] = np.where(told, counted.baseline.satisfied[at], np.nan)
            shown.baseline_hidden[at] = ~told


def _frame(view: View, shown: Shown) -> pd.DataFrame:
    figures = estimate(view.answers, Gate(DEFAULT_MIN_CELL, 1), view.source.question.unit, shown)
    return with_common_columns(table(view.source, view.answers, figures), view.source.question, view.source.connection)
