"""The pictures: HTML with inline SVG, positions in percent, so that they fit any width and print.

One palette for every page, slide and file: a model never changes colour or shape, whatever is filtered.
Every colour keeps 3:1 against the light and the dark page, and any two stay apart for the colour-blind;
the shape and the label beside it say the same again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from zlib import crc32

from analytics import sentences, words

PAGE_COLOURS = ("#FFFFFF", "#14181B")  # light, dark: as in .streamlit/config.toml

PALETTE = {
    words.BASELINE: ("#767C84", "bar"),
    "victim_offender_mediation": ("#0297CF", "circle"),
    "accountability_board": ("#CE3F00", "square"),
    "family_group_conference": ("#179E52", "diamond"),
    "circle_sentencing": ("#9A55A5", "up"),
    "impact_of_crime_class": ("#4064D7", "down"),
    "reparative_activity": ("#5D7731", "cross"),
    "community_service": ("#BD71AE", "left"),
    "restitution": ("#E2695E", "right"),
    "victim_impact_statement": ("#6975F1", "hexagon"),
}
ADDED = (("#8A6A3B", "star"), ("#4B8A8A", "star"), ("#A0627A", "star"))  # models that a site has added

_OUTLINES = {  # corners within -6..6
    "bar": "-3.5,-8 3.5,-8 3.5,8 -3.5,8", "square": "-5.2,-5.2 5.2,-5.2 5.2,5.2 -5.2,5.2", "diamond": "0,-7.4 7.4,0 0,7.4 -7.4,0",
    "up": "0,-6.8 6.8,5.2 -6.8,5.2", "down": "0,6.8 6.8,-5.2 -6.8,-5.2", "left": "-6.8,0 5.2,-6.8 5.2,6.8",
    "right": "6.8,0 -5.2,-6.8 -5.2,6.8", "hexagon": "-3.4,-6 3.4,-6 6.8,0 3.4,6 -3.4,6 -6.8,0",
    "cross": "-2.2,-6.4 2.2,-6.4 2.2,-2.2 6.4,-2.2 6.4,2.2 2.2,2.2 2.2,6.4 -2.2,6.4 -2.2,2.2 -6.4,2.2 -6.4,-2.2 -2.2,-2.2",
    "star": "0,-7.5 2.1,-2.9 7.1,-2.3 3.4,1.1 4.4,6.1 0,3.6 -4.4,6.1 -3.4,1.1 -7.1,-2.3 -2.1,-2.9",
}


@dataclass(frozen=True)
class Picture:
    """A drawing and the sentence that says what it shows."""

    html: str
    alt: str


def colour_and_shape(model: str) -> tuple[str, str]:
    """The model's own colour and shape; the same everywhere, for added models too."""
    return PALETTE.get(model) or ADDED[crc32(model.encode()) % len(ADDED)]


def mark(model: str, open_: bool = False) -> str:
    """The model's mark, drawn around (0, 0)."""
    colour, shape = colour_and_shape(model)
    paint = f'fill="var(--rj-page)" stroke="{colour}" stroke-width="2"' if open_ else f'fill="{colour}"'
    if shape == "circle":
        return f'<circle r="6.2" {paint}/>'
    return f'<polygon points="{_OUTLINES[shape]}" stroke-linejoin="round" {paint}/>'


def key(model: str) -> str:
    """The model's mark as a small picture beside its name."""
    return f'<svg class="rj-key" viewBox="-9 -9 18 18" aria-hidden="true">{mark(model)}</svg>'


def forest(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture:
    """The rate of each model as a dot with its interval; a grey line marks the usual sentence."""
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    top = _axis_end(rows)
    base = next((row["rate"] for row in rows if row["model"] == words.BASELINE), None)
    base = None if sentences.missing(base) else base
    ticks = _ticks(top)
    drawn = "".join(_row(row, names, ticks, top, base) for row in rows)
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(int(rows[0]["window_months"]))
    title = f"Of every 100 people, how many {event.were} within {months}"
    alt = _forest_in_words(rows, names, title)
    html = (f'<figure class="rj-forest" role="img" aria-label="{escape(alt)}">'
            f'<figcaption>{escape(title)}</figcaption>{drawn}{_axis(ticks, top)}'
            '<p class="rj-note">Mark: the records. Line: the range they fit. Grey line down the page: the usual sentence. '
            'Open mark, broken line: too unsure for a verdict.</p></figure>')
    return Picture(html, alt)


def two_fields(row: Mapping, names: dict[str, str] | None = None) -> Picture | None:
    """A field of 100 dots for the model's people, and one for the other group; None where there is no number."""
    if sentences.missing(row["rate"]):
        return None
    event = words.EVENTS[row["outcome"]].were
    who = words.people(row["model"], row["exposure"], names)
    fields = [(row["rate"], row["model"], f"{who}: {sentences.whole(row['rate'])} of 100 {event}")]
    if not sentences.missing(row["baseline_rate"]) and row["model"] != words.BASELINE:
        fields.append((row["baseline_rate"], words.BASELINE,
                       f"with the usual sentence: {sentences.whole(row['baseline_rate'])} of 100 {event}"))
    html = "".join(hundred(share, model, f"People {caption}") for share, model, caption in fields)
    return Picture(f'<div class="rj-fields">{html}</div>', ". ".join(caption for *_, caption in fields))


def hundred(share: float, model: str, caption: str) -> str:
    """A field of 100 dots, as many filled as people of 100 to whom it happened."""
    colour = colour_and_shape(model)[0]
    filled = sentences.whole(share)
    dots = "".join(
        f'<circle cx="{5 + 10 * (i % 10)}" cy="{5 + 10 * (i // 10)}" r="3.6" stroke="{colour}" stroke-width="0.9" '
        f'fill="{colour if i < filled else "none"}"/>' for i in range(100))
    return (f'<figure class="rj-hundred" role="img" aria-label="{escape(caption)}"><svg viewBox="0 0 100 100">{dots}'
            f'</svg><figcaption>{escape(caption)}</figcaption></figure>')


def _row(row: Mapping, names: dict | None, ticks: list[float], top: float, base: float | None) -> str:
    model = row["model"]
    grid = "".join(f'<line class="rj-grid" x1="{100 * t / top:.2f}%" x2="{100 * t / top:.2f}%" y1="0" y2="30"/>'
                   for t in ticks)
    if base is not None:
        grid += f'<line class="rj-base" x1="{100 * base / top:.2f}%" x2="{100 * base / top:.2f}%" y1="0" y2="30"/>'
    if sentences.missing(row["rate"]):
        said = sentences.in_short(row)
        body, value = "", f'<span class="rj-absent">{escape(said)}</span>'
    else:
        unsure = row["status"] == "low"
        low, at, high = (100 * row[name] / top for name in ("rate_low", "rate", "rate_high"))
        colour = colour_and_shape(model)[0]
        dashes = ' stroke-dasharray="4 3"' if unsure else ""
        body = (f'<line x1="{low:.2f}%" x2="{high:.2f}%" y1="15" y2="15" stroke="{colour}" stroke-width="2.5"{dashes}/>'
                f'<svg x="{at:.2f}%" y="15" overflow="visible">{mark(model, unsure)}</svg>')
        value = (f'<b>{sentences.whole(row["rate"])}</b> '
                 f'<span>({sentences.whole(row["rate_low"])} to {sentences.whole(row["rate_high"])})</span>')
    name = words.model(model, names).title
    return (f'<div class="rj-row{" rj-first" if model == words.BASELINE else ""}"><span class="rj-name">{escape(name)}'
            f'</span><span class="rj-value">{value}</span>'
            f'<svg class="rj-strip" height="30" width="100%">{grid}{body}</svg></div>')


def _axis(ticks: list[float], top: float) -> str:
    labels = "".join(
        f'<text x="{100 * t / top:.2f}%" y="14" text-anchor="{"start" if t == 0 else "end" if t == top else "middle"}">'
        f'{sentences.whole(t)}</text>' for t in ticks)
    return ('<div class="rj-row rj-axis"><span class="rj-name"></span><span class="rj-value"></span>'
            f'<svg class="rj-strip" height="20" width="100%">{labels}</svg></div>')


def _axis_end(rows: Sequence[Mapping]) -> float:
    highest = max((row["rate_high"] for row in rows if not sentences.missing(row["rate_high"])), default=0.5)
    return next(end for end in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0) if highest <= end or end == 1.0)


def _ticks(top: float) -> list[float]:
    step = 0.01 if top <= 0.05 else 0.02 if top <= 0.1 else 0.05 if top <= 0.2 else 0.1 if top <= 0.6 else 0.2
    return [round(step * i, 2) for i in range(round(top / step) + 1)]


def _forest_in_words(rows: Sequence[Mapping], names: dict | None, title: str) -> str:
    parts = []
    for row in rows:
        name = words.model(row["model"], names).title
        if sentences.missing(row["rate"]):
            parts.append(f"{name}: {sentences.in_short(row).lower()}")
        else:
            parts.append(f"{name}: {sentences.whole(row['rate'])} ({sentences.whole(row['rate_low'])} to "
                         f"{sentences.whole(row['rate_high'])})")
    return f"{title}. " + "; ".join(parts) + "."
