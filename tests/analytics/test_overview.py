"""The overview's cells: zero, hidden, too soon, unsure and not measured look different."""

import pytest

from analytics import answers, overview, words
from analytics.overview import Cell
from tests.analytics.test_sentences import row

BASE = row(model=words.BASELINE, rate=0.38, rate_low=0.37, rate_high=0.39, n=20000, adjust="none", risk_difference=None)


def victims(**changes):
    return {"model": "victim_offender_mediation", "respondent": "victim", "question": "satisfaction_process",
            "wave": "after", "invited": 700, "answered": 400, "satisfied_rate": 0.72, "low": 0.68, "high": 0.76, "status": "ok",
            **changes}


def promises(**changes):
    return {"model": "victim_offender_mediation", "step": "completed", "reached": 900, "of_referred": 0.8, "low": 0.77,
            "high": 0.83, "status": "ok", **changes}


def test_a_line_a_model_the_usual_sentence_first():
    lines = overview.lines([row(adjust="none"), BASE], [victims(wave="before", satisfied_rate=0.1), victims()], [promises()])
    assert [line.title for line in lines] == ["The usual sentence (retributive only)", "Mediation"]
    assert lines[1].cells == (
        Cell("72 of 100", ("68 to 76", "400 of 700 answered")),  # the wave before is another question
        Cell("80 of 100", ("77 to 83", "900 finished")),
        Cell("31 of 100", ("28 to 34", "1,200 people")),
        Cell("7 fewer", ("3 to 11 fewer", "against 38 of 100")),
        Cell("Fewer arrested again"),
    )


@pytest.mark.parametrize(("changes", "text", "faded"), [
    ({"satisfied_rate": 0.0, "low": 0.0, "high": 0.01}, "0 of 100", False),  # zero is a number
    ({"satisfied_rate": None, "answered": None, "status": "suppressed"}, "hidden", True),
    ({"satisfied_rate": None, "status": "immature"}, "too soon", True),
    ({"satisfied_rate": None, "answered": 0, "status": "not_estimable"}, "not measured", True),  # nobody answered
    ({"status": "low"}, "72 of 100", True),  # shown, but faded
])
def test_what_is_not_a_plain_number_says_so(changes, text, faded):
    cell = overview.lines([row(adjust="none")], [victims(**changes)], [])[0].cells[0]
    assert (cell.text, cell.faded) == (text, faded)


def test_no_answers_at_all():
    line = overview.lines([row(adjust="none")], [], [])[0]
    assert [cell.text for cell in line.cells[:2]] == ["not measured", "not measured"]


def test_what_can_and_cannot_be_said():
    worse = row(model="accountability_board", adjust="none", risk_difference=0.05, risk_difference_low=0.01,
                risk_difference_high=0.09)
    rows = [BASE, row(adjust="none"), worse]
    assert ("In these records more people were arrested again after boards than after the usual sentence."
            in answers.can_say(rows))
    cannot = " ".join(answers.cannot_say(rows, demonstration=True))
    assert "made the difference" in cannot and "invented" in cannot
    assert "invented" not in " ".join(answers.cannot_say(rows, demonstration=False))
