"""The people of one block and the case behind each person's first release.

Shares and averages are invented, in the shape of a state's prison, probation and diversion caseloads; what is
calibrated against published figures is said in `course`.
"""

from dataclasses import dataclass, fields

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import pick
from data.demonstration.dates import off_leap_day, whole_years

RELEASE_TYPE_SHARE = np.array([0.56, 0.32, 0.12])
FEMALE_SHARE = np.array([0.14, 0.27, 0.33])  # by release type
RACE_SHARE = np.array([0.006, 0.005, 0.315, 0.003, 0.012, 0.002, 0.632, 0.008, 0.017])
ETHNICITY_SHARE = np.array([0.027, 0.938, 0.035])
OFFENSE_SHARE = np.array([  # release type x offense
    [0.25, 0.27, 0.29, 0.15, 0.03, 0.01],
    [0.16, 0.30, 0.34, 0.17, 0.02, 0.01],
    [0.18, 0.47, 0.15, 0.17, 0.02, 0.01],
])  # fmt: skip
PRIOR_MEAN = np.array([3.3, 1.5, 0.4])
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class People:
    """Parallel arrays, one element a person."""

    number: np.ndarray  # from 1, over all blocks
    sex: np.ndarray
    race: np.ndarray
    ethnicity: np.ndarray
    born_on: np.ndarray
    frailty: np.ndarray  # what no record shows: standard normal, the same under every arm
    died_on: np.ndarray  # NEVER where beyond reach
    follow_up_ended_on: np.ndarray

    def take(self, rows: np.ndarray) -> "People":
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class Cases:
    """Parallel arrays, one element a case that ends in a release."""

    person: np.ndarray  # row in People
    released_on: np.ndarray
    admitted_on: np.ndarray  # prison: the day it began; otherwise some weeks before the sentence
    release_type: np.ndarray
    offense: np.ndarray
    risk_level: np.ndarray
    prior_convictions: np.ndarray
    sentence_months: np.ndarray

    def take(self, rows: np.ndarray) -> "Cases":
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


def draw_people(generator: np.random.Generator, count: int, first_number: int) -> tuple[People, Cases]:
    """Draw `count` people with the case behind each one's first release."""
    release_type = pick(generator.random(count), RELEASE_TYPE_SHARE)
    released_on = generator.integers(words.FIRST_RELEASE, words.LAST_RELEASE + 1, count).astype(np.int32)
    born_on = off_leap_day(released_on - (DAYS_A_YEAR * _age(generator, release_type)).astype(np.int32))
    female = FEMALE_SHARE[release_type]
    rare = np.full(count, 0.002)
    people = People(
        number=np.arange(first_number, first_number + count),
        sex=pick(generator.random(count), np.stack([female, 1 - female - 2 * rare, rare, rare], axis=1)),
        race=pick(generator.random(count), RACE_SHARE),
        ethnicity=pick(generator.random(count), ETHNICITY_SHARE),
        born_on=born_on,
        frailty=generator.standard_normal(count),
        died_on=_death(generator, released_on, born_on),
        follow_up_ended_on=_follow_up(generator, released_on),
    )
    return people, _first_cases(generator, people, release_type, released_on)


def _first_cases(
    generator: np.random.Generator, people: People, release_type: np.ndarray, released_on: np.ndarray
) -> Cases:
    count = len(released_on)
    age = whole_years(people.born_on, released_on)
    offense = pick(generator.random(count), OFFENSE_SHARE[release_type])
    mean = PRIOR_MEAN[release_type] * np.clip((age - 13) / 20, 0.1, 1.3)
    priors = generator.poisson(mean * generator.gamma(0.9, 1 / 0.9, count)).astype(np.int32)
    risk = risk_level(age, priors, offense, release_type, generator.random(count), generator.random(count))
    sentence = sentence_months(release_type, generator.random(count), generator.random(count))
    priors[generator.random(count) < 0.015] = words.EMPTY
    return Cases(
        person=np.arange(count),
        released_on=released_on,
        admitted_on=released_on - days_before_release(release_type, sentence, generator.random(count)),
        release_type=release_type,
        offense=offense,
        risk_level=risk,
        prior_convictions=priors,
        sentence_months=sentence,
    )


def risk_level(
    age: np.ndarray, priors: np.ndarray, offense: np.ndarray, release_type: np.ndarray,
    uniform: np.ndarray, unknown: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """An assessor's level: from age, past and case, with a spread that no record shows."""
    score = 0.22 * np.clip(priors, 0, 8) - 0.03 * (age - 32) + 0.25 * (offense == 1)
    score += np.array([0.25, 0.0, -0.5])[release_type] + np.log((uniform + 1e-6) / (1 - uniform + 1e-6)) * 0.5
    level = (score > 0.15).astype(np.int8) + (score > 1.15)
    return np.where(unknown < 0.04, 3, level).astype(np.int8)


def sentence_months(release_type: np.ndarray, uniform: np.ndarray, rare: np.ndarray) -> np.ndarray:
    """Months of prison sentence; EMPTY for community cases and for a few that were not recorded."""
    months = np.round(np.exp(np.log(34) + 0.42 * np.log((uniform + 1e-6) / (1 - uniform + 1e-6))))
    months = np.clip(months, 2, 360).astype(np.int32)
    months[rare < 0.01] = 0
    months[(rare > 0.98) | (release_type != words.PRISON)] = words.EMPTY
    return months


def days_before_release(release_type: np.ndarray, months: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """Days from admission (or arrest, in community cases) to the release."""
    served = np.clip(np.where(months > 0, months, 18) * 30 * (0.3 + 0.5 * uniform), 75, 5000)
    waited = 45 + 120 * uniform
    return np.where(release_type == words.PRISON, served, waited).astype(np.int32)


def _age(generator: np.random.Generator, release_type: np.ndarray) -> np.ndarray:
    """Age in years at the first release: young people are mostly diverted."""
    count = len(release_type)
    shape, scale = np.array([[2.7, 6.4], [2.0, 7.0], [1.5, 6.5]])[release_type].T
    adult = 18 + generator.gamma(shape, scale)
    youth = 13 + 5 * generator.random(count)
    young = generator.random(count) < np.array([0.0, 0.02, 0.30])[release_type]
    return np.minimum(np.where(young, youth, adult), 84)


def _death(generator: np.random.Generator, released_on: np.ndarray, born_on: np.ndarray) -> np.ndarray:
    """Day of death: a yearly chance of about 0.5 % at 30 that grows 4 % with each year of age at the first release."""
    age = (released_on - born_on) / DAYS_A_YEAR
    yearly = 0.005 * np.exp(0.04 * (age - 30))
    days = np.ceil(generator.standard_exponential(len(age)) / yearly * DAYS_A_YEAR)
    return (released_on + np.minimum(days, words.NEVER // 2)).astype(np.int32)


def _follow_up(generator: np.random.Generator, released_on: np.ndarray) -> np.ndarray:
    """The common last day; a few were lost sight of earlier, whatever they did (moved out of the state's reach)."""
    count = len(released_on)
    ended = np.full(count, words.LAST_DAY, dtype=np.int32)
    lost = generator.random(count) < 0.02
    days = np.floor(generator.random(count) * (words.LAST_DAY - released_on))
    return np.where(lost, released_on + days.astype(np.int32), ended)
