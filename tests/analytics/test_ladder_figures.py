"""Ladders as drawn: steps down in their order, drop-off and range told, open cases said."""

import re

from analytics import figures
from analytics.ladder_figures import ladder

MEDIATION = "victim_offender_mediation"


def steps(model=MEDIATION, shares=((1.0, 0.99, 1.0), (0.8, 0.77, 0.83), (0.6, 0.56, 0.64), (0.45, 0.41, 0.49)), status="ok",
          open_=70, reached=500):
    names = ("referred", "consented", "started", "completed")
    return [{"model": model, "step": step, "reached": round(reached * share), "open": open_, "of_referred": share, "low": low,
             "high": high, "status": status} for step, (share, low, high) in zip(names, shares, strict=True)]


def test_each_step_stands_at_its_share_and_below_the_one_before():
    html = ladder(steps()).html
    marks = [float(x) for x in re.findall(r'<svg x="([\d.]+)%" y="50%"', html)]
    assert marks == [100, 80, 60, 45]
    assert 'x1="80.00%" x2="100.00%" y1="0" y2="0"' in html  # the drop from sent to agreed
    assert [html.index(title) for title in (">Sent<", ">Agreed to take part<", ">Started<", ">Completed it<")] == sorted(
        html.index(title) for title in (">Sent<", ">Agreed to take part<", ">Started<", ">Completed it<"))


def test_every_step_but_the_first_shows_its_range():
    html = ladder(steps()).html
    assert html.count('stroke-width="5"') == 3
    assert 'x1="41.00%" x2="49.00%"' in html
    assert "41 to 49; 15 fewer" in html


def test_a_step_without_loss_says_so():
    same = steps(shares=((1.0, 0.99, 1.0), (0.8, 0.77, 0.83), (0.8, 0.77, 0.83), (0.45, 0.41, 0.49)))
    assert "77 to 83; as many" in ladder(same).html


def test_the_text_alternative_states_the_finding():
    assert ladder(steps()).alt == (
        "Of every 100 people sent whose case is closed, how many came how far. Mediation: agreed to take part 80 of 100, started "
        "60 of 100, completed it 45 of 100 (41 to 49); 70 still open, not counted.")


def test_open_cases_are_said():
    assert "500 closed cases; 70 still open, not counted." in ladder(steps()).html
    assert "none still open" in ladder(steps(open_=0)).html
    assert "how many are still open is hidden" in ladder(steps(open_=None)).html


def test_too_many_open_cases_hold_the_verdict_back():
    picture = ladder(steps(status="low", open_=400))
    assert "Too many still open to judge" in picture.html and "too many still open" in picture.alt
    assert "stroke-dasharray" in picture.html and figures.mark(MEDIATION, True) in picture.html


def test_a_hidden_step_is_a_hole_and_no_zero():
    rows = steps()
    rows[1].update(reached=None, of_referred=None, low=None, high=None, status="suppressed")
    picture = ladder(rows)
    assert '<span class="rj-absent">hidden</span>' in picture.html
    assert len(re.findall(r'<svg x="[\d.]+%" y="50%"', picture.html)) == 3
    assert "agreed to take part hidden" in picture.alt
    assert 'x2="100.00%" y1="0" y2="0"' not in picture.html  # no drop is drawn across the hole


def test_nobody_sent_and_nobody_closed_are_told_apart():
    def without(model, open_):
        return [{**row, "reached": 0, "of_referred": None, "low": None, "high": None, "status": "not_estimable"}
                for row in steps(model, open_=open_)]

    html = ladder([*without(MEDIATION, 12), *without("restitution", 0)]).html
    assert "Nobody was sent: Restitution." in html
    assert "Too soon to say" in html and "12 still open" in html


def test_one_panel_a_model_each_in_its_own_colour():
    html = ladder([*steps(), *steps("restitution")]).html
    assert html.count("<section>") == 2
    first, second = html.split("<section>")[1:]
    assert figures.PALETTE[MEDIATION][0] in first and figures.PALETTE[MEDIATION][0] not in second
    assert figures.PALETTE["restitution"][0] in second


def test_names_from_records_are_text():
    assert "<img" not in ladder(steps("x"), {"x": "<img src=x>"}).html
