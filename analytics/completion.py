"""How many of those referred came how far: the ladder from referral to completion."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics import proportions
from analytics.completion_counts import STEPS, Ladder, count_ladder
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import Question, ask_without_event
from analytics.reliability import unreliable_rate
from analytics.result_columns import with_common_columns
from analytics.status import first_that_applies
from analytics.table_columns import typed_table

COUNTS = ("reached", "open")
COLUMNS = ("reached", "open", "of_referred", "of_previous", "low", "high")
# Shares of the closed alone flatter or wrong a program where more are still open.
MOST_OPEN = 0.20
# Where not all counts of a ladder may be shown, those that matter most are.
SHOWN_FIRST = ("referred", "completed", "started", "agreement_reached", "agreement_completed", "consented")


def completion(db: Database, **options: object) -> pd.DataFrame:
    """One row a model and a step (and a value of `by`): how many closed participations reached it.

    db: path of a database file, or an open DuckDB connection. Options as on the command line. The unit is the
    participation, each once, whatever unit, exposure and landmark; where and by are about its release.
    Gives the columns of the file that `completion` writes; Wilson interval for `of_referred`. The baseline has
    no row: nobody takes part in it. Raises Problem for a value that cannot be.
    """
    question = ask_without_event("completion", **options)
    with opened(db) as connection:
        counted = source(connection, replace(question, unit="every", exposure="referred", landmark=0))
        ladder = count_ladder(counted)
        figures = estimate(ladder, Gate(question.min_cell, question.round))
        return with_common_columns(ladder_table(counted, ladder, figures), question, connection)


def estimate(ladder: Ladder, gate: Gate, hidden: np.ndarray | None = None, open_hidden: np.ndarray | None = None) -> dict[str, np.ndarray]:
    """All columns of the result, [L, A, 6 steps], from the counts that may be shown: what passes the gate, unless
    what is hidden of the steps [L, A, 6] and of those still open [L, A] is given."""
    if hidden is None or open_hidden is None:
        hidden = hidden_steps(ladder, gate)
        open_hidden = gate.small(ladder.people_between(len(STEPS), len(STEPS)))
    open_hidden = open_hidden[:, :, None]
    reached = np.where(hidden, np.nan, gate.rounded(ladder.reached))
    closed = np.broadcast_to(reached[:, :, [0]], reached.shape)
    previous = _of_previous_step(reached, ladder.dated)
    previous_hidden = _of_previous_step(hidden.astype(float), ladder.dated) == 1
    with np.errstate(divide="ignore", invalid="ignore"):
        of_referred, of_previous = reached / closed, reached / previous
        share_open = (ladder.open / (ladder.open + ladder.furthest[:, :, :-1].sum(axis=2)))[:, :, None]
    low, high = proportions.wilson(reached, closed)
    return {
        "reached": reached,
        "open": np.broadcast_to(np.where(open_hidden, np.nan, gate.rounded(ladder.open)[:, :, None]), reached.shape),
        "of_referred": of_referred,
        "of_previous": of_previous,
        "low": low,
        "high": high,
        "status": first_that_applies(
            suppressed=hidden | previous_hidden | open_hidden,
            immature=np.zeros(reached.shape, bool),
            not_estimable=closed == 0,
            low=unreliable_rate(closed, reached) | (share_open > MOST_OPEN),
        ),
    }


def hidden_steps(ladder: Ladder, gate: Gate) -> np.ndarray:
    """[L, A, 6] True where a step's count may not leave: a few people reached it, or did not, or lie between
    it and another step that is shown."""
    levels, arms, steps = ladder.reached.shape
    last = steps - 1
    hidden = np.ones((levels, arms, steps), bool)
    shown: list[int] = []
    for step in map(STEPS.index, SHOWN_FIRST):
        # Those who reached it, those who did not, and those who lie between it and a step already shown.
        few = gate.small(ladder.people_between(step, last), ladder.people_between(0, step - 1)) | ~ladder.dated[:, step]
        for other in shown:
            first, behind = min(step, other), max(step, other)
            few |= ~hidden[:, :, other] & gate.small(ladder.people_between(first, behind - 1))
        hidden[:, :, step] = few
        shown.append(step)
    return hidden


def _of_previous_step(figure: np.ndarray, dated: np.ndarray) -> np.ndarray:
    """For each step, the figure of the step before it that the records tell of; nan for the first."""
    previous = np.full(figure.shape, np.nan)
    for arm, told in enumerate(dated):
        steps = np.flatnonzero(told)
        previous[:, arm, steps[1:]] = figure[:, arm, steps[:-1]]
    return previous


def ladder_table(counted: Source, ladder: Ladder, figures: dict[str, np.ndarray]) -> pd.DataFrame:
    """The rows asked for: steps that a model's records tell of."""
    question: Question = counted.question
    by = [question.by] if question.by else []
    at = [
        (level, arm, step)
        for level, (_, value) in enumerate(counted.levels)
        if ladder.releases[level] or value in question.where.get(question.by, ("",))
        for arm, code in enumerate(ladder.codes)
        if not question.model or code in question.model
        for step in np.flatnonzero(ladder.dated[arm])
    ]
    place = tuple(np.array(at, int).reshape(-1, 3).T)
    return typed_table(
        {name: [counted.levels[level][1] for level, _, _ in at] for name in by}
        | {"model": [ladder.codes[arm] for _, arm, _ in at], "step": [STEPS[step] for *_, step in at]}
        | {name: figures[name][place] for name in (*COLUMNS, "status")}, COUNTS, COLUMNS)
