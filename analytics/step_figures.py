"""Shares that build up month by month: stepped lines on 0 to 100, each named where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from analytics import figures, sentences

DASHES = {"solid": "", "broken": ' stroke-dasharray="7 4"'}


@dataclass(frozen=True)
class Line:
    """One line: (month, share) in order. `line`: solid or broken, so that it is told apart without its colour."""

    title: str
    colour: str
    points: Sequence[tuple[float, float]]
    line: str = "solid"

    @property
    def said(self) -> str:
        """The line in words, for the text alternative."""
        at = [point for point in self.points if point[0] in (6, 12, 24, 36)] or list(self.points[-1:])
        return f"{self.title}: " + ", ".join(f"{sentences.whole(share)} of 100 by month {month:g}" for month, share in at)


def steps(title: str, lines: Sequence[Line], months: int, note: str) -> figures.Picture:
    """Lines over months; each goes on level to the end of its own records."""
    alt = f"{title}. " + "; ".join(line.said for line in lines) + "."
    grid = "".join(f'<line class="rj-grid" x1="0" x2="100%" y1="{100 - tick}%" y2="{100 - tick}%"/>' for tick in (0, 25, 50, 75, 100))
    drawn = "".join(f'<path d="{_path(line.points, months)}" fill="none" stroke="{line.colour}" stroke-width="2.5"'
                    f'{DASHES[line.line]}/>' for line in lines)
    left = "".join(f'<span style="top:{100 - tick}%">{tick}</span>' for tick in (0, 50, 100))
    under = "".join(f'<span style="left:{100 * month / months:.2f}%">{month}</span>' for month in range(0, months + 1, 6))
    names = "".join(f'<li><svg viewBox="0 0 30 8" aria-hidden="true"><line x1="0" x2="30" y1="4" y2="4" stroke="{line.colour}" stroke-width="2.5"'
                    f'{DASHES[line.line]}/></svg>{escape(line.title)}: <b>{sentences.whole(line.points[-1][1])} of 100</b> by month '
                    f"{line.points[-1][0]:g}</li>" for line in lines)
    return figures.Picture(
        f'<figure class="rj-steps-over-time" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
        f'<div class="rj-plot"><div class="rj-plot-left" aria-hidden="true">{left}</div><div class="rj-plot-area"><svg class="rj-plot-grid">{grid}</svg>'
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{drawn}</svg></div>'
        f'<div class="rj-plot-under" aria-hidden="true">{under}</div></div><p class="rj-note rj-months">Months</p>'
        f'<ul class="rj-plot-names">{names}</ul><p class="rj-note">{escape(note)}</p></figure>', alt)


def _path(points: Sequence[tuple[float, float]], months: int) -> str:
    path, before = "", None
    for month, share in points:
        x, y = 100 * min(month, months) / months, 100 - 100 * share
        path += f"M{x:.2f} {y:.2f}" if before is None else f"H{x:.2f}V{y:.2f}"
        before = share
    return path
