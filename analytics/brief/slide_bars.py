"""Answers as stacked bars around their middle, amounts that add up, and tables, as native parts of a slide."""

import math

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from analytics.answer_figures import NAMES
from analytics.brief import chart_xml as xml
from analytics.brief.charts import Answers, Bar, Steps, Words
from analytics.brief.drawing import wrapped

PAINTS = ("8C4200", "AE5F18", "6F757B", "277BA2", "005C8A")  # worst to best: brown to blue
MIDDLE = 2
LETTER, WIDE_LETTER = 0.52, 0.58  # how wide a letter of Arial is for its height, and a bold one
BESIDE_TEXT = Pt(5)
KINDS = {f"{kind}, {side} 0": paint for kind, paint in (("More", "277BA2"), ("Less", "AE5F18"), ("Total", "5B6168")) for side in ("above", "below")}


def answers(slide, chart: Answers, box):
    """One bar a row; the middle answers stand half on each side of the line."""
    sides = _sides(chart.bars)
    data = CategoryChartData(number_format="0.0")
    data.categories = [f"{bar.label}: {bar.said}, {bar.silent}" for bar in chart.bars]
    for bands, side in sides:
        data.add_series(_name(bands), [_value(bar, bands, side) for bar in chart.bars])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
    native = frame.chart
    native.has_title, native.has_legend, native.font.size = False, False, Pt(12)
    native.plots[0].gap_width, native.plots[0].overlap = 45, 100
    for series, (bands, side) in zip(native.plots[0].series, sides, strict=True):
        _paint(series, bands)
        if MIDDLE not in bands:
            xml.only_large(series, [_value(bar, bands, side) for bar in chart.bars], 4, 11, "FFFFFF")
    longest = {side: max(sum(abs(_value(bar, *key) or 0) for key in sides if key[1] == side) for bar in chart.bars) for side in (-1, 1)}
    xml.scaled(native.value_axis, -5 * math.ceil(longest[-1] / 5), 5 * math.ceil(longest[1] / 5), 20)
    native.value_axis.visible = False
    xml.grid(native.value_axis, False)
    xml.quiet(native.category_axis)
    native.category_axis.reverse_order = True
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.category_axis.tick_labels.font.color.rgb = xml.rgb(xml.INK)
    native.category_axis.format.line.color.rgb = xml.rgb("767C84")
    native.category_axis.format.line.width = Pt(1.75)
    return frame


def key(bars: tuple[Bar, ...]) -> list[tuple[str, str]]:
    """(name with its sign, colour) of every kind of answer that is drawn, worst first; for what stands over the bars."""
    drawn = {part.bands for bar in bars for part in bar.parts}
    return [(f"{'■' if len(bands) == 1 else '▨'} {_name(bands)}", PAINTS[bands[0]]) for bands in sorted(drawn)]


def steps(slide, chart: Steps, box):
    """Amounts that add up from left to right: each floats where the one before ended."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = [f"{label}\n{'–' if amount < 0 else ''}{chart.unit}{abs(amount):,.0f}" for label, amount, _ in chart.rows]
    pieces = {name: [] for name in ("Below", *KINDS)}
    at = 0.0
    for _, amount, whole in chart.rows:
        start, at = (0.0, amount) if whole else (at, at + amount)
        low, high = min(start, at), max(start, at)
        kind = "Total" if whole else "More" if amount >= 0 else "Less"
        pieces["Below"].append(low if low > 0 else high if high < 0 else 0.0)
        for name in KINDS:  # what crosses 0 stands in two pieces, since columns are stacked away from 0 on both sides
            part = max(high, 0.0) - max(low, 0.0) if name.endswith("above 0") else min(low, 0.0) - min(high, 0.0)
            pieces[name].append(part if name.startswith(kind) and part else None)
    for name, values in pieces.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_STACKED, *box, data)
    native = frame.chart
    native.has_title = native.has_legend = False
    native.font.size, native.plots[0].gap_width, native.plots[0].overlap = Pt(12), 40, 100
    for series in native.plots[0].series:
        if series.name == "Below":
            series.format.fill.background()
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = xml.rgb(KINDS[series.name])
    xml.quiet(native.category_axis)
    xml.quiet(native.value_axis)
    native.value_axis.tick_labels.number_format, native.value_axis.tick_labels.number_format_is_linked = f"{chart.unit}#,##0", False
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.category_axis.tick_labels.font.color.rgb = xml.rgb(xml.INK)
    xml.grid(native.value_axis, True)
    return frame


def words(slide, chart: Words, box):
    """A native table with a header row, its letters as large as its box allows."""
    left, top, width, height = box
    frame = slide.shapes.add_table(len(chart.rows) + 1, len(chart.columns), left, top, width, Emu(int(height) // (len(chart.rows) + 1)))
    table = frame.table
    size, needed = next(fit for fit in ((size, _heights(chart, int(width), size)) for size in (12, 11, 10, 9)) if sum(fit[1]) <= height or fit[0] == 9)
    spare = max(int(height) - sum(needed), 0) // len(needed)
    for share, column in zip(chart.widths, table.columns, strict=True):
        column.width = Emu(int(width * share))
    for row, texts in enumerate((chart.columns, *chart.rows)):
        table.rows[row].height = Emu(needed[row] + spare)
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            cell.text, cell.vertical_anchor = text, MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Pt(1)
            cell.margin_left = cell.margin_right = BESIDE_TEXT
            cell.fill.solid()
            cell.fill.fore_color.rgb = xml.rgb("E8EDF1" if row == 0 else "FFFFFF")
            for run in cell.text_frame.paragraphs[0].runs:
                run.font.size, run.font.bold = Pt(size), row == 0 or column == 0
                run.font.color.rgb = xml.rgb(xml.INK)
    return frame


def _heights(chart: Words, width: int, size: int) -> list[int]:
    """How high each row of a table gets, the header first, in letters of a size (points)."""
    found = []
    for row, texts in enumerate((chart.columns, *chart.rows)):
        letters = [(width * share - 2 * BESIDE_TEXT) / (Pt(size) * (WIDE_LETTER if row == 0 or column == 0 else LETTER))
                   for column, share in enumerate(chart.widths)]
        lines = max(len(wrapped(text, max(4, int(fit)))) or 1 for text, fit in zip(texts, letters, strict=True))
        found.append(int(lines * Pt(size) * 1.2 + Pt(3)))
    return found


def _sides(bars: tuple[Bar, ...]) -> list[tuple[tuple[int, ...], int]]:
    """(bands, side) of every stretch, those nearest to the middle line first on each side."""
    kinds = sorted({part.bands for bar in bars for part in bar.parts} | {(band,) for band in range(5)})
    middle = [bands for bands in kinds if MIDDLE in bands]
    worse = sorted((bands for bands in kinds if bands[-1] < MIDDLE), reverse=True)
    better = [bands for bands in kinds if bands[0] > MIDDLE]
    return [*((bands, -1) for bands in middle), *((bands, -1) for bands in worse), *((bands, 1) for bands in middle),
            *((bands, 1) for bands in better)]


def _value(bar: Bar, bands: tuple[int, ...], side: int) -> float | None:
    value = next((part.value for part in bar.parts if part.bands == bands), None)
    if value is None:
        return None
    return side * value / 2 if MIDDLE in bands else side * value


def _name(bands: tuple[int, ...]) -> str:
    if len(bands) == 1:
        return NAMES[bands[0]].capitalize()
    return (f"{NAMES[bands[0]]} to {NAMES[bands[-1]]}, kept together" if len(bands) > 2 else
            f"{NAMES[bands[0]]} or {NAMES[bands[1]]}, kept together").capitalize()


def _paint(series, bands: tuple[int, ...]) -> None:
    """One colour; stripes of the two outer ones where bands may not be told apart."""
    if len(bands) == 1:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = xml.rgb(PAINTS[bands[0]])
    else:
        series.format.fill.patterned()
        fill = series.format.fill._xPr.find(qn("a:pattFill"))
        fill.set("prst", "wdUpDiag")
        for child in list(fill):
            fill.remove(child)
        for tag, code in (("a:fgClr", PAINTS[bands[0]]), ("a:bgClr", PAINTS[bands[-1]])):
            etree.SubElement(etree.SubElement(fill, qn(tag)), qn("a:srgbClr"), val=code)


DRAW = {"answers": answers, "steps": steps, "words": words}
