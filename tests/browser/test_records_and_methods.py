"""Records and methods in a real browser: hand records over, read the report, stop, go back, look, read."""

import csv
import os
import re
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


def _people(count):
    """Records of so many people."""
    head, *lines = RELEASE.splitlines(True)
    return [("person.csv", "".join(PERSON.splitlines(True)[:count + 1])), ("release.csv", head + "".join(lines[:count]))]


@pytest.fixture
def two(chromium):
    contexts = [chromium.new_context(viewport={"width": 1280, "height": 900}) for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def test_two_people_load_at_once(page, two, own_address):
    """Who comes second while the first still writes is told so; what is there is always one person's, whole."""
    open_(page, own_address.removesuffix(PAGE))
    for person in two:
        open_(person, own_address + OWN)
    for person, count in zip(two, (40, 30), strict=True):
        hand_over(person, *_people(count))
    taken, refused = "Your records are loaded", "Another command is writing"
    for person in two:
        expect(person.get_by_text(taken).or_(person.get_by_text(refused)).first).to_be_visible(timeout=60_000)
        ready(person)
    loaded_by = [person for person in two if person.get_by_text(taken).count()]
    assert loaded_by
    for person in loaded_by:
        expect(person.locator(".rj-answer")).to_contain_text(re.compile("(40 releases of 40|30 releases of 30) people"))

    page.get_by_role("link", name="People harmed").click()  # who reads the demonstration notices nothing
    expect(page.get_by_role("heading", level=1)).to_have_text("Are victims better served?")
    ready(page)
    expect(page.locator(".rj-banner")).to_contain_text("Demonstration records")


def test_a_person_reads_while_another_loads(two, own_address):
    reader, other = two
    open_(reader, own_address + OWN)
    hand_over(reader, *_people(35))
    loaded(reader)
    open_(other, own_address + OWN)
    hand_over(other, *_people(25))
    loaded(other)
    expect(other.locator(".rj-answer")).to_contain_text("25 releases of 25 people")

    reader.get_by_role("tab", name="Methods").click()  # her page goes on with what it began with, and says that there is more
    expect(reader.get_by_text("A newer version of the records is there")).to_be_visible()
    ready(reader)
    expect(reader.locator(".rj-answer")).to_contain_text("35 releases of 35 people")
    reader.get_by_role("button", name="Show the newer records").click()
    expect(reader.locator(".rj-answer")).to_contain_text("25 releases of 25 people")
