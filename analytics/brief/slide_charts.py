"""Charts of a slide as native, editable charts; what is hidden is not in their workbooks either."""

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Emu, Pt

from analytics.brief import chart_xml as xml
from analytics.brief import slide_bars
from analytics.brief.charts import Chart, Course, Courses, Dots, Ladder, Mixes
from analytics.curve_figures import spread
from analytics.vocabulary import BASELINE

Box = tuple[Emu, Emu, Emu, Emu]  # left, top, width, height
ABSOLUTE = "0;0;0"
BESIDE = 0.25  # how far right of the last step the names stand
MONTH = 365 / 12
RIGHT, LEFT, BELOW = XL_LABEL_POSITION.RIGHT, XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.BELOW


def placed(slide, chart: Chart, box: Box):
    """Draw a chart on a slide; the frame that holds it."""
    draw = {"dots": _dots, "courses": _courses, "ladder": _ladder, "mixes": _mixes, **slide_bars.DRAW}
    return draw[chart.kind](slide, chart, box)


def _xy(slide, data: XyChartData, box: Box):
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *box, data)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(12)
    for axis in (chart.category_axis, chart.value_axis):
        xml.quiet(axis)
        axis.major_tick_mark = XL_TICK_MARK.NONE
    return frame, chart


def _dots(slide, chart: Dots, box: Box):
    count = len(chart.rows)
    low_end = -chart.end if chart.ways[0] else 0.0
    data = XyChartData(number_format="0.0")
    drawn = [row for row in chart.rows if row.point is not None]
    for name, at in (("Names", low_end), ("Values", chart.end)):
        series = data.add_series(name)
        for number in range(max(count, 3)):  # LibreOffice draws no series with more points than the first
            series.add_data_point(at, max(count - number, 1))
    twins = [row for row in drawn if row.twin is not None]
    if twins:
        series = data.add_series("Groups not made alike")
        for row in twins:
            series.add_data_point(row.twin, count - chart.rows.index(row))
    for row in drawn:
        series = data.add_series(row.label)
        for value in (row.low, row.point, row.high):
            series.add_data_point(value, count - chart.rows.index(row))
    frame, native = _xy(slide, data, box)
    names, values, *series = native.plots[0].series
    if twins:
        xml.unlined(series[0])
        xml.marked(series.pop(0), BASELINE, 7, symbol="circle")
    for row, line in zip(drawn, series, strict=True):
        xml.lined(line, row.model, 2.5, "sysDash" if row.unsure else "solid")
        xml.unmarked(line)
        xml.unmarked(line.points[0])
        xml.marked(line.points[1], row.model, 10, row.unsure)
        xml.unmarked(line.points[2])
    for line, texts, position in ((names, [row.label for row in chart.rows], LEFT), (values, [row.said for row in chart.rows], RIGHT)):
        xml.unlined(line)
        xml.unmarked(line)
        xml.labelled(line, texts, position)
    xml.scaled(native.category_axis, low_end, chart.end, chart.step)
    xml.scaled(native.value_axis, 0.4, count + 0.6, 1)
    native.category_axis.tick_labels.number_format, native.category_axis.tick_labels.number_format_is_linked = ABSOLUTE, False
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    native.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    xml.grid(native.value_axis, False)
    xml.grid(native.category_axis, True)
    native.value_axis.format.line.color.rgb = xml.rgb("767C84")
    native.value_axis.format.line.width = Pt(1.75)
    if chart.ways[0]:
        xml.titled(native.category_axis, f"←  {chart.ways[0]}          {chart.ways[1]}  →")
    xml.plotted(native, 0.2, 0.02, 0.5, 0.82)
    return frame


def _courses(slide, chart: Courses, box: Box):
    data = XyChartData(number_format="0.0")
    lines = sorted(chart.lines, key=lambda line: -len(line.points))  # LibreOffice draws no series with more points than the first
    parts: list[tuple[Course, int]] = []  # a line and its limits, in the order of their series
    for line in lines:
        points = list(line.points)
        for name, place in ((line.label, 1), (f"{line.label}, lower limit", 2), (f"{line.label}, upper limit", 3))[:1 if line.twin else 3]:
            series, before = data.add_series(name), None
            parts.append((line, place))
            for day, *values in points:
                value = values[place - 1]
                if value is None:
                    continue
                if before is not None and not line.straight:
                    series.add_data_point(round(day / MONTH, 2), before)
                series.add_data_point(round(day / MONTH, 2), value)
                before = value
            if before is not None:
                series.add_data_point(round(line.last_day / MONTH, 2), before)
    ends = data.add_series("Names")
    places = spread([line.points[-1][1] for line in lines], chart.top / 11, 0, chart.top)
    for place in places:
        ends.add_data_point(chart.months, round(place, 1))
    frame, native = _xy(slide, data, box)
    series = list(native.plots[0].series)
    for one, (line, place) in zip(series, parts, strict=False):  # the last series holds the names
        dash = "sysDot" if line.twin or place > 1 else xml.DASHES[xml.figures.colour_and_shape(line.model)[1]]
        xml.lined(one, line.model, 0.75 if place > 1 else 1.5 if line.twin else 2.5, dash)
        xml.unmarked(one)
    xml.unlined(series[-1])
    xml.unmarked(series[-1])
    xml.labelled(series[-1], [f"{line.label}: {line.said}" for line in lines], RIGHT, bold=True)
    for number, line in enumerate(lines):
        if not line.twin:
            xml.marked(series[-1].points[number], line.model, 9, line.unsure)
    xml.scaled(native.category_axis, 0, chart.months, chart.ticks[1] - chart.ticks[0] if len(chart.ticks) > 1 else chart.months)
    xml.scaled(native.value_axis, 0, chart.top, 20 if chart.top > 40 else 10 if chart.top > 10 else 5)
    xml.grid(native.value_axis, True)
    xml.grid(native.category_axis, False)
    native.category_axis.tick_labels.number_format, native.category_axis.tick_labels.number_format_is_linked = "0", False
    native.value_axis.tick_labels.number_format, native.value_axis.tick_labels.number_format_is_linked = "0", False
    xml.titled(native.category_axis, "Months after release")
    xml.plotted(native, 0.045, 0.03, 0.66, 0.80)
    return frame


def _ladder(slide, chart: Ladder, box: Box):
    data = XyChartData(number_format="0.0")
    ways = [way for way in chart.ways if any(value is not None for value in way.values[1:])]
    last = [next(value for value in reversed(way.values) if value is not None) for way in ways]
    places = [round(place, 1) for place in spread(last, 7.5, 2, 98)]
    ends = data.add_series("Names")
    for place in places + places[-1:] * (len(chart.steps) - len(places)):  # the longest series has to stand first
        ends.add_data_point(len(chart.steps) + BESIDE, place)
    names = data.add_series("Steps")
    for step in range(1, len(chart.steps) + 1):
        names.add_data_point(step, 0)
    for way in ways:
        series = data.add_series(way.label)
        for step, value in enumerate(way.values, start=1):
            if value is not None:
                series.add_data_point(step, value)
    frame, native = _xy(slide, data, box)
    ends, names, *series = native.plots[0].series
    for way, line in zip(ways, series, strict=True):
        xml.lined(line, way.model, 2, "sysDash" if way.unsure else "solid")
        xml.marked(line, way.model, 8, way.unsure)
        drawn = [step for piece in way.pieces for step in piece]
        for piece in way.pieces[1:]:
            point = line.points[drawn.index(piece[0])]
            xml.marked(point, way.model, 8, way.unsure)
            point.format.line.fill.background()  # the stretch that leads to this point
    for line in (ends, names):
        xml.unlined(line)
        xml.unmarked(line)
    xml.labelled(ends, [f"{way.label}: {way.said}" for way in ways], RIGHT)
    for number, way in enumerate(ways):
        xml.marked(ends.points[number], way.model, 8, way.unsure)
    xml.labelled(names, [step.replace(" ", "\n", 1) for step in chart.steps], BELOW)
    xml.scaled(native.category_axis, 0.7, len(chart.steps) + BESIDE, 1)
    xml.scaled(native.value_axis, 0, 100, 20)
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    native.value_axis.tick_labels.number_format, native.value_axis.tick_labels.number_format_is_linked = "0", False
    xml.grid(native.value_axis, True)
    xml.grid(native.category_axis, False)
    xml.plotted(native, 0.04, 0.03, 0.66, 0.82)
    return frame


def _mixes(slide, chart: Mixes, box: Box):
    data = CategoryChartData(number_format="0.0")
    data.categories = [row.label for row in chart.rows]
    for number, kind in enumerate(chart.kinds):
        data.add_series(kind, [row.shares[number] for row in chart.rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
    native = frame.chart
    native.has_title, native.has_legend, native.font.size = False, True, Pt(12)
    native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    native.plots[0].gap_width, native.plots[0].overlap = 45, 100
    for series, fill, ink in zip(native.plots[0].series, ("A9CBE0", "5F9FC4", "0B5E7D", "C9CCD0"), ("1B2126", "1B2126", "FFFFFF", "1B2126"), strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = xml.rgb(fill)
        xml.only_large(series, list(series.values), 4, 11, ink)
    xml.quiet(native.category_axis)
    native.category_axis.reverse_order = True
    native.category_axis.tick_labels.font.color.rgb = xml.rgb(xml.INK)
    native.value_axis.visible = False
    xml.scaled(native.value_axis, 0, 100, 20)
    xml.grid(native.value_axis, False)
    return frame
