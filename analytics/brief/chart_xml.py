"""Native charts in detail: marks, lines, labels with words of their own, room beside the plot.

Chart XML is Office Open XML (ECMA-376, part 1, DrawingML charts); elements stand in the order that its schema gives.
"""

from collections.abc import Sequence

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics import figures

INK, GREY, GRID = "1B2126", "5B6168", "D5D8DC"
MARKS = {"bar": "square", "circle": "circle", "square": "square", "diamond": "diamond", "up": "triangle", "down": "triangle", "cross": "plus",
         "left": "star", "right": "x", "hexagon": "circle", "star": "star"}
DASHES = {"bar": "solid", "circle": "dash", "square": "sysDot", "diamond": "lgDash", "up": "dashDot", "down": "sysDash", "cross": "lgDashDot",
          "left": "sysDashDot", "right": "lgDashDotDot", "hexagon": "sysDashDotDot", "star": "dashDot"}


def colour(model: str) -> RGBColor:
    """The model's own colour."""
    return rgb(figures.colour_and_shape(model)[0])


def rgb(code: str) -> RGBColor:
    """A colour from its six digits."""
    return RGBColor.from_string(code.removeprefix("#"))


def lined(series, model: str, width: float, dash: str = "solid") -> None:
    """A series' line in the model's colour, straight between its points."""
    series.format.line.color.rgb = colour(model)
    series.format.line.width = Pt(width)
    series.smooth = False
    if dash != "solid":
        line = series.format.line._get_or_add_ln()
        for old in line.findall(qn("a:prstDash")):
            line.remove(old)
        line.insert(1, etree.Element(qn("a:prstDash"), val=dash))


def unlined(series) -> None:
    """No line between a series' points."""
    series.format.line.fill.background()
    series.smooth = False


def unmarked(of) -> None:
    """No mark on a series or a point."""
    _mark(of, "none")


def marked(of, model: str, size: int = 9, open_: bool = False, symbol: str = "") -> None:
    """The model's mark on a series or a point; an open one where there is no verdict."""
    element = _mark(of, symbol or MARKS[figures.colour_and_shape(model)[1]], size)
    paint = etree.SubElement(element, qn("c:spPr"))
    fill = etree.SubElement(paint, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val="FFFFFF" if open_ else str(colour(model)))
    line = etree.SubElement(paint, qn("a:ln"), w="19050")
    etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=str(colour(model)))


def _mark(of, symbol: str, size: int | None = None):
    marker = of.marker._element.get_or_add_marker()
    for child in list(marker):
        marker.remove(child)
    etree.SubElement(marker, qn("c:symbol"), val=symbol)
    if size:
        etree.SubElement(marker, qn("c:size"), val=str(size))
    return marker


def labelled(series, texts: Sequence[str], position: XL_LABEL_POSITION, size: float = 12, bold: bool = False) -> None:
    """Words of their own beside a series' points."""
    for number, text in enumerate(texts):
        label = series.points[number].data_label
        label.has_text_frame = True
        label.text_frame.text = text
        label.text_frame.word_wrap = False
        for run in (run for paragraph in label.text_frame.paragraphs for run in paragraph.runs):
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = rgb(INK)
        label.position = position


def only_large(series, values: Sequence[float | None], least: float, size: float, ink: str) -> None:
    """A number in every stretch of bars that has room for one, without its sign."""
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0;0;0", False
    labels.font.size, labels.font.color.rgb = Pt(size), rgb(ink)
    for number, value in enumerate(values):
        if value is None or abs(value) < least:
            label = etree.Element(qn("c:dLbl"))
            etree.SubElement(label, qn("c:idx"), val=str(number))
            etree.SubElement(label, qn("c:delete"), val="1")
            after = labels._element.findall(qn("c:dLbl"))
            labels._element.insert(len(after), label)


def plotted(chart, left: float, top: float, width: float, height: float) -> None:
    """Where the plot stands in the chart, as shares of it; the room beside it is for words."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for tag, value in (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", left), ("y", top), ("w", width), ("h", height)):
        etree.SubElement(manual, qn(f"c:{tag}"), val=str(value))
    area.insert(0, layout)


def scaled(axis, low: float, high: float, step: float | None = None) -> None:
    """An axis that does not move when figures do."""
    axis.minimum_scale, axis.maximum_scale = low, high
    if step:
        axis.major_unit = step


def quiet(axis, size: float = 12) -> None:
    """Small grey numbers, no frame."""
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = rgb(GREY)
    axis.format.line.color.rgb = rgb(GRID)


def grid(axis, on: bool) -> None:
    """Thin lines across, or none."""
    axis.has_major_gridlines = on
    if on:
        axis.major_gridlines.format.line.color.rgb = rgb(GRID)
        axis.major_gridlines.format.line.width = Pt(0.5)


def titled(axis, text: str, size: float = 12) -> None:
    """Words at an axis."""
    axis.has_title = True
    axis.axis_title.text_frame.text = text
    run = axis.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size), False
    run.font.color.rgb = rgb(GREY)
