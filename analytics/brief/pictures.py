"""A chart as a kept image: what stands in it besides the drawing."""

from analytics.answers import EXACT, demonstration
from analytics.brief import images, pack_words
from analytics.brief.charts import Chart
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding


def image_of(edition: Edition, finding: Finding, kind: str) -> bytes:
    """An image (svg or png) of a finding's chart, with what travels with it."""
    return image(finding.chart, finding.footer.lines(pack_words.subject(edition)), edition.invented, edition.wishes.exact, kind)


def image(chart: Chart, notes: list[str], invented: bool, exact: bool, kind: str) -> bytes:
    """An image of a chart, with its title, the notes, and over all that it is invented or not for sharing where it is."""
    over = [f"DEMO – {demonstration()}"] * invented + [EXACT] * exact
    drawing = images.svg(chart, notes, " ".join(over))
    return images.png(drawing) if kind == "png" else drawing.encode("utf-8")
