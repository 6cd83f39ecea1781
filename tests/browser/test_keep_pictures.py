"""Every picture kept as an image from a real browser: title, number and source inside, on white paper whatever the page is."""

import re

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import expect

from tests.browser.browser import ready

LONG = 180_000  # milliseconds on a busy machine
KEEP = "Keep the pictures as images"
COLOUR = re.compile(r"(none|rgb\(\d+,\d+,\d+\)|url\(['\"]?#[\w-]+['\"]?\)|#\w{6})")


def listed(page, address, path):
    """The page's list of pictures, opened."""
    page.goto(f"{address}/{path}")
    ready(page)
    if path.startswith("new_offenses"):  # a plot comes last, when all else stands
        expect(page.locator(".js-plotly-plot .main-svg").locator("visible=true").first).to_be_visible(timeout=LONG)
    page.get_by_text(KEEP).click()
    lines = page.locator(".rj-keep li")
    expect(lines.first).to_be_visible()
    return lines


def kept(page, line, ending, folder):
    with page.expect_download(timeout=LONG) as waiting:
        line.get_by_role("button", name=ending).click()
    name = waiting.value.suggested_filename
    assert name.startswith("DEMO-picture-") and name.endswith(f".{ending.lower()}")
    waiting.value.save_as(folder / name)
    return folder / name


def checked(file, title):
    """The words in an SVG image; every program can read it, and it asks nobody for anything."""
    root = etree.fromstring(file.read_bytes())
    written = etree.tostring(root).decode()
    assert "NaN" not in written and "href" not in written and "<script" not in written and " style=" not in written
    for name in ("fill", "stroke"):
        assert all(COLOUR.fullmatch(paint) for paint in root.xpath(f"//@{name}"))
    said = " ".join("".join(element.itertext()) for element in root.iter("{*}text"))
    assert "DEMO – Demonstration records." in said and "Source: Invented demonstration records, as of" in said
    assert title.replace(" ", "") in root.xpath("string(//*[local-name()='title'])").replace(" ", "")
    return said


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_picture_of_a_page_says_what_it_must(page, address, tmp_path, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    lines = listed(page, address, "new_offenses?within=One+year")
    expect(lines).to_have_count(4)  # gaps, fields of a hundred, kinds of event, lines day by day
    for number in range(4):
        title = lines.nth(number).locator("span").inner_text()
        said = checked(kept(page, lines.nth(number), "SVG", tmp_path), title)
        assert ("n: " in said or "People still followed" in said) and "within one year" in said
    assert "Everyone in the records" in said and "Mediation" in said
    with Image.open(kept(page, lines.nth(1), "PNG", tmp_path)) as image:
        assert image.format == "PNG" and image.width == 2 * (912 + 2 * 24) and image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
        assert image.convert("L").getextrema()[0] < 60  # ink of the light page, also where the page is dark


def test_the_map_and_its_list_are_whole(page, address, tmp_path):
    lines = listed(page, address, "who_and_where?sex=Women")
    county = lines.filter(has_text="county by county")
    expect(county).to_have_count(1)
    file = kept(page, county, "SVG", tmp_path)
    said = checked(file, county.locator("span").inner_text())
    assert all(f"County {number} " in said + " " for number in range(1, 116)) and "Counted here: Women" in said
    assert len(etree.fromstring(file.read_bytes()).xpath("//*[local-name()='path']")) >= 115 and "-selected" in file.name
