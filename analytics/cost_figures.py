"""Pictures of costs: what each kind saves with its range, and what drives it."""

from collections.abc import Mapping, Sequence
from html import escape
from math import floor, log10

from analytics import sentences, strips, words
from analytics.figures import Picture
from analytics.numbers_behind import with_numbers
from analytics.savings import Driver
from analytics.sentences import costs

WAYS = ("costs more than it saves", "saves more than it costs")


@with_numbers
def forest(rows: Sequence[Mapping], names: Mapping[str, str] | None = None) -> Picture:
    """The net saving of each kind for every 100 people, with the range that holds 90 of 100 draws."""
    shown = [row for row in rows if not sentences.missing(row["net_saving"])]
    end = _end([abs(row[name]) for row in shown for name in ("net_saving_low", "net_saving_high")])
    drawn, said = [], []
    for row in rows:
        name = words.model(row["model"], names).title
        if sentences.missing(row["net_saving"]):
            drawn.append(strips.row(name, "", escape(costs.in_short(row)), "", _grid(), faded=True))
            said.append(f"{name}: {costs.in_short(row)}")
            continue
        unsure = row["status"] == "low"
        mark = strips.interval(row["model"], _at(row["net_saving_low"], end), _at(row["net_saving"], end), _at(row["net_saving_high"], end), unsure)
        way = "saved" if row["net_saving"] > 0 else "lost"
        value = f"<b>{costs.dollars(row['net_saving'])} {way}</b><small>{escape(costs.reach(row))}</small>"
        drawn.append(strips.row(name, "", value, mark, _grid()))
        said.append(f"{name}: {costs.dollars(row['net_saving'])} {way} ({costs.reach(row)})")
    title = f"Dollars of {rows[0]['dollars_year']} saved or lost for every 100 people sent"
    return strips.picture(title, said, "".join(drawn) + _axis(end), "Mark: the middle of 10,000 draws. Line: the range that holds 90 of 100 of "
                          "them. Open mark and broken line: too unsure for a verdict.", "rj-costs")


def tornado(model: str, drivers: Sequence[Driver], central: float) -> Picture:
    """What one input alone does to the saving, from its low to its high end; the widest first."""
    end = _end([abs(edge) for driver in drivers for edge in (driver.at_low, driver.at_high)])
    drawn, said = [], []
    for driver in drivers:
        low, high = sorted((driver.at_low, driver.at_high))
        range_ = costs.from_to(driver)
        value = f"{_signed(low)} to {_signed(high)}"
        drawn.append(strips.row(costs.DRIVERS[driver.name], range_, f"<span>{value}</span>", strips.interval(
            model, _at(low, end), None, _at(high, end), thick=True) + _tick(_at(central, end)), _grid()))
        said.append(f"{costs.DRIVERS[driver.name]}, {range_}: {value}")
    return strips.picture("What drives it: dollars for every 100 people when one figure alone is low or high", said, "".join(drawn) + _axis(end),
                          "Bar: from the low to the high end of that figure, all others in the middle. Line: all in the middle.", "rj-costs")


def _tick(place: float) -> str:
    return f'<line x1="{place:.2f}%" x2="{place:.2f}%" y1="20%" y2="80%" stroke="currentColor" stroke-width="2"/>'


def _signed(amount: float) -> str:
    return f"{'−' if amount < 0 else ''}{costs.dollars(amount)}"


def _axis(end: float) -> str:
    return strips.axis([(0, f"−${end:,.0f}"), (50, "0"), (100, f"${end:,.0f}")], WAYS)


def _grid() -> list[tuple[float, bool]]:
    return [(0, False), (25, False), (50, True), (75, False), (100, False)]


def _end(sizes: Sequence[float]) -> float:
    largest = max([*sizes, 1.0])
    step = 10 ** floor(log10(largest))
    return next(step * times for times in (1, 2, 5, 10) if largest <= step * times)


def _at(amount: float, end: float) -> float:
    return 50 + 50 * amount / end
