"""Images that are kept: whole drawings with their title, their number of people and their source inside."""

import io

from lxml import etree
from PIL import Image

from analytics.brief import images
from analytics.brief.charts import Steps, Words
from analytics.brief.drawing import wrapped
from analytics.brief.figure_table import as_table
from analytics.brief.pictures import image, image_of
from analytics.brief.story import story


def texts(drawing):
    return " ".join("".join(element.itertext()) for element in etree.fromstring(drawing).iter("{*}text"))


def test_every_finding_can_be_kept(edition):
    kinds = set()
    for finding in story(edition):
        drawing = image_of(edition, finding, "svg")
        said = texts(drawing)
        assert all(word in said for word in finding.chart.title.split()), finding.name
        assert "DEMO" in said and "n: " in said and "Source: Invented demonstration records" in said
        assert b"<script" not in drawing and b"href" not in drawing and b"NaN" not in drawing and b"nan" not in drawing
        columns, rows = as_table(finding.chart)
        assert rows and all(len(row) == len(columns) for row in rows)
        kinds.add(finding.chart.kind)
    assert kinds >= {"dots", "answers", "courses", "ladder", "mixes", "words"}


def test_points_are_drawn_with_letters_on_any_machine(edition):
    finding = next(finding for finding in story(edition) if finding.name == "events")
    with Image.open(io.BytesIO(image_of(edition, finding, "png"))) as drawn:
        assert drawn.format == "PNG" and drawn.width > 1_500
        title = drawn.convert("L").crop((40, 40, drawn.width // 2, 140))
        assert title.getextrema()[0] < 90  # ink where the title stands


def test_amounts_that_cross_zero_and_hostile_words():
    chart = Steps("A & <b>", "$", (("Avoided", 40.0, False), ("Cost", -100.0, False), ("Left over", -60.0, True)))
    drawing = images.svg(chart, ["note <script>"], "")
    assert "<script" not in drawing and "-$100" in texts(drawing.encode())
    assert as_table(chart)[1] == [("Avoided", "$40"), ("Cost", "-$100"), ("Left over", "-$60")]
    assert wrapped("a" * 30, 10) == ["a" * 10] * 3


def test_exact_figures_say_so():
    drawing = image(Words("Ladders", ("Nothing of this may be shown.",), ()), ["n: few people."], True, True, "svg")
    assert "Exact figures" in texts(drawing) and "DEMO" in texts(drawing) and "Nothing of this may be shown." in texts(drawing)
