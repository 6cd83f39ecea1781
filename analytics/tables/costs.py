"""One row a kind: prison days, what they are worth, what the program costs, what is left."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.overview import Cell, Line
from analytics.sentences import costs

COLUMNS = ("Model", "Days in prison", "Worth", "Program", "Left", "Pays for itself", "May cost", "In short")


def lines(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[Line]:
    """One line a row of `savings`."""
    return [Line(row["model"], words.model(row["model"], names).title, _cells(row)) for row in rows]


def _cells(row: Mapping) -> tuple[Cell, ...]:
    short = Cell(costs.in_short(row), faded=row["status"] != "ok")
    if sentences.missing(row["net_saving"]):
        return (*(Cell(sentences.absent(row["status"]), faded=True),) * 6, short)
    faded = row["status"] == "low"
    days, most = row["days_avoided"], row["break_even_program_cost"]
    return (Cell(f"{costs.count(days)} {'fewer' if days > 0 else 'more'}", faded=faded), _money(row, "prison_cost_avoided", faded),
            _money(row, "program_cost", faded, ("", "")), _money(row, "net_saving", faded), Cell(costs.chance(row["chance"]), faded=faded),
            Cell(f"up to {costs.dollars(most)}" if most > 0 else "nothing", faded=faded), short)


def _money(row: Mapping, name: str, faded: bool, ways: tuple[str, str] = (" saved", " lost")) -> Cell:
    low, high = (f"{costs.dollars(row[name + end])}{ways[row[name + end] < 0]}" for end in ("_low", "_high"))
    return Cell(f"{costs.dollars(row[name])}{ways[row[name] < 0]}", (f"{low} to {high}",), faded=faded)
