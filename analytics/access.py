"""Who is reached, and who is not: of everyone eligible, how many came how far, group by group against the rest."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd

from analytics import clustering, proportions
from analytics.access_counts import STEPS, Access, count_access_by
from analytics.access_hidden import Hidden, hidden_counts
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask_without_event
from analytics.reliability import unreliable_rate
from analytics.result_columns import with_common_columns
from analytics.status import first_that_applies
from analytics.table_columns import typed_table

COUNTS = ("eligible", "not_recorded", "reached")
COLUMNS = (
    "eligible", "not_recorded", "reached", "share", "low", "high", "rest_share", "ratio", "ratio_low", "ratio_high",
)  # fmt: skip


def access(db: Database, **options: object) -> pd.DataFrame:
    """One row a model and a step (and a value of `by`): how many of everyone eligible reached it.

    db: path of a database file, or an open DuckDB connection. Options as on the command line. Counted are releases
    that the site records as eligible, and every release (column `basis`: everyone) where it records that of none. A
    participation belongs to its release, whenever it was; exposure and landmark change nothing. The first model is
    `any_restorative`. With `by`, each group's share over that of all others together (`rest_share`), with the log
    interval of the ratio. Raises Problem for a value that cannot be.
    """
    return access_by(db, (options.pop("by", None),), **options)[0]


def access_by(db: Database, columns: Sequence[str | None], **options: object) -> list[pd.DataFrame]:
    """The table for each of these values of `by` (None or empty: for all together); the records are read once for all."""
    questions = [ask_without_event("access", by=column or None, **options) for column in columns]
    with opened(db) as connection:
        asked = [source(connection, replace(question, exposure="referred", landmark=0)) for question in questions]
        return [_table(*each, connection) for each in zip(questions, asked, count_access_by(asked), strict=True)]


def _table(question: Question, counted: Source, found: Access, connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    figures = estimate(found, Gate(question.min_cell, question.round), compared=question.by is not None)
    return with_common_columns(access_table(counted, found, figures), question, connection)


def estimate(found: Access, gate: Gate, compared: bool, held_back: Hidden | None = None) -> dict[str, np.ndarray]:
    """All columns of the result, [L, M, 4], from the counts that may be shown: what passes the gate, unless what is hidden
    is given. compared: whether there is a rest."""
    shape = found.reached.shape
    held_back = held_back or hidden_counts(found, gate)
    few, hidden = held_back.eligible, held_back.reached
    eligible = np.broadcast_to(np.where(few, np.nan, gate.rounded(found.eligible))[:, None, None], shape)
    reached = np.where(hidden, np.nan, gate.rounded(found.reached))
    effective = clustering.effective_n(eligible, gate.factor(found.effect))
    low, high = proportions.wilson(np.minimum(reached, eligible), eligible, effective_n=effective)
    rest_n, rest = found.eligible.sum() - found.eligible, found.reached.sum(axis=0) - found.reached
    rest_people, rest_not = found.people_reached.sum(axis=0) - found.people_reached, found.people_not.sum(axis=0) - found.people_not
    rest_hidden = hidden | gate.small(rest_people, rest_not)
    rest_n = np.where(rest_hidden, np.nan, gate.rounded(np.broadcast_to(rest_n[:, None, None], shape)))
    rest = np.minimum(np.where(rest_hidden, np.nan, gate.rounded(rest)), rest_n)
    if not compared:
        rest, rest_n = np.full(shape, np.nan), np.full(shape, np.nan)
    rest_effective = clustering.effective_n(rest_n, gate.factor(found.rest_effect))
    with np.errstate(divide="ignore", invalid="ignore"):
        share, rest_share = np.minimum(reached / eligible, 1), rest / rest_n
    ratio = proportions.katz_ratio(np.minimum(reached, eligible), eligible, rest, rest_n, effective_n1=effective, effective_n0=rest_effective)
    unsure = unreliable_rate(eligible, reached) | (compared & unreliable_rate(rest_n, rest))
    unknown = np.where(held_back.not_recorded, np.nan, gate.rounded(found.unknown[:, 0]))
    return {
        "eligible": eligible, "not_recorded": np.broadcast_to(unknown[:, None, None], shape), "reached": reached,
        "share": share, "low": low, "high": high, "rest_share": rest_share,
        **dict(zip(("ratio", "ratio_low", "ratio_high"), ratio, strict=True)),
        "status": first_that_applies(
            suppressed=hidden | (compared & rest_hidden), immature=np.zeros(shape, bool),
            not_estimable=np.broadcast_to((found.eligible == 0)[:, None, None], shape) | (eligible == 0), low=unsure),
    }  # fmt: skip


def access_table(counted: Source, found: Access, figures: dict[str, np.ndarray]) -> pd.DataFrame:
    """The rows asked for: steps that a model's records tell of; any model together only where none is chosen."""
    question = counted.question
    by = [question.by] if question.by else []
    at = [
        (level, model, step)
        for level, (_, value) in enumerate(counted.levels)
        if found.releases[level] or value in question.where.get(question.by, ("",))
        for model, code in enumerate(found.models)
        if (code in question.model if question.model else True)
        for step in np.flatnonzero(found.dated[model])
    ]
    place = tuple(np.array(at, int).reshape(-1, 3).T)
    return typed_table(
        {name: [counted.levels[level][1] for level, _, _ in at] for name in by}
        | {"model": [found.models[model] for _, model, _ in at], "step": [STEPS[step] for *_, step in at],
           "basis": ["eligible" if found.recorded else "everyone"] * len(at)}
        | {name: figures[name][place] for name in (*COLUMNS, "status")}, COUNTS, COLUMNS)
