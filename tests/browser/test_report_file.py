"""The report as a browser shows it: rules of accessibility, light and dark, a narrow screen, nothing asked of anybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from analytics.brief import prepared, taken, wish
from tests.analytics.brief.test_slides import few_people


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(taken(prepared(few_people(), wish(outcome="rearrest", slides=5), "html"), "html").content)
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report(page, report, scheme):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.goto(report.as_uri())
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert asked == [report.as_uri()]


WORDS_ON_TWO_LINES = """() => {
    const broken = [];
    for (const cell of document.querySelectorAll("th, td")) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1 && !word[0].includes("-")) broken.push(word[0]);
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_word_or_number_of_a_table_is_broken_and_drawings_are_whole(page, report, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(report.as_uri())
    assert page.evaluate(WORDS_ON_TWO_LINES) == []
    wide = "element => element.scrollWidth > element.clientWidth"
    tables, drawings = page.locator(".scroll"), page.locator(".drawing")
    assert tables.count() and drawings.count() and not any(drawings.nth(number).evaluate(wide) for number in range(drawings.count()))
    if width == 390:  # what is too wide moves in its own box; a drawing does where it is tapped
        assert any(tables.nth(number).evaluate(wide) for number in range(tables.count()))
        drawings.first.focus()
        assert drawings.first.evaluate(wide) and not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
