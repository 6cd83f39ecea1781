"""What was ordered and what was paid or worked of it: money to victims, to the fund, hours of service."""

import numpy as np
import pandas as pd

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.order_counts import ALL, Item, Orders, count_orders
from analytics.order_estimates import COLUMNS, COUNTS, blank, estimate
from analytics.question import Question, ask_without_event
from analytics.result_columns import with_common_columns
from analytics.table_columns import constant, table_of_rows


def obligations(db: Database, **options: object) -> pd.DataFrame:
    """One row a model, a kind of obligation, a payee and a unit (and a value of `by`) that the records hold.

    db: path of a database file, or an open DuckDB connection. Options as on the command line: where, by,
    exposure, landmark, unit, strict_baseline, model, min_cell, round. An obligation belongs to its release and
    counts in every arm of it. Counted are orders at least 365 days old on the records' last day. Amounts are as
    recorded, in dollars or hours. Gives the columns of the file that `obligations` writes: paid / ordered with the
    percentile interval of 2,000 seeded draws of people, the shares of orders kept in full and not at all (Wilson,
    clustered by person), and the difference to the baseline. Raises Problem for a value that cannot be.
    """
    question = ask_without_event("obligations", **options)
    with opened(db) as connection:
        counted = source(connection, question)
        orders = count_orders(counted)
        rows = _rows(question, counted.levels, orders)
        return with_common_columns(orders_table(question, counted.levels, orders, rows), question, connection)


def _rows(question: Question, levels: tuple[tuple[int, str], ...], orders: Orders) -> dict[tuple[int, Item], dict[str, dict[str, object]]]:
    """(level, item) -> model -> its figures; each is worked out from its own people and its own baseline alone."""
    gate, shown = Gate(question.min_cell, question.round), _levels(question, levels, orders)
    found = {(level, item): estimate(orders.of_item(level, item), gate, question.model) for item in orders.items for level in shown}
    if not gate.exact and gate.round_to == 1:
        for level in shown:
            _without_sums({item: found[level, item] for item in orders.items})
    return found


def _levels(question: Question, levels: tuple[tuple[int, str], ...], orders: Orders) -> list[int]:
    """Places of the levels that have a row."""
    return [level for level, (_, value) in enumerate(levels)
            if orders.releases[level] or value in question.where.get(question.by, ("",))]


def orders_table(question: Question, levels: tuple[tuple[int, str], ...], orders: Orders,
                 found: dict[tuple[int, Item], dict[str, dict[str, object]]]) -> pd.DataFrame:
    """The rows asked for. found: (level, item) -> model -> its figures."""
    rows = []
    for level in _levels(question, levels, orders):
        made = [
            {question.by: levels[level][1], "model": code, "kind": item.kind, "payee": item.payee, "amount_unit": item.unit, **figures}
            for item in orders.items
            for code, figures in found.get((level, item), {}).items()
        ]
        rows += sorted(made, key=lambda row: orders.codes.index(row["model"]))
    by = [question.by] if question.by else []
    columns = [*by, "model", "kind", "payee", "amount_unit", *COLUMNS, "status"]
    made = table_of_rows(rows, columns, COUNTS, COLUMNS)
    made.insert(0, "exposure", constant(question.exposure, len(made)))
    return made


def _without_sums(of_level: dict[Item, dict[str, dict[str, object]]]) -> None:
    """Payees add up to the whole: where totals are exact and anything of one payee is hidden that adds up, all of that kind are."""
    payees = [(item, code) for item, rows in of_level.items() if item.payee != ALL for code in rows]
    split = {(code, item.kind, item.unit) for item, code in payees
             if of_level[item][code]["status"] == "suppressed" or np.isnan(of_level[item][code]["left_out"])}
    for item, code in payees:
        if (code, item.kind, item.unit) in split:
            of_level[item][code] = blank(of_level[item][code])
