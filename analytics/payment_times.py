"""How much of what was ordered had come by each month: payments added up over time, model by model."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.order_counts import KINDS, UNITS
from analytics.question import Question, ask_without_event
from analytics.reliability import LEAST_EFFECTIVE, LEAST_EVENTS
from analytics.table_columns import table_of_rows
from data.derive import MONTHS_OF_PAYMENTS as MONTHS
from data.standing import once

ORDERED = -1
MANY = 1 << 23  # months with payments that are not held together


def payment_times(db: Database, **options: object) -> pd.DataFrame:
    """One row a model, a kind and unit of obligation and a month: the share of what was ordered that had come by then.

    Counted from the order, or from the release where that came later; orders whose clock began at least 36 months ago,
    with every payment on record. Columns: model, kind, amount_unit, month, share, people, status. A line is hidden
    where few people have such orders or paid, or one makes over half of a total; months are left out until min_cell
    people have paid since the one before. Options: where, exposure, landmark, unit, strict_baseline, model, min_cell, round.
    """
    question = ask_without_event("obligations", **options)
    gate = Gate(question.min_cell, question.round)
    with opened(db) as connection:
        counted = source(connection, replace(question, by=None))
        rows = [row for kind, unit, part in _parts(counted) for row in _lines(question, counted, kind, unit, part, gate)]
    columns = ["model", "kind", "amount_unit", "month", "share", "people", "status"]
    return table_of_rows(rows, columns, ("people",), ("share",))


def _parts(counted: Source) -> Iterator[tuple[int, int, dict[str, np.ndarray]]]:
    """(kind, unit, its rows), people numbered from 0. Of many payments each kind and unit is read by itself, so that memory holds one."""
    kinds, payments = once(counted.connection, "what was paid", lambda: (
        counted.connection.execute("select distinct kind, unit from placed_payment order by kind, unit").fetchall(),
        counted.connection.execute("select count(*) from placed_payment").fetchall()[0][0]))
    together = [kinds] if payments < MANY else [[kind] for kind in kinds]
    for some in together:
        of_some = " or ".join(f"(kind = {kind} and unit = {unit})" for kind, unit in some) or "false"
        found = counted.connection.execute(counted.sql("payment_days", of_some=of_some), counted.parameters).fetchnumpy()
        for kind, unit in some:
            of = (found["kind"] == kind) & (found["unit"] == unit)
            part = {name: np.asarray(found[name] if of.all() else found[name][of]) for name in ("arm_set", "person", "month", "amount")}
            if of.any():
                yield kind, unit, part | {"person": np.unique(part["person"], return_inverse=True)[1]}


def _lines(question: Question, counted: Source, kind: int, unit: int, part: dict[str, np.ndarray], gate: Gate) -> Iterator[dict[str, object]]:
    """The rows of every model."""
    for arm, code in enumerate(counted.arms.codes):
        if question.model and code not in question.model:
            continue
        inside = counted.arms.members[arm][part["arm_set"]] > 0
        about = {"model": code, "kind": KINDS[kind], "amount_unit": UNITS[unit]}
        yield from (about | row for row in _line(part["person"][inside], part["month"][inside], part["amount"][inside], gate))


def _line(person: np.ndarray, month: np.ndarray, amount: np.ndarray, gate: Gate) -> list[dict[str, object]]:
    """One model's line; people and amounts as found, month -1 for what was ordered."""
    orders = month == ORDERED
    ordered, paid = (np.bincount(person[of], amount[of]) for of in (orders, ~orders))
    people, payers = int((ordered > 0).sum()), int((paid > 0).sum())
    about = {"people": None if gate.small(people) else float(gate.rounded(people))}
    if not people:
        return [about | {"month": 0, "share": None, "status": "not_estimable"}]
    dominated = any(total.size and 2 * total.max() > total.sum() for total in (ordered, paid))
    if gate.small(people, payers) or (dominated and not gate.exact):
        return [about | {"month": 0, "share": None, "status": "suppressed"}]
    person, month, amount = person[~orders], month[~orders] + 1, amount[~orders]  # paid in month 0 has come by month 1
    had_come = np.cumsum(np.bincount(np.minimum(month, MONTHS + 1), amount, MONTHS + 2)) / ordered.sum()
    shown, status = [0], "low" if people < LEAST_EFFECTIVE or payers < LEAST_EVENTS else "ok"
    paid_in = _by_month(person, month)
    for at in range(1, MONTHS + 1):
        since = np.concatenate(paid_in[shown[-1] + 1 : at + 1])
        if gate.exact or _so_many(since, gate.min_cell) or (at % 12 == 0 and not len(since)):
            shown.append(at)
    return [about | {"month": at, "share": float(gate.figure(had_come[at])), "status": status} for at in shown]


def _so_many(people: np.ndarray, least: int) -> bool:
    """Whether they are at least so many different people; mostly the first of them are enough to tell."""
    return any(len(np.unique(some)) >= least for some in (people[: 4 * least], people))


def _by_month(person: np.ndarray, month: np.ndarray) -> list[np.ndarray]:
    """Who paid in each month, as often as they did; the month is the place in the list."""
    month = np.minimum(month, MONTHS + 1).astype(np.int16)  # small numbers are put in order without comparing them
    order = np.argsort(month, kind="stable")
    return np.split(person[order], np.searchsorted(month[order], np.arange(1, MONTHS + 2)))
