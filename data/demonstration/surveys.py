"""The table survey: what victims, persons responsible and others were asked, and the silence of those who were not
content.

Each respondent has one leaning over all questions. It raises the answers and the chance of answering at all, so the
mean of the answers flatters; the bounds for silence are there to show by how much.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.codes import LOWER_IS_BETTER
from data.demonstration import vocabulary as words
from data.demonstration.chance import logistic, look_up
from data.demonstration.ladder import Participations
from data.demonstration.releases import Releases
from data.demonstration.victims import Victims

ENCOUNTER, CLASS, OTHER, USUAL = range(4)
GROUP_COLUMNS = ("encounter", "class", "other", "usual")
ANSWERING = np.array([0.35, 0.55, -0.25, -0.60])  # log odds of answering, by group, average leaning
LEANING_SPEAKS = 0.9  # how much a better experience raises them
WAVE_DROP = np.array([0.25, 0.0, -0.55])
ITEM_MISSING = 0.02
DECLINED = words.TOOK_PART.index("declined")  # the last answer of a victim who was reached
# Shift of the answers by model, in the order of MODELS: victims liked boards less, mediation most.
MODEL_SHIFT = np.array([0.15, -0.35, 0.10, -0.05, 0.0, 0.1, 0.0, 0.0, 0.0])
CLASS_SURVEYED, USUAL_SURVEYED, OTHER_SURVEYED, ANONYMOUS_SHARE = 0.35, 0.10, 0.10, 0.05


@dataclass(frozen=True)
class Respondents:
    """Parallel arrays, one element someone asked about one case."""

    number: np.ndarray  # counts apart for each kind of respondent
    kind: np.ndarray  # position in RESPONDENT
    group: np.ndarray
    release: np.ndarray  # row in Releases
    participation: np.ndarray  # row in Participations, -1 for the usual sentence
    before_on: np.ndarray
    after_on: np.ndarray


@dataclass(frozen=True)
class Question:
    """One line of questions.csv: how one kind of respondent answers one question of one wave, by group (NaN: not asked)."""

    respondent: int
    wave: int
    question: int
    scale_min: int
    scale_max: int
    mean: np.ndarray


@cache
def questions() -> tuple[Question, ...]:
    with (Path(__file__).parent / "questions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Question(
                words.RESPONDENT.index(row["respondent"]), words.WAVE.index(row["wave"]),
                words.QUESTION.index(row["question"]), int(row["scale_min"]), int(row["scale_max"]),
                np.array([float(row[group] or "nan") for group in GROUP_COLUMNS]),
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def survey_rows(
    generator: np.random.Generator, person_number: np.ndarray, releases: Releases, drawn: Participations, victims: Victims
) -> dict[str, np.ndarray]:
    """The table survey without its ids."""
    asked = _respondents(generator, person_number, releases, drawn, victims)
    count = len(asked.number)
    leaning = generator.standard_normal(count)
    speaks = ANSWERING[asked.group] + LEANING_SPEAKS * leaning
    answers = generator.random((count, len(words.WAVE))) < logistic(speaks[:, None] + WAVE_DROP)
    waves = np.stack([asked.before_on, asked.after_on, asked.after_on + 180], axis=1)
    in_follow_up = generator.random(count) < 0.5
    anonymous = (asked.group == CLASS) & (generator.random(count) < ANONYMOUS_SHARE)
    model = look_up(drawn.model, asked.participation, words.EMPTY)
    shift = np.append(MODEL_SHIFT, 0.0)[look_up(drawn.model, asked.participation, len(MODEL_SHIFT))]
    parts = []
    for question in questions():
        mean = question.mean[asked.group]
        on = waves[:, question.wave]
        fits = (asked.kind == question.respondent) & ~np.isnan(mean) & (on <= words.LAST_DAY)
        if question.wave == 2:
            fits &= in_follow_up
        row = np.flatnonzero(fits)
        sign = -1 if words.QUESTION[question.question] in LOWER_IS_BETTER else 1
        value = mean[row] + sign * (shift[row] + 0.7 * leaning[row]) + 0.8 * generator.standard_normal(len(row))
        answered = answers[row, question.wave] & (generator.random(len(row)) >= ITEM_MISSING)
        parts.append(_part(question, asked, row, on[row], value, answered))
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    row = rows.pop("row")
    # An anonymous form names the model only.
    release = np.where(anonymous, words.EMPTY, releases.number[asked.release])
    participation = np.where(anonymous, words.EMPTY, look_up(drawn.number, asked.participation, words.EMPTY))
    rows["release_id"], rows["participation_id"] = release[row], participation[row]
    rows["model"] = np.where(anonymous, model, words.EMPTY)[row]
    return rows


def _part(
    question: Question, asked: Respondents, row: np.ndarray, on: np.ndarray, value: np.ndarray, answered: np.ndarray
) -> dict[str, np.ndarray]:
    """One question's rows: a value on the log-odds scale becomes a point of the question's scale."""
    steps = question.scale_max - question.scale_min + 1
    score = question.scale_min + np.minimum(np.floor(logistic(1.1 * value) * steps), steps - 1).astype(np.int32)

    def full(value: int) -> np.ndarray:
        return np.full(len(row), value, dtype=np.int32)

    return {
        "row": row,
        # A number of the survey's own, which no two kinds of respondent share.
        "respondent_id": asked.number[row] * len(words.RESPONDENT) + asked.kind[row],
        "respondent": full(question.respondent), "wave": full(question.wave), "asked_on": on,
        "question": full(question.question), "score": np.where(answered, score, words.EMPTY),
        "scale_min": full(question.scale_min), "scale_max": full(question.scale_max),
    }  # fmt: skip


def _respondents(
    generator: np.random.Generator, person_number: np.ndarray, releases: Releases, drawn: Participations, victims: Victims
) -> Respondents:
    begun = (drawn.started_on != words.EMPTY) & drawn.dated
    ended = np.where(drawn.reached_on != words.EMPTY, drawn.reached_on, drawn.ended_on)
    # Without an end yet, the second wave is still to come.
    after = np.where(ended != words.EMPTY, ended + 14, words.NEVER)
    encounter = np.isin(drawn.model, words.ENCOUNTERS) & begun
    parts = []

    def add(kind: int, group: int, number: np.ndarray, release: np.ndarray, participation: np.ndarray) -> None:
        if group == USUAL:
            before_on = releases.cases.admitted_on[release] + 20
            after_on = releases.cases.released_on[release] + 30
        else:
            before_on, after_on = drawn.referred_on[participation] + 1, after[participation]
        parts.append((number, kind, group, release, participation, before_on, after_on))

    def some(mask: np.ndarray, share: float) -> np.ndarray:
        return np.flatnonzero(mask & (generator.random(len(mask)) < share))

    row = np.flatnonzero(look_up(encounter, victims.participation, False) & (victims.took_part <= DECLINED))
    add(0, ENCOUNTER, victims.number[row], victims.release[row], victims.participation[row])
    usual = ~releases.referred.any(axis=1)
    row = some(usual[victims.release] & (victims.participation < 0), USUAL_SURVEYED)
    add(0, USUAL, victims.number[row], victims.release[row], np.full(len(row), -1))
    statement_of = _participation_of(releases, drawn, words.STATEMENT)[victims.release]
    row = some((statement_of >= 0) & (victims.given_on != words.EMPTY), 0.5)
    add(0, OTHER, victims.number[row], victims.release[row], statement_of[row])

    person = person_number[releases.cases.person]
    for group, row in (
        (ENCOUNTER, np.flatnonzero(encounter)),
        (CLASS, some((drawn.model == words.CLASS) & begun, CLASS_SURVEYED)),
        (OTHER, some(np.isin(drawn.model, (words.COMMUNITY_SERVICE, words.RESTITUTION)) & begun, OTHER_SURVEYED)),
    ):
        add(1, group, person[drawn.release[row]], drawn.release[row], row)
    row = some(usual, USUAL_SURVEYED / 2)
    add(1, USUAL, person[row], row, np.full(len(row), -1))
    row = some(np.isin(drawn.model, (words.BOARD, words.CIRCLE)) & encounter, 0.25)
    add(2, ENCOUNTER, drawn.number[row], drawn.release[row], row)
    row = some(np.isin(drawn.model, (words.CONFERENCE, words.CIRCLE)) & encounter, 0.4)
    add(3, ENCOUNTER, drawn.number[row], drawn.release[row], row)
    sizes = [len(part[0]) for part in parts]
    number, kind, group, release, participation, before_on, after_on = zip(*parts, strict=True)
    return Respondents(
        np.concatenate(number), np.repeat(kind, sizes), np.repeat(group, sizes),
        np.concatenate(release), np.concatenate(participation).astype(np.int64),
        np.concatenate(before_on), np.concatenate(after_on),
    )  # fmt: skip


def _participation_of(releases: Releases, drawn: Participations, model: int) -> np.ndarray:
    """Row of each release's participation in a model, -1 where it has none."""
    found = np.full(len(releases.number), -1)
    row = np.flatnonzero((drawn.model == model) & drawn.dated)
    found[drawn.release[row]] = row
    return found
