"""The published ladders: how far those who were sent came, whole and by each column."""

from dataclasses import replace
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd

from analytics.completion import SHOWN_FIRST, estimate, ladder_table
from analytics.completion_counts import OPEN, STEPS, Ladder, count_ladder
from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.publishing.columns import ALL, COLUMNS, same_people
from analytics.publishing.protection import Forms, Split, protect, quantities_shown, split
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.statement import statement
from analytics.vocabulary import DEFAULT_MIN_CELL

# Nobody completed who was not referred: each step holds all later ones.
FORMS = Forms.of((*STEPS, "open"), [({before: 1, after: -1}, {}) for before, after in combinations(STEPS, 2)])
NEEDS = {STEPS.index(step): STEPS.index("referred") for step in STEPS[1:]}


def ladder_views(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Column -> the rows of `completion`."""
    counted = {by: _count(connection, by) for by in COLUMNS}
    same = same_people(connection, {by: asked.levels for by, (asked, _) in counted.items()})
    # A person who was sent twice counts twice: so many people stand behind so many participations.
    most = connection.execute(statement("participations_of_a_person")).fetchone()[0] or 1
    arms = len(counted[ALL][1].codes)
    splits = [_group({by: _counts(ladder)[arm][None] for by, (_, ladder) in counted.items()}, counted[ALL][1].dated[arm],
                     DEFAULT_MIN_CELL * most, same) for arm in range(arms)]
    return {by: _frame(asked, ladder, [of_arm[by] for of_arm in splits]) for by, (asked, ladder) in counted.items()}


def _count(connection: duckdb.DuckDBPyConnection, by: str) -> tuple[Source, Ladder]:
    question = ask(by=by or None, round=1)
    asked = source(connection, replace(question, unit="every"))
    return replace(asked, question=question), count_ladder(asked)


def _counts(ladder: Ladder) -> np.ndarray:
    """[A, Q, L] closed participations by step, and those still open."""
    return np.concatenate([ladder.reached, ladder.open[:, :, None]], axis=2).transpose(1, 2, 0)


def _group(counts: dict[str, np.ndarray], dated: np.ndarray, least: int, same: dict) -> dict[str, Split]:
    totals = counts[ALL][:, :, 0]
    order = [STEPS.index(step) for step in SHOWN_FIRST if dated[STEPS.index(step)]] + [OPEN]
    shown = quantities_shown(totals, FORMS, order, NEEDS, least)
    splits = {by: split(counts[by], totals, FORMS, [place for place in order if shown[place]], least) for by in COLUMNS[1:]}
    protect(splits, totals, FORMS, least, same)
    return {ALL: Split(counts[ALL], np.ones(1, bool), shown), **splits}


def _frame(asked: Source, ladder: Ladder, splits: list[Split]) -> pd.DataFrame:
    seen = np.stack([part.levels[:, None] & part.quantities[None, :] for part in splits], axis=1)
    figures = estimate(ladder, Gate(DEFAULT_MIN_CELL, 1), ~seen[:, :, :OPEN], ~seen[:, :, OPEN])
    return with_common_columns(ladder_table(asked, ladder, figures), asked.question, asked.connection)
