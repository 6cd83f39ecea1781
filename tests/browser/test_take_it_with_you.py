"""Take it with you in a real browser: make, keep, check; a link copied; a report that opens offline."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from analytics.brief import prepared, taken, wish
from tests.browser.browser import ready

# Rules that Streamlit's own markup breaks, with the reason.
STREAMLITS_OWN = {"presentation-role-conflict": "the file field is a section without a role that can be focused"}
LONG = 180_000  # milliseconds on a busy machine


def open_(page, address, query=""):
    page.goto(f"{address}/take_it_with_you" + (f"?{query}" if query else ""))
    ready(page)


def broken(page):
    from axe_playwright_python.sync_playwright import Axe

    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in Axe().run(page).response["violations"]
            if rule["id"] not in STREAMLITS_OWN]


def test_made_kept_and_checked(page, address, tmp_path):
    open_(page, address, "sex=Women")
    page.get_by_role("button", name="Make it").click()
    download = page.get_by_role("button", name="Download the file")
    expect(download).to_be_visible(timeout=LONG)
    with page.expect_download() as waiting:
        download.click()
    assert waiting.value.suggested_filename == "DEMO-restorative-justice-selected.pptx"
    made = tmp_path / "slides.pptx"
    waiting.value.save_as(made)
    page.get_by_text("Pictures, one by one").click()
    for ending, starts in (("PNG", b"\x89PNG"), ("SVG", b"<svg ")):
        with page.expect_download(timeout=LONG) as waiting:
            page.get_by_role("button", name=ending, exact=True).first.click()
        waiting.value.save_as(tmp_path / ending)
        assert (tmp_path / ending).read_bytes().startswith(starts) and waiting.value.suggested_filename.startswith("DEMO-")
    page.locator("input[type=file]").last.set_input_files(made)
    expect(page.get_by_text("Identical. slides.pptx is identical")).to_be_visible(timeout=LONG)


def test_accessible_and_within_the_screen(page, address):
    open_(page, address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(2000)  # colours fade over
        assert not broken(page)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 0, width


def test_a_link_is_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_(page, address, "sex=Women&within=One+year")
    page.get_by_role("button", name="Copy a link to this view").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"sex": ["Women"], "within": ["One year"]}


@pytest.fixture(scope="module")
def report(demonstration, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(taken(prepared(demonstration, wish(slides=12), "html"), "html").content)
    return path


def test_the_report_opens_offline_tells_more_and_prints(chromium, report, tmp_path):
    context = chromium.new_context(bypass_csp=True, offline=True, viewport={"width": 1280, "height": 900})
    page, errors = context.new_page(), []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(report.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("DEMO – Restorative justice outcomes")
    assert not errors and not broken(page)
    page.locator("#events .row text").first.hover()
    expect(page.locator("#events .read-off")).to_contain_text("fewer")
    boxes = page.locator("#course input[type=checkbox]")
    boxes.first.uncheck()
    expect(page.locator("#course .row").first).to_be_hidden()
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 13  # each finding begins a page of its own
    context.close()
