"""Dots with their ranges in rows under one another: shares on 0 to 100, and ratios around "as often"."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log2

from analytics import figures, sentences

NOTE = "Mark: what the records show. Line: the range they fit. Open mark and broken line: too unsure for a verdict."
RATIO_TICKS = ((0.25, "a quarter"), (0.5, "half"), (1.0, "as often"), (2.0, "twice"), (4.0, "four times"))


@dataclass(frozen=True)
class Dot:
    """One row. model: whose colour and mark it takes. value: what stands beside it, and `small` after that.
    beneath: what stands under the title.

    point, low, high: where the mark and its line stand (a share, or a ratio); None where nothing may be drawn.
    """

    title: str
    model: str
    value: str
    point: float | None = None
    low: float | None = None
    high: float | None = None
    small: str = ""
    beneath: str = ""
    unsure: bool = False
    first: bool = False

    @property
    def said(self) -> str:
        """The row in words, for the text alternative."""
        return f"{self.title}: {self.value}" + (f" ({self.small})" if self.small else "") + (f", {self.beneath}" if self.beneath else "") + (", too few to judge" if self.unsure else "")


def shares(title: str, rows: Sequence[Dot], note: str = NOTE) -> figures.Picture:
    """Shares on an axis from 0 to 100 of 100."""
    ticks = "".join(f'<line class="{"rj-base" if not tick else "rj-grid"}" x1="{tick}%" x2="{tick}%" y1="0" y2="100%"/>' for tick in (0, 25, 50, 75, 100))
    labels = "".join(f'<text x="{tick}%" y="14" text-anchor="{"start" if not tick else "end" if tick == 100 else "middle"}">{tick}</text>'
                     for tick in (0, 25, 50, 75, 100))
    return _picture(title, rows, ticks, _axis(labels), lambda share: f"{100 * min(max(share, 0), 1):.2f}%", note)


def ratios(title: str, rows: Sequence[Dot], ways: tuple[str, str], note: str = NOTE) -> figures.Picture:
    """Ratios around 1, halves and doubles equally far from it; ways: what less and more are called on the axis."""
    def at(ratio: float) -> str:
        return f"{50 + 25 * min(max(log2(ratio), -2), 2):.2f}%" if ratio > 0 else "0%"

    ticks = "".join(f'<line class="{"rj-base" if tick == 1 else "rj-grid"}" x1="{at(tick)}" x2="{at(tick)}" y1="0" y2="100%"/>' for tick, _ in RATIO_TICKS)
    labels = "".join(f'<text x="{at(tick)}" y="14" text-anchor="{"start" if tick < 0.5 else "end" if tick > 2 else "middle"}">{said}</text>'
                     for tick, said in RATIO_TICKS if tick in (0.5, 1.0, 2.0))
    under = f'<div class="rj-ways"><span>← {escape(ways[0])}</span><span>{escape(ways[1])} →</span></div>'
    return _picture(title, rows, ticks, _axis(labels, under), at, note)


def _picture(title: str, rows: Sequence[Dot], grid: str, axis: str, at, note: str) -> figures.Picture:
    alt = f"{title}. " + "; ".join(row.said for row in rows) + "."
    drawn = "".join(_row(row, grid, at) for row in rows)
    return figures.Picture(f'<figure class="rj-forest" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
                           f'{drawn}{axis}<p class="rj-note">{escape(note)}</p></figure>', alt)


def _row(row: Dot, grid: str, at) -> str:
    body = ""
    if not sentences.missing(row.point):
        dashes = ' stroke-dasharray="4 3"' if row.unsure else ""
        if not sentences.missing(row.low):
            body = (f'<line x1="{at(row.low)}" x2="{at(row.high)}" y1="50%" y2="50%" stroke="{figures.colour_and_shape(row.model)[0]}" '
                    f'stroke-width="2.5"{dashes}/>')
        body += f'<svg x="{at(row.point)}" y="50%" overflow="visible">{figures.mark(row.model, row.unsure)}</svg>'
    value = f"<b>{escape(row.value)}</b>" if body else escape(row.value)
    small = f" <span>({escape(row.small)})</span>" if row.small else ""
    beneath = f"<small>{escape(row.beneath)}</small>" if row.beneath else ""
    return (f'<div class="rj-row{" rj-first" if row.first else ""}"><span class="rj-name">{escape(row.title)}{beneath}</span>'
            f'<span class="rj-value{"" if body else " rj-absent"}">{value}{small}</span>'
            f'<div class="rj-strip"><svg>{grid}{body}</svg></div></div>')


def _axis(labels: str, under: str = "") -> str:
    return ('<div class="rj-row rj-axis"><div class="rj-strip">'
            f'<svg height="18" width="100%" overflow="visible">{labels}</svg>{under}</div></div>')
