"""The steps of a participation: how far each goes, what interrupts it, and what the records can know of it yet."""

from dataclasses import dataclass

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import logistic, whole_days
from data.demonstration.course import TO_PRISON_TECHNICAL
from data.demonstration.releases import DIED, Releases

# By model, in the order of MODELS.
AGREEMENT = np.array([0.88, 0.93, 0.90, 0.91, 0, 0, 0, 0, 0])  # reached, of those who started; 0: has none
KEPT = np.array([1.7, 1.0, 1.6, 1.1, 1.9, 1.3, 1.1, 0.3, 2.5])  # log odds of seeing it through
LENGTH = np.array([25, 60, 20, 45, 70, 240, 120, 400, 20])  # days from the start to the end of its sessions
SESSIONS = np.array([2, 6, 1, 3, 10, 0, 0, 0, 1])  # planned; 0: not counted in sessions
NEVER_CLOSED = 0.02  # left open by whoever kept the records


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


def walk(
    generator: np.random.Generator, releases: Releases, release: np.ndarray, model: np.ndarray, number: np.ndarray,
    referred_on: np.ndarray, started: np.ndarray, dated: np.ndarray, later: np.ndarray,
) -> Participations:  # fmt: skip
    """Walk each referred participation as far as it goes. started: whether it does, as drawn with the arms."""
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
