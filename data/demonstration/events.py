"""The table event: what followed each release, what came before the first one, and deaths."""

from collections.abc import Sequence

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.course import ARREST_FRAILTY, TO_PRISON_CONVICTED, TO_PRISON_TECHNICAL, Episode
from data.demonstration.covariates import levels_of, weights
from data.demonstration.people import Cases, People

HISTORY_DAYS = 1400  # before the case, searched for earlier arrests: the negative control looks back 1,095 days
HISTORY_LEVEL = -0.35  # log mean number of arrests in that time, average frailty
OLD_MATTER_SHARE = 0.01  # arrested after the release for something done before it: history, not a new offense
OFFENSE_DAY_KNOWN = 0.4
NEW_OFFENSE_SHARE = np.array([0.0, 0.36, 0.38, 0.20, 0.05, 0.01])  # of arrests that are not for violence


def event_rows(
    generator: np.random.Generator, people: People, first: Cases, episodes: Sequence[Episode]
) -> dict[str, np.ndarray]:
    """The table event without its ids: everything that happened before the records were drawn up, in no fixed order."""
    parts = [_history(generator, people, first), _index_case(generator, people, first), _old_matter(generator, people, first)]
    for episode in episodes:
        parts += [_arrests(generator, episode), _convictions(generator, episode), _returns(episode)]
    parts.append(_part(np.arange(len(people.number)), people.died_on, words.DEATH))
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    died_on = people.died_on[rows["person"]]
    kept = (rows["occurred_on"] <= words.LAST_DAY) & (rows["occurred_on"] <= died_on)
    rows = {name: values[kept] for name, values in rows.items()}
    rows["person_id"] = people.number[rows.pop("person")]
    return rows


def _part(
    person: np.ndarray, occurred_on: np.ndarray, event_type: int,
    offense: np.ndarray | int = words.EMPTY, offended_on: np.ndarray | int = words.EMPTY,
    same_victim: np.ndarray | int = words.EMPTY,
) -> dict[str, np.ndarray]:  # fmt: skip
    def full(value: np.ndarray | int) -> np.ndarray:
        return np.broadcast_to(np.asarray(value, dtype=np.int32), len(person))

    return {
        "person": person, "occurred_on": full(occurred_on), "event_type": full(event_type), "offense": full(offense),
        "offended_on": full(offended_on), "same_victim": full(same_victim),
    }  # fmt: skip


def _offenses(generator: np.random.Generator, violent: np.ndarray) -> np.ndarray:
    other = np.searchsorted(np.cumsum(NEW_OFFENSE_SHARE)[:-1], generator.random(len(violent)), side="right")
    return np.where(violent, words.VIOLENT, other)


def _arrests(generator: np.random.Generator, episode: Episode) -> dict[str, np.ndarray]:
    row, at = np.nonzero(episode.arrested_on < words.NEVER)
    arrested_on = episode.arrested_on[row, at]
    offense = _offenses(generator, episode.violent[row, at])
    # Never before this release: that would make the arrest history for it.
    offended_on = np.maximum(
        arrested_on - np.floor(generator.random(len(row)) * 30).astype(np.int32), episode.cases.released_on[row]
    )
    known = generator.random(len(row)) < OFFENSE_DAY_KNOWN
    harmed = (offense <= 1) & (generator.random(len(row)) < 0.5)
    return _part(
        episode.cases.person[row],
        arrested_on,
        words.REARREST,
        offense,
        np.where(known, offended_on, words.EMPTY),
        np.where(harmed, generator.random(len(row)) < 0.15, words.EMPTY),
    )


def _convictions(generator: np.random.Generator, episode: Episode) -> dict[str, np.ndarray]:
    row, at = np.nonzero(episode.convicted_on < words.NEVER)
    offense = _offenses(generator, episode.violent[row, at])
    return _part(episode.cases.person[row], episode.convicted_on[row, at], words.RECONVICTION, offense)


def _returns(episode: Episode) -> dict[str, np.ndarray]:
    row = np.flatnonzero(np.isin(episode.ending, (TO_PRISON_CONVICTED, TO_PRISON_TECHNICAL)))
    kind = np.where(episode.ending[row] == TO_PRISON_CONVICTED, words.REINCARCERATION, words.TECHNICAL_RETURN)
    return _part(episode.cases.person[row], episode.ended_on[row], kind)


def _history(generator: np.random.Generator, people: People, first: Cases) -> dict[str, np.ndarray]:
    """Arrests before the case: likelier for those likelier to be arrested later, the same whatever the arm."""
    hazard = weights("hazards").total(levels_of(people, first))[:, 0]
    mean = np.exp(HISTORY_LEVEL + hazard + ARREST_FRAILTY * people.frailty)
    person = np.repeat(np.arange(len(mean)), np.minimum(generator.poisson(mean), 12))
    before = 30 + np.floor(generator.random(len(person)) * HISTORY_DAYS).astype(np.int32)
    arrested_on = first.admitted_on[person] - before
    offense = _offenses(generator, generator.random(len(person)) < 0.18)
    arrests = _part(person, arrested_on, words.REARREST, offense)
    convicted = np.flatnonzero(generator.random(len(person)) < 0.3)
    convictions = _part(person[convicted], arrested_on[convicted] + 29, words.RECONVICTION, offense[convicted])
    return {name: np.concatenate([arrests[name], convictions[name]]) for name in arrests}


def _index_case(generator: np.random.Generator, people: People, first: Cases) -> dict[str, np.ndarray]:
    """The conviction behind a sentence to probation, where it was recorded: on day 0, so it is history."""
    row = np.flatnonzero((first.release_type == words.PROBATION) & (generator.random(len(people.number)) < 0.25))
    return _part(row, first.released_on[row], words.RECONVICTION, first.offense[row])


def _old_matter(generator: np.random.Generator, people: People, first: Cases) -> dict[str, np.ndarray]:
    row = np.flatnonzero(generator.random(len(people.number)) < OLD_MATTER_SHARE)
    arrested_on = first.released_on[row] + 1 + np.floor(generator.random(len(row)) * 300).astype(np.int32)
    offense = _offenses(generator, generator.random(len(row)) < 0.18)
    return _part(row, arrested_on, words.REARREST, offense, first.admitted_on[row] - 20)
