"""The releases that are written down, and the fields that only describe them (place, victims, assessment)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import pick
from data.demonstration.columns import OFFENSE_DETAIL
from data.demonstration.course import STAYS_FREE, Episode
from data.demonstration.dates import whole_years
from data.demonstration.people import Cases, People
from data.demonstration.places import PRISONS, WOMENS_PRISONS, places

VICTIM_SHARE = np.array([0.85, 0.75, 0.06, 0.12, 0.20, 0.20])  # cases with an identified victim, by offense
DETAILS = ((0, 1, 2), (3, 4, 5), (6, 7), (8, 9, 10), (11,), (11,))  # positions in OFFENSE_DETAIL, by offense
DIED = STAYS_FREE + 1
MOVED_SHARE = 0.15
UNDATED_SHARE = 0.004  # participations whose dates were lost, whoever it was


@dataclass(frozen=True)
class Releases:
    """Parallel arrays, one element a recorded release, by person and then by date."""

    number: np.ndarray  # from 1, over all blocks
    cases: Cases
    referred: np.ndarray  # (releases, 9), on or before the release
    started: np.ndarray  # (releases, 9)
    dated: np.ndarray  # (releases, 9), False where the participation's dates are lost
    left_on: np.ndarray  # back to prison, a new sentence, or death; NEVER where none
    ending: np.ndarray  # as in course, or DIED
    first_arrest_on: np.ndarray
    frailty: np.ndarray
    female: np.ndarray
    first: np.ndarray  # whether it is the person's first
    victims: np.ndarray  # identified victims
    county: np.ndarray
    facility: np.ndarray  # position in FACILITIES, EMPTY for diversions


def is_recorded(people: People, episode: Episode) -> np.ndarray:
    """Releases within the years of the records, of people still in sight."""
    released_on = episode.cases.released_on
    seen = released_on <= people.follow_up_ended_on[episode.cases.person]
    return (released_on <= words.LAST_RELEASE) & seen


def recorded_releases(
    generator: np.random.Generator, people: People, episodes: Sequence[Episode], first_number: int
) -> Releases:
    """Gather the recorded releases of all episodes and draw what describes them."""
    kept = [np.flatnonzero(is_recorded(people, episode)) for episode in episodes]
    person = np.concatenate([episode.cases.person[rows] for episode, rows in zip(episodes, kept, strict=True)])
    order = np.argsort(person, kind="stable")  # episodes come in order of date

    def gather(take) -> np.ndarray:
        return np.concatenate([take(episode)[rows] for episode, rows in zip(episodes, kept, strict=True)])[order]

    cases = Cases(*(gather(lambda episode, name=field.name: getattr(episode.cases, name)) for field in fields(Cases)))
    referred = gather(lambda episode: episode.referred)
    female = people.sex[cases.person] == 0
    ended_on, died_on = gather(lambda episode: episode.ended_on), people.died_on[cases.person]
    first = np.diff(cases.person, prepend=-1) != 0
    county = _county(generator, first)
    return Releases(
        number=np.arange(first_number, first_number + len(order)),
        cases=cases,
        referred=referred,
        started=gather(lambda episode: episode.started),
        dated=generator.random(referred.shape) >= UNDATED_SHARE,
        left_on=np.minimum(ended_on, died_on),
        ending=np.where(died_on < ended_on, DIED, gather(lambda episode: episode.ending)),
        first_arrest_on=gather(lambda episode: episode.arrested_on.min(axis=1)),
        frailty=people.frailty[cases.person],
        female=female,
        first=first,
        victims=_victims(generator, cases, referred),
        county=county,
        facility=_facility(generator, cases, female, county),
    )


def _county(generator: np.random.Generator, first: np.ndarray) -> np.ndarray:
    """Counties by their weight; a later release is mostly to the county of the person's first one."""
    weight = places().weight
    upper = np.cumsum(weight / weight.sum())
    drawn = np.minimum(np.searchsorted(upper, generator.random(len(first)), side="right"), len(weight) - 1)
    moved = first | (generator.random(len(first)) < MOVED_SHARE)
    return np.where(moved, drawn, drawn[np.flatnonzero(first)][np.cumsum(first) - 1])


def release_rows(generator: np.random.Generator, people: People, releases: Releases) -> dict[str, np.ndarray]:
    """The table release."""
    cases, count = releases.cases, len(releases.number)
    person = cases.person
    circuit = places().circuit[releases.county]
    assessed_on = cases.admitted_on + np.floor(generator.random(count) * 14).astype(np.int32)
    eligible = (releases.victims > 0) | releases.referred[:, :6].any(axis=1)
    born_known = birthday_known(people)[person]
    age = whole_years(people.born_on[person], cases.released_on)
    age_written = generator.random(count) < 0.6
    return {
        "release_id": releases.number,
        "person_id": people.number[person],
        "released_on": cases.released_on,
        "release_type": cases.release_type,
        "county_fips": np.where(generator.random(count) < 0.007, words.EMPTY, releases.county),
        "circuit": np.where(circuit < len(places().circuits), circuit, words.EMPTY),
        "facility": releases.facility,
        "offense": cases.offense,
        "offense_detail": _offense_detail(generator, cases.offense),
        "risk_level": cases.risk_level,
        # Before every referral: a level that was assessed later would not count as known.
        "risk_assessed_on": np.where(cases.risk_level == 3, words.EMPTY, assessed_on),
        "prior_convictions": cases.prior_convictions,
        "sentence_months": cases.sentence_months,
        "age_at_release": np.where(age_written, age, words.EMPTY),
        "age_band": np.where(born_known | age_written, words.EMPTY, np.digitize(age, [18, 25, 35, 45, 55])),
        "eligible": np.where(generator.random(count) < 0.6, eligible, words.EMPTY),
        "identified_victims": releases.victims,
        "follow_up_ended_on": people.follow_up_ended_on[person],
    }


def person_rows(people: People) -> dict[str, np.ndarray]:
    """The table person; the day of birth is missing for a few."""
    return {
        "person_id": people.number,
        "sex": people.sex,
        "race": people.race,
        "ethnicity": people.ethnicity,
        "born_on": np.where(birthday_known(people), people.born_on, words.EMPTY),
    }


def birthday_known(people: People) -> np.ndarray:
    """False for about one person in 67, spread evenly over the numbers."""
    return people.number * 7919 % 67 != 0


def _victims(generator: np.random.Generator, cases: Cases, referred: np.ndarray) -> np.ndarray:
    """Identified victims. An encounter has someone to meet, so it has one at least."""
    count = len(cases.person)
    some = generator.random(count) < VICTIM_SHARE[cases.offense]
    some |= referred[:, list(words.ENCOUNTERS)].any(axis=1) | referred[:, words.STATEMENT]
    return np.where(some, 1 + generator.poisson(0.25, count), 0)


def _facility(generator: np.random.Generator, cases: Cases, female: np.ndarray, county: np.ndarray) -> np.ndarray:
    count = len(cases.person)
    mens = np.setdiff1d(np.arange(len(PRISONS)), WOMENS_PRISONS)
    drawn = generator.random(count)
    prison = np.where(
        female, np.array(WOMENS_PRISONS)[(drawn * len(WOMENS_PRISONS)).astype(int)], mens[(drawn * len(mens)).astype(int)]
    )
    circuit = np.minimum(places().circuit[county], len(places().offices) - 1)
    office = len(PRISONS) + circuit
    return np.select(
        [cases.release_type == words.PRISON, cases.release_type == words.PROBATION], [prison, office], words.EMPTY
    )


def _offense_detail(generator: np.random.Generator, offense: np.ndarray) -> np.ndarray:
    chances = np.zeros((len(DETAILS), len(OFFENSE_DETAIL)))
    for at, details in enumerate(DETAILS):
        chances[at, list(details)] = 1
    return pick(generator.random(len(offense)), chances[offense]).astype(np.int32)
