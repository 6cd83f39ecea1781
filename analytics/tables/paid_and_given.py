"""One row a model: what was ordered and paid; one row a kind: what was given back."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.overview import Cell, Line, title
from analytics.sentences import orders, repair
from analytics.vocabulary import BASELINE

ORDER_COLUMNS = ("Model", "Ordered", "Came", "Of every 100", "In full, of 100 orders", "Nothing, of 100 orders", "A case",
                 "A victim named")
REPAIR_COLUMNS = ("What", "How much", "A year", "Where and when", "People", "For")


def order_lines(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """The rows of `obligations` of one kind, one line a model; the usual sentence first."""
    return [Line(row["model"], title(row["model"], names), _order_cells(row))
            for row in sorted(rows, key=lambda row: row["model"] != BASELINE)]


def repair_lines(rows: Sequence[Mapping], recipients: Sequence[Mapping]) -> list[Line]:
    """The rows of `repair`, one line a kind and unit, with whom it was for (the same rows by recipient type)."""
    return [Line("reparative_activity", repair.KINDS[row["kind"]], (
        Cell(repair.quantity(row)), Cell(repair.a_year(row) or "–"), Cell(repair.places(row)),
        Cell(repair.people(row), faded=sentences.missing(row["participants"])), Cell(_for(row, recipients)))) for row in rows]


def _order_cells(row: Mapping) -> tuple[Cell, ...]:
    unit, faded = row["amount_unit"], orders.unsure(row)
    if sentences.missing(row["paid_share"]):
        return (Cell(orders.in_short(row), faded=True), *(Cell("–", faded=True) for _ in ORDER_COLUMNS[2:]))
    people = "" if sentences.missing(row["people"]) else f"{int(row['people']):,} people"
    gap = () if sentences.missing(row["baseline_paid_share"]) else (f"against {sentences.whole(row['baseline_paid_share'])}",)
    return (
        Cell(orders.amount(row["ordered"], unit), (people,)), Cell(orders.amount(row["paid"], unit)),
        Cell(str(sentences.whole(row["paid_share"])), (orders.range_in_short(row), *gap), faded),
        _share(row, "in_full", faded), _share(row, "nothing", faded),
        Cell(orders.amount(row["paid_per_release"], unit)), Cell("–" if sentences.missing(row["paid_per_victim"]) else orders.amount(row["paid_per_victim"], unit)))


def _share(row: Mapping, name: str, faded: bool) -> Cell:
    if sentences.missing(row[f"{name}_share"]):
        return Cell(sentences.absent(row["status"]), faded=True)
    return Cell(str(sentences.whole(row[f"{name}_share"])), (f"{sentences.whole(row[f'{name}_low'])} to {sentences.whole(row[f'{name}_high'])}",), faded)


def _for(row: Mapping, recipients: Sequence[Mapping]) -> str:
    kinds = [str(other["recipient_type"]) for other in recipients
             if (other["kind"], other["quantity_unit"]) == (row["kind"], row["quantity_unit"])]
    known = [kind for kind in kinds if kind != "unknown"]
    return ", ".join(known[:4]) + (" and others" if len(known) > 4 else "") if known else "not known"
