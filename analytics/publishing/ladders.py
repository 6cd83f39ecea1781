"""The published ladders: how far those who were sent came, whole and by each column."""

from dataclasses import dataclass, replace
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd

from analytics.completion import SHOWN_FIRST, estimate, ladder_table
from analytics.completion_counts import OPEN, STEPS, Ladder, count_ladder
from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.publishing.columns import ALL, COLUMNS
from analytics.publishing.comparisons import COMPARED, FOLLOWED, Compared, with_followed
from analytics.publishing.groups import Rules, Splits, shown_of
from analytics.publishing.protection import Forms, Split
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.statement import statement
from analytics.vocabulary import DEFAULT_MIN_CELL

QUANTITIES = (*COMPARED, *STEPS, "open")
FIRST, STILL_OPEN = len(COMPARED), len(COMPARED) + OPEN
# Nobody completed who was not referred: each step holds all later ones.
FORMS = Forms.of(QUANTITIES, [({before: 1, after: -1}, {}) for before, after in combinations(STEPS, 2)])
# Whoever stands in a comparison was sent.
BESIDE_COMPARISONS = Forms.of(QUANTITIES, [({"referred": 1, "open": 1, followed: -1}, {}) for followed in FOLLOWED.values()], alone=False)
NEEDS = {FIRST + STEPS.index(step): FIRST + STEPS.index("referred") for step in STEPS[1:]}


@dataclass(frozen=True)
class Laddered:
    """The published ladders: column -> the rows of `completion`, and what is shown of each arm."""

    frames: dict[str, pd.DataFrame]
    arms: list[Splits]


def ladder_views(connection: duckdb.DuckDBPyConnection, compared: Compared) -> Laddered:
    """Count and protect the ladders."""
    counted = {by: _count(connection, by) for by in COLUMNS}
    # A person who was sent twice counts twice: so many people stand behind so many participations.
    most = connection.execute(statement("participations_of_a_person")).fetchone()[0] or 1
    splits = [_of_arm(counted, arm, DEFAULT_MIN_CELL * most, compared) for arm in range(len(counted[ALL][1].codes))]
    return Laddered({by: _frame(asked, ladder, [of_arm[by] for of_arm in splits]) for by, (asked, ladder) in counted.items()}, splits)


def _of_arm(counted: dict[str, tuple[Source, Ladder]], arm: int, least: int, compared: Compared) -> Splits:
    dated = counted[ALL][1].dated[arm]
    order = [FIRST + STEPS.index(step) for step in SHOWN_FIRST if dated[STEPS.index(step)]] + [STILL_OPEN]
    counts = {by: _counts(ladder, arm) for by, (_, ladder) in counted.items()}
    counts, beside = with_followed(compared.arms[arm], counts, BESIDE_COMPARISONS)
    return shown_of(counts, Rules(FORMS, order, NEEDS, least, compared.same), besides=[beside])


def _count(connection: duckdb.DuckDBPyConnection, by: str) -> tuple[Source, Ladder]:
    question = ask(by=by or None, round=1)
    asked = source(connection, replace(question, unit="every"))
    return replace(asked, question=question), count_ladder(asked)


def _counts(ladder: Ladder, arm: int) -> np.ndarray:
    """[1, Q, L] room for those followed, closed participations by step, and those still open."""
    own = np.concatenate([ladder.reached[:, arm], ladder.open[:, arm, None]], axis=1).T
    return np.concatenate([np.zeros((FIRST, own.shape[1])), own])[None]


def _frame(asked: Source, ladder: Ladder, splits: list[Split]) -> pd.DataFrame:
    seen = np.stack([part.levels[:, None] & part.quantities[None, FIRST:] for part in splits], axis=1)
    figures = estimate(ladder, Gate(DEFAULT_MIN_CELL, 1), ~seen[:, :, :OPEN], ~seen[:, :, OPEN])
    return with_common_columns(ladder_table(asked, ladder, figures), asked.question, asked.connection)
