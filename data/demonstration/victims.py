"""The table victim: who was harmed in each case, who was invited and took part, and whose statement was heard."""

from dataclasses import dataclass

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import look_up, pick
from data.demonstration.ladder import Participations
from data.demonstration.releases import Releases

INVITED = np.array([0.92, 0.55, 0.88, 0.70])  # by encounter, in the order of MODELS
# in_person, by_letter, stand_in, declined, not_reached; of those invited to an encounter that started
TAKES_PART = np.array([
    [0.58, 0.14, 0.06, 0.13, 0.09],
    [0.28, 0.20, 0.12, 0.22, 0.18],
    [0.62, 0.08, 0.08, 0.12, 0.10],
    [0.40, 0.14, 0.10, 0.20, 0.16],
])  # fmt: skip
NOT_STARTED = np.array([0, 0, 0, 0.6, 0.4])


@dataclass(frozen=True)
class Victims:
    """Parallel arrays, one element a victim, in order of release."""

    number: np.ndarray
    release: np.ndarray  # row in Releases
    participation: np.ndarray  # row in Participations of the encounter it was invited to, -1 where none
    invited_on: np.ndarray
    took_part: np.ndarray
    offered_on: np.ndarray
    given_on: np.ndarray


def draw_victims(
    generator: np.random.Generator, releases: Releases, drawn: Participations, first_number: int
) -> Victims:
    """Every identified victim of a block's cases."""
    release = np.repeat(np.arange(len(releases.number)), releases.victims)
    count = len(release)
    encounter_of = np.full(len(releases.number), -1)
    encounters = np.flatnonzero(np.isin(drawn.model, words.ENCOUNTERS) & drawn.dated)
    encounter_of[drawn.release[encounters]] = encounters
    participation = encounter_of[release]
    model = look_up(drawn.model, participation, 0)
    invited = (participation >= 0) & (generator.random(count) < INVITED[model])
    invited_on = look_up(drawn.referred_on, participation, 0) + generator.integers(2, 30, count)
    invited &= invited_on <= words.LAST_DAY
    begun = look_up(drawn.started_on, participation, words.EMPTY) != words.EMPTY
    answer = pick(generator.random(count), np.where(begun[:, None], TAKES_PART[model], NOT_STARTED))
    unknown = generator.random(count) < 0.1
    not_invited = np.where(unknown, words.EMPTY, words.TOOK_PART.index("not_invited"))
    offered_on, given_on = _statements(generator, releases, release)
    return Victims(
        number=np.arange(first_number, first_number + count),
        release=release,
        participation=np.where(invited, participation, -1),
        invited_on=np.where(invited, invited_on, words.EMPTY),
        took_part=np.where(invited, answer, not_invited),
        offered_on=offered_on,
        given_on=given_on,
    )


def _statements(generator: np.random.Generator, releases: Releases, release: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A statement is offered before the sentence; it is given by all in the model, by some elsewhere."""
    count = len(release)
    in_model = (releases.started & releases.dated)[release, words.STATEMENT]
    offered = in_model | (generator.random(count) < 0.55)
    given = in_model | (offered & (generator.random(count) < 0.22))
    sentenced_on = releases.cases.admitted_on[release]
    offered_on = sentenced_on - generator.integers(20, 60, count)
    given_on = offered_on + generator.integers(1, 20, count)
    return np.where(offered, offered_on, words.EMPTY), np.where(given, given_on, words.EMPTY)


def victim_rows(releases: Releases, victims: Victims) -> dict[str, np.ndarray]:
    """The table victim."""
    return {
        "victim_id": victims.number,
        "release_id": releases.number[victims.release],
        "invited_on": victims.invited_on,
        "took_part": victims.took_part,
        "statement_offered_on": victims.offered_on,
        "statement_given_on": victims.given_on,
    }


def by_participation(victims: Victims, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Victims invited to, and taking part in, each of `count` participations."""
    invited = victims.participation >= 0
    present = invited & (victims.took_part <= words.TOOK_PART.index("stand_in"))
    return (
        np.bincount(victims.participation[invited], minlength=count),
        np.bincount(victims.participation[present], minlength=count),
    )
