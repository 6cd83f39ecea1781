"""How much of what was ordered had come by each month: payments added up over time, model by model."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.order_counts import KINDS, UNITS
from data.derive import MONTHS_OF_PAYMENTS as MONTHS
from analytics.question import ask_without_event
from analytics.reliability import LEAST_EFFECTIVE, LEAST_EVENTS
from analytics.table_columns import table_of_rows

ORDERED = -1


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
        text = counted.sql("payment_days")
        found = connection.execute(text, counted.parameters).fetchnumpy()
    found = {name: np.asarray(column) for name, column in found.items()}
    rows = []
    for kind, unit in sorted(set(zip(found["kind"].tolist(), found["unit"].tolist(), strict=True))):
        of = (found["kind"] == kind) & (found["unit"] == unit)
        part = {name: column[of] for name, column in found.items()}
        part["person"] = np.unique(part["person"], return_inverse=True)[1]
        for arm, code in enumerate(counted.arms.codes):
            if question.model and code not in question.model:
                continue
            inside = counted.arms.members[arm][part["arm_set"]] > 0
            about = {"model": code, "kind": KINDS[kind], "amount_unit": UNITS[unit]}
            rows += [about | row for row in _line(part["person"][inside], part["month"][inside], part["amount"][inside], gate)]
    columns = ["model", "kind", "amount_unit", "month", "share", "people", "status"]
    return table_of_rows(rows, columns, ("people",), ("share",))


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
        since = len(np.unique(np.concatenate(paid_in[shown[-1] + 1 : at + 1])))
        if gate.exact or since >= gate.min_cell or (at % 12 == 0 and not since):
            shown.append(at)
    return [about | {"month": at, "share": float(gate.figure(had_come[at])), "status": status} for at in shown]


def _by_month(person: np.ndarray, month: np.ndarray) -> list[np.ndarray]:
    """Who paid in each month, as often as they did; the month is the place in the list."""
    month = np.minimum(month, MONTHS + 1).astype(np.int16)  # small numbers are put in order without comparing them
    order = np.argsort(month, kind="stable")
    return np.split(person[order], np.searchsorted(month[order], np.arange(1, MONTHS + 2)))
