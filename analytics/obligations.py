"""What was ordered and what was paid or worked of it: money to victims, to the fund, hours of service."""

import pandas as pd

from analytics.counting import source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.order_counts import ALL, Orders, count_orders
from analytics.order_estimates import COLUMNS, COUNTS, blank, estimate
from analytics.question import Question, ask_without_event
from analytics.result_columns import with_common_columns


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
        gate = Gate(question.min_cell, question.round)
        return with_common_columns(_table(question, counted.levels, orders, gate), question, connection)


def _table(question: Question, levels: tuple[tuple[int, str], ...], orders: Orders, gate: Gate) -> pd.DataFrame:
    """The rows asked for; each is worked out from its own people and its own baseline alone."""
    rows = []
    for level, (_, value) in enumerate(levels):
        if not orders.releases[level] and value not in question.where.get(question.by, ("",)):
            continue
        made = [
            {question.by: value, "model": code, "kind": item.kind, "payee": item.payee, "amount_unit": item.unit, **figures}
            for item in orders.items
            for code, figures in estimate(orders.of_item(level, item), gate, question.model).items()
        ]
        made.sort(key=lambda row: orders.codes.index(row["model"]))
        rows += made if gate.exact or gate.round_to > 1 else _without_sums(made)
    by = [question.by] if question.by else []
    columns = [*by, "model", "kind", "payee", "amount_unit", *COLUMNS, "status"]
    frame = pd.DataFrame(rows, columns=["exposure", *columns])
    frame["exposure"] = question.exposure
    rates = [name for name in COLUMNS if name not in COUNTS]
    return frame.astype({"exposure": "str"} | dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(rates, "float64"))


def _without_sums(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Payees add up to the whole: where totals are exact and one payee is hidden, all of that kind are."""
    def of(row: dict[str, object]) -> tuple[object, ...]:
        return row["model"], row["kind"], row["amount_unit"]

    split = {of(row) for row in rows if row["payee"] != ALL and row["status"] == "suppressed"}
    return [blank(row) if row["payee"] != ALL and of(row) in split else row for row in rows]
