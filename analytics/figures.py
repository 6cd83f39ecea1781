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
from analytics.answer_words import QUESTIONS
from analytics.numbers_behind import with_numbers

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

# A line's dashes and a mark's name in Plotly belong to the shape, so that a curve is told apart without its colour.
DASHES = {"bar": "solid", "circle": "12px,3px", "square": "3px,3px", "diamond": "18px,5px", "up": "12px,3px,3px,3px",
          "down": "7px,3px", "cross": "18px,3px,3px,3px,3px,3px", "left": "5px,6px", "right": "24px,3px,7px,3px",
          "hexagon": "7px,3px,2px,3px", "star": "12px,3px,3px,3px,3px,3px"}
SYMBOLS = {"bar": ("line-ns", 13), "circle": ("circle", 11), "square": ("square", 10), "diamond": ("diamond", 12),
           "up": ("triangle-up", 12), "down": ("triangle-down", 12), "cross": ("cross", 12),
           "left": ("triangle-left", 12), "right": ("triangle-right", 12), "hexagon": ("hexagon2", 11),
           "star": ("star", 13)}


@dataclass(frozen=True)
class Picture:
    """A drawing and the sentence that says what it shows.

    title: where the drawing holds none. counted: how many stand behind it, for an image that is kept.
    """

    html: str
    alt: str
    title: str = ""
    counted: str = ""


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


@with_numbers
def forest(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture:
    """The gap of each model to the usual sentence as a dot with its interval, centred on no gap.

    Gaps, not rates: each model has a comparison group of its own (the same kinds of case), so that rates of
    two rows can't be read against each other.
    """
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    end = axis_end(rows)
    ticks = ticks_of(end)
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(int(rows[0]["window_months"]))
    title = f"Of every 100 people, how many fewer or more {event.were} within {months} than after the usual sentence"
    alt = title + ". " + "; ".join(
        f"{words.model(row['model'], names).title}: {value_of(row)}" for row in rows if row["model"] != words.BASELINE) + "."
    drawn = "".join(_row(row, words.model(row["model"], names).title, ticks, end) for row in rows)
    return _gaps(title, alt, drawn + axis(ticks, end, event.again))


@with_numbers
def kinds_of_event(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> Picture:
    """The gap of one model to the usual sentence for each kind of event: rows of `compare`, one an outcome."""
    end = axis_end(rows)
    ticks, months = ticks_of(end), words.window(int(rows[0]["window_months"]))
    title = (f"Of every 100 people {words.people(rows[0]['model'], rows[0]['exposure'], names)}, how many fewer or more within "
             f"{months} than after the usual sentence")
    titles = [words.EVENTS[row["outcome"]].title for row in rows]
    alt = title + ". " + "; ".join(f"{kind}: {value_of(row)}" for kind, row in zip(titles, rows, strict=True)) + "."
    drawn = "".join(_row(row, kind, ticks, end) for kind, row in zip(titles, rows, strict=True))
    return _gaps(title, alt, drawn + axis(ticks, end, "people"))


def _gaps(title: str, alt: str, drawn: str) -> Picture:
    return Picture(f'<figure class="rj-forest" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
                   f'{drawn}<p class="rj-note">Mark: what the records show. Line: the range they fit. Open mark and broken '
                   "line: too unsure for a verdict.</p></figure>", alt)


@with_numbers
def two_fields(row: Mapping, names: dict[str, str] | None = None) -> Picture | None:
    """A field of 100 dots for the model's people, and one for the other group; None where there is no number."""
    if sentences.missing(row["rate"]):
        return None
    event = words.EVENTS[row["outcome"]].were
    who = words.people(row["model"], row["exposure"], names)
    fields = [(row["rate"], row["model"], f"people {who}: {sentences.whole(row['rate'])} of 100 {event}")]
    if not sentences.missing(row["baseline_rate"]) and row["model"] != words.BASELINE:
        usual = sentences.compared_with(row, names)
        fields.append((row["baseline_rate"], words.BASELINE,
                       f"{usual}: {sentences.whole(row['baseline_rate'])} of 100 {event}"))
    html = "".join(hundred(share, model, caption[:1].upper() + caption[1:]) for share, model, caption in fields)
    return Picture(f'<div class="rj-fields">{html}</div>', ". ".join(caption for *_, caption in fields),
                   f"Of every 100 people, how many {event} within {words.window(int(row['window_months']))}")


@with_numbers
def satisfied(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> Picture | None:
    """Two fields of 100 dots from a row of `satisfaction`: the model's victims who answered, and the others'."""
    if sentences.missing(row["satisfied_rate"]):
        return None
    were = QUESTIONS[row["question"]].were
    fields = [(row["satisfied_rate"], row["model"], words.answered_cases(row["model"], exposure, names))]
    if not sentences.missing(row["baseline_satisfied_rate"]):
        fields.append((row["baseline_satisfied_rate"], words.BASELINE, f"with {sentences.satisfaction.compared_with(row)}"))
    said = [(share, model, f"Victims who answered {who}: {sentences.whole(share)} of 100 {were}") for share, model, who in fields]
    html = "".join(hundred(*field) for field in said)
    return Picture(f'<div class="rj-fields">{html}</div>', ". ".join(caption for *_, caption in said), f"Of every 100 victims who answered, how many {were}")


def hundred(share: float, model: str, caption: str) -> str:
    """A field of 100 dots, as many filled as people of 100 to whom it happened."""
    colour = colour_and_shape(model)[0]
    filled = sentences.whole(share)
    dots = "".join(
        f'<circle cx="{5 + 10 * (i % 10)}" cy="{5 + 10 * (i // 10)}" r="3.6" stroke="{colour}" stroke-width="0.9" '
        f'fill="{colour if i < filled else "none"}"/>' for i in range(100))
    return (f'<figure class="rj-hundred" role="img" aria-label="{escape(caption)}"><svg viewBox="0 0 100 100">{dots}'
            f'</svg><figcaption>{escape(caption)}</figcaption></figure>')


def _row(row: Mapping, title: str, ticks: list[float], end: float) -> str:
    model, first = row["model"], row["model"] == words.BASELINE
    grid = "".join(f'<line class="{"rj-grid" if tick else "rj-base"}" x1="{at(tick, end)}" x2="{at(tick, end)}" y1="0" '
                   'y2="100%"/>' for tick in ticks)
    body = ""
    if first:
        body = f'<svg x="50%" y="50%" overflow="visible">{mark(model)}</svg>'
    elif not sentences.missing(row["risk_difference"]):
        unsure = row["status"] == "low"
        low, point, high = (at(row[name], end) for name in ("risk_difference_low", "risk_difference", "risk_difference_high"))
        dashes = ' stroke-dasharray="4 3"' if unsure else ""
        body = (f'<line x1="{low}" x2="{high}" y1="50%" y2="50%" stroke="{colour_and_shape(model)[0]}" '
                f'stroke-width="2.5"{dashes}/><svg x="{point}" y="50%" overflow="visible">{mark(model, unsure)}</svg>')
    number, _, range_ = value_of(row).partition(" (")
    absent = " rj-absent" if first or not body else ""
    value = f"<b>{escape(number)}</b>" + (f" <span>({escape(range_)}</span>" if range_ else "")
    return (f'<div class="rj-row{" rj-first" if first else ""}"><span class="rj-name">'
            f'{escape(title)}</span><span class="rj-value{absent}">{value}</span>'
            f'<div class="rj-strip"><svg>{grid}{body}</svg></div></div>')


def axis(ticks: list[float], end: float, again: str) -> str:
    """The row under a forest of gaps: its numbers, and which way is which."""
    labels = "".join(
        f'<text x="{at(tick, end)}" y="14" text-anchor="{"start" if tick == -end else "end" if tick == end else "middle"}">'
        f"{abs(sentences.whole(tick))}</text>" for tick in ticks)
    return ('<div class="rj-row rj-axis"><div class="rj-strip">'
            f'<svg height="18" width="100%" overflow="visible">{labels}</svg>'
            f'<div class="rj-ways"><span>← fewer {escape(again)}</span><span>more {escape(again)} →</span></div></div></div>')


def value_of(row: Mapping) -> str:
    """A gap and its range, or why there is none."""
    if row["model"] == words.BASELINE or sentences.missing(row["risk_difference"]):
        return sentences.in_short(row)
    return sentences.difference(row)


def at(gap: float, end: float) -> str:
    """Where a gap stands between -end and end, in percent of the strip."""
    return f"{50 + 50 * gap / end:.2f}%"


def axis_end(rows: Sequence[Mapping]) -> float:
    """How far the axis goes both ways, so that every range fits."""
    limits = [abs(row[name]) for row in rows for name in ("risk_difference_low", "risk_difference_high")
              if not sentences.missing(row[name])]
    return next(end for end in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1.0) if max(limits, default=0.1) <= end or end == 1.0)


def ticks_of(end: float) -> list[float]:
    """Where the axis has its numbers."""
    step = {0.05: 0.01, 0.1: 0.05, 0.15: 0.05, 0.2: 0.1, 0.3: 0.1, 0.4: 0.2, 0.6: 0.2, 1.0: 0.5}[end]
    count = round(end / step)
    return [round(step * i, 2) for i in range(-count, count + 1)]
