"""A chart as an image to keep: its title, how many people, and where it comes from stand in the picture itself."""

import tempfile
from functools import cache
from html import escape
from pathlib import Path

from analytics.brief.charts import Chart
from analytics.brief.drawing import FONT, INK, LINE, PAPER, SMALL, SOFT, WIDTH, drawn, text, wrapped

MARGIN = 24
SHARP = 2  # points of an image for one of the drawing
TITLE_LETTERS, NOTE_LETTERS = 96, 148


def svg(chart: Chart, notes: list[str], heading: str = "") -> str:
    """One drawing that stands by itself. heading: over all, such as that the records are invented; notes: under it."""
    y, parts = float(MARGIN), []
    for line in wrapped(heading, NOTE_LETTERS):
        y += 16
        parts.append(text(0, y - MARGIN, line, size=SMALL, bold=True, ink=SOFT))
    for line in wrapped(chart.title, TITLE_LETTERS):
        y += LINE
        parts.append(text(0, y - MARGIN, line, size=16, bold=True))
    y += 16
    shapes, height = drawn(chart)
    parts.append(f'<g transform="translate(0 {y - MARGIN:.0f})">{shapes}</g>')
    y += height + 10
    for note in notes:
        for line in wrapped(note, NOTE_LETTERS):
            y += 16
            parts.append(text(0, y - MARGIN, line, size=SMALL, ink=SOFT))
    whole = y + MARGIN
    said = escape(". ".join(part for part in (heading, chart.title, *notes) if part))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH + 2 * MARGIN}" height="{whole:.0f}" '
            f'viewBox="0 0 {WIDTH + 2 * MARGIN} {whole:.0f}" font-family="{FONT}" role="img"><title>{said}</title>'
            f'<rect width="100%" height="100%" fill="{PAPER}"/><g transform="translate({MARGIN} {MARGIN})" fill="{INK}">{"".join(parts)}</g></svg>')


def png(drawing: str) -> bytes:
    """The same as points. Text is set in a font of this machine; where it has none, in one that we bring."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=SHARP, font_files=[spare_font()], sans_serif_family="Aileron",
                                       background=PAPER))


@cache
def spare_font() -> str:
    """A font file for machines without any: the one that Pillow carries (Aileron, CC0)."""
    from PIL import ImageFont

    font = ImageFont.load_default(12)
    content = getattr(font, "font_bytes", None) or font.path.getvalue()
    path = Path(tempfile.mkdtemp(prefix="font-")) / "aileron.ttf"
    path.write_bytes(content)
    return str(path)
