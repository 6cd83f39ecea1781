"""What the figures of orders need of the people who have them, in numbers that do not grow with the people."""

from dataclasses import dataclass

import numpy as np

from analytics import clustering
from analytics.bootstrap import PeopleToDraw

TEN_THOUSANDTHS = 10_000
OF_COUNTED = ("orders", "in_full", "nothing", "releases", "victims")  # summed over those with an order old enough to count


@dataclass(frozen=True)
class PeopleWithOrders:
    """People with such orders: parallel arrays, one element a person; amounts in the unit's ten-thousandths."""

    orders: np.ndarray
    in_full: np.ndarray
    nothing: np.ndarray
    left_out: np.ndarray
    releases: np.ndarray
    victims: np.ndarray
    naming_nobody: np.ndarray
    ordered: np.ndarray
    paid: np.ndarray
    paid_to_victims: np.ndarray


@dataclass(frozen=True)
class OrderTotals:
    """One group's totals; amounts in the unit's ten-thousandths.

    people: how many people stand behind each figure and behind its complement; sums: OF_COUNTED, and of everybody those
    left out and the amounts; design_effects: by how much fewer a person's several orders are than they seem, for those in
    full and with nothing; dominated: whether one person makes over half of a total.
    """

    people: dict[str, int]
    sums: dict[str, float]
    design_effects: dict[str, float]
    dominated: bool
    to_draw: PeopleToDraw


def totals_of(group: PeopleWithOrders) -> OrderTotals:
    """The totals of a group."""
    here = group.orders > 0
    counted = {name: getattr(group, name)[here] for name in OF_COUNTED}
    return OrderTotals(
        people=_people(group, here),
        sums={name: float(column.sum()) for name, column in counted.items()}
        | {name: float(getattr(group, name).sum()) for name in ("left_out", "ordered", "paid", "paid_to_victims")},
        design_effects={name: _design_effect(counted["orders"], counted[name]) for name in ("in_full", "nothing")},
        dominated=any(total.size and 2 * total.max() > total.sum() for total in (group.ordered, group.paid)),
        to_draw=PeopleToDraw.of(group.paid[here], group.ordered[here]),
    )


def _people(group: PeopleWithOrders, here: np.ndarray) -> dict[str, int]:
    found = {
        "orders": here,
        "payers": group.paid > 0,
        "in_full": group.in_full > 0,
        "not_in_full": here & (group.in_full < group.orders),
        "nothing": group.nothing > 0,
        "something": here & (group.nothing < group.orders),
        "left_out": group.left_out > 0,
        "in_part": here & (group.in_full + group.nothing < group.orders),
        "several": group.orders > 1,
        "several_releases": group.releases > 1,
        "owing_victims": group.victims > 0,
        "naming_nobody": group.naming_nobody > 0,
    }  # fmt: skip
    return {name: int(of.sum()) for name, of in found.items()} | {"any_order": len(here)}


def _design_effect(orders: np.ndarray, events: np.ndarray) -> float:
    if not orders.size:
        return 1.0
    return float(clustering.design_effect(orders.sum(), events.sum(), clustering.pair_counts(orders, events)))
