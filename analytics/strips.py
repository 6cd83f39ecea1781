"""Rows of a forest: a name, a strip with a mark and its line, a value; and the axis beneath them all."""

from collections.abc import Sequence
from html import escape

from analytics import figures
from analytics.figures import Picture


def row(name: str, small: str, value: str, body: str, ticks: Sequence[tuple[float, bool]], faded: bool = False) -> str:
    """One row as HTML. ticks: places of the grid lines, 0-100, and whether the line is the one that means no difference.

    value and body are HTML; name and small are text.
    """
    grid = "".join(f'<line class="{"rj-base" if base else "rj-grid"}" x1="{place:.2f}%" x2="{place:.2f}%" y1="0" y2="100%"/>'
                   for place, base in ticks)
    about = f"<small>{escape(small)}</small>" if small else ""
    return (f'<div class="rj-row"><span class="rj-name">{escape(name)}{about}</span><span class="rj-value{" rj-absent" if faded else ""}">'
            f'{value}</span><div class="rj-strip"><svg>{grid}{body}</svg></div></div>')


def interval(model: str, low: float, point: float | None, high: float, unsure: bool = False, thick: bool = False) -> str:
    """A line from low to high, places 0-100, and the model's mark at point; without a point a band."""
    colour, dashes = figures.colour_and_shape(model)[0], ' stroke-dasharray="4 3"' if unsure else ""
    line = (f'<line x1="{low:.2f}%" x2="{high:.2f}%" y1="50%" y2="50%" stroke="{colour}" stroke-width="{10 if thick else 2.5}"{dashes}/>')
    if point is None:
        return line
    return line + f'<svg x="{point:.2f}%" y="50%" overflow="visible">{figures.mark(model, unsure)}</svg>'


def axis(labels: Sequence[tuple[float, str]], ways: tuple[str, str]) -> str:
    """The axis: labels at their places, 0-100, and what each way means."""
    texts = "".join(f'<text x="{place:.2f}%" y="14" text-anchor="{"start" if place <= 0 else "end" if place >= 100 else "middle"}">'
                    f"{escape(label)}</text>" for place, label in labels)
    return ('<div class="rj-row rj-axis"><div class="rj-strip">'
            f'<svg height="18" width="100%" overflow="visible">{texts}</svg>'
            f'<div class="rj-ways"><span>← {escape(ways[0])}</span><span>{escape(ways[1])} →</span></div></div></div>')


def picture(title: str, said: Sequence[str], drawn: str, note: str, kind: str = "") -> Picture:
    """The whole drawing; said: what each row says, for the text alternative."""
    alt = f"{title}. {'; '.join(said)}."
    return Picture(f'<figure class="rj-forest {kind}" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
                   f'{drawn}<p class="rj-note">{escape(note)}</p></figure>', alt)
