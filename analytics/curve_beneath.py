"""What stands under the curves: each line's mark and name, and how many people it still stands for."""

from collections.abc import Sequence
from html import escape
from typing import Any

from analytics import figures, words
from analytics.curve_lines import ENDED, NO_LINE, NOTHING, Line
from analytics.vocabulary import window_days

def numbers_followed(drawn: Sequence[Line], ticks: Sequence[int], wide: Any, narrow: Any) -> str:
    """A table whose columns stand under the time axis; the drawing's margins are given in pixels."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(_after(tick))}</th>' for tick in ticks)
    body = "".join(_rows(line, ticks) for line in drawn)
    ended = " (–: the line has ended)" if f">{ENDED}<" in body else ""
    margins = (f"--rj-left:{wide.left}px;--rj-right:{wide.right}px;--rj-left-narrow:{narrow.left}px;"
               f"--rj-right-narrow:{narrow.right}px;--rj-column:{100 / (len(ticks) - 1):.4f}%")
    return (f'<div class="rj-under"><div class="rj-followed" style="{margins}"><table role="table"><caption>People still followed, to whom it '
            f'had not happened{ended}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{body}</tbody></table></div></div>')


def _rows(line: Line, ticks: Sequence[int]) -> str:
    name = f'{sample(line.model)}{escape(line.title)}'
    if not line.drawn:
        name += f': <i>{escape(NO_LINE.get(line.status, NOTHING))}</i>'
    elif line.status == "low":
        name += " <i>(too few to judge)</i>"
    end = "" if not line.drawn else f' <span class="rj-ends">{escape(line.said_at(line.last_day))}</span>'
    head = f'<tr role="row" class="rj-whose"><th scope="rowgroup" role="rowheader" colspan="{len(ticks)}">{name}{end}</th></tr>'
    if not line.drawn:
        return head
    cells = "".join(f'<td role="cell"><span>{escape(line.followed_at(window_days(tick)))}</span></td>' for tick in ticks)
    return f'{head}<tr role="row">{cells}</tr>'


def sample(model: str) -> str:
    """A short piece of the model's line with its mark."""
    colour, shape = figures.colour_and_shape(model)
    dashes = figures.DASHES[shape].replace("px", "").replace("solid", "")
    return (f'<svg class="rj-sample" viewBox="0 -9 44 18" aria-hidden="true"><line x1="0" x2="36" y1="0" y2="0" '
            f'stroke="{colour}" stroke-width="3" stroke-dasharray="{dashes}"/>'
            f'<g transform="translate(36 0)">{figures.mark(model)}</g></svg>')


def _after(month: int) -> str:
    return "at release" if month == 0 else f"after {words.window(month)}"
