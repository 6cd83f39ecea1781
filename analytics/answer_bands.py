"""How people answered, from worst to best: counts in five bands of the scale, and those who did not answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.answer_counts import CHANGE, Answers, Group, count_answers
from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.question import ask_without_event
from analytics.reliability import LEAST_EFFECTIVE
from analytics.result_columns import with_common_columns
from analytics.satisfaction import table
from analytics.status import first_that_applies

BANDS = ("band_1", "band_2", "band_3", "band_4", "band_5")  # worst to best; the last two are the satisfied ones
COUNTS = ("invited", "unanswered", "answered", "satisfied", *BANDS)


@dataclass(frozen=True)
class Banded:
    """Exact counts: answers of each band, and the people behind some sets of bands, each [L, I, A]."""

    answers: tuple[np.ndarray, ...]
    people: dict[tuple[int, ...], np.ndarray]


def answer_bands(db: Database, **options: object) -> pd.DataFrame:
    """One row a respondent, model, question and wave (and a value of `by`), as `satisfaction` has them.

    db: path of a database file, or an open DuckDB connection; options as for `satisfaction`. Columns: invited,
    unanswered, answered, satisfied, band_1 to band_5, status. A band is a stretch of the answer's own scale: up
    to an eighth, up to a quarter, between, from three quarters, from seven eighths; turned where a low score is
    the good one. Bands 4 and 5 are those that count as satisfied. A band is empty where few people stand in it,
    together with others from which it would follow; their sum can then be had from the other columns. Raises
    Problem for a value that cannot be.
    """
    return _bands(db, None, options)


def bands_of(db: Database, asked: Collection[tuple[str, str, str]], **options: object) -> pd.DataFrame:
    """The rows of `answer_bands` about some items only: respondent, question, wave."""
    return _bands(db, asked, options)


def _bands(db: Database, asked: Collection[tuple[str, str, str]] | None, options: dict[str, object]) -> pd.DataFrame:
    question = ask_without_event("answer_bands", **options)
    with opened(db) as connection:
        counted = source(connection, question)
        answers = count_answers(counted, asked)
        figures = estimate(answers, _count_bands(answers), Gate(question.min_cell, question.round))
        frame = table(counted, answers, figures, COUNTS, COUNTS)
        return with_common_columns(frame[frame["wave"] != CHANGE].reset_index(drop=True), question, connection)


def estimate(answers: Answers, banded: Banded, gate: Gate) -> dict[str, np.ndarray]:
    """All columns of the result, [L, I, A], from the counts that may be shown."""
    arm: Group = answers.group(answers.places.members)
    invited, answered, silent, satisfied, others = arm.people
    who_hidden = gate.small(invited, answered, silent)
    what_hidden = who_hidden | gate.small(satisfied, others)
    bands_hidden = hidden_bands(banded, gate)
    shown = {
        "invited": np.where(gate.small(invited), np.nan, gate.rounded(arm.invited)),
        "unanswered": np.where(who_hidden, np.nan, gate.rounded(arm.invited - arm.answered)),
        "answered": np.where(who_hidden, np.nan, gate.rounded(arm.answered)),
        "satisfied": np.where(what_hidden, np.nan, gate.rounded(arm.satisfied)),
    }
    for number, name in enumerate(BANDS):
        shown[name] = np.where(what_hidden | bands_hidden[number], np.nan, gate.rounded(banded.answers[number]))
    status = first_that_applies(
        suppressed=what_hidden,
        immature=np.zeros(answers.shape, bool),
        not_estimable=arm.answered == 0,
        low=shown["answered"] < LEAST_EFFECTIVE,
    )
    return {**shown, "status": status}


def hidden_bands(banded: Banded, gate: Gate) -> np.ndarray:
    """[5, L, I, A] True where a band's count may not leave.

    The satisfied (bands 4 and 5) and the others (1 to 3) are known as sums. So a small band among the satisfied
    hides both; one among the others hides a neighbor too, and all three where those two together are few.
    """
    people = banded.people
    one, two, three, four, five = (gate.small(people[number,]) for number in range(1, 6))
    both = four | five
    upper = three & ~one & ~two | two & ~one & ~three & (people[1,] > people[3,])  # 2 goes with 3, else with 1
    lower = (one | two) & ~three & ~upper
    few = lower & (people[1, 2] < gate.min_cell) | upper & (people[2, 3] < gate.min_cell)
    three_hidden = few | one & three | three & two
    return np.stack([lower | three_hidden, lower | upper | three_hidden, upper | three_hidden, both, both])


def _count_bands(answers: Answers) -> Banded:
    """Count the same answers by their band."""
    by_band = replace(answers, counts=answers.bands, repeated={**answers.repeated, "state": answers.repeated["band"]})
    groups, found = answers.places.members, by_band.counts

    def total(*bands: int) -> np.ndarray:
        return by_band.total(groups, found["answers"] * np.isin(found["band"], bands))

    sets = ((1,), (2,), (3,), (4,), (5,), (1, 2), (2, 3))
    return Banded(tuple(total(band) for band in range(1, 6)),
                  {bands: by_band.people(groups, total(*bands), bands) for bands in sets})
