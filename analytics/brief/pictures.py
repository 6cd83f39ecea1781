"""A chart as a kept image: what stands in it besides the drawing."""

from analytics.answers import demonstration
from analytics.brief import images
from analytics.brief.charts import Chart
from analytics.brief.finding import Finding


def image_notes(finding: Finding) -> list[str]:
    """What stands under a finding's drawing: how many, how sure, with which caution, from where."""
    footer = finding.footer
    return [f"{footer.definition} {footer.counted} {footer.interval}", footer.caveat, footer.source]


def image(chart: Chart, notes: list[str], invented: bool, kind: str) -> bytes:
    """An image (svg or png) of a chart, with its title, the notes, and that the records are invented where they are."""
    drawing = images.svg(chart, notes, f"DEMO – {demonstration()}" if invented else "")
    return images.png(drawing) if kind == "png" else drawing.encode("utf-8")
