"""Charts say the numbers that the page says: each is rounded once, by one rule."""

import re
from types import SimpleNamespace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from analytics import answer_figures
from analytics.brief import charts_of, limits, slide_bars, slide_charts
from analytics.brief.drawing import drawn
from analytics.brief.figure_table import as_table
from analytics.sentences import whole
from tests.analytics.brief.test_images import texts


def banded(*bands):
    """A row of `answer_bands`: counts from worst to best."""
    answered = sum(bands)
    return {"model": "accountability_board", "question": "satisfaction_process", "respondent": "victim", "wave": "after", "invited": 2 * answered,
            "unanswered": answered, "answered": answered, "satisfied": bands[3] + bands[4], "status": "ok",
            **{f"band_{number}": float(count) for number, count in enumerate(bands, start=1)}}


@pytest.mark.parametrize("bands, best", [
    ((230, 200, 100, 85, 385), "39"),    # 38.5
    ((231, 200, 100, 84.5, 384.5), "38"),  # 38.45, which is 38.5 to one decimal
    ((255, 200, 200, 200, 145), "15"),   # 14.5, though 0.145 * 100 is less
])  # fmt: skip
def test_a_bar_says_the_numbers_of_the_pages_bar(bands, best):
    row = banded(*bands)
    on_page = answer_figures.answers([row]).html
    chart = charts_of.answers([row])
    in_report = texts(f"<svg>{drawn(chart)[0]}</svg>").split()
    assert f"<b>{best}</b>" in on_page and in_report[-1] == best
    slide = (deck := Presentation()).slides.add_slide(deck.slide_layouts[6])
    native = slide_bars.answers(slide, chart, (0, 0, Inches(6), Inches(3))).chart
    assert whole(native.plots[0].series[-1].values[0] / 100) == int(best)  # PowerPoint rounds it by the format "0"


def test_shares_of_risk_are_rounded_once():
    assert [whole(share / 100) for share in mixed(6155, 0, 3845, 0, people=10_000)] == [62, 0, 38, 0]  # 38.45 of 100 at high risk


def mixed(*counts: int | None, people: int, round: int = 5) -> tuple:
    """Shares of a board's people at low, moderate, high and unknown risk; None where that is hidden."""
    edition = SimpleNamespace(names={}, model_title=lambda code: code, wishes=SimpleNamespace(round=round, min_cell=11))
    rows = [{"model": "accountability_board", "risk_level": level, "n": n} for level, n in zip(limits.RISKS, counts, strict=True)]
    return limits._mix("accountability_board", rows, people, edition).shares


def test_shares_of_risk_are_of_everybody_also_of_those_hidden():
    assert mixed(70, 40, None, None, people=125) == (56, 32, None, None)  # of the 110 shown, 64 and 36 would be too many
    assert mixed(15, 15, 15, None, people=40) == (100 / 3, 100 / 3, 100 / 3, None)  # rounding makes 45 of 40
    assert mixed(None, None, None, None, people=0) == (None,) * 4


def test_exact_shares_of_risk_do_not_tell_a_hidden_level():
    # 89 people less 51 and 31 are seven: the next smallest is hidden with them
    assert mixed(51, 31, None, 0, people=89, round=1) == (100 * 51 / 89, None, None, 0)
    # two hidden levels of eight people together
    assert mixed(60, 32, None, None, people=100, round=1) == (60, None, None, None)
    assert mixed(60, 20, None, None, people=100, round=1) == (60, 20, None, None)  # 20 people in two levels
    assert mixed(51, 31, None, 0, people=90) == (100 * 51 / 90, 100 * 31 / 90, None, 0)  # rounded counts do not tell


def step(name, reached, of_referred, **different):
    return {"model": "accountability_board", "step": name, "reached": reached, "open": 0, "of_referred": of_referred, "low": of_referred,
            "high": of_referred, "status": "ok", "min_cell": 11} | different


def test_a_hidden_step_a_step_that_is_not_and_nobody_look_different():
    hidden = {"reached": None, "of_referred": None, "low": None, "high": None, "status": "suppressed"}
    # It knows no agreements; few agreed to take part or few did not; nobody completed it.
    chart = charts_of.ladder([step("referred", 100, 1.0), step("consented", **hidden),
                              step("started", 60, 0.6), step("completed", 0, 0.0)])
    assert as_table(chart)[1] == [("Accountability board", "100.0", "hidden", "60.0", "no such step", "no such step", "0.0", "0 (0 to 0)")]
    assert chart.ways[0].pieces == [[0], [2, 5]]  # it breaks off at what is hidden and passes what there is not
    shapes = drawn(chart)[0]
    assert [line.count(",") for line in re.findall(r'<polyline points="([^"]*)"', shapes)] == [1, 2]
    slide = (deck := Presentation()).slides.add_slide(deck.slide_layouts[6])
    native = slide_charts.placed(slide, chart, (0, 0, Inches(6), Inches(3))).chart
    unlined = native._chartSpace.findall(f".//{qn('c:ser')}/{qn('c:dPt')}/{qn('c:spPr')}/{qn('a:ln')}/{qn('a:noFill')}")
    assert len(unlined) == 1  # the stretch that leads to "started"


def test_no_answers_of_one_kind_are_zero_and_hidden_ones_are_not():
    chart = charts_of.answers([banded(0, 20, 30, 40, 10), banded(0, 0, 0, 0, 0) | {
        "model": "circle_sentencing", "answered": None, "satisfied": None, "invited": 40, "unanswered": None, "status": "suppressed"}])
    assert [row[1:6] for row in as_table(chart)[1]] == [("0.0", "20.0", "30.0", "40.0", "10.0"), ("hidden",) * 5]
