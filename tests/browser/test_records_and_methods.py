"""Records and methods in a real browser: hand records over, read the report, stop, go back, look, read."""

import csv
import json
import os
import re
import signal
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import browser as real
from tests.browser.browser import ready

PAGE, OWN, METHODS = "/records_and_methods", "?part=Your+own+records", "?part=Methods"
# Rules that Streamlit's own markup breaks, by id, with the reason. Everything else must hold.
STREAMLITS_OWN = {
    "presentation-role-conflict": "the drop zone of Streamlit's file field has a role and takes the focus",
}
NAME = "<img src=x onerror=alert(1)> ![x](https://example.org/x.png)"  # as a careless or hostile extract may have it
PERSON = "person_id,sex\n" + "".join(f"p{i},female\n" for i in range(40))
RELEASE = "release_id,person_id,released_on,follow_up_ended_on,facility\n" + "".join(
    f'r{i},p{i},2019-01-01,2024-12-31,"{NAME}"\n' for i in range(40))
BAD_RELEASE = "".join(line.replace("2019-01-01", f"2019-02-{30 + i % 2}") for i, line in enumerate(RELEASE.splitlines(True)))


@pytest.fixture(scope="module")
def own_address(_chromium_is_there, demonstration, tmp_path_factory):
    """A server of our own: its own records are kept away from anybody's."""
    before = os.environ.get("OWN_RECORDS_DATABASE")
    os.environ["OWN_RECORDS_DATABASE"] = str(tmp_path_factory.mktemp("own") / "own.duckdb")
    try:
        with real.server(demonstration) as url:
            yield url + PAGE
    finally:
        os.environ.pop("OWN_RECORDS_DATABASE") if before is None else os.environ.update(OWN_RECORDS_DATABASE=before)


def open_(page, address):
    page.goto(address)
    ready(page)


def hand_over(page, *files):
    """Files as paths, or (name, text)."""
    given = [{"name": file[0], "mimeType": "text/csv", "buffer": file[1].encode()} if isinstance(file, tuple) else str(file)
             for file in files]
    page.locator("input[type=file]").set_input_files(given)
    button = page.get_by_role("button", name="Check and load")
    expect(button).to_be_enabled()
    button.click()


def loaded(page):
    expect(page.get_by_text("Your records are loaded")).to_be_visible(timeout=60_000)
    ready(page)


def test_a_good_folder_and_back_to_the_demonstration(page, own_address):
    open_(page, own_address + OWN)
    hand_over(page, ("person.csv", PERSON), ("release.csv", RELEASE))
    loaded(page)
    expect(page.get_by_text("80 rows in 2 tables. Nothing was left out.")).to_be_visible()
    expect(page.locator(".rj-answer")).to_contain_text("40 releases of 40 people")
    expect(page.locator(".rj-banner")).to_have_count(0)
    assert "records=Your+own" in page.url

    page.reload()  # the same view, and the report, in what is a new session
    ready(page)
    expect(page.locator(".rj-answer")).to_contain_text("40 releases of 40 people")
    expect(page.get_by_text("Your records are loaded")).to_be_visible()

    page.get_by_role("link", name="Does it work?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Does restorative justice work?")
    ready(page)
    expect(page.locator(".rj-banner")).to_have_count(0)

    page.get_by_role("link", name="Records and methods").click()
    page.get_by_role("tab", name="Your own records").click()
    page.get_by_role("button", name="Back to the demonstration").click()
    expect(page.locator(".rj-banner")).to_contain_text("Demonstration records")
    ready(page)
    assert "records=" not in page.url


def test_a_bad_folder_and_its_problems_as_a_file(page, own_address, tmp_path):
    open_(page, own_address + OWN)
    hand_over(page, ("person.csv", PERSON), ("release.csv", BAD_RELEASE))
    expect(page.get_by_text("The first 20 of 40 problems")).to_be_visible(timeout=60_000)
    ready(page)
    expect(page.locator(".stAlert")).to_contain_text("40 errors in 40 rows of release.csv")
    expect(page.locator(".rj-h3:has-text('The first 20') + ul li")).to_have_count(20)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="All problems as a file (CSV)").click()
    waiting.value.save_as(tmp_path / "problems.csv")
    with (tmp_path / "problems.csv").open(encoding="utf-8", newline="") as file:
        assert {row["column"] for row in csv.DictReader(file)} == {"released_on"}
    assert len((tmp_path / "problems.csv").read_text(encoding="utf-8").splitlines()) == 41


@pytest.mark.parametrize(("member", "said"), [("../person.csv", "leads out of it"), ("a/b/person.csv", "a folder inside a folder")])
def test_a_zip_file_that_can_not_be_taken(page, own_address, tmp_path, member, said):
    with zipfile.ZipFile(tmp_path / "records.zip", "w") as archive:
        archive.writestr(member, PERSON)
    open_(page, own_address + OWN)
    hand_over(page, tmp_path / "records.zip")
    expect(page.locator(".stAlert")).to_contain_text(said, timeout=60_000)


def test_a_file_that_is_too_large_is_not_taken(page, own_address, tmp_path):
    large = tmp_path / "person.csv"
    with large.open("wb") as file:
        file.truncate(51 << 20)  # the limit is 50 MB
    open_(page, own_address + OWN)
    page.locator("input[type=file]").set_input_files(str(large))
    expect(page.get_by_test_id("stFileUploaderFile").or_(page.get_by_text("person.csv", exact=True)).first).to_be_visible()
    expect(page.get_by_role("button", name="Check and load")).to_be_disabled()
    expect(page.get_by_text("a larger one is marked red")).to_be_visible()


def test_words_of_records_stay_words(page, own_address):
    open_(page, own_address + OWN)
    hand_over(page, ("person.csv", PERSON), ("release.csv", RELEASE), (f"{'<b>bold</b>'.replace('/', '_')}.csv", "a\n1\n"))
    expect(page.get_by_text("<b>bold<_b>.csv is named after no table")).to_be_visible(timeout=60_000)
    ready(page)
    page.get_by_role("tab", name="These records").click()
    ready(page)
    assert page.locator("[data-testid=stMain] img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", ["", METHODS, OWN], ids=["records", "methods", "own"])
def test_accessible(page, own_address, scheme, part):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    open_(page, own_address + part)
    page.evaluate("document.querySelectorAll('details').forEach(drawer => drawer.open = true)")
    broken = [rule for rule in Axe().run(page).response["violations"] if rule["id"] not in STREAMLITS_OWN]
    assert not broken, [(rule["id"], [node["html"][:150] for node in rule["nodes"]][:3]) for rule in broken]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("part", ["", METHODS, OWN], ids=["records", "methods", "own"])
def test_nothing_scrolls_sideways(page, own_address, width, part):
    page.set_viewport_size({"width": width, "height": 800})
    open_(page, own_address + part)
    page.evaluate("document.querySelectorAll('details').forEach(drawer => drawer.open = true)")
    # The parts are drawn one after another: wait until the last one has found its place.
    page.wait_for_function("""width => ![...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] .rj *')]
            .some(e => !e.closest('thead') && e.getBoundingClientRect().right > innerWidth + 1)
        && document.documentElement.scrollWidth <= width
        && (e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]')) <= 0""", arg=width, timeout=30_000)


def test_a_drawer_opens_by_keyboard(page, own_address):
    open_(page, own_address + METHODS)
    drawer = page.locator("summary", has_text="Wilson score interval")
    drawer.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wilson EB (1927)")).to_be_visible()


def test_the_table_of_what_is_known_is_a_file(page, own_address, tmp_path):
    open_(page, own_address)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this table (CSV)").click()
    assert waiting.value.suggested_filename == "DEMO-completeness.csv"
    waiting.value.save_as(tmp_path / "known.csv")
    with Path(tmp_path / "known.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["column"] for row in rows if row["table"] == "person"} == {"person_id", "sex", "race", "ethnicity", "born_on"}


def test_no_error_in_the_console(page, own_address):
    open_(page, own_address)
    assert not [error for error in page.errors if "_stcore/health" not in error and "404" not in error]


def _records(people):
    """As many people, each released once. Pages round to the nearest five: a number that is none is never shown."""
    assert people % 5 == 0
    return [("person.csv", "person_id,sex\n" + "".join(f"p{i},female\n" for i in range(people))),
            ("release.csv", RELEASE.splitlines(True)[0] + "".join(f"r{i},p{i},2019-01-01,2024-12-31,Here\n" for i in range(people)))]


def _held_while_it_writes(page):
    """Stop the process of the load that the page has begun, once it holds the database; its number."""
    expect(page).to_have_url(re.compile("load=[0-9a-f]{32}"))
    own = Path(os.environ["OWN_RECORDS_DATABASE"])
    told = own.parent / f".{own.name}.handed-over" / re.search("load=([0-9a-f]{32})", page.url)[1] / "told.jsonl"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        lines = [json.loads(line) for line in told.read_text().splitlines(True) if line.endswith("\n")] if told.exists() else []
        assert not (lines and "ended" in lines[-1]), "the load was over before it could be held"
        if any(line["step"].startswith("Reading") for line in lines):  # said only while it holds the database
            os.kill(lines[0]["process"], signal.SIGSTOP)
            return lines[0]["process"]
        time.sleep(0.005)
    raise AssertionError("the load did not begin")


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process can't be held here")
def test_who_loads_while_another_load_is_under_way_is_told_so_and_nothing_is_lost(page, chromium, own_address):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    try:
        first, second = context.new_page(), page
        for person in (first, second):
            open_(person, own_address + OWN)
        hand_over(first, *_records(20_000))
        writing = _held_while_it_writes(first)
        try:
            hand_over(second, *_records(25))
            expect(second.locator(".stAlert")).to_contain_text("Another command is writing", timeout=60_000)
            expect(second.locator(".stAlert")).to_contain_text("Nothing was changed.")
        finally:
            os.kill(writing, signal.SIGCONT)
        # A second try of this test loads what is there already, and is told so.
        expect(first.get_by_text(re.compile("Your records are loaded|had loaded before"))).to_be_visible(timeout=60_000)
        ready(first)
        expect(first.locator(".rj-answer")).to_contain_text("20,000 releases of 20,000 people")

        hand_over(second, *_records(25))  # now it is her turn
        expect(second.get_by_text(re.compile("Your records are loaded|had loaded before"))).to_be_visible(timeout=60_000)
        ready(second)
        expect(second.locator(".rj-answer")).to_contain_text("25 releases of 25 people")
    finally:
        context.close()
