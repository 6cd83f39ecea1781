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
