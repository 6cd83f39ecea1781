"""A published copy in a browser: it answers, can be asked by column, hands out its files, and sends nothing elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analytics import words
from tests.browser import browser as real
from tests.browser.browser import ready


@pytest.fixture(scope="module")
def copy_address(_chromium_is_there, published):
    with real.serving(real.free_port(), published[1], "serve.py") as url:
        yield url


def test_the_published_page(page, copy_address, published):
    page.goto(copy_address)
    ready(page)
    expect(page.get_by_role("heading", name="What was published")).to_be_visible()
    expect(page.get_by_text("Exact figures", exact=True)).to_have_count(0)
    title = words.MODELS["impact_of_crime_class"].title
    page.goto(f"{copy_address}/?model={title.replace(' ', '+')}&split=Race")
    ready(page)
    expect(page.locator(".rj-table caption").filter(has_text="by race: how many").first).to_be_visible()
    for heading in ("Money and hours", "Who is reached, and who is not?", "What was given to communities"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("What can’t be published, and why").first).to_be_visible()
    button = page.get_by_role("button", name="Download it (CSV)")
    expect(button).to_be_enabled()
    with page.expect_download() as given:
        button.click()
    assert given.value.path().read_bytes() == (published[1] / given.value.suggested_filename).read_bytes()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for _ in range(4):
            page.wait_for_timeout(2000)  # colours fade over, on a busy machine slowly
            broken = [rule for rule in Axe().run(page).response["violations"]]
            if not broken:
                break
        assert not broken, [(scheme, rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in broken]
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 0, width


@pytest.mark.parametrize("path", ["new_offenses", "records_and_methods", "take_it_with_you", "?sex=Women&exact=true"])
def test_there_is_nothing_else(page, copy_address, path):
    """Neither by an address nor by asking for more is there anything that needs the records."""
    page.goto(f"{copy_address}/{path}")
    ready(page)
    expect(page.locator("[data-testid=stSidebar]").get_by_text("Sex", exact=True)).to_have_count(0)
    expect(page.locator('[data-testid="stFileUploader"]')).to_have_count(0)
