"""Changes as drawn: centred on no change, directions in words, unsure and absent looking different."""

import pytest

from analytics import figures, words
from analytics.change_figures import DIRECTIONS, changes
from data.derive import ASKED_TWICE


def row(model="victim_offender_mediation", mean=-12.4, low=-14.6, high=-10.4, question="fear_of_revictimization", **changed):
    return {"respondent": "victim", "model": model, "question": question, "wave": "change", "invited": 1685, "answered": 665,
            "mean": mean, "low": low, "high": high, "status": "ok", **changed}


USUAL = row(words.BASELINE, -2, -5, 1)


def test_a_change_stands_where_the_axis_says():
    html = changes([row(), USUAL]).html  # widest limit 14.6: the axis goes from 15 less to 15 more
    assert 'x="8.67%"' in html  # 12.4 less
    assert 'x1="1.33%" x2="15.33%"' in html  # 14.6 less to 10.4 less
    assert html.index("← less fear") < html.index("more fear →")


def test_the_text_alternative_states_the_finding():
    assert changes([row(), USUAL]).alt == (
        "Victims, the same people before and after: fear of being harmed again, change on a scale of 0 to 100. The usual "
        "sentence: 2 points less fear (5 less fear to 1 more fear); Mediation: 12 points less fear (10 to 15 less fear).")


def test_less_and_more_differ_in_direction_only():
    less, more = changes([row()]), changes([row(mean=12.4, low=10.4, high=14.6)])
    assert more.alt == less.alt.replace("less fear", "more fear")


@pytest.mark.parametrize("question", ASKED_TWICE)
def test_every_question_asked_twice_has_its_own_directions(question):
    picture = changes([row(question=question)])
    assert f"← {DIRECTIONS[question][0]}" in picture.html


def test_the_usual_sentence_comes_first_with_a_mark_of_its_own():
    html = changes([row(), USUAL]).html
    assert html.index("The usual sentence") < html.index("Mediation")
    assert figures.mark(words.BASELINE) in html


def test_unsure_looks_unsure():
    html = changes([row(status="low")]).html
    assert "stroke-dasharray" in html and figures.mark("victim_offender_mediation", True) in html
    assert "stroke-dasharray" not in changes([row()]).html


@pytest.mark.parametrize(("changed", "said"), [
    ({"status": "suppressed", "answered": None}, "hidden, to protect people"),
    ({"status": "not_estimable", "answered": 0}, "nobody answered both times"),
    ({"status": "not_estimable", "answered": 1}, "can&#x27;t be worked out"),
])
def test_what_is_not_there_says_why(changed, said):
    picture = changes([row(mean=None, low=None, high=None, **changed), USUAL])
    assert said in picture.html
    assert figures.mark("victim_offender_mediation") not in picture.html


def test_nobody_asked_has_no_row_but_is_named():
    nobody = row("circle_sentencing", None, None, None, invited=0, answered=0, status="not_estimable")
    html = changes([row(), nobody, USUAL]).html
    assert "Nobody was asked: Sentencing circle." in html
    assert html.count("rj-name") == 2


def test_no_change_is_a_finding():
    picture = changes([row(mean=0.0, low=-2.0, high=2.0)])
    assert "no change (2 less fear to 2 more fear)" in picture.alt
    assert 'x="50.00%"' in picture.html


def test_names_from_records_are_text():
    picture = changes([row("x", question="<i>")], {"x": "<img src=x>"})
    assert "<img" not in picture.html and "<i>" not in picture.html
