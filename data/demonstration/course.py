"""What happens after a release: arrests, convictions, returns to prison, the next release; drawn under any arm.

A course is worked out from numbers drawn beforehand, so that the same person can be followed twice: as drawn, and as
if no restorative model had been there on the first release. Both use the same numbers (common random numbers), so the
difference between them is what the model does and nothing else. `truth` averages it.

Calibrated against cumulative rearrest, reconviction and return to prison of people released from prison in 2008 in
24 states (Bureau of Justice Statistics, NCJ 256094) and Missouri's own 35 to 44 % back in prison in three years.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.covariates import levels_of, weights
from data.demonstration.people import Cases, People, days_before_release, risk_level, sentence_months
from data.demonstration.referral import DRAWS, draw_arms

EPISODES = 3  # releases a person can have
ARRESTS = 4  # arrests followed up in one episode

# Mean number of arrests by day t: exp(level + weights) * (t / 365) ** SHAPE, for someone of average frailty.
ARREST_LEVEL, ARREST_SHAPE, ARREST_FRAILTY = -0.67, 0.69, 0.65
TECHNICAL_LEVEL, TECHNICAL_SHAPE, TECHNICAL_FRAILTY = -1.95, 0.55, 0.50
SUPERVISED_DAYS = np.array([1460, 1095, 365])  # by release type: no technical return after that

VIOLENT_SHARE = np.array([0.32, 0.17, 0.14, 0.19, 0.18, 0.18])  # of arrests, by offense of the case
CONVICTED = 0.57
INCARCERATED = np.array([0.36, 0.24, 0.12])  # of convictions, by release type
NEW_PROBATION = 0.20  # of convictions without prison: a new sentence to probation, which starts a release of its own
CONVICTION_WAIT, SENTENCE_STAY, TECHNICAL_STAY = 110, 520, 210  # mean days

EFFECT_COLUMNS = ("rearrest", "violent_rearrest", "reconviction", "reincarceration", "technical_return")
TO_PRISON_CONVICTED, TO_PRISON_TECHNICAL, TO_PROBATION, STAYS_FREE = range(4)
PER_ARREST = 6
CASE_DRAWS = 9
DRAWS_A_CASE = DRAWS + ARRESTS * PER_ARREST + CASE_DRAWS


@dataclass(frozen=True)
class Episode:
    """One case, the arms it is in and what follows its release until prison or a new sentence. Days are dates."""

    cases: Cases
    referred: np.ndarray  # (cases, 9)
    started: np.ndarray  # (cases, 9)
    arrested_on: np.ndarray  # (cases, ARRESTS), NEVER where it does not happen
    violent: np.ndarray
    convicted_on: np.ndarray  # (cases, ARRESTS)
    ended_on: np.ndarray  # back to prison, or a new sentence; NEVER where neither
    ending: np.ndarray


@cache
def effects() -> np.ndarray:
    """(9, 5): what taking part multiplies, by EFFECT_COLUMNS. Rearrest and technical return: how often they happen;
    the others: the chance that an arrest is for violence, leads to a conviction, or the conviction to prison."""
    with (Path(__file__).parent / "effects.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["model"]: [float(row[column]) for column in EFFECT_COLUMNS] for row in csv.DictReader(file)}
    return np.array([rows[model] for model in words.MODELS])


def draw_chances(generator: np.random.Generator, count: int) -> np.ndarray:
    """(people, EPISODES, DRAWS_A_CASE) uniform numbers in [0, 1)."""
    return generator.random((count, EPISODES, DRAWS_A_CASE), dtype=np.float32)


def follow(people: People, first: Cases, chances: np.ndarray, usual_sentence_first: bool = False) -> list[Episode]:
    """The episodes of each person, in order. With `usual_sentence_first`, nobody's first release is in any arm."""
    episodes = []
    cases = first
    for number in range(EPISODES):
        uniform = chances[cases.person, number]
        levels = levels_of(people, cases)
        referred, started = draw_arms(levels, people.frailty[cases.person], uniform[:, :DRAWS])
        if usual_sentence_first and number == 0:
            started = np.zeros_like(started)
        episode = _episode(people, cases, levels, referred, started, uniform[:, DRAWS:])
        episodes.append(episode)
        cases = _next_cases(people, episode, uniform[:, -CASE_DRAWS:])
        if not len(cases.person):
            break
    return episodes


def _episode(
    people: People, cases: Cases, levels: dict[str, np.ndarray],
    referred: np.ndarray, started: np.ndarray, uniform: np.ndarray,
) -> Episode:  # fmt: skip
    hazard = weights("hazards").total(levels)
    effect = np.exp(started @ np.log(effects()))
    gap, violence, conviction, wait, prison, probation = (
        uniform[:, step * ARRESTS : (step + 1) * ARRESTS] for step in range(PER_ARREST)
    )
    frailty = people.frailty[cases.person]
    day = _days(
        np.cumsum(-np.log1p(-gap), axis=1),
        (ARREST_LEVEL + hazard[:, 0] + ARREST_FRAILTY * frailty)[:, None],
        effect[:, [0]],
        ARREST_SHAPE,
    )
    violent = violence < VIOLENT_SHARE[cases.offense][:, None] * effect[:, [1]]
    convicted = conviction < CONVICTED * effect[:, [2]]
    convicted_day = np.where(convicted, day + 10 + np.floor(-np.log1p(-wait) * CONVICTION_WAIT), words.NEVER)
    to_prison = prison < INCARCERATED[cases.release_type][:, None] * effect[:, [3]]
    to_probation = ~to_prison & (probation < NEW_PROBATION)
    technical_day = _days(
        -np.log1p(-uniform[:, -CASE_DRAWS]),
        TECHNICAL_LEVEL + hazard[:, 1] + TECHNICAL_FRAILTY * frailty,
        effect[:, 4],
        TECHNICAL_SHAPE,
    )
    technical_day[technical_day > SUPERVISED_DAYS[cases.release_type]] = words.NEVER
    candidates = np.stack([
        np.where(to_prison, convicted_day, words.NEVER).min(axis=1),
        technical_day,
        np.where(to_probation, convicted_day, words.NEVER).min(axis=1),
        np.full(len(technical_day), words.NEVER),
    ])  # fmt: skip
    ending = candidates.argmin(axis=0)
    ending[candidates.min(axis=0) >= words.NEVER] = STAYS_FREE
    ended = np.minimum(candidates.min(axis=0), words.NEVER)
    # Nobody is arrested in prison; a case that was open at the return is still decided.
    free = day <= ended[:, None]
    return Episode(
        cases=cases,
        referred=referred,
        started=started,
        arrested_on=_dates(cases, np.where(free, day, words.NEVER)),
        violent=violent,
        convicted_on=_dates(cases, np.where(free, convicted_day, words.NEVER)),
        ended_on=_dates(cases, ended),
        ending=ending,
    )


def _days(exponential: np.ndarray, level: np.ndarray, effect: np.ndarray, shape: float) -> np.ndarray:
    """Whole days (from 1) at which the accumulated hazard reaches the unit exponential draws."""
    years = (exponential / (np.exp(level) * effect)) ** (1 / shape)
    return np.minimum(np.ceil(np.maximum(years, 1e-9) * 365.0), words.NEVER)


def _dates(cases: Cases, days: np.ndarray) -> np.ndarray:
    """Dates from days since the release; NEVER stays NEVER."""
    released_on = cases.released_on if days.ndim == 1 else cases.released_on[:, None]
    return np.where(days < words.NEVER // 4, released_on + days, words.NEVER).astype(np.int32)


def _next_cases(people: People, episode: Episode, uniform: np.ndarray) -> Cases:
    """The next release of those who went back to prison and came out, or were sentenced to probation again."""
    ending, cases = episode.ending, episode.cases
    mean_stay = np.array([SENTENCE_STAY, TECHNICAL_STAY, 0, 0])[ending]
    stay = np.where(mean_stay > 0, 45 - np.log1p(-uniform[:, 1]) * (mean_stay - 45), 0)
    released_on = np.minimum(episode.ended_on + stay.astype(np.int32), words.NEVER).astype(np.int32)
    # Beyond five years from the first release and beyond the records nothing depends on it.
    rows = np.flatnonzero((ending != STAYS_FREE) & (released_on < people.died_on[cases.person]) & (released_on <= LAST_NEEDED))
    old, ending, released_on, uniform = cases.take(rows), ending[rows], released_on[rows], uniform[rows]
    new_sentence = ending != TO_PRISON_TECHNICAL
    release_type = np.where(ending == TO_PROBATION, words.PROBATION, words.PRISON).astype(np.int8)
    priors = np.where(new_sentence & (old.prior_convictions >= 0), old.prior_convictions + 1, old.prior_convictions)
    offense = np.where(new_sentence & (uniform[:, 2] < 0.4), (uniform[:, 3] * 4).astype(np.int8), old.offense)
    months = np.where(
        new_sentence | (old.release_type != words.PRISON),
        sentence_months(release_type, uniform[:, 4], uniform[:, 5]),
        old.sentence_months,
    )
    age = (released_on - people.born_on[old.person]) / 365.25
    admitted_on = episode.ended_on[rows]
    waited = days_before_release(release_type, months, uniform[:, 7])
    return Cases(
        person=old.person,
        released_on=released_on,
        admitted_on=np.where(release_type == words.PRISON, admitted_on, released_on - np.minimum(waited, 60)),
        release_type=release_type,
        offense=offense.astype(np.int8),
        risk_level=risk_level(age, priors, offense, release_type, uniform[:, 6], uniform[:, 8]),
        prior_convictions=priors.astype(np.int32),
        sentence_months=months.astype(np.int32),
    )


LAST_NEEDED = max(words.LAST_DAY, words.LAST_RELEASE + 1825)
