"""Take it with you without a browser: what is made, what is refused, what a receipt and a file are answered."""

from html import unescape

import pytest

from analytics.brief import prepared, receipt, wish
from analytics.brief.story import tellers
from tests.pages.ours import drawn
from tests.pages.test_first_page import opened, serve  # noqa: F401  a fixture

PAGE = "pages/take_it_with_you.py"


def said(page):
    return unescape(drawn(page))


def finished(page, key):
    """Let the work under a key end, and look again."""
    page.session_state[key].wait(120)
    return opened(page)


@pytest.fixture(scope="module")
def code(demonstration):
    wishes = wish(outcome="rearrest", where={"sex": "female"})
    made = prepared(demonstration, wishes, "pptx")
    finding = tellers(made)["promises"](made)
    return receipt.code("promises", finding.chart, wishes, made.about.fingerprint)


def test_a_file_is_made_for_what_is_chosen(serve, demonstration):
    page = serve(demonstration, PAGE)
    page.query_params["sex"] = "Women"
    opened(page)
    assert not page.get("download_button")
    page.selectbox(key="take-kind").set_value("Report (one web page, prints well)")
    page.text_input(key="take-title").set_value("Hearing")
    opened(page)
    page.button[0].click()
    opened(page)
    finished(page, "take")
    assert "Ready: report" in said(page)
    made, _, findings = page.session_state["take"].result
    assert b"<title>DEMO \xe2\x80\x93 Hearing</title>" in made.content and '"female"' in made.sidecar and len(findings) == 5
    labels = [button.label for button in page.get("download_button")]
    assert labels[:2] == ["Download the file", "How it was made (JSON)"] and labels.count("PNG") == labels.count("SVG") > 3
    page.text_input(key="take-title").set_value("Another")  # what was made for other wishes is no longer offered
    opened(page)
    assert not page.get("download_button")


def test_a_receipt_in_the_address_is_answered(serve, demonstration, code):
    page = serve(demonstration, PAGE)
    page.query_params["receipt"] = code
    opened(page)
    finished(page, "receipt-work")
    assert "Still true. The records give the very same figure. It tells of: Women, first release." in said(page)
    assert "how many came how far" in said(page)
    page.text_input(key="receipt").set_value("AAAAA" + code[5:])
    opened(page)
    finished(page, "receipt-work")
    assert "Edited, or mistyped." in said(page)


def test_which_of_two_files_describes_the_other():
    from analytics.answers.take_it_with_you import split

    assert split(["x.csv"]) == (0, None) and split(["x.csv.json", "x.csv"]) == (1, 0)
    assert split(["x.csv", "y.csv"]) is None and split(["a", "b", "c"]) is None


def test_work_can_be_left_and_a_defect_is_no_traceback():
    from pages.parts.work import Stopped, Work

    def slow(step):
        for number in range(1000):
            step(number / 1000, "next")
            if number == 3:
                work.stop()
        return "done"

    work = None

    def begin(step):
        while work is None:
            pass
        return slow(step)

    work = Work("a", begin)
    work.wait(10)
    assert not work.running and work.stopped and work.result is None and work.problem == ""

    def broken(step):
        raise ZeroDivisionError

    failed = Work("b", broken)
    failed.wait(10)
    assert "Something went wrong" in failed.problem and issubclass(Stopped, Exception)
