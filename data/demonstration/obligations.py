"""The tables obligation and payment: what was ordered, by whom it was kept, and when it was paid or worked."""

from dataclasses import dataclass

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.chance import logistic, look_up
from data.demonstration.ladder import Participations
from data.demonstration.releases import Releases
from data.demonstration.victims import Victims

RESTITUTION_SHARE = np.array([0.22, 0.60, 0.03, 0.10, 0.15, 0.15])  # of cases, by offense
COMPENSATION_SHARE = np.array([0.55, 0.50, 0.10])  # by release type
COMPENSATION = np.array([6000, 4500, 2500])  # invented fees, cents, by release type
HOURS_SHARE = np.array([0.02, 0.25, 0.30])  # by release type, beyond those in the model
RESTITUTION, COMPENSATION_FUND, SERVICE_HOURS = range(3)  # positions in OBLIGATION_KIND
IN_FULL, SOME = np.array([-0.65, 0.2, 0.4]), np.array([0.4, 0.9, 1.1])  # log odds, by kind
MODEL_HELPS = 0.7  # paying was agreed face to face, or somebody keeps track of it
MOST_PAYMENTS = 6
UNITEMIZED = 0.15  # of obligations: what was fulfilled is known, the single payments are not
CENTS = 100


@dataclass(frozen=True)
class Orders:
    """Parallel arrays, one element an obligation."""

    release: np.ndarray
    participation: np.ndarray  # row in Participations, -1 where none
    kind: np.ndarray
    kept: np.ndarray  # whether that participation was completed
    ordered: np.ndarray  # hundredths of the unit


def obligation_rows(
    generator: np.random.Generator, releases: Releases, drawn: Participations, victims: Victims, first_number: int
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The tables obligation and payment; payments without their ids. Payments add up to what was fulfilled, exactly."""
    orders = _orders(generator, releases, drawn)
    count = len(orders.release)
    number = np.arange(first_number, first_number + count)
    released_on, admitted_on = releases.cases.released_on[orders.release], releases.cases.admitted_on[orders.release]
    ordered_on = np.where(releases.cases.release_type[orders.release] == words.PRISON, admitted_on, released_on)
    paid, obligation, paid_on = _payments(generator, releases, orders)
    fulfilled = np.bincount(obligation, weights=paid, minlength=count).astype(np.int64)
    last_paid = np.full(count, words.EMPTY)
    np.maximum.at(last_paid, obligation, paid_on)
    due_on = np.maximum(released_on, ordered_on) + generator.integers(12, 37, count) * 30
    given_up = (due_on <= words.LAST_DAY) & (generator.random(count) < 0.3)
    closed_on = np.where(fulfilled >= orders.ordered, last_paid, np.where(given_up, np.maximum(due_on, last_paid), words.EMPTY))
    itemized = (generator.random(count) >= UNITEMIZED)[obligation]
    first_victim = _first_victim(releases, victims)[orders.release]
    rows = {
        "obligation_id": number,
        "release_id": releases.number[orders.release],
        "participation_id": look_up(drawn.number, orders.participation, words.EMPTY),
        "victim_id": np.where(orders.kind == RESTITUTION, first_victim, words.EMPTY),
        "kind": orders.kind,
        "payee": orders.kind,  # the victim, the fund, an agency: in the order of the kinds
        "unit": (orders.kind == SERVICE_HOURS).astype(np.int32),
        "ordered": orders.ordered,
        "fulfilled": fulfilled,
        "ordered_on": ordered_on,
        "due_on": due_on,
        "closed_on": closed_on,
    }
    payments = {"obligation_id": number[obligation][itemized], "paid_on": paid_on[itemized], "amount": paid[itemized]}
    return rows, payments


def _orders(generator: np.random.Generator, releases: Releases, drawn: Participations) -> Orders:
    """Orders by courts for anyone, and agreements made in encounters."""
    cases, count = releases.cases, len(releases.number)
    in_model = releases.referred & releases.dated
    money = in_model[:, words.RESTITUTION] | (generator.random(count) < RESTITUTION_SHARE[cases.offense])
    fund = generator.random(count) < COMPENSATION_SHARE[cases.release_type]
    hours = in_model[:, words.COMMUNITY_SERVICE] | (generator.random(count) < HOURS_SHARE[cases.release_type])
    agreed = np.full(count, -1)
    reached = np.flatnonzero(drawn.reached_on != words.EMPTY)
    agreed[drawn.release[reached]] = reached
    parts = []
    for kind, mask, model in (
        (RESTITUTION, money, words.RESTITUTION),
        (COMPENSATION_FUND, fund, None),
        (SERVICE_HOURS, hours, words.COMMUNITY_SERVICE),
    ):
        row = np.flatnonzero(mask)
        through = np.full(len(row), -1)
        if model is not None:
            own = np.full(count, -1)
            mine = np.flatnonzero((drawn.model == model) & drawn.dated)
            own[drawn.release[mine]] = mine
            through = np.where(own[row] >= 0, own[row], agreed[row])
        parts.append((row, through, np.full(len(row), kind)))
    release, participation, kind = (np.concatenate(values) for values in zip(*parts, strict=True))
    dollars = np.exp(6.6 + 1.1 * generator.standard_normal(len(release)))
    amounts = (
        np.round(np.clip(dollars, 25, 60000)) * CENTS,
        COMPENSATION[cases.release_type[release]],
        10 * generator.integers(2, 13, len(release)) * CENTS,
    )
    kept = look_up(drawn.status == words.STATUS.index("completed"), participation, False)
    return Orders(release, participation, kind, kept, np.choose(kind, amounts).astype(np.int64))


def _payments(
    generator: np.random.Generator, releases: Releases, orders: Orders
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Amounts (hundredths), the row of their obligation, and their days: as far as the records reach and the person lives
    in the community."""
    count, kind = len(orders.release), orders.kind
    in_model = orders.participation >= 0
    helped = MODEL_HELPS * in_model - 0.4 * releases.frailty[orders.release]
    # Who completed the model paid or worked all of it, as far as the records still show.
    full = np.where(in_model, orders.kept, generator.random(count) < logistic(IN_FULL[kind] + helped))
    some = generator.random(count) < logistic(SOME[kind] + helped)
    share = np.where(full, 1.0, np.where(some, 0.1 + 0.8 * generator.random(count), 0.0))
    target = np.where(full, orders.ordered, np.floor(orders.ordered * share / CENTS).astype(np.int64) * CENTS)
    times = np.where(kind == COMPENSATION_FUND, 1, generator.integers(1, MOST_PAYMENTS + 1, count))
    times = np.where(target > 0, times, 0)
    obligation = np.repeat(np.arange(count), times)
    at = np.arange(len(obligation)) - np.repeat(np.cumsum(times) - times, times)
    each = target[obligation] // times[obligation]
    last = at == times[obligation] - 1
    amount = np.where(last, target[obligation] - each * (times[obligation] - 1), each)
    begin = generator.integers(10, 120, count)
    step = generator.integers(20, 90, count)
    paid_on = releases.cases.released_on[orders.release][obligation] + begin[obligation] + at * step[obligation]
    reach = np.minimum(releases.left_on[orders.release], words.LAST_DAY)[obligation]
    kept = (paid_on <= reach) & (amount > 0)
    return amount[kept], obligation[kept], paid_on[kept]


def _first_victim(releases: Releases, victims: Victims) -> np.ndarray:
    found = np.full(len(releases.number), words.EMPTY)
    row = np.flatnonzero(np.diff(victims.release, prepend=-1) != 0)
    found[victims.release[row]] = victims.number[row]
    return found
