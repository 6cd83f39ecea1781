"""Is it fair? in a real browser: every defensible choice on demand, a dot opens its view, links and pictures fit."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.browser import ready

PAGE = "/is_it_fair"


def open_(page, address, query=""):
    page.goto(address + PAGE + query)
    ready(page)


def work_out_every_choice(page):
    page.get_by_text("Work out every defensible choice", exact=True).click()
    expect(page.locator(".rj-specifications").first).to_be_visible(timeout=120_000)
    ready(page)


def test_every_choice_is_worked_out_drawn_and_opens_its_view(page, address):
    from axe_playwright_python.sync_playwright import Axe

    open_(page, address, "?model=Sentencing+circle&sex=Men")
    expect(page.locator(".rj-specifications")).to_have_count(0)
    work_out_every_choice(page)
    expect(page.locator(".rj-specifications").first.locator("a .rj-ring")).to_have_count(1)
    expect(page.get_by_text("The least favorable defensible choice shows")).to_be_visible()
    broken = [rule for rule in Axe().run(page).response["violations"]]
    assert not broken, [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in broken]
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 0, width

    dot = page.locator(".rj-specifications a[href*='alike=Made+alike+group+by+group']").first
    wanted = parse_qs(urlsplit(dot.get_attribute("href")).query)
    dot.dispatch_event("click")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do fewer people offend again?")
    ready(page)
    assert wanted["alike"] == ["Made alike group by group"] and wanted["sex"] == ["Men"] and wanted["model"] == ["Sentencing circle"]
    asked = parse_qs(urlsplit(page.url).query)
    assert all(wanted[name] == values for name, values in asked.items())
    expect(page.get_by_text("Counted here: Men.")).to_be_visible()


def test_the_way_from_the_figures_to_the_checks(page, address):
    page.goto(address + "/new_offenses?event=Convicted+again")
    ready(page)
    page.get_by_role("link", name="See every check: Is it fair?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("like with like")
    ready(page)
    expect(page.locator(".rj-twins figcaption").first).to_contain_text("convicted again")


@pytest.mark.parametrize("query", ["?alike=Not+made+alike", "?clock=90+days+after+the+release", "?counted=Those+who+started+it&each=At+every+release"])
def test_other_ways_of_counting_have_their_view(page, address, query):
    open_(page, address, query)
    expect(page.locator(".rj-twins").first).to_be_visible()
    expect(page.locator(".rj-love").first).to_be_visible()
