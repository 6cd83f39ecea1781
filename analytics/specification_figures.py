"""The specification curve drawn: every choice as a dot with its range, and beneath which choice it is."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from analytics import sentences, words
from analytics.agreement import Agreement
from analytics.figures import Picture, colour_and_shape
from analytics.numbers_behind import behind
from analytics.sentences import fairness
from analytics.specifications import ADJUSTMENTS, LANDMARKS, UNITS, WINDOWS

HEIGHT, APART_HEIGHT = 260, 150
MADE = {"entropy": "Balancing", "ipw": "Chance of being sent", "standardize": "Group by group"}
UNIT = {"first": "Each person once", "every": "Every release"}
Link = Callable[[Mapping], str]


def curve(found: Agreement, model: str, link: Link, names: dict[str, str] | None = None) -> Picture | None:
    """One model's counted choices from the lowest gap to the highest; link: a row -> the address that opens its view."""
    if not found.shown:
        return None
    end = _end(found.shown)
    it = words.model(model, names)
    title = f"{it.title}: the gap to the usual sentence under each of {len(found.shown)} defensible choices, of every 100 people"
    alt = f"{title}. {fairness.agree(found, words.EVENTS[found.shown[0]['outcome']].again)}"
    dots = _dots(found.shown, end, model, link, HEIGHT)
    return behind(_figure(title, alt, _panel(dots, end, HEIGHT) + _choices(found.shown),
                          "Each dot is one choice, each thin line its range. The ringed dot is the one that we show first. Below, a stroke says which "
                          "choices it is made of. Click a dot to open its view."), found.shown)


def drawn_apart(groups: Mapping[str, Sequence[Mapping]], model: str, link: Link) -> Picture | None:
    """What is not counted, on the same scale for all three: crude, started, completed."""
    groups = {name: rows for name, rows in groups.items() if rows}
    if not groups:
        return None
    end = _end([row for rows in groups.values() for row in rows])
    titles = {"crude": "As the groups stand, not made alike", "started": "Only those who started", "completed": "Only those who completed"}
    panels, said = "", []
    for name, rows in groups.items():
        fewer = sum(row["risk_difference"] < 0 for row in rows)
        said.append(f"{titles[name]}: {fewer} of {len(rows)} show fewer")
        panels += f'<div><p>{escape(titles[name])}</p>{_panel(_dots(rows, end, words.BASELINE, link, APART_HEIGHT), end, APART_HEIGHT)}</div>'
    title = "Drawn apart, not counted: these compare chosen people"
    return behind(_figure(title, f"{title}. {'; '.join(said)}.", f'<div class="rj-apart">{panels}</div>', ""),
                  [row for rows in groups.values() for row in rows])


def ends(found: Agreement) -> list[tuple[str, Mapping]]:
    """The choices worth a look of their own, with words for a link: the headline's and the two ends."""
    if not found.shown:
        return []
    named = [("Open the least favorable choice", found.shown[-1]), ("Open the most favorable choice", found.shown[0])]
    return ([("Open the choice that we show first", found.headline)] if found.headline else []) + named


def _dots(rows: Sequence[Mapping], end: float, model: str, link: Link, height: int) -> str:
    colour, drawn = colour_and_shape(model)[0], []
    for place, row in enumerate(rows):
        x = f"{100 * (place + 0.5) / len(rows):.2f}%"
        low, point, high = (f"{_y(row[name], end, height):.1f}" for name in ("risk_difference_low", "risk_difference", "risk_difference_high"))
        ring = f'<circle class="rj-ring" cx="{x}" cy="{point}" r="7"/>' if row["headline"] else ""
        paint = f'fill="{colour}"' if row["status"] == "ok" else f'fill="var(--rj-page)" stroke="{colour}"'
        said = escape(f"{fairness.choice(row)}: {sentences.difference(row)}")
        drawn.append(f'<a href="{escape(link(row))}" target="_self" tabindex="-1" aria-label="{said}"><title>{said}</title><line x1="{x}" x2="{x}" y1="{low}" y2="{high}" '
                     f'stroke="{colour}" class="rj-thin"/><circle cx="{x}" cy="{point}" r="2.6" {paint}/>{ring}</a>')
    return "".join(drawn)


def _panel(dots: str, end: float, height: int) -> str:
    ticks = [-end, -end / 2, 0, end / 2, end]
    grid = "".join(f'<line class="{"rj-grid" if tick else "rj-base"}" x1="0" x2="100%" y1="{_y(tick, end, height):.1f}" y2="{_y(tick, end, height):.1f}"/>'
                   for tick in ticks)
    labels = "".join(f'<span style="top:{_y(tick, end, height):.0f}px">{_gap(tick)}</span>' for tick in ticks)
    return (f'<div class="rj-panel" style="height:{height}px"><div class="rj-gaps" aria-hidden="true">{labels}</div><svg width="100%" '
            f'height="{height}">{grid}{dots}</svg></div>')


def _choices(rows: Sequence[Mapping]) -> str:
    measures = dict.fromkeys(row["outcome"] for row in rows)
    groups = (
        ("outcome", {code: words.EVENTS[code].title for code in measures}),
        ("window_months", {months: words.window(months).capitalize() for months in WINDOWS}),
        ("adjust", {code: MADE[code] for code in ADJUSTMENTS}),
        ("unit", {code: UNIT[code] for code in UNITS}),
        ("landmark", {days: f"Clock from day {days}" for days in LANDMARKS}),
    )
    return '<div class="rj-choices" aria-hidden="true">' + "".join(
        f'<span>{escape(title)}</span><svg viewBox="0 0 {len(rows)} 1" preserveAspectRatio="none"><path d="'
        + "".join(f"M{place + 0.5} 0v1" for place, row in enumerate(rows) if row[column] == value) + '"/></svg>'
        for column, values in groups for value, title in values.items()) + "</div>"


def _end(rows: Sequence[Mapping]) -> float:
    """The axis' end: what the points need and the ranges mostly; ranges that go further are cut at the edge."""
    point = max(abs(row["risk_difference"]) for row in rows)
    limits = sorted(max(abs(row["risk_difference_low"]), abs(row["risk_difference_high"])) for row in rows)
    wanted = max(point, limits[int(0.95 * (len(limits) - 1))])
    return next(end for end in (0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0) if wanted <= end or end == 1.0)


def _y(gap: float, end: float, height: int) -> float:
    """Pixels from the top; more stands above fewer."""
    inside = max(-end, min(end, gap))
    return height / 2 - inside / end * (height / 2 - 10)


def _gap(tick: float) -> str:
    return "no gap" if tick == 0 else f"{sentences.per_100(tick)} {'more' if tick > 0 else 'fewer'}"


def _figure(title: str, alt: str, drawn: str, note: str) -> Picture:
    beneath = f'<p class="rj-note">{escape(note)}</p>' if note else ""
    return Picture(f'<figure class="rj-specifications" role="group" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>{drawn}'
                   f'{beneath}</figure>', alt)
