"""From people's orders to the figures of `obligations`: what may be shown of them, and how they compare."""

from dataclasses import dataclass

import numpy as np

from analytics import clustering, proportions
from analytics.bootstrap import drawn_ratios, percentile_interval
from analytics.disclosure import Gate
from analytics.order_counts import OrdersOfItem
from analytics.order_totals import OF_COUNTED, TEN_THOUSANDTHS, OrderTotals
from analytics.reliability import LEAST_EFFECTIVE, LEAST_EVENTS
from analytics.status import first_that_applies
from analytics.vocabulary import BASELINE

COUNTS = ("people", "orders", "left_out", "in_full", "nothing_paid", "releases", "victims")
COLUMNS = (
    "people", "orders", "left_out", "ordered", "paid", "paid_share", "low", "high",
    "in_full", "in_full_share", "in_full_low", "in_full_high",
    "nothing_paid", "nothing_share", "nothing_low", "nothing_high",
    "releases", "paid_per_release", "victims", "paid_per_victim",
    "baseline_paid_share", "difference", "difference_low", "difference_high",
    "baseline_in_full_share", "baseline_nothing_share",
)  # fmt: skip
NAN = float("nan")
ARM, OWN_BASELINE = 0, 1  # streams of draws: two groups must not be drawn alike


@dataclass(frozen=True)
class Shown:
    """What may leave of one group: rounded, nan where hidden. `hidden`: True where its amounts may not leave.

    draws: ratios of people drawn again, for the interval; empty where nothing is shown. grain: see `_grain`.
    """

    figures: dict[str, float]
    hidden: bool
    partly_hidden: bool
    unsure: bool
    draws: np.ndarray
    grain: float


def estimate(orders: OrdersOfItem, gate: Gate, models: tuple[str, ...]) -> dict[str, dict[str, object]]:
    """Model -> all columns of its row, for the orders of one level and item."""
    whole = orders.members[0, orders.codes.index(BASELINE)]
    baseline = show(orders.totals(whole), gate)
    shown_before: dict[bytes, Shown] = {}
    rows = {}
    for arm, code in enumerate(orders.codes):
        if models and code not in models:
            continue
        group, sets = orders.totals(orders.members[0, arm]), orders.own_baselines[0, arm]
        if code == BASELINE:
            rows[code] = row(group, baseline, None, False, gate)
            continue
        shown, key = show(group, gate), (sets > 0).tobytes()
        if key not in shown_before:  # most arms' own baselines are alike where a kind was ordered in few cases
            shown_before[key] = show(orders.totals(sets), gate, OWN_BASELINE)
        own = shown_before[key]
        own_hidden = own.hidden or baseline.hidden or _given_away(orders, (whole > 0) & (sets == 0), shown, gate)
        rows[code] = row(group, shown, own, own_hidden, gate)
    return rows


def _given_away(orders: OrdersOfItem, excluded: np.ndarray, shown: Shown, gate: Gate) -> bool:
    """True where what an arm takes out of the baseline could be read off the two baselines."""
    if gate.exact or (gate.round_to > 1 and not shown.hidden):
        return False
    taken = orders.totals(excluded).people["orders"]
    return bool(gate.small_by_subtraction(taken) | (shown.hidden and taken > 0))


@dataclass(frozen=True)
class Hides:
    """What of one group may not leave. people: how many they are and their orders; releases: people and releases beside their
    orders; money: amounts, and what is made of them."""

    people: bool
    releases: bool
    left_out: bool
    money: bool
    in_full: bool
    nothing: bool
    victims: bool

    @classmethod
    def by(cls, group: OrderTotals, gate: Gate) -> "Hides":
        """What does not pass the gate. Where counts are exact, few paid in part would follow from those in full and those with
        nothing, few with several orders from people beside orders, few without a victim from the amounts."""
        people = group.people
        money = bool(gate.small(people["orders"], people["payers"])) | (not gate.exact and group.dominated)
        follows = {name: bool(gate.small_by_subtraction(people[name])) for name in ("in_part", "several", "several_releases", "naming_nobody")}
        return cls(
            people=bool(gate.small(people["orders"])),
            releases=follows["several"] or follows["several_releases"],
            left_out=bool(gate.small(people["left_out"])),
            money=money,
            in_full=money or bool(gate.small(people["in_full"], people["not_in_full"])),
            nothing=money or follows["in_part"] or bool(gate.small(people["nothing"], people["something"])),
            victims=bool(gate.small(people["owing_victims"], group.sums["victims"])) or follows["naming_nobody"],
        )


def show(group: OrderTotals, gate: Gate, stream: int = ARM, hides: Hides | None = None, of_amounts: Gate | None = None) -> Shown:
    """Pass one group's counts, amounts and shares through the gate, or hide what is given.

    stream: of draws, another for a baseline. of_amounts: how amounts are rounded, where not as counts.
    """
    people, hides = group.people, hides or Hides.by(group, gate)
    count = {name: float(gate.rounded(group.sums[name])) for name in OF_COUNTED}
    step = _step(group, of_amounts or gate)
    ordered, paid, to_victims = (_amount(group.sums[name], step) for name in ("ordered", "paid", "paid_to_victims"))
    figures = dict.fromkeys(COLUMNS, NAN) | {
        "people": NAN if hides.people or hides.releases else float(gate.rounded(people["orders"])),
        "orders": NAN if hides.people else count["orders"],
        "left_out": NAN if hides.left_out else float(gate.rounded(group.sums["left_out"])),
        "ordered": ordered, "paid": paid, "paid_share": _ratio(paid, ordered),
        "releases": NAN if hides.releases else count["releases"],
        "paid_per_release": NAN if hides.releases else _ratio(paid, count["releases"]),
        "victims": NAN if hides.victims else count["victims"],
        "paid_per_victim": NAN if hides.victims else _ratio(to_victims, count["victims"]),
    }  # fmt: skip
    for name, column in (("in_full", "in_full"), ("nothing", "nothing_paid")):
        figures |= _share(column, count[name], count["orders"], gate.factor(group.design_effects[name]))
        if getattr(hides, name):
            figures |= dict.fromkeys((column, *_columns(column)), NAN)
    draws, grain = np.empty(0), _grain(group, of_amounts or gate)
    if hides.money:
        for name in ("ordered", "paid", "paid_share", "releases", "paid_per_release", "victims", "paid_per_victim"):
            figures[name] = NAN
    else:
        draws = drawn_ratios(group.to_draw, stream)
        figures["low"], figures["high"] = _limits(draws, figures["paid_share"], gate, grain)
    unsure = people["orders"] < LEAST_EFFECTIVE or people["payers"] < LEAST_EVENTS
    return Shown(figures, hides.money, hides.in_full or hides.nothing or hides.releases, unsure, draws, grain)


def row(group: OrderTotals, shown: Shown, own: Shown | None, own_hidden: bool, gate: Gate) -> dict[str, object]:
    """One row: the group's own figures, and beside them its baseline's."""
    made: dict[str, object] = dict(shown.figures)
    orders = group.sums["orders"]
    if own is not None and not own_hidden:
        made["baseline_paid_share"] = own.figures["paid_share"]
        made["baseline_in_full_share"], made["baseline_nothing_share"] = (own.figures[name] for name in ("in_full_share", "nothing_share"))
        made["difference"] = made["paid_share"] - made["baseline_paid_share"]
        if not shown.hidden and np.isfinite(made["difference"]):
            grain = max(shown.grain, own.grain)
            made["difference_low"], made["difference_high"] = _limits(shown.draws - own.draws, made["difference"], gate, grain)
    made["status"] = str(first_that_applies(
        suppressed=np.array(shown.hidden or shown.partly_hidden or own_hidden),
        immature=np.array(orders == 0 and group.sums["left_out"] > 0),
        not_estimable=np.array(orders == 0 or not np.isfinite(made["paid_share"])),
        low=np.array(shown.unsure or (own is not None and own.unsure)),
    ))
    return made


def blank(row: dict[str, object]) -> dict[str, object]:
    """The row with nothing in it, as it leaves where another one would give it away."""
    return row | dict.fromkeys(COLUMNS, NAN) | {"status": "suppressed"}


def _limits(draws: np.ndarray, point: float, gate: Gate, grain: float) -> tuple[float, float]:
    """The interval of the draws, widened as far as the point that is shown, and to whole grains where there are any.

    The draws are of exact amounts and the point is made from rounded ones, so it can lie beyond them. The exact interval laid around
    the rounded point would leave out what the records tell; this one holds both, and shows no digit that is not shown anyway.
    """
    low, high = percentile_interval(draws)
    if grain:
        low, high = np.floor(low / grain + 1e-9) * grain, np.ceil(high / grain - 1e-9) * grain
    low, high = gate.figure(np.array([low, high])).tolist()
    return (low, high) if gate.exact else (min(low, point), max(high, point))


def _grain(group: OrderTotals, gate: Gate) -> float:
    """What limits are widened to a multiple of, 0 for nothing: the share of `--round` people where few paid nothing or not in full,
    or few paid anything or in full. Orders are often all alike; then limits that are told more exactly count these people."""
    people = group.people
    few = gate.small(*(people[name] for name in ("in_full", "not_in_full", "nothing", "something")))
    whole = float(gate.rounded(people["orders"]))
    return gate.round_to / whole if few and whole and gate.round_to > 1 else 0.0


def _share(column: str, events: float, orders: float, effect: float) -> dict[str, float]:
    """A count of orders, its share of all and the share's interval, under the names of its columns."""
    if not orders:
        return {column: events}
    low, high = proportions.wilson(min(events, orders), orders, effective_n=clustering.effective_n(orders, effect))
    return dict(zip((column, *_columns(column)), (events, min(events, orders) / orders, float(low), float(high)), strict=True))


def _columns(column: str) -> tuple[str, str, str]:
    name = column.removesuffix("_paid")
    return f"{name}_share", f"{name}_low", f"{name}_high"


def _step(group: OrderTotals, gate: Gate) -> float:
    """What amounts are rounded to: as much as about `--round` people were ordered, a multiple of it; 0 for not at all."""
    people = group.people["orders"]
    if gate.exact or gate.round_to == 1 or not people:
        return 0.0
    each = max(group.sums["ordered"] / people / TEN_THOUSANDTHS, 1.0)
    power = 10.0 ** np.floor(np.log10(each))
    return gate.round_to * power * max(nice for nice in (1, 2, 5) if nice * power <= each)


def _amount(ten_thousandths: float, step: float) -> float:
    amount = float(ten_thousandths) / TEN_THOUSANDTHS
    return float(np.floor(amount / step + 0.5) * step) if step else amount


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else NAN
