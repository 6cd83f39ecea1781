"""Who is reached: groups against all others, circuits in the order of their names, counties as a map beside a list."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import dot_figures, figures, selection_words, sentences
from analytics.dot_figures import Dot
from analytics.numbers_behind import with_numbers
from analytics.sentences import access
from data.counties import SIZE, counties

WAYS = ("less often than the others", "more often than the others")
# Verdict -> class of its shape and its words in the key; a hidden county, one with nobody and one without a gap differ.
SHADES = {
    "less": ("rj-less", "less often than elsewhere"), "unclear": ("rj-alike", "no clear difference"),
    "more": ("rj-more", "more often than elsewhere"), "low": ("rj-unsure", "too few to judge"),
    "suppressed": ("rj-hidden", "hidden, to protect people"), "nobody": ("rj-none", "nobody could be sent"),
}  # fmt: skip


@with_numbers
def groups(rows: Sequence[Mapping], column: str, names: dict[str, str] | None = None) -> figures.Picture:
    """Each group's share sent against all others together; rows of `access` of one model and step, one a group."""
    title = f"{selection_words.TITLES[column]}: how often people were sent to {access.it(rows[0]['model'], names)}, each group against all others"
    dots = [Dot(_label(row, column), row["model"], access.value(row), _drawn(row, "ratio"), _drawn(row, "ratio_low"), _drawn(row, "ratio_high"),
                access.beside(row), unsure=access.unsure(row)) for row in rows]
    return dot_figures.ratios(title, dots, WAYS)


@with_numbers
def circuits(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> figures.Picture:
    """Each circuit's share sent, in the order of their names; rows of `access` by circuit, of one model and step."""
    title = f"Of every 100 people {access.WHOM[rows[0]['basis']]}, how many were sent to {access.it(rows[0]['model'], names)}, circuit by circuit"
    dots = [Dot(_label(row, "circuit"), row["model"], access.value(row), _drawn(row, "share"), _drawn(row, "low"), _drawn(row, "high"),
                "" if sentences.missing(row["low"]) else f"{sentences.whole(row['low'])} to {sentences.whole(row['high'])}", unsure=access.unsure(row))
            for row in by_name(rows, "circuit")]
    return dot_figures.shares(title, dots, dot_figures.NOTE + " In the order of their names: this is no ranking.")


@with_numbers
def county_map(rows: Sequence[Mapping], names: Mapping[str, str]) -> figures.Picture:
    """The counties as a map, and beside it an alphabetical list; rows of `access` by county, of one model and step."""
    found = {row["county_fips"]: row for row in rows}
    basis = rows[0]["basis"] if rows else "everyone"
    title = f"Of every 100 people {access.WHOM[basis]}, how many were sent to a restorative program, county by county"
    shapes = "".join(
        f'<path d="{county.path}" class="{SHADES[shade(found.get(county.county_fips))][0]}"><title>'
        f"{escape(_name(county.county_fips, names))}: {escape(_said(found.get(county.county_fips)))}</title></path>" for county in counties())
    on_map = {county.county_fips for county in counties()}
    listed = sorted([*on_map, *(code for code in found if code not in on_map)], key=lambda code: selection_words.by_number(_name(code, names)))
    entries = "".join(f'<li><i class="{SHADES[shade(found.get(code))][0]}"></i><span>{escape(_name(code, names))}</span><b>{escape(_said(found.get(code)))}</b></li>'
                      for code in listed)
    used = {shade(found.get(code)) for code in listed}
    key = "".join(f'<span><i class="{css}"></i>{escape(said)}</span>' for verdict, (css, said) in SHADES.items() if verdict in used)
    alt = f"{title}. {_counted([shade(found.get(code)) for code in on_map])}{_off_the_map(len(listed) - len(on_map))}"
    return figures.Picture(
        f'<figure class="rj-places"><figcaption>{escape(title)}</figcaption><div class="rj-map-key">{key}</div><div class="rj-places-both">'
        f'<svg class="rj-map" role="img" aria-label="{escape(alt)}" viewBox="0 0 {SIZE[0]} {SIZE[1]}">{_patterns()}{shapes}</svg>'
        f'<ul class="rj-county-list" tabindex="0" aria-label="Counties in alphabetical order">{entries}</ul></div><p class="rj-note">Each county against all others together. The list is in the order '
        "of names and holds codes that are off the map too. Small counties have small numbers, so most differences can't be told, and "
        "among so many a few stand out by chance alone; circuits pool them.</p></figure>", alt)


def _counted(shades: Sequence[str]) -> str:
    """How many counties of the map have each shade."""
    counts = {said: shades.count(verdict) for verdict, (_, said) in SHADES.items()}
    return "; ".join(f"{said}: {number} {'county' if number == 1 else 'counties'}" for said, number in counts.items() if number) + "."


def _off_the_map(number: int) -> str:
    """How many entries of the list are no county of the map, such as those not known."""
    return f" The list holds {number} more that {'is' if number == 1 else 'are'} off the map." if number else ""


def shade(row: Mapping | None) -> str:
    """How a county is shaded."""
    verdict = "nobody" if row is None else access.verdict(row)
    return {"alone": "unclear", "not_estimable": "nobody"}.get(verdict, verdict)


def by_name(rows: Sequence[Mapping], column: str) -> list[Mapping]:
    """Rows in the order of their places' names, "Circuit 2" before "Circuit 12"."""
    return sorted(rows, key=lambda row: selection_words.by_number(str(row[column])))


def _said(row: Mapping | None) -> str:
    return "nobody" if row is None else access.value(row).replace("nobody could", "nobody")


def _name(code: str, names: Mapping[str, str]) -> str:
    return selection_words.label("county_fips", code, names)


def _label(row: Mapping, column: str) -> str:
    return selection_words.label(column, str(row[column]))


def _drawn(row: Mapping, name: str) -> float | None:
    return None if sentences.missing(row[name]) else row[name]


def _patterns() -> str:
    return ('<defs><pattern id="rj-stripes" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<line x1="0" y1="0" x2="0" y2="9" class="rj-stripe"/></pattern></defs>')
