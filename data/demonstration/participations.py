"""The table participation: each person's way through a model, step by step, as far as the records can know it."""

from dataclasses import dataclass

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import logistic, whole_days
from data.demonstration.columns import FACILITIES, PROVIDERS
from data.demonstration.course import TO_PRISON_TECHNICAL
from data.demonstration.releases import DIED, Releases

# By model, in the order of MODELS.
AGREEMENT = np.array([0.88, 0.93, 0.90, 0.91, 0, 0, 0, 0, 0])  # reached, of those who started; 0: has none
KEPT = np.array([1.7, 1.0, 1.6, 1.1, 1.9, 1.3, 1.1, 0.3, 2.5])  # log odds of seeing it through
LENGTH = np.array([25, 60, 20, 45, 70, 240, 120, 400, 20])  # days from the start to the end of its sessions
SESSIONS = np.array([2, 6, 1, 3, 10, 0, 0, 0, 1])  # planned; 0: not counted in sessions
SESSION_HOURS = np.array([2.0, 1.5, 2.5, 3.0, 4.0, 0, 0, 0, 0.5])
LATER_SHARE = 0.05  # of releases under the usual sentence: referred to a restorative model some time after
LATER_MODELS = (words.MEDIATION, words.BOARD, words.CLASS)  # boards not for people from prison
UNLINKED_SHARE = 0.03  # first-release participations without a release_id, which their dates give back
NEVER_CLOSED = 0.02


@dataclass
class Participations:
    """Parallel arrays, one element a participation; dates are EMPTY where not reached or not known."""

    release: np.ndarray  # row in Releases
    model: np.ndarray
    number: np.ndarray
    referred_on: np.ndarray
    consented_on: np.ndarray
    started_on: np.ndarray
    reached_on: np.ndarray
    kept_on: np.ndarray
    ended_on: np.ndarray
    status: np.ndarray
    reason: np.ndarray
    attended: np.ndarray
    dated: np.ndarray
    later: np.ndarray


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
    return _walk(generator, releases, release, model, number, referred_on, started, dated, later)


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


def _walk(
    generator: np.random.Generator, releases: Releases, release: np.ndarray, model: np.ndarray, number: np.ndarray,
    referred_on: np.ndarray, started: np.ndarray, dated: np.ndarray, later: np.ndarray,
) -> Participations:  # fmt: skip
    count = len(release)
    consented = started | (generator.random(count) < 0.25)
    consented_on = referred_on + whole_days(generator, 1, 21, count)
    started_on = consented_on + whole_days(generator, 3, 40, count)
    length = np.maximum((LENGTH[model] * (0.6 + 0.8 * generator.random(count))).astype(np.int32), 1)
    reached = started & (generator.random(count) < AGREEMENT[model])
    reached_on = started_on + length
    through = started & (generator.random(count) < logistic(KEPT[model] - 0.4 * releases.frailty[release]))
    through &= reached | (AGREEMENT[model] == 0)
    kept_on = reached_on + whole_days(generator, 20, 200, count)
    gone = generator.random(count)  # how far those got who did not see it through
    planned_end = np.where(through, reached_on, started_on + (length * gone).astype(np.int32))
    reached &= through | (gone > 0.5)
    planned_end = np.where(reached, np.maximum(planned_end, reached_on), planned_end)
    result = Participations(
        release, model, number, referred_on,
        np.where(consented, consented_on, words.EMPTY), np.where(started, started_on, words.EMPTY),
        np.where(reached, reached_on, words.EMPTY),
        np.where(through & (AGREEMENT[model] > 0), kept_on, words.EMPTY),
        np.where(started, planned_end, np.where(consented, started_on, consented_on)).astype(np.int32),
        np.zeros(count, dtype=np.int32), np.full(count, words.EMPTY, dtype=np.int32),
        np.zeros(count, dtype=np.int32), dated, later,
    )  # fmt: skip
    _end(generator, result, consented, started, through, reached)
    _interrupt(generator, result, releases)
    _leave_open(result, generator.random(count) < NEVER_CLOSED)
    share = np.where(result.status == words.STATUS.index("completed"), 0.9 + 0.1 * generator.random(count), gone)
    attended = np.round(SESSIONS[model] * share).astype(np.int32)
    result.attended = np.where(result.started_on != words.EMPTY, np.maximum(attended, 1), 0)
    return result


def _end(
    generator: np.random.Generator, result: Participations,
    consented: np.ndarray, started: np.ndarray, through: np.ndarray, reached: np.ndarray,
) -> None:  # fmt: skip
    """Status and reason when nothing interrupts."""
    status, reason = words.STATUS.index, words.END_REASON.index
    chance = generator.random(len(consented))
    encounter = np.isin(result.model, words.ENCOUNTERS)
    refusal = np.select(
        [encounter & (chance < 0.35), chance < 0.55], [reason("victim_declined"), reason("no_contact")],
        reason("person_declined"),
    )  # fmt: skip
    broken_off = np.select(
        [encounter & ~reached, chance < 0.4, chance < 0.55],
        [reason("no_agreement"), reason("rule_violation"), reason("transferred")],
        reason("other"),
    )
    removed = np.where((broken_off == reason("rule_violation")), status("removed"), status("withdrawn"))
    result.status = np.select(
        [through, started, consented], [status("completed"), removed, status("withdrawn")], status("declined")
    )
    result.reason = np.select([through, started], [reason("completed"), broken_off], refusal)


def _interrupt(generator: np.random.Generator, result: Participations, releases: Releases) -> None:
    """A return to prison, a new sentence, a death, or (for some) a new arrest ends what was under way."""
    status, reason = words.STATUS.index, words.END_REASON.index
    left_on = releases.left_on[result.release]
    arrest = releases.first_arrest_on[result.release]
    put_out = (generator.random(len(left_on)) < 0.5) & (result.started_on != words.EMPTY) & (arrest < left_on)
    stop = np.where(put_out, arrest, left_on)
    cut = stop < result.ended_on
    ending = releases.ending[result.release]
    why = np.select(
        [put_out, ending == TO_PRISON_TECHNICAL, ending == DIED],
        [reason("new_offense"), reason("rule_violation"), reason("other")],
        reason("new_offense"),
    )
    result.status[cut] = np.where(why == reason("other"), status("withdrawn"), status("removed"))[cut]
    result.reason[cut] = why[cut]
    result.ended_on = np.where(cut, stop, result.ended_on).astype(np.int32)
    for name in ("consented_on", "started_on", "reached_on", "kept_on"):
        dates = getattr(result, name)
        dates[dates > stop] = words.EMPTY
    never_started = cut & (result.started_on == words.EMPTY)
    result.status[never_started] = status("withdrawn")
    # An agreement that was reached but not kept when everything stopped was not kept.
    unkept = (AGREEMENT[result.model] > 0) & (result.status == status("completed")) & (result.kept_on == words.EMPTY)
    result.status[unkept] = status("removed")
    result.reason[unkept] = why[unkept]


def _leave_open(result: Participations, never_closed: np.ndarray) -> None:
    """What lies after the last day is not known yet: the participation is still open. A few are never closed."""
    completed_on = np.maximum(result.ended_on, result.kept_on)
    unfinished = (result.ended_on > words.LAST_DAY) | (
        (completed_on > words.LAST_DAY) & (result.status == words.STATUS.index("completed"))
    )
    open_ = unfinished | never_closed
    for name in ("consented_on", "started_on", "reached_on", "kept_on"):
        dates = getattr(result, name)
        dates[dates > words.LAST_DAY] = words.EMPTY
    result.kept_on[open_] = words.EMPTY
    result.ended_on[open_] = words.EMPTY
    result.reason[open_] = words.EMPTY
    under_way = np.where(result.started_on != words.EMPTY, words.STATUS.index("active"), words.STATUS.index("referred"))
    result.status = np.where(open_, under_way, result.status)


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
