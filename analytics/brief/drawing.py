"""Charts as one vector drawing each: for images that are kept, and for the report.

Only shapes and text, no script, nothing from elsewhere. Lengths in pixels of a drawing 900 wide.
"""

import math
from collections.abc import Sequence
from html import escape

from analytics import figures
from analytics.answer_figures import NAMES
from analytics.brief.charts import Answers, Chart, Course, Courses, Dots, Ladder, Mixes, Steps, Words
from analytics.curve_figures import spread
from analytics.sentences import whole

WIDTH, NAMES_WIDE, VALUES_WIDE, LINE, TEXT, SMALL = 900, 170, 215, 20, 14, 12
MONTH = 365 / 12
INK, SOFT, GRID, BASE, PAPER = "#1B2126", "#4F555B", "#D5D8DC", "#767C84", "#FFFFFF"
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
ANSWERS = ("#8C4200", "#AE5F18", "#6F757B", "#277BA2", "#005C8A")
MIXED = ("#A9CBE0", "#5F9FC4", "#0B5E7D", "#C9CCD0")
LEFT, RIGHT = NAMES_WIDE, WIDTH - VALUES_WIDE


def text(x: float, y: float, said: str, *, anchor: str = "start", size: int = TEXT, bold: bool = False, ink: str = INK) -> str:
    """A line of text."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{ink}"{weight}>{escape(said)}</text>'


def wrapped(said: str, letters: int) -> list[str]:
    """A text in lines of at most so many letters; a word longer than that is cut."""
    lines: list[str] = []
    for word in (piece for word in said.split() for piece in (word[i:i + letters] for i in range(0, len(word), letters))):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def drawn(chart: Chart) -> tuple[str, float]:
    """A chart's shapes, from y = 0 down, and how high they are."""
    return {"dots": _dots, "answers": _answers, "courses": _courses, "ladder": _ladder, "mixes": _mixes, "steps": _steps,
            "words": _words}[chart.kind](chart)


def _dots(chart: Dots) -> tuple[str, float]:
    low = -chart.end if chart.ways[0] else 0.0
    bottom = 30.0 * len(chart.rows)

    def at(value: float) -> float:
        return LEFT + 10 + (RIGHT - LEFT - 20) * (value - low) / (chart.end - low)

    parts = []
    for number in range(round((chart.end - low) / chart.step) + 1):
        tick = low + number * chart.step
        zero = abs(tick) < 1e-9
        parts.append(_line(at(tick), 0, at(tick), bottom, BASE if zero else GRID, 2 if zero else 1))
        parts.append(text(at(tick), bottom + 16, f"{abs(tick):g}", anchor="middle", size=SMALL, ink=SOFT))
    for number, row in enumerate(chart.rows):
        y = 30.0 * number + 15
        inside = [text(LEFT - 4, y + 5, _cut(row.label, 24), anchor="end", bold=row.model == "retributive_only"), text(RIGHT + 6, y + 5, row.said, size=13)]
        if row.point is not None:
            if row.low is not None and row.high is not None:
                inside.append(_line(at(row.low), y, at(row.high), y, _colour(row.model), 2.5, "4 3" if row.unsure else ""))
            if row.twin is not None:
                inside.append(f'<circle cx="{at(row.twin):.1f}" cy="{y:.0f}" r="4" fill="{BASE}"/>')
            inside.append(_mark(row.model, at(row.point), y, row.unsure))
        parts.append(f'<g class="row"><title>{escape(row.label)}: {escape(row.said)}</title>{"".join(inside)}</g>')
    if chart.ways[0]:
        parts.append(text(LEFT, bottom + 34, f"← {chart.ways[0]}", size=SMALL, ink=SOFT))
        parts.append(text(RIGHT, bottom + 34, f"{chart.ways[1]} →", anchor="end", size=SMALL, ink=SOFT))
    if any(row.twin is not None for row in chart.rows):
        parts.append(f'<circle cx="{(LEFT + RIGHT) / 2 - 82}" cy="{bottom + 30:.0f}" r="4" fill="{BASE}"/>'
                     + text((LEFT + RIGHT) / 2 - 72, bottom + 34, "the groups as they came", size=SMALL, ink=SOFT))
    return "".join(parts), bottom + 42


def _answers(chart: Answers) -> tuple[str, float]:
    left, right = LEFT + 190, WIDTH - 10
    worse = max((_worse(bar.parts) for bar in chart.bars), default=0) or 1
    better = max((sum(part.value for part in bar.parts) - _worse(bar.parts) for bar in chart.bars if bar.parts), default=0) or 1
    scale = (right - left) / (worse + better)
    middle = left + worse * scale
    parts, x = [], float(left)
    for number, name in enumerate(NAMES):
        parts.append(f'<rect x="{x:.0f}" y="2" width="14" height="12" fill="{ANSWERS[number]}"/>' + text(x + 19, 13, name, size=SMALL))
        x += 34 + 7 * len(name)
    bottom = 26.0 + 40 * len(chart.bars)
    parts.append(_line(middle, 22, middle, bottom, BASE, 2))
    for number, bar in enumerate(chart.bars):
        y, at = 26.0 + 40 * number, middle - _worse(bar.parts) * scale
        inside = [text(0, y + 14, _cut(bar.label, 40), bold=True), text(0, y + 30, f"{bar.said}, {bar.silent}", size=SMALL, ink=SOFT)]
        for part in bar.parts:
            wide, colour = part.value * scale, ANSWERS[part.bands[0]]
            inside.append(f'<rect x="{at:.1f}" y="{y + 3:.0f}" width="{wide:.1f}" height="28" fill="{colour}" stroke="{PAPER}"/>')
            if len(part.bands) > 1:
                inside += [_line(at + step, y + 3, at + step, y + 31, ANSWERS[part.bands[-1]], 3) for step in range(4, int(wide), 9)]
            elif wide > 22:
                inside.append(text(at + wide / 2, y + 22, str(whole(part.value / 100)), anchor="middle", size=SMALL, ink=PAPER))
            at += wide
        parts.append(f'<g class="row"><title>{escape(bar.label)}: {escape(bar.said)}, {escape(bar.silent)}</title>{"".join(inside)}</g>')
    if any(len(part.bands) > 1 for bar in chart.bars for part in bar.parts):
        parts.append(text(0, bottom + 16, "Striped: kept together, because few people gave one of these answers.", size=SMALL, ink=SOFT))
        bottom += 20
    return "".join(parts), bottom + 6


def _courses(chart: Courses) -> tuple[str, float]:
    left, right, height = 40.0, float(RIGHT - 20), 320.0

    def across(day: float) -> float:
        return left + (right - left) * day / (chart.months * MONTH)

    def down(value: float) -> float:
        return height - height * value / chart.top

    step = 20 if chart.top > 40 else 10 if chart.top > 10 else 5
    parts = [_line(left, down(tick), right, down(tick), GRID, 1) + text(left - 6, down(tick) + 5, f"{tick:g}", anchor="end", size=SMALL, ink=SOFT)
             for tick in range(0, int(chart.top) + 1, step)]
    parts += [text(across(tick * MONTH), height + 18, str(tick), anchor="middle", size=SMALL, ink=SOFT) for tick in chart.ticks]
    parts.append(text((left + right) / 2, height + 36, "Months after release", anchor="middle", size=SMALL, ink=SOFT))
    places = spread([down(line.points[-1][1]) for line in chart.lines], 20, 8, height)
    for line, place in zip(chart.lines, places, strict=True):
        colour, shape = figures.colour_and_shape(line.model)
        band = [point for point in line.points if point[2] is not None and point[3] is not None]
        inside = []
        if band:
            upper = _corners([(day, high) for day, _, _, high in band], line, across, down)
            lower = _corners([(day, low) for day, _, low, _ in band], line, across, down)
            inside.append(f'<polygon points="{" ".join(upper + lower[::-1])}" fill="{colour}" fill-opacity="0.16"/>')
        corners = _corners([(day, value) for day, value, *_ in line.points], line, across, down)
        dashes = _dash("2 4" if line.twin else "" if shape == "bar" else figures.DASHES[shape].replace("px", ""))
        inside.append(f'<polyline points="{" ".join(corners)}" fill="none" stroke="{colour}" stroke-width="{1.5 if line.twin else 2.5}"{dashes}/>')
        end = across(line.last_day), down(line.points[-1][1])
        inside += [_line(*end, right + 8, place, colour, 1, "2 2"), "" if line.twin else _mark(line.model, *end, line.unsure),
                   text(right + 12, place + 5, f"{_cut(line.label, 26)} {line.said}", size=13)]
        parts.append(f'<g class="row line" data-label="{escape(line.label)}"><title>{escape(line.label)}: {escape(line.said)}</title>{"".join(inside)}</g>')
    y = height + 58
    parts.append(text(left, y, "Still followed", size=SMALL, ink=SOFT, bold=True))
    for line in chart.lines:
        if line.twin:
            continue
        y += 18
        parts += [text(across(tick * MONTH), y, said, anchor="middle", size=SMALL) for tick, said in zip(chart.ticks, line.followed, strict=True)]
        parts.append(text(right + 36, y, _cut(line.label, 26), size=SMALL))
    return "".join(parts), y + 8


def _ladder(chart: Ladder) -> tuple[str, float]:
    left, right, height = 40.0, float(RIGHT - 30), 320.0
    across = [left + 30 + (right - left - 30) * number / (len(chart.steps) - 1) for number in range(len(chart.steps))]
    parts = [_line(left, height - height * tick / 100, right, height - height * tick / 100, GRID, 1)
             + text(left - 6, height - height * tick / 100 + 5, str(tick), anchor="end", size=SMALL, ink=SOFT) for tick in range(0, 101, 20)]
    for x, step in zip(across, chart.steps, strict=True):
        parts += [text(x, height + 18 + 14 * number, line, anchor="middle", size=SMALL, ink=SOFT) for number, line in enumerate(wrapped(step, 13))]
    ways = [way for way in chart.ways if any(value is not None for value in way.values[1:])]
    last = [height - height * next(value for value in reversed(way.values) if value is not None) / 100 for way in ways]
    for way, place in zip(ways, spread(last, 20, 8, height), strict=True):
        pieces = [[(across[step], height - height * way.values[step] / 100) for step in piece] for piece in way.pieces]
        points = [point for piece in pieces for point in piece]
        inside = [*(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in piece)}" fill="none" stroke="{_colour(way.model)}" stroke-width="2"'
                    f'{_dash("4 3" if way.unsure else "")}/>' for piece in pieces), *(_mark(way.model, x, y, way.unsure, 0.75) for x, y in points),
                  _line(*points[-1], right + 20, place, _colour(way.model), 1, "2 2"), _mark(way.model, right + 28, place, way.unsure, 0.75),
                  text(right + 38, place + 5, f"{_cut(way.label, 24)} {way.said}", size=13)]
        parts.append(f'<g class="row"><title>{escape(way.label)}: {escape(way.said)}</title>{"".join(inside)}</g>')
    return "".join(parts), height + 52


def _mixes(chart: Mixes) -> tuple[str, float]:
    parts, x = [], float(LEFT)
    for number, kind in enumerate(chart.kinds):
        parts.append(f'<rect x="{x:.0f}" y="2" width="14" height="12" fill="{MIXED[number % 4]}"/>' + text(x + 19, 13, kind, size=SMALL))
        x += 40 + 7 * len(kind)
    for number, row in enumerate(chart.rows):
        y, at = 24.0 + 30 * number, float(LEFT)
        inside = [text(LEFT - 8, y + 17, _cut(row.label, 24), anchor="end", bold=row.model == "retributive_only")]
        for kind, share in enumerate(row.shares):
            wide = (WIDTH - LEFT - 10) * (share or 0) / 100
            inside.append(f'<rect x="{at:.1f}" y="{y}" width="{wide:.1f}" height="24" fill="{MIXED[kind % 4]}" stroke="{PAPER}"/>')
            if wide > 26:
                inside.append(text(at + wide / 2, y + 17, str(whole(share / 100)), anchor="middle", size=SMALL, ink=PAPER if kind == 2 else INK))
            at += wide
        said = ", ".join(f"{kind.lower()} {'hidden' if share is None else whole(share / 100)}" for kind, share in zip(chart.kinds, row.shares, strict=True))
        parts.append(f'<g class="row"><title>{escape(row.label)}: {escape(said)}</title>{"".join(inside)}</g>')
    return "".join(parts), 24.0 + 30 * len(chart.rows) + 6


def _steps(chart: Steps) -> tuple[str, float]:
    at, spans = 0.0, []
    for label, amount, whole in chart.rows:
        start, at = (0.0, amount) if whole else (at, at + amount)
        spans.append((label, amount, start, at, whole))
    low, high = min(0.0, *(min(a, b) for _, _, a, b, _ in spans)), max(0.0, *(max(a, b) for _, _, a, b, _ in spans))
    height, wide = 300.0, (WIDTH - 40) / max(len(spans), 1)

    def down(value: float) -> float:
        return 20 + height - height * (value - low) / ((high - low) or 1)

    parts = [_line(20, down(0), WIDTH - 20, down(0), BASE, 2)]
    for number, (label, amount, start, end, whole) in enumerate(spans):
        x, top = 20 + wide * number + wide * 0.15, min(down(start), down(end))
        fill = "#5B6168" if whole else "#277BA2" if amount >= 0 else "#AE5F18"
        said = f"{'-' if amount < 0 else ''}{chart.unit}{abs(amount):,.0f}"
        parts.append(f'<g class="row"><title>{escape(label)}: {escape(said)}</title><rect x="{x:.1f}" y="{top:.1f}" width="{wide * 0.7:.1f}" '
                     f'height="{abs(down(start) - down(end)):.1f}" fill="{fill}"/>{text(x + wide * 0.35, top - 6, said, anchor="middle", size=SMALL)}</g>')
        parts += [text(x + wide * 0.35, height + 40 + 14 * line, word, anchor="middle", size=SMALL)
                  for line, word in enumerate(wrapped(label, max(8, int(wide / 7))))]
    return "".join(parts), height + 40 + 14 * max((len(wrapped(label, max(8, int(wide / 7)))) for label, *_ in spans), default=1)


def _words(chart: Words) -> tuple[str, float]:
    starts = [WIDTH * sum(chart.widths[:number]) for number in range(len(chart.columns))]
    letters = [max(6, int(WIDTH * width / 8)) for width in chart.widths]
    head = max((len(wrapped(title, fit)) for title, fit in zip(chart.columns, letters, strict=True)), default=1) - 1
    parts = [text(x, 16 + 15 * line, said, bold=True, size=13) for x, title, fit in zip(starts, chart.columns, letters, strict=True)
             for line, said in enumerate(wrapped(title, fit))]
    for number, row in enumerate(chart.rows):
        y = 28.0 + 15 * head + 26 * number
        parts.append(_line(0, y - 4, WIDTH, y - 4, GRID, 1))
        parts += [text(x, y + 14, _cut(said, 34), size=13, bold=column == 0) for column, (x, said) in enumerate(zip(starts, row, strict=True))]
    return "".join(parts), 28.0 + 15 * head + 26 * len(chart.rows) + 6


def _corners(points: Sequence[tuple[int, float]], line: Course, across, down) -> list[str]:
    """Corners of a line over time to its last day."""
    corners: list[tuple[float, float]] = []
    for day, value in points:
        if corners and not line.straight:
            corners.append((across(day), corners[-1][1]))
        corners.append((across(day), down(value)))
    corners.append((across(line.last_day), corners[-1][1]))
    return [f"{x:.1f},{y:.1f}" for x, y in corners]


def _worse(parts: Sequence) -> float:
    return math.fsum(part.value / 2 if 2 in part.bands else part.value for part in parts if part.bands[0] <= 2)


def _mark(model: str, x: float, y: float, open_: bool, scale: float = 1.0) -> str:
    drawn = figures.mark(model, open_).replace("var(--rj-page)", PAPER)
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({scale})">{drawn}</g>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashes: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{_dash(dashes)}/>'


def _dash(dashes: str) -> str:
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _colour(model: str) -> str:
    return figures.colour_and_shape(model)[0]


def _cut(said: str, letters: int) -> str:
    return said if len(said) <= letters else said[:letters - 1].rstrip() + "…"
