"""The published orders: what was ordered and what came of it, whole and by payee, and by each column.

Counts of people and orders are exact; amounts of money and hours are rounded and stand for everybody together only, since
one large order could be told from a rest. Victims are not counted: neither those who are named nor those who are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.obligations import orders_table
from analytics.order_counts import ALL as ALL_PAYEES
from analytics.order_counts import Item, Orders, OrdersOfItem, count_orders
from analytics.order_estimates import COLUMNS as FIGURES
from analytics.order_estimates import OWN_BASELINE, Hides, row, show
from analytics.order_totals import OrderTotals
from analytics.publishing.columns import ALL, COLUMNS
from analytics.publishing.comparisons import COMPARED, EVERYONE, FOLLOWED, Compared, with_followed
from analytics.publishing.groups import Rules, Splits, baseline_layers, shown_of
from analytics.publishing.protection import Beside, Forms, quantities_shown
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND

NAN = float("nan")
GATE, OF_AMOUNTS = Gate(DEFAULT_MIN_CELL, 1), Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND)
SHOWN = ("people", "in_full", "nothing", "left_out")
# People, too: those with an order not kept in full, with one of which something came, with one kept in part, with
# several orders, and with any order at all, counted or too young.
TOLD = ("not_in_full", "something", "in_part", "several", "any_order")
QUANTITIES = (*COMPARED, *SHOWN, *TOLD)
PLACE = {quantity: number for number, quantity in enumerate(QUANTITIES)}
ORDER = [PLACE[name] for name in SHOWN]
NEEDS = {PLACE[name]: PLACE["people"] for name in ("in_full", "nothing")}
FORMS = Forms.of(QUANTITIES, [
    ({"several": 1}, {}, ("people",)),
    ({"not_in_full": 1}, {}, ("people", "in_full")),
    ({"something": 1}, {}, ("people", "nothing")),
    ({"in_part": 1}, {}, ("in_full", "nothing")),
])  # fmt: skip
# Those followed beside those with an order: whoever has none where all were followed, whoever was followed too short
# where all have one; else a difference of the two, which counts nobody.
BESIDE_COMPARISONS = Forms.of(QUANTITIES, [
    ({followed: 1, having: -1}, {EVERYONE: 1, all_of: -1}, (followed, *told_by))
    for followed in FOLLOWED.values() for having, told_by in (("people", ("people",)), ("any_order", ("people", "left_out")))
    for all_of in (followed, having)
], alone=False)  # fmt: skip
OF_ALL_ONLY = ("ordered", "paid", "paid_per_release")
# What stands, to 3 decimals, where the count of many people would give away a few others. Of so many, every number near
# by fits such a share.
SHARES = ("paid_share", "low", "high", "baseline_paid_share", "difference", "difference_low", "difference_high")
MANY = 1_000


@dataclass
class View:
    """One column's orders, and the totals of each arm and of each arm's own baseline, [L] of [A] for each item."""

    source: Source
    orders: Orders
    arms: dict[Item, list[list[OrderTotals]]]
    baselines: dict[Item, list[list[OrderTotals]]]

    def counts(self, item: Item, of_baseline: bool) -> list[np.ndarray]:
        """[Q, L] for each arm."""
        levels = (self.baselines if of_baseline else self.arms)[item]
        return [np.stack([_counts(group) for group in of_arm], axis=1) for of_arm in zip(*levels, strict=True)]


def order_views(connection: duckdb.DuckDBPyConnection, compared: Compared) -> dict[str, pd.DataFrame]:
    """Column -> the rows of `obligations`; nothing where the records hold no orders."""
    views = {by: _view(connection, by) for by in COLUMNS}
    made: dict[str, dict[tuple, dict]] = {by: {} for by in COLUMNS}
    for item in views[ALL].orders.items:
        if item.payee == ALL_PAYEES:
            arms, baselines = _protected(views, item, compared)
            for by, place, of_item, seen in _places(views, item, arms, baselines):
                made[by][place, of_item] = _rows(views[by], place, of_item, seen, by)
    if not made[ALL]:
        return {}
    return {by: _frame(views[by], made[by]) for by in COLUMNS}


def _view(connection: duckdb.DuckDBPyConnection, by: str) -> View:
    asked = source(connection, ask(by=by or None, round=1))
    orders = count_orders(asked)
    items = [item for item in orders.items if not by or item.payee == ALL_PAYEES]  # by payee of all releases only
    arms, baselines = {}, {}
    for item in items:  # of one level after the other: the rows behind it are let go before the next
        of_levels = [_totals(orders.of_item(level, item)) for level in range(len(asked.levels))]
        arms[item], baselines[item] = ([totals[place] for totals in of_levels] for place in (0, 1))
    orders.let_go()
    return View(asked, orders, arms, baselines)


def _totals(orders: OrdersOfItem) -> tuple[list[OrderTotals], list[OrderTotals]]:
    """Those of each arm, and of the baseline of each arm's row (the baseline's own row has none)."""
    found: dict[bytes, OrderTotals] = {}

    def of(sets: np.ndarray) -> OrderTotals:
        key = (sets > 0).tobytes()
        if key not in found:  # most arms' own baselines are alike where a kind was ordered in few cases
            found[key] = orders.totals(sets)
        return found[key]

    arms = range(len(orders.codes))
    return [of(orders.members[0, arm]) for arm in arms], [of(orders.own_baselines[0, arm]) for arm in arms[:-1]]


def _counts(group: OrderTotals) -> np.ndarray:
    """[Q] people."""
    counts = group.people | {"people": group.people["orders"]}
    return np.array([float(counts.get(quantity, 0)) for quantity in QUANTITIES])


def _protected(views: dict[str, View], item: Item, compared: Compared) -> tuple[list[Splits], list[Splits]]:
    """What is shown of one item of each arm, and of the baseline of each arm's row."""
    rules = Rules(FORMS, ORDER, NEEDS, DEFAULT_MIN_CELL, compared.same)
    arms: list[Splits] = []
    for layers, splits in zip(_layers(views, item, False), compared.arms, strict=True):
        counts, beside = with_followed(splits, layers, BESIDE_COMPARISONS)
        arms.append(shown_of(counts, rules, besides=[beside]))
    baselines: list[Splits] = []
    for layers, splits in zip(_layers(views, item, True), compared.baselines, strict=True):
        counts, beside = with_followed(splits, layers, BESIDE_COMPARISONS)
        baselines.append(shown_of(counts, rules, within=arms[-1], besides=[beside]))
    return arms, baselines


def _layers(views: dict[str, View], item: Item, of_baseline: bool) -> Iterator[dict[str, np.ndarray]]:
    """For each arm (or baseline of an arm's row), column -> [K, Q, L]."""
    counts = {by: view.counts(item, False) for by, view in views.items()}
    if not of_baseline:
        yield from ({by: found[arm][None] for by, found in counts.items()} for arm in range(len(counts[ALL])))
        return
    own, members = {by: view.counts(item, True) for by, view in views.items()}, views[ALL].source.arms
    for arm in range(len(own[ALL])):
        overlaps = bool((members.members[arm] * members.in_baseline).any())
        yield {by: baseline_layers(own[by][:arm + 1], found[-1], found[arm] if overlaps else None) for by, found in counts.items()}


Seen = list[tuple[np.ndarray, np.ndarray | None]]  # for each arm: [Q] shown of it, and of the baseline of its row


def _places(views: dict[str, View], item: Item, arms: list[Splits], baselines: list[Splits]) -> Iterator[tuple[str, int, Item, Seen]]:
    """Every level of every column, and every payee of all releases, with what is shown there."""
    for by, view in views.items():
        for level in range(len(view.source.levels)):
            yield by, level, item, [(_seen(splits[by], level), _seen(baselines[arm][by], level) if arm < len(baselines) else None)
                                    for arm, splits in enumerate(arms)]
    payees = [of for of in views[ALL].orders.items if (of.kind, of.unit) == (item.kind, item.unit) and of.payee != ALL_PAYEES]
    if payees:
        seen = _of_payees(views[ALL], payees, arms, baselines)
        yield from ((ALL, 0, payee, seen) for payee in payees)


def _seen(part: object, level: int) -> np.ndarray:
    return part.quantities & part.levels[level]


def _of_payees(view: View, payees: list[Item], arms: list[Splits], baselines: list[Splits]) -> Seen:
    """What is shown of every payee alike: what is safe for all of them, so that none follows from the sum of all."""
    layers = [[found[ALL][:, :, 0] for found in _layers({ALL: view}, payee, of_baseline)] for of_baseline in (False, True) for payee in payees]
    of_arms, of_baselines = layers[:len(payees)], layers[len(payees):]

    def safe(found: list[list[np.ndarray]], splits: list[Splits], arm: int, allowed: np.ndarray) -> np.ndarray:
        counts = np.concatenate([of_payee[arm] for of_payee in found])
        counts[:, :len(COMPARED)] = splits[arm][ALL].counts[0, :len(COMPARED), 0]
        beside = Beside(BESIDE_COMPARISONS, np.ones(1, bool), np.isin(np.arange(len(QUANTITIES)), range(len(FOLLOWED))), DEFAULT_MIN_CELL)
        return quantities_shown(counts, FORMS, ORDER, NEEDS, DEFAULT_MIN_CELL, allowed, [beside])

    seen = [safe(of_arms, arms, arm, splits[ALL].quantities) for arm, splits in enumerate(arms)]
    return [(shown, safe(of_baselines, baselines, arm, baselines[arm][ALL].quantities & seen[-1]) if arm < len(baselines) else None)
            for arm, shown in enumerate(seen)]


def _rows(view: View, level: int, item: Item, seen: Seen, by: str) -> list[dict[str, object]]:
    """The row of each arm for one level and item."""
    rows = []
    for arm, (of_arm, of_baseline) in enumerate(seen):
        group, own, baseline_hidden = view.arms[item][level][arm], None, False
        if of_baseline is not None:
            own_group = view.baselines[item][level][arm]
            own = show(own_group, GATE, OWN_BASELINE, _hides(own_group, of_baseline), OF_AMOUNTS)
            baseline_hidden = own.hidden
        only_shares = not by and not of_arm[PLACE["people"]] and group.people["orders"] >= MANY and not _few(group)
        hides = Hides.by(group, GATE) if only_shares else _hides(group, of_arm)
        made = row(group, show(group, GATE, hides=hides, of_amounts=OF_AMOUNTS), own, baseline_hidden, GATE)
        if only_shares:
            made |= {name: GATE.figure(made[name]) if name in SHARES else NAN for name in FIGURES} | {"status": "suppressed"}
        rows.append({"model": view.orders.codes[arm], "kind": item.kind, "payee": item.payee, "amount_unit": item.unit} | made
                    | (dict.fromkeys(OF_ALL_ONLY, NAN) if by else {}))
    return rows


def _few(group: OrderTotals) -> bool:
    """Whether amounts tell of few: few paid, few did not, or one makes over half."""
    people = group.people
    return group.dominated or bool(GATE.small(people["orders"], people["payers"], people["orders"] - people["payers"]))


def _hides(group: OrderTotals, seen: np.ndarray) -> Hides:
    """What is hidden where these quantities are shown."""
    shown = {name: bool(seen[PLACE[name]]) for name in SHOWN}
    return Hides(people=not shown["people"], releases=False, left_out=not shown["left_out"], money=not shown["people"] or _few(group),
                 in_full=not shown["in_full"], nothing=not shown["nothing"], victims=True)


def _frame(view: View, made: dict[tuple, list[dict]]) -> pd.DataFrame:
    found = {(level, item): {row["model"]: row for row in rows} for (level, item), rows in made.items()}
    table = orders_table(view.source.question, view.source.levels, view.orders, found)
    return with_common_columns(table, view.source.question, view.source.connection)
