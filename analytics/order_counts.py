"""What was ordered and what was paid or worked of it, by person: the counts behind `obligations`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from analytics.counting import Source, count_releases
from analytics.order_totals import OrderTotals, PeopleWithOrders, totals_of
from data.standing import once

KINDS = ("restitution", "crime_victim_compensation", "community_service")
PAYEES = ("victim", "compensation_fund", "agency")
UNITS = ("usd", "hours")
ALL, UNKNOWN = "all", "unknown"
FEW = 4  # a group of less than one in so many rows
MANY = 1 << 22  # releases whose orders are not held together
COUNTS, AMOUNTS = ("orders", "in_full", "nothing", "left_out"), ("ordered", "paid")
SUMMED = {"arm_set", *COUNTS, *AMOUNTS}  # what groups are made of


@dataclass(frozen=True)
class Item:
    """What one row of the result is about. payee: `all`, or one of several that the records name for the kind."""

    kind: str
    payee: str
    unit: str


@dataclass(frozen=True)
class Rows:
    """Gives the rows of an item among others: of all at once (together), or of its kind and unit. Those read last are held."""

    source: Source
    together: bool
    held: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)

    def of(self, item: Item) -> dict[str, np.ndarray]:
        """Columns of orders.sql, one element a row."""
        which = "true" if self.together else f"kind = {KINDS.index(item.kind)} and unit = {UNITS.index(item.unit)}"
        if which not in self.held:
            self.held.clear()  # before the next are read
            self.held[which] = _read(self.source, which)
        return self.held[which]


@dataclass(frozen=True)
class Orders:
    """Each person's orders as found (sparse), and the sets of arms that make up a row's arm and its own baseline.

    rows: those of an item's kind and unit among others, as long as the question's connection is open.
    members, own_baselines: [L, A, S]; releases: [L] releases that the question is about.
    """

    items: tuple[Item, ...]
    codes: tuple[str, ...]
    rows: Rows
    members: np.ndarray
    own_baselines: np.ndarray
    releases: np.ndarray

    def let_go(self) -> None:
        """Hold no rows any longer."""
        self.rows.held.clear()

    def of_item(self, level: int, item: Item) -> "OrdersOfItem":
        """Only the rows of one level and item, people numbered from 0."""
        found = self.rows.of(item)
        here = (found["level"] == level) & (found["kind"] == KINDS.index(item.kind)) & (found["unit"] == UNITS.index(item.unit))
        if item.payee != ALL:
            here &= found["payee"] == (PAYEES.index(item.payee) if item.payee in PAYEES else -1)
        whole = here.all()
        part = {name: column if whole else column[here] for name, column in found.items() if name in SUMMED}
        part["person"] = np.unique(found["person"][here], return_inverse=True)[1]
        counts = part["orders"] > 0
        part["release"] = _numbered(found["release_number"][here], counts)
        part["victim"] = _numbered((part["person"] << 32) + found["victim"][here], counts & (found["victim"][here] > 0))
        return OrdersOfItem(self.codes, part, self.members[level][None], self.own_baselines[level][None])


@dataclass(frozen=True)
class OrdersOfItem:
    """The same of one level and item. members, own_baselines: [1, A, S].

    found: columns of orders.sql, one element a row, with the numbers of its release and its victim (-1: counts for none).
    """

    codes: tuple[str, ...]
    found: dict[str, np.ndarray]
    members: np.ndarray
    own_baselines: np.ndarray

    def totals(self, sets: np.ndarray) -> OrderTotals:
        """Those of the people of some sets of arms; sets: [S], above 0 where a set belongs to it."""
        return totals_of(self._people(sets))

    def _people(self, sets: np.ndarray) -> PeopleWithOrders:
        inside = np.flatnonzero(sets[self.found["arm_set"]] > 0)
        person = self.found["person"][inside]
        if FEW * len(person) < len(self.found["person"]):  # numbered anew in their order, so that the sums are as short as they can be
            person = np.unique(person, return_inverse=True)[1]

        def sums(weights: np.ndarray, kept_as: type) -> np.ndarray:
            return np.bincount(person, weights).astype(kept_as)[there]  # the most that is held here is one number a person

        of = {name: self.found[name][inside] for name in (*COUNTS, *AMOUNTS, "release", "victim")}
        there = np.bincount(person, of["orders"] + of["left_out"]) > 0
        return PeopleWithOrders(
            **{name: sums(of[name], np.int32) for name in COUNTS},
            **{name: sums(of[name], float) for name in AMOUNTS},
            # A release or a victim with several rows here is one all the same.
            releases=sums(_one_of_each(of["release"]), np.int32),
            victims=sums(_one_of_each(of["victim"]), np.int32),
            naming_nobody=sums(of["orders"] * (of["victim"] < 0), np.int32),
            paid_to_victims=sums(of["paid"] * (of["victim"] >= 0), float),
        )


def _numbered(keys: np.ndarray, which: np.ndarray) -> np.ndarray:
    """The keys of some rows as numbers from 0, alike where they are alike; -1 in other rows."""
    numbers = np.full(len(keys), -1, np.int32)
    numbers[which] = np.unique(keys[which], return_inverse=True)[1]
    return numbers


def _one_of_each(numbers: np.ndarray) -> np.ndarray:
    """True in one row of each number; those below 0 have none."""
    rows = np.flatnonzero(numbers >= 0)
    row_of = np.empty(numbers.max(initial=-1) + 1, np.int64)
    row_of[numbers[rows]] = rows
    chosen = np.zeros(len(numbers), bool)
    chosen[rows] = row_of[numbers[rows]] == rows
    return chosen


def count_orders(source: Source) -> Orders:
    """Each person's orders, for every kind, payee and unit that the records hold.

    Of many releases each kind and unit is read when it is asked for, so that memory holds one of them: ask for
    all of one before the next.
    """
    releases = count_releases(source)
    own = source.arms.own_baselines(releases)
    return Orders(
        items=tuple(_items(source)),
        codes=source.arms.codes,
        rows=Rows(source, together=bool(releases.sum() < MANY)),
        members=np.broadcast_to(source.arms.members, own.shape),
        own_baselines=own,
        releases=releases.sum(axis=1),
    )


def _read(source: Source, which: str) -> dict[str, np.ndarray]:
    found = source.connection.execute(source.sql("orders", which=which), source.parameters).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()} | {"level": source.level_index(found["level"]).astype(np.int32)}


def _items(source: Source) -> Iterator[Item]:
    """What the records hold anywhere: each kind and unit as a whole; where it has several payees, each of them too."""
    rows = once(source.connection, "what was ordered", lambda: source.connection.execute(
        "select distinct kind::varchar, unit::varchar, payee::varchar from obligation").fetchall())
    for kind in KINDS:
        for unit in UNITS:
            payees = {payee or UNKNOWN for of, counted_in, payee in rows if (of, counted_in) == (kind, unit)}
            if payees:
                yield Item(kind, ALL, unit)
            if len(payees) > 1:
                yield from (Item(kind, payee, unit) for payee in (*PAYEES, UNKNOWN) if payee in payees)
