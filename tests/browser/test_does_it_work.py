"""The front page in a real browser: open, choose, link, download, look, read."""

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.browser import ROOT, ready

# Rules that Streamlit's own markup breaks, by id, with the reason. Everything else must hold.
STREAMLITS_OWN: dict[str, str] = {}


def open_(page, address):
    page.goto(address)
    ready(page)


def choose_event(page, event):
    page.get_by_role("combobox", name="What happened again").click()
    page.get_by_role("option", name=event, exact=True).click()
    ready(page)


def download(page, button, to):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.save_as(to)
    return waiting.value.suggested_filename


def test_it_opens_on_the_question_and_its_answer(page, address):
    open_(page, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Does restorative justice work?")
    expect(page.locator(".rj-banner")).to_contain_text("Demonstration records")
    expect(page.locator(".rj-answer")).to_contain_text("Of 9 kinds")
    expect(page.locator(".rj-table").first.locator("tbody tr")).to_have_count(10)
    expect(page.locator(".rj-table tbody th").first).to_contain_text("The usual sentence (retributive only)")
    expect(page.get_by_role("img", name="Of every 100 people, how many fewer or more")).to_be_visible()


def test_a_choice_changes_the_page_and_the_address(page, address):
    open_(page, address)
    choose_event(page, "Convicted again")
    page.get_by_text("One year", exact=True).click()
    ready(page)
    expect(page.locator(".rj-forest figcaption")).to_have_text(
        "Of every 100 people, how many fewer or more were convicted again within one year than after the usual sentence")
    assert parse_qs(urlsplit(page.url).query) == {"event": ["Convicted again"], "within": ["One year"]}


def test_a_link_opens_the_same_view_in_a_fresh_browser(page, address):
    open_(page, address + "/?event=Convicted+again&within=One+year&model=Sentencing+circle")
    expect(page.locator(".rj-forest figcaption")).to_contain_text("were convicted again within one year")
    expect(page.locator(".rj-sentence").first).to_contain_text("circle")
    assert parse_qs(urlsplit(page.url).query) == {
        "event": ["Convicted again"], "within": ["One year"], "model": ["Sentencing circle"]}


@pytest.mark.parametrize("words", ["?event=Eaten", "?event=%3Cimg+src%3Dx%3E", "?within='; drop table release; --",
                                   "?nonsense=1", "?event=" + "x" * 5000])
def test_an_unknown_address_says_so_and_shows_the_usual_view(page, address, words):
    open_(page, f"{address}/{words}")
    expect(page.locator(".stAlert")).to_contain_text("The address asks for")
    expect(page.locator(".rj-forest figcaption")).to_contain_text("were arrested again within three years")


def test_the_download_is_the_commands_file(page, address, demonstration, tmp_path):
    open_(page, address)
    choose_event(page, "Convicted again")
    page.get_by_text("Two years", exact=True).click()
    expect(page.locator(".rj-forest figcaption")).to_contain_text("were convicted again within two years")
    ready(page)
    name = download(page, "Download the table (CSV)", tmp_path / "page.csv")
    download(page, "What its columns mean (JSON)", tmp_path / "page.csv.json")
    assert name == "DEMO-compare-reconviction-24-months.csv"
    made = subprocess.run(
        [sys.executable, "-m", "analytics", "compare", "--db", str(demonstration), "--outcome", "reconviction",
         "--window", "24", "--adjust", "entropy", "--csv", str(tmp_path / "command.csv")], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "page.csv").read_bytes() == (tmp_path / "command.csv").read_bytes()
    assert (tmp_path / "page.csv.json").read_bytes() == (tmp_path / "command.csv.json").read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(page, address, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    open_(page, address)
    page.get_by_text("How it was calculated").click()
    ready(page)
    broken = [rule for rule in Axe().run(page).response["violations"] if rule["id"] not in STREAMLITS_OWN]
    assert not broken, [(rule["id"], [node["html"][:150] for node in rule["nodes"]][:3]) for rule in broken]


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
def test_nothing_scrolls_sideways(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_(page, address)
    wider = page.evaluate("""[...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] .rj *')]
        .filter(e => !e.closest('thead') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))""")
    assert not wider
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))") <= 0


def test_by_keyboard_alone(page, address):
    open_(page, address)
    page.get_by_role("combobox", name="What happened again").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Convicted")
    expect(page.get_by_role("option", name="Convicted again", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator(".rj-forest figcaption")).to_contain_text("were convicted again")


def test_no_error_in_the_console(page, address):
    open_(page, address)
    assert not [error for error in page.errors if "_stcore/health" not in error]
