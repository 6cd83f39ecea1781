"""What was given back, made graspable: each square stands for so many, and a column for each year. One kind a picture."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import figures
from analytics.sentences import repair

MOST_SQUARES = 60


def given(rows: Sequence[Mapping], by_month: Sequence[Mapping]) -> figures.Picture:
    """One panel a kind and unit, never added up; rows of `repair`, and the same by month for the columns."""
    title = "What was given to communities, each kind by its own measure"
    alt = title + ". " + "; ".join(f"{repair.KINDS[row['kind']]}: {repair.quantity(row)}, {repair.places(row)}" for row in rows) + "."
    panels = "".join(_panel(row, [part for part in by_month if _same(row, part)]) for row in rows)
    return figures.Picture(
        f'<figure class="rj-given" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
        f'<div class="rj-given-panels">{panels}</div><p class="rj-note">Squares can be compared within a panel only: each panel has a unit of '
        "its own. Columns: years, from the first on record to the last.</p></figure>", alt)


def one_square(quantity: float) -> float:
    """How many one square stands for: 1, 2 or 5 times a power of ten, so that there are at most 60 squares."""
    size = 1.0
    while quantity / size > MOST_SQUARES:
        size *= 2.5 if str(int(size))[0] == "2" else 2
    return size


def years(by_month: Sequence[Mapping]) -> dict[str, float]:
    """Year -> quantity, from rows by month of one kind and unit; years without any in between are 0."""
    found: dict[str, float] = {}
    for row in by_month:
        year = str(row["month"])[:4]
        found[year] = found.get(year, 0.0) + row["quantity"]
    if not found:
        return {}
    return {str(year): found.get(str(year), 0.0) for year in range(int(min(found)), int(max(found)) + 1)}


def _panel(row: Mapping, by_month: Sequence[Mapping]) -> str:
    size = one_square(row["quantity"])
    count = max(round(row["quantity"] / size), 1) if row["quantity"] else 0
    squares = "".join(f'<rect x="{12 * (at % 15)}" y="{12 * (at // 15)}" width="10" height="10"/>' for at in range(count))
    height = 12 * ((count + 14) // 15)
    paint = figures.colour_and_shape("reparative_activity")[0]
    each = f"One square is {'$' if row['quantity_unit'] in ('dollars', 'usd') else ''}{size:,.0f}" + (
        "" if row["quantity_unit"] in ("dollars", "usd") else f" {row['quantity_unit']}")
    yearly = repair.a_year(row)
    return (f'<section><div class="rj-panel-title">{escape(repair.KINDS[row["kind"]])}</div><p><b>{escape(repair.quantity(row))}</b>'
            f"{', ' + escape(yearly) if yearly else ''}</p><svg class=\"rj-squares\" viewBox=\"0 0 180 {max(height, 12)}\" fill=\"{paint}\">{squares}</svg>"
            f"<p>{escape(each)}.</p>{_columns(years(by_month), paint)}<p>{escape(repair.places(row))}; {escape(repair.people(row))}.</p></section>")


def _columns(by_year: Mapping[str, float], paint: str) -> str:
    if len(by_year) < 2:
        return ""
    most, width = max(by_year.values()) or 1, 180 / len(by_year)
    drawn = "".join(f'<rect x="{at * width:.1f}" y="{40 - 40 * value / most:.1f}" width="{width - 2:.1f}" height="{40 * value / most:.1f}"/>'
                    for at, value in enumerate(by_year.values()))
    first, last = list(by_year)[0], list(by_year)[-1]
    return (f'<svg class="rj-years" viewBox="0 0 180 40" preserveAspectRatio="none" fill="{paint}">{drawn}</svg>'
            f'<div class="rj-ways"><span>{first}</span><span>{last}</span></div>')


def _same(row: Mapping, other: Mapping) -> bool:
    return (row["kind"], row["quantity_unit"]) == (other["kind"], other["quantity_unit"])
