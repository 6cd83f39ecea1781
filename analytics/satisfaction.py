"""What people who were asked answered: how many did, how many were satisfied, and how that compares."""

from collections.abc import Collection
from dataclasses import asdict

import numpy as np
import pandas as pd

from analytics.answer_adjusted import make_answers_alike
from analytics.answer_counts import Answers, count_answers, held_items
from analytics.answer_estimates import estimate
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask_without_event
from analytics.result_columns import with_common_columns
from analytics.table_columns import typed_table

COUNTS = ("invited", "answered", "satisfied")
COLUMNS = (
    "invited", "answered", "response_rate", "satisfied", "satisfied_rate", "low", "high", "mean",
    "bound_low", "bound_high", "baseline_satisfied_rate", "difference", "difference_low", "difference_high",
    "p_value", "p_holm",
)  # fmt: skip


def satisfaction(db: Database, **options: object) -> pd.DataFrame:
    """One row a respondent, model, question and wave (and a value of `by`) that the records hold.

    db: path of a database file, or an open DuckDB connection. Options as on the command line: where, by,
    exposure, landmark, unit, strict_baseline, model, min_cell, round; adjust and covariates, which make the answers of
    the baseline alike in their cases: then satisfied_rate is the matched part's and baseline_satisfied_rate the
    weighted one, as in `compare`, and all else is as without.
    Gives the columns of the file that `satisfaction` writes. Shares: Wilson; difference from the baseline:
    Newcombe hybrid score; test: Pearson's chi-square without correction, Wald where answers are clustered;
    Holm's allowance over all tests of a wave. Wave `change`: mean change from before to after on 0-100 with its
    t interval, and the p-value of the paired Wilcoxon test. Raises Problem for a value that cannot be.
    """
    question = ask_without_event("satisfaction", adjusts=True, **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        counted = source(connection, question)
        answers = count_answers(counted)
        figures = estimate(answers, gate, question.unit)
        if question.adjust != "none":
            figures = make_answers_alike(counted, answers, figures, gate)
        return with_common_columns(table(counted, answers, figures), question, connection)


def answers_to(db: Database, asked: Collection[tuple[str, str, str]], **options: object) -> pd.DataFrame:
    """The rows of `satisfaction` about some items only: (respondent, question, wave), the wave `change` among them.

    They are the same figures without `p_holm`, which needs all tests there are; where answers are made alike also `why`, the reason
    for no figure or no verdict in words. Only where nobody answered for an arm may
    its baseline's crude share differ: which kinds of case it holds is then read off fewer answers.
    """
    question = ask_without_event("satisfaction", adjusts=True, **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        counted = source(connection, question)
        answers = count_answers(counted, asked)
        figures = estimate(answers, gate, question.unit)
        if question.adjust != "none":
            figures = make_answers_alike(counted, answers, figures, gate)
        shown, said = tuple(name for name in COLUMNS if name != "p_holm"), tuple({"why"} & set(figures))
        return with_common_columns(table(counted, answers, figures, columns=shown, said=said), question, connection)


def items(db: Database) -> list[dict[str, str]]:
    """Who was asked what and when, as far as the records hold it: respondent, question, wave."""
    with opened(db) as connection:
        return [asdict(item) for item in held_items(connection)]


def table(counted: Source, answers: Answers, figures: dict[str, np.ndarray], counts: tuple[str, ...] = COUNTS,
          columns: tuple[str, ...] = COLUMNS, said: tuple[str, ...] = ()) -> pd.DataFrame:
    """The rows asked for: `--model` chooses among them, after everything has been worked out for all.

    figures: [L, I, A] each, by name; columns: which of them, in this order; counts: those that are whole numbers; said: words after all others.
    """
    question = counted.question
    by = [question.by] if question.by else []
    respondents = list(dict.fromkeys(item.respondent for item in answers.items))
    order = sorted(
        (level, respondents.index(item.respondent), arm, number)
        for level, (_, value) in enumerate(counted.levels)
        if answers.releases[level] or value in question.where.get(question.by, ("",))
        for number, item in enumerate(answers.items)
        for arm, code in enumerate(counted.arms.codes)
        if not question.model or code in question.model
    )
    level, _, arm, number = np.array(order, int).reshape(-1, 4).T
    items = [answers.items[each] for each in number]
    return typed_table(
        {name: [counted.levels[each][1] for each in level] for name in by}
        | {"respondent": [item.respondent for item in items], "model": [counted.arms.codes[each] for each in arm],
           "question": [item.question for item in items], "wave": [item.wave for item in items]}
        | {name: figures[name][level, number, arm] for name in (*columns, "status", *said)}, counts, columns)
