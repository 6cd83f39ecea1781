"""The table participation: who was referred to what and when, and each person's way through it."""

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import whole_days
from data.demonstration.columns import FACILITIES, PROVIDERS
from data.demonstration.ladder import SESSIONS, Participations, walk
from data.demonstration.releases import Releases

SESSION_HOURS = np.array([2.0, 1.5, 2.5, 3.0, 4.0, 0, 0, 0, 0.5])  # by model
LATER_SHARE = 0.05  # of releases under the usual sentence: referred to a restorative model some time after
LATER_MODELS = (words.MEDIATION, words.BOARD, words.CLASS)  # boards not for people from prison
UNLINKED_SHARE = 0.03  # first-release participations without a release_id, which their dates give back


def draw_participations(generator: np.random.Generator, releases: Releases, first_number: int) -> Participations:
    """Every participation of a block's releases, in order of release and model."""
    release, model = np.nonzero(releases.referred)
    started = releases.started[release, model]
    dated = releases.dated[release, model]
    later_release, later_model = _referred_later(generator, releases)
    later = np.repeat([False, True], [len(release), len(later_release)])
    release, model = np.append(release, later_release), np.append(model, later_model)
    started = np.append(started, generator.random(len(later_release)) < 0.75)
    dated = np.append(dated, np.ones(len(later_release), dtype=bool))
    order = np.lexsort((model, release))
    release, model, started, dated, later = (values[order] for values in (release, model, started, dated, later))
    referred_on = _referral(generator, releases, release, model, later)
    seen = referred_on <= np.minimum(releases.left_on[release], words.LAST_DAY)
    release, model, started, dated, later, referred_on = (
        values[seen] for values in (release, model, started, dated, later, referred_on)
    )
    number = np.arange(first_number, first_number + len(release))
    return walk(generator, releases, release, model, number, referred_on, started, dated, later)


def _referred_later(generator: np.random.Generator, releases: Releases) -> tuple[np.ndarray, np.ndarray]:
    """Some of those under the usual sentence are referred after the clock has started; it changes nothing for them."""
    usual = ~releases.referred[:, : len(words.RESTORATIVE)].any(axis=1)
    release = np.flatnonzero(usual & (generator.random(len(usual)) < LATER_SHARE))
    model = np.array(LATER_MODELS)[generator.integers(0, len(LATER_MODELS), len(release))]
    from_prison = releases.cases.release_type[release] == words.PRISON
    return release, np.where(from_prison & (model == words.BOARD), words.CLASS, model)


def _referral(
    generator: np.random.Generator, releases: Releases, release: np.ndarray, model: np.ndarray, later: np.ndarray
) -> np.ndarray:
    """Day of the referral: in prison between admission and release, otherwise in the weeks before the sentence."""
    cases = releases.cases
    released_on = cases.released_on[release]
    inside = np.minimum(released_on - cases.admitted_on[release] - 14, 540)
    room = np.where(cases.release_type[release] == words.PRISON, inside, np.minimum(inside, 40))
    before = whole_days(generator, 0, room, len(release))
    # A class and a garden take their weeks: most referrals leave time for them before the gate.
    long = (model == words.CLASS) | (model == words.REPARATIVE)
    before = np.where(long, np.maximum(before, np.minimum(room, 130)), before)
    after = whole_days(generator, 15, 400, len(release))
    return np.where(later, released_on + after, released_on - before).astype(np.int32)


def participation_rows(
    generator: np.random.Generator, person_number: np.ndarray, releases: Releases, drawn: Participations,
    invited: np.ndarray, took_part: np.ndarray,
) -> dict[str, np.ndarray]:  # fmt: skip
    """The table participation. person_number: by row in People. invited, took_part: victims, by participation."""
    count, release, model = len(drawn.release), drawn.release, drawn.model
    on_time = ~drawn.later & releases.first[release] & drawn.dated
    linked = ~(on_time & (generator.random(count) < UNLINKED_SHARE))
    encounter = np.isin(model, words.ENCOUNTERS)
    planned = SESSIONS[model]
    hours = np.round(drawn.attended * SESSION_HOURS[model] * 100).astype(np.int64)
    dates = {
        "referred_on": drawn.referred_on, "consented_on": drawn.consented_on, "started_on": drawn.started_on,
        "agreement_reached_on": drawn.reached_on, "agreement_completed_on": drawn.kept_on, "ended_on": drawn.ended_on,
    }  # fmt: skip
    return {
        "participation_id": drawn.number,
        "person_id": person_number[releases.cases.person[release]],
        "release_id": np.where(linked, releases.number[release], words.EMPTY),
        "model": model,
        "provider": _provider(generator, releases, drawn),
        **{name: np.where(drawn.dated, values, words.EMPTY) for name, values in dates.items()},
        "status": drawn.status,
        "end_reason": drawn.reason,
        "sessions_planned": np.where(planned > 0, planned, words.EMPTY),
        "sessions_attended": np.where(planned > 0, drawn.attended, words.EMPTY),
        "hours": np.where(planned > 0, hours, words.EMPTY),
        "victims_invited": np.where(encounter, invited, words.EMPTY),
        "victims_took_part": np.where(encounter, took_part, words.EMPTY),
    }


def _provider(generator: np.random.Generator, releases: Releases, drawn: Participations) -> np.ndarray:
    """Classes, activities and boards are run where the person is; the other encounters by community providers."""
    facility = releases.facility[drawn.release]
    community = len(FACILITIES) + generator.integers(0, len(PROVIDERS) - len(FACILITIES), len(facility))
    at_home = np.isin(drawn.model, (words.BOARD, words.CLASS, words.REPARATIVE)) & (facility != words.EMPTY)
    runs = at_home | np.isin(drawn.model, words.ENCOUNTERS)
    return np.where(at_home, facility, np.where(runs, community, words.EMPTY))
