"""Receipts: they carry their own question, and tell a slip of the pen from a changed figure."""

import pytest

from analytics.brief import receipt, wish
from analytics.brief.check import NEEDED, check
from analytics.brief.story import story, tellers
from data.problem import Problem


def receipts(edition):
    return {finding.name: receipt.code(finding.name, finding.chart, edition.wishes, edition.about.fingerprint) for finding in story(edition)}


def test_a_figure_of_a_brief_is_still_true(edition, demonstration):
    given = receipts(edition)
    for name in ("events", "victims", "promises", "return_to_prison"):  # one of each sort, as each is counted anew
        answer = check(demonstration, given[name].lower().replace("-", " "))
        assert answer.kind == "true" and answer.finding.title, name


def test_a_short_code_for_the_usual_question_and_every_option_in_a_longer_one(edition):
    assert all(len(code) == 23 for code in receipts(edition).values())  # four groups of five
    asked = wish(outcome="reconviction", window=24, exposure="started", unit="every", strict_baseline=True, adjust="ipw", landmark=30,
                 where={"sex": ["female", "male"], "facility": ["Prison, 3; \\ east"]}, model=["restitution"], min_cell=20, round=10, covariates="offense,sex")
    read = receipt.read(receipt.code("reconviction", None, asked, "f"))
    assert read.figure == "events" and read.records == receipt.records_mark("f")
    assert {name: value for name, value in read.wishes.as_options().items() if name != "outcome"} == {
        name: value for name, value in asked.as_options().items() if name != "outcome"}
    assert read.wishes.headline == "reconviction"


def test_a_changed_letter_is_seen(edition, demonstration):
    code = receipts(edition)["events"]
    for place in (0, 7, 13, len(code) - 2):
        other = "A" if code[place] != "A" else "B"
        assert check(demonstration, code[:place] + other + code[place + 1:]).kind == "edited"


@pytest.mark.parametrize("text", ["", " ", "ABCDE", "AAAAA-AAAAA-AAAAA-AAAAA", "<script>", "é" * 20, "A" * 5_000, "0189 0189 0189"])
def test_what_is_no_receipt(text, demonstration):
    assert check(demonstration, text).kind == "edited"
    with pytest.raises(Problem):
        receipt.read(text)


def test_other_records_and_other_figures_are_told_apart(edition, demonstration):
    chart = tellers(edition)["events"](edition).chart
    other = receipt.code("events", chart, edition.wishes, "another fingerprint")
    assert check(demonstration, other).kind == "other"
    changed = receipt.code("events", None, edition.wishes, edition.about.fingerprint)  # as if it had shown something else
    answer = check(demonstration, changed)
    assert answer.kind == "changed" and answer.finding.chart == chart


def test_every_figure_can_be_asked_for(edition):
    assert set(tellers(edition)) - set(edition.wishes.outcome) <= set(receipt.FIGURES)
    assert set(NEEDED) >= set(tellers(edition)) - set(edition.wishes.outcome)
    assert len(receipt.FIGURES) <= 32  # five bits


def test_the_square_is_a_picture_of_the_code():
    assert receipt.qr("ABCDE-FGHIJ").startswith(b"\x89PNG") and receipt.qr("ABCDE", "https://dash.example.org") != receipt.qr("ABCDE")


def test_a_selection_too_long_for_a_square_still_has_its_receipt():
    asked = wish(outcome="rearrest", where={"circuit": [f"Circuit {number} of the state" for number in range(200)]})
    code = receipt.code("events", None, asked, "f")
    assert len(code) > receipt.LONGEST_SQUARE and receipt.read(code).wishes.where == asked.where
    assert all(receipt.qr(code, address).startswith(b"\x89PNG") for address in ("", "https://dash.example.org"))
