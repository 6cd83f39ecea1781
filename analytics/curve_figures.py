"""Curves day by day, drawn with Plotly: what can be read off a line by pointing at it.

Two drawings of the same lines: one with room for a name at each line's end, one for narrow screens, where the
names stand beneath with the numbers still followed. Colours, dashes and marks belong to the models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics import curve_beneath, figures, sentences, words
from analytics.curve_lines import NO_LINE, NOTHING, Line, lines, whole
from analytics.curve_reference import TITLE, Reference
from analytics.curve_reference import traces as traces_behind
from analytics.vocabulary import window_days

MONTH = 365 / 12
NOTE_WIDTH = 32  # letters that have room beside the wide drawing
FINEST = 360  # steps drawn from left to right; more can't be seen
TEXT = 14
TITLE_LINE = 19  # pixels of a line of the title
INK = "#1B2126"  # of the image that is kept; on screen the style sheet gives the page's own paper and ink


@dataclass(frozen=True)
class Chart:
    """A drawing for wide screens and one for narrow ones, the sentence that says what they show, and what
    stands under them: a note, and (as our own HTML) the names and how many were still followed."""

    figure: go.Figure
    alt: str
    caption: str
    narrow: go.Figure
    beneath: str


@dataclass(frozen=True)
class _Sheet:
    """What differs between the two drawings; lengths in pixels."""

    height: int
    left: int
    right: int
    top: int
    bottom: int
    title_width: int
    title_lines: int
    labels: bool

    @property
    def inner(self) -> int:
        return self.height - self.top - self.bottom

    def with_room_for(self, title: str) -> "_Sheet":
        """As high above as the title needs, the lines drawn as large as before."""
        more = max(len(wrap(title, self.title_width)) - self.title_lines, 0) * TITLE_LINE
        return replace(self, height=self.height + more, top=self.top + more)


WIDE = _Sheet(height=430, left=40, right=220, top=44, bottom=38, title_width=80, title_lines=1, labels=True)
NARROW = _Sheet(height=360, left=34, right=24, top=62, bottom=38, title_width=34, title_lines=2, labels=False)


def curves(rows: pd.DataFrame | Sequence[Mapping], names: Mapping[str, str] | None = None,
           models: Sequence[str] | None = None, months: int = 60, note: str = "", behind: Reference | None = None) -> Chart:
    """The curves of a few models and of the usual sentence, from the rows of `curve`.

    models: those to draw; without a choice the first three that have a curve. months: where the time axis ends.
    note: what must stand on every copy of the drawing, such as that the records are invented. behind: a published curve.
    """
    drawn = lines(rows, names, models, months)
    first = pd.DataFrame(rows).iloc[0]
    km = first["kind"] == "km"
    title = f"Of every 100 people, how many {_had(words.EVENTS[first['outcome']].were, yet=km)}"
    behind = None if km else behind
    top = 100 if km else _top(drawn, behind)
    ticks = time_ticks(months)
    wide, narrow = (_figure(drawn, title, top, months, ticks, sheet.with_room_for(title), note, behind) for sheet in (WIDE, NARROW))
    about = f" {behind.about}" if behind else ""
    return Chart(wide, _alt(title, drawn, months) + about, _caption(first, km) + about, narrow,
                 curve_beneath.numbers_followed(drawn, ticks, WIDE, NARROW))


def time_ticks(months: int) -> list[int]:
    """Months that are named on the time axis: at most 6, the last one its end."""
    step = next((step for step in (1, 2, 3, 6, 12, 24, 36) if months % step == 0 and months / step <= 5), months)
    return list(range(0, months + 1, step))


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places near those wanted, in the same order, at least `apart` from one another and within low..high."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    groups: list[list[float]] = []  # [middle, members]
    for i in order:
        groups.append([min(max(wanted[i], low), high), 1])
        while len(groups) > 1 and groups[-1][0] - groups[-2][0] < apart * (groups[-1][1] + groups[-2][1]) / 2:
            (middle, members), (other, others) = groups.pop(), groups.pop()
            both = members + others
            half = apart * (both - 1) / 2
            centre = (middle * members + other * others) / both
            groups.append([max(min(centre, high - half), low + half), both])
    places = [middle + apart * (k - (members - 1) / 2) for middle, members in groups for k in range(int(members))]
    found = dict(zip(order, places, strict=True))
    return [found[i] for i in range(len(wanted))]


def _figure(drawn: list[Line], title: str, top: float, months: int, ticks: list[int], sheet: _Sheet,
            note: str, behind: Reference | None) -> go.Figure:
    traces, shapes, texts = traces_behind(behind) if behind else [], [], [_corner(_wrapped(title, sheet.title_width), sheet)]
    visible = [line for line in drawn if line.drawn]
    for line in visible:
        traces += _band(line)
    for line in visible:
        traces += [_course(line), _end_mark(line), _read_off(line, months)]
    if sheet.labels:
        ends = [line.value_at(line.last_day) for line in visible] + ([float(behind.value[-1])] if behind else [])
        places = spread(ends, 21 * top / sheet.inner, 0.06 * top * (_wrapped(note, NOTE_WIDTH).count("<br>") + 1) if note else 0, top)
        if behind:
            texts.append(_end_text(TITLE, whole(ends[-1]), places[-1]))
        for line, place in zip(visible, places, strict=False):
            shapes.append(_leader(line, place, months))
            texts.append(_label(line, place))
    if note:
        side, shift = ("left", 13) if sheet.labels else ("right", 0)
        texts.append({"text": _wrapped(note, NOTE_WIDTH), "xref": "paper", "yref": "paper", "x": 1, "y": 0, "xanchor": side, "xshift": shift,
                      "yanchor": "bottom", "showarrow": False, "font": {"size": 12, "color": INK}})
    return go.Figure({"data": traces, "layout": {
        "height": sheet.height, "showlegend": False, "hovermode": "x unified", "dragmode": False,
        "paper_bgcolor": figures.PAGE_COLOURS[0], "plot_bgcolor": "rgba(0,0,0,0)", "font": {"size": TEXT, "color": INK},
        "margin": {"l": sheet.left, "r": sheet.right, "t": sheet.top, "b": sheet.bottom, "autoexpand": False},
        "xaxis": {"range": [0, months], "tickvals": ticks, "ticktext": [_tick(tick, months, sheet) for tick in ticks],
                  "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "showspikes": False,
                  "tickfont": {"size": TEXT, "color": INK}, "unifiedhovertitle": {"text": "%{x} months after release"},
                  "automargin": False},
        "yaxis": {"range": [0, top], "tickvals": list(range(0, int(top) + 1, 20 if top > 40 else 10 if top > 10 else 5)),
                  "fixedrange": True, "zeroline": True, "zerolinecolor": "#767C84", "zerolinewidth": 1, "title": None,
                  "gridcolor": "rgba(118,124,132,0.28)",
                  "tickfont": {"size": TEXT, "color": INK}, "automargin": False},
        "shapes": shapes, "annotations": texts}})


def _course(line: Line) -> dict:
    colour, shape = figures.colour_and_shape(line.model)
    days, values = _seen(*line.points(line.value))
    return {"type": "scatter", "mode": "lines", "x": _time(days), "y": _values(values), "hoverinfo": "skip", "name": plain(line.title),
            "line": {"color": colour, "dash": figures.DASHES[shape], "shape": line.shape,
                     "width": 1.75 if line.status == "low" else 3 if line.model == words.BASELINE else 2.5}}


def _band(line: Line) -> list[dict]:
    colour = figures.colour_and_shape(line.model)[0]
    soft = "rgba({},{},{},0.16)".format(*(int(colour[i:i + 2], 16) for i in (1, 3, 5)))
    edge = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": 0, "shape": line.shape}}
    (days, high), (_, low) = (_seen(*line.points(column)) for column in (line.high, line.low))
    if not days.size:
        return []
    return [{**edge, "x": _time(days), "y": _values(high)}, {**edge, "x": _time(days), "y": _values(low), "fill": "tonexty", "fillcolor": soft}]


def _end_mark(line: Line) -> dict:
    colour, shape = figures.colour_and_shape(line.model)
    symbol, size = figures.SYMBOLS[shape]
    return {"type": "scatter", "mode": "markers", "x": _time([line.last_day]), "y": _values([line.value_at(line.last_day)]),
            "hoverinfo": "skip", "cliponaxis": False,
            "marker": {"color": colour, "size": size, "symbol": symbol + ("-open" if line.status == "low" else ""),
                       "line": {"width": 2 if line.status == "low" or symbol.startswith("line") else 0, "color": colour}}}


def _read_off(line: Line, months: int) -> dict:
    """Unseen points, one a month, that tell the line's value where somebody points."""
    at = [(month, day) for month in range(months + 1) if line.around(day := window_days(month)) is not None]
    colour = figures.colour_and_shape(line.model)[0]
    return {"type": "scatter", "mode": "markers", "x": np.array([month for month, _ in at]),
            "y": _values([line.value_at(day) for _, day in at]), "meta": plain(line.title),
            "marker": {"color": colour, "size": 3},
            "text": np.array([line.said_at(day) for _, day in at], dtype=object),
            "hovertemplate": "%{meta}: %{text}<extra></extra>"}


def _leader(line: Line, place: float, months: int) -> dict:
    """From the line's end to its name."""
    return {"type": "line", "x0": line.last_day / MONTH, "y0": line.value_at(line.last_day), "x1": months * 1.015, "y1": place,
            "line": {"color": figures.colour_and_shape(line.model)[0], "width": 1, "dash": "dot"}}


def _label(line: Line, place: float) -> dict:
    return _end_text(line.title if len(line.title) <= 24 else line.title[:23].rstrip() + "…", line.end, place)


def _end_text(name: str, said: object, place: float) -> dict:
    return {"text": f"{plain(name)} <b>{said}</b>", "xref": "paper", "x": 1, "xanchor": "left",
            "xshift": 13, "y": place, "yanchor": "middle", "showarrow": False, "align": "left", "font": {"size": TEXT, "color": INK}}


def _corner(text: str, sheet: _Sheet) -> dict:
    return {"text": text, "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom",
            "xshift": -sheet.left, "yshift": 14, "showarrow": False, "align": "left", "font": {"size": TEXT, "color": INK}}


def _seen(days: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points to draw: all, or where there are more than can be seen, those in force at evenly spaced days."""
    if days.size > FINEST:
        grid = np.linspace(days[0], days[-1], FINEST + 1)
        rows = np.unique(np.searchsorted(days, grid, side="right") - 1)
        days, values = days[rows], values[rows]
    return days, values


def _time(days: Sequence[int]) -> np.ndarray:
    """In months, fine enough for any screen; arrays, because Plotly is many times faster with them."""
    return np.round(np.asarray(days, dtype=float) / MONTH, 2).astype(np.float32)


def _values(per_100: Sequence[float]) -> np.ndarray:
    return np.round(np.asarray(per_100, dtype=float), 2).astype(np.float32)


def _top(drawn: list[Line], behind: Reference | None = None) -> float:
    known = float(behind.value[-1]) if behind else 0
    highest = max(known, max((float(max(line.points(column)[1].max(initial=0) for column in (line.value, line.high))) for line in drawn),
                             default=0))
    return next(top for top in (10, 20, 30, 40, 60, 80, 100) if highest <= top)


def _tick(month: int, months: int, sheet: _Sheet) -> str:
    if month == 0:
        return "0"
    unit, number = ("year", month // 12) if months % 12 == 0 and month % 12 == 0 else ("month", month)
    if not sheet.labels:
        return f"{number} {'yr' if unit == 'year' else 'mo'}"
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _wrapped(text: str, width: int) -> str:
    return "<br>".join(plain(line) for line in wrap(text, width))


def plain(text: str) -> str:
    """Text that the drawing shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _had(were: str, yet: bool) -> str:
    done = "been " + were.removeprefix("were ") if were.startswith("were ") else were.replace("came", "come", 1)
    return f"had not {done}" if yet else f"had {done}"


def _alt(title: str, drawn: list[Line], months: int) -> str:
    said = []
    for line in drawn:
        if not line.drawn:
            said.append(f"{line.title}: {NO_LINE.get(line.status, NOTHING)}")
            continue
        end = window_days(months)
        when = "" if line.last_day == end else f", up to day {line.last_day:,}"
        unsure = ", too few to judge" if line.status == "low" else ""
        said.append(f"{line.title}: {line.said_at(line.last_day)}{when}{unsure}")
    return f"{title}, from release to {words.window(months)} after it. At the end, " + "; ".join(said) + "."


def _caption(row: Mapping, km: bool) -> str:
    said = ["Line: what the records show. Band: the range they fit."]
    if not sentences.missing(row["min_cell"]) and row["min_cell"] > 0:
        said.append(f"To protect them, a line has a point only where it happened to at least {int(row['min_cell'])} people more; it is drawn straight between.")
    said.append("People leave the count when their records end." if km else
                "People who died stay in the count, without the event.")
    if row["adjust"] == "none":
        said.append("The groups were not matched, so don't read a gap between lines as what the programs did.")
    return " ".join(said)
