"""One row a model: who was invited, took part and was asked; what was paid to victims."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.overview import Cell, Line, title
from analytics.sentences import orders
from analytics.vocabulary import BASELINE

COLUMNS = ("Model", "Victims named", "Invited", "Took part", "Declined or not reached", "Offered a statement", "Gave one", "Asked any question",
           "Answered any", "Never asked any", "Paid of every 100 dollars of restitution")


def lines(rows: Sequence[Mapping], paid: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """The rows of `taking_part` with those of `obligations` about restitution, one line a model; the usual sentence first."""
    money = {row["model"]: row for row in paid}
    return [Line(row["model"], title(row["model"], names), (
        _count(row, "victims"), _count(row, "invited"), _count(row, "took_part"), _both(row), _count(row, "offered"), _count(row, "given"),
        _count(row, "asked"), _count(row, "answered"), _count(row, "never_asked"), _money(money.get(row["model"]))))
        for row in sorted(rows, key=lambda row: row["model"] != BASELINE)]


def _count(row: Mapping, name: str) -> Cell:
    if sentences.missing(row[name]):
        return Cell("hidden", faded=True)
    share = f"{sentences.whole(min(row[name] / row['victims'], 1))} of 100" if name != "victims" and row["victims"] else ""
    return Cell(f"{int(row[name]):,}", (share,) if share else ())


def _both(row: Mapping) -> Cell:
    if sentences.missing(row["declined"]) or sentences.missing(row["not_reached"]):
        return Cell("hidden", faded=True)
    return Cell(f"{int(row['declined'] + row['not_reached']):,}")


def _money(row: Mapping | None) -> Cell:
    if row is None or sentences.missing(row["paid_share"]):
        return Cell("–" if row is None else orders.in_short(row), faded=True)
    return Cell(str(sentences.whole(row["paid_share"])), (orders.range_in_short(row),), orders.unsure(row))
