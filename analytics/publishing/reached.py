"""The published access: of everyone who could have been, how many were reached, whole and by each column."""

from itertools import combinations

import duckdb
import numpy as np
import pandas as pd

from analytics.access import access_table, estimate
from analytics.access_counts import ANY, STEPS, Access, count_access
from analytics.access_hidden import SHOWN_FIRST, Hidden
from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.publishing.columns import ALL, COLUMNS
from analytics.publishing.comparisons import COMPARED, FOLLOWED, Compared, with_followed
from analytics.publishing.groups import Rules, Splits, shown_of
from analytics.publishing.ladders import FIRST as FIRST_OF_LADDER
from analytics.publishing.ladders import STILL_OPEN, Laddered
from analytics.publishing.ladders import STEPS as RUNGS
from analytics.publishing.protection import Beside, Forms
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.vocabulary import DEFAULT_MIN_CELL

ELIGIBLE, NOT_RECORDED = "eligible", "not recorded"
FOLLOWED_OF_IT = tuple(FOLLOWED.values())  # of the model's arm, or of the baseline; they stand among the comparisons
# Releases in two restorative arms, where nobody was followed too short: the arms' and the baseline's less everyone.
TWICE = tuple(("twice", months) for months in FOLLOWED)
TOO_SHORT = tuple(("followed too short", months) for months in FOLLOWED)
LADDER = tuple(("closed", step) for step in STEPS)  # participations that reached a step, and those still open
OPEN = ("open",)
QUANTITIES = (*COMPARED, *TWICE, *TOO_SHORT, *LADDER, OPEN, ELIGIBLE, NOT_RECORDED, *STEPS)
PLACE = {quantity: number for number, quantity in enumerate(QUANTITIES)}
ORDER = [PLACE[quantity] for quantity in (ELIGIBLE, *SHOWN_FIRST, NOT_RECORDED)]
NEEDS = {PLACE[quantity]: PLACE[ELIGIBLE] for quantity in (*STEPS, NOT_RECORDED)}

OWN = Forms.of(QUANTITIES, [
    *(({ELIGIBLE: 1, step: -1}, {}) for step in STEPS),
    *(({before: 1, after: -1}, {}) for before, after in combinations(STEPS, 2)),
])  # fmt: skip
# Beside the baseline: those referred after their release, and those in two arms.
BESIDE_BASELINE = Forms.of(QUANTITIES, [
    *(({ELIGIBLE: 1, "referred": -1, followed: -1}, {}) for followed in FOLLOWED_OF_IT),
    *(({twice: 1}, {short: 1}, (ELIGIBLE, followed)) for twice, short, followed in zip(TWICE, TOO_SHORT, FOLLOWED_OF_IT, strict=True)),
], alone=False)  # fmt: skip
BESIDE_ARM = Forms.of(QUANTITIES, [({"referred": 1, followed: -1}, {}) for followed in FOLLOWED_OF_IT], alone=False)
# A ladder counts participations, of all releases; its steps those that are closed.
BESIDE_LADDER = Forms.of(QUANTITIES, [
    ({LADDER[0]: 1, OPEN: 1, "referred": -1}, {}),
    ({LADDER[-1]: 1, "completed": -1}, {}),
    *(({rung: 1, step: -1}, {OPEN: 1}) for rung, step in zip(LADDER, STEPS, strict=True)),
], alone=False)  # fmt: skip


def access_views(connection: duckdb.DuckDBPyConnection, compared: Compared, laddered: Laddered) -> dict[str, pd.DataFrame]:
    """Column -> the rows of `access`."""
    counted = {by: _count(connection, by) for by in COLUMNS}
    splits = _protected({by: found for by, (_, found) in counted.items()}, compared, laddered)
    return {by: _frame(asked, found, [of_model[by] for of_model in splits], by) for by, (asked, found) in counted.items()}


def _count(connection: duckdb.DuckDBPyConnection, by: str) -> tuple[Source, Access]:
    asked = source(connection, ask(by=by or None, round=1))
    return asked, count_access(asked)


def _protected(found: dict[str, Access], compared: Compared, laddered: Laddered) -> list[Splits]:
    """What is shown of any restorative program and of each model, in the order of `models`."""
    models, dated = found[ALL].models, found[ALL].dated
    arms = {code: number for number, code in enumerate(model for model in models if model != ANY)}
    inside = np.flatnonzero(found[ALL].restorative).tolist()
    splits: list[Splits] = []
    for number, code in enumerate(models):
        order = [place for place in ORDER if QUANTITIES[place] not in STEPS or dated[number, STEPS.index(QUANTITIES[place])]]
        rules = Rules(OWN, order, NEEDS, DEFAULT_MIN_CELL, compared.same)
        if code == ANY:
            counts = {by: _whole(access, compared, by, [arms[models[place]] for place in inside]) for by, access in found.items()}
            counts, beside = with_followed(compared.arms[-1], counts, BESIDE_BASELINE)
            splits.append(shown_of(counts, rules, besides=[beside]))
            continue
        counts = {by: _layers(access, number, inside) for by, access in found.items()}
        counts, beside_arm = with_followed(compared.arms[arms[code]], counts, BESIDE_ARM)
        counts, beside_ladder = _with_ladder(laddered.arms[arms[code]], counts)
        splits.append(shown_of(counts, rules, within=splits[0], besides=[beside_arm, beside_ladder]))
    return splits


def _counts(found: Access, reached: np.ndarray) -> np.ndarray:
    """[Q, L] of steps reached [L, 4], those eligible and those not recorded."""
    counts = np.zeros((len(QUANTITIES), len(found.eligible)))
    counts[PLACE[ELIGIBLE]], counts[PLACE[NOT_RECORDED]] = found.people, found.unknown[:, 1]
    counts[-len(STEPS):] = reached.T
    return counts


def _whole(found: Access, compared: Compared, by: str, restorative: list[int]) -> np.ndarray:
    """[1, Q, L] of any restorative program, with how many stand in two arms. restorative: those arms' places."""
    counts = _counts(found, found.people_reached[:, 0])
    sides = [*restorative, -1]  # the baseline last
    followed, everyone = compared.all_followed(by)[sides].sum(axis=0), compared.all_of(by)[sides].sum(axis=0)
    counts[[PLACE[twice] for twice in TWICE]] = followed - found.people
    counts[[PLACE[short] for short in TOO_SHORT]] = everyone - followed
    return counts[None]


def _layers(found: Access, model: int, restorative: list[int]) -> np.ndarray:
    """[K, Q, L] a model's; those reached by other restorative models only; and those reached by several, on the steps of
    which this is the last model that the records tell of: beside all others it completes their sum."""
    reached = found.people_reached
    layers = [reached[:, model]]
    if model in restorative:
        last = [model == max((one for one in restorative if found.dated[one, step]), default=-1) for step in range(len(STEPS))]
        several = reached[:, restorative].sum(axis=1) - reached[:, 0]
        layers += [reached[:, 0] - reached[:, model], np.where(last, several, 0)]
    counts = np.stack([_counts(found, layer) for layer in layers])
    counts[1:, [PLACE[ELIGIBLE], PLACE[NOT_RECORDED]]] = 0
    return counts


def _with_ladder(ladder: Splits, counts: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], dict[str, Beside]]:
    """The same counts with the model's ladder filled in, and what is shown of that."""
    there = [FIRST_OF_LADDER + RUNGS.index(step) for step in STEPS] + [STILL_OPEN]
    here = [PLACE[quantity] for quantity in (*LADDER, OPEN)]
    shown = {}
    for by, own in counts.items():
        own[0, here] = ladder[by].counts[0, there]
        seen = np.zeros(len(QUANTITIES), bool)
        seen[here] = ladder[by].quantities[there]
        shown[by] = Beside(BESIDE_LADDER, ladder[by].levels, seen, DEFAULT_MIN_CELL)
    return counts, shown


def _frame(asked: Source, found: Access, splits: list, by: str) -> pd.DataFrame:
    seen = np.stack([part.levels[:, None] & part.quantities[None, :] for part in splits], axis=1)  # [L, M, Q]
    hidden = Hidden(~seen[:, 0, PLACE[ELIGIBLE]], ~seen[:, 0, PLACE[NOT_RECORDED]], ~seen[:, :, -len(STEPS):])
    figures = estimate(found, Gate(DEFAULT_MIN_CELL, 1), bool(by), hidden)
    return with_common_columns(access_table(asked, found, figures), asked.question, asked.connection)
