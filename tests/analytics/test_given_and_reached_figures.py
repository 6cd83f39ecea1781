"""The pictures of money, gifts, time and reach: what stands in them, what does not, and what their words say."""

import re

import pytest

from analytics import access_figures, course_figures, dot_figures, order_figures, repair_figures, step_figures, victim_figures
from analytics.dot_figures import Dot
from data.counties import counties


def test_a_share_stands_where_it_is_and_what_is_hidden_does_not_stand_at_all():
    rows = [Dot("Mediation", "victim_offender_mediation", "60 of 100", 0.6, 0.5, 0.7, "50 to 70"), Dot("Circle", "circle_sentencing", "hidden"),
            Dot("Class", "impact_of_crime_class", "10 of 100", 0.1, 0.0, 0.3, unsure=True)]
    drawn = dot_figures.shares("Title", rows)
    assert drawn.html.count('overflow="visible"><circle') == 1 and 'x1="50.00%" x2="70.00%"' in drawn.html
    assert drawn.html.count("stroke-dasharray") == 1 and "rj-absent" in drawn.html
    assert drawn.alt == "Title. Mediation: 60 of 100 (50 to 70); Circle: hidden; Class: 10 of 100, too few to judge."


@pytest.mark.parametrize("ratio, at", [(1, "50.00%"), (2, "75.00%"), (0.5, "25.00%"), (100, "100.00%"), (0.001, "0.00%")])
def test_halves_and_doubles_are_equally_far_from_as_often(ratio, at):
    drawn = dot_figures.ratios("Title", [Dot("Men", "circle_sentencing", "x", ratio, ratio, ratio)], ("less", "more"))
    assert f'<svg x="{at}"' in drawn.html


def test_text_of_records_is_escaped():
    drawn = dot_figures.shares("<b>", [Dot("<script>", "circle_sentencing", "1 of 100", 0.01)])
    assert "<script>" not in drawn.html and "&lt;script&gt;" in drawn.html


def test_steps_go_up_on_their_month():
    drawn = step_figures.steps("Title", [step_figures.Line("Done", "#000", [(0, 0), (6, 0.5), (12, 0.75)])], 12, "Note")
    assert 'd="M0.00 100.00H50.00V50.00H100.00V25.00"' in drawn.html
    assert drawn.alt == "Title. Done: 50 of 100 by month 6, 75 of 100 by month 12."


@pytest.mark.parametrize("quantity, size", [(7, 1), (60, 1), (61, 2), (300, 5), (2_220_651, 50_000), (27_487, 500)])
def test_a_square_stands_for_a_round_number(quantity, size):
    assert repair_figures.one_square(quantity) == size


def test_years_between_are_shown_as_none():
    rows = [{"month": "2019-05", "quantity": 2.0}, {"month": "2019-06", "quantity": 3.0}, {"month": "2021-01", "quantity": 1.0}]
    assert repair_figures.years(rows) == {"2019": 5.0, "2020": 0.0, "2021": 1.0}


def gift(kind="dog_training", unit="dogs"):
    return {"kind": kind, "quantity_unit": unit, "quantity": 120.0, "months": 24, "first_month": "2019-01", "last_month": "2020-12",
            "facilities": 2, "participants": 480, "hours": 100.0, "status": "ok"}


def test_each_gift_has_a_panel_of_its_own_and_no_picture_of_orders_has_one():
    drawn = repair_figures.given([gift(), gift("quilts", "quilts")], [])
    assert drawn.html.count("<section>") == 2 and "One square is 2 dogs" in drawn.html
    order = {"model": "circle_sentencing", "kind": "restitution", "payee": "all", "amount_unit": "usd", "orders": 50, "paid_share": 0.5, "low": 0.4,
             "high": 0.6, "status": "ok"}
    assert "dog" not in order_figures.paid([order]).html.lower()


def county(code, **different):
    return {"county_fips": code, "model": "any_restorative", "step": "referred", "basis": "eligible", "eligible": 100, "share": 0.5, "low": 0.4,
            "high": 0.6, "rest_share": 0.5, "ratio": 1.0, "ratio_low": 0.8, "ratio_high": 1.2, "status": "ok"} | different


def test_every_county_is_drawn_and_listed_and_hidden_unknown_and_none_look_different():
    rows = [county("29001"), county("29003", ratio_low=1.1), county("29005", share=None, status="suppressed"), county("29510", ratio_high=0.9),
            county("17031"), county("unknown")]
    drawn = access_figures.county_map(rows, {"29001": "Adair County"})
    assert drawn.html.count("<path") == len(counties()) == 115
    shades = dict(re.findall(r'class="(rj-\w+)"><title>([^:]+):', drawn.html)[::-1])
    assert {"rj-alike", "rj-more", "rj-hidden", "rj-less", "rj-none"} <= set(shades)
    listed = re.findall(r"<li><i class=\"[\w-]+\"></i><span>([^<]+)</span><b>([^<]+)</b>", drawn.html)
    assert len(listed) == 117 and ("County 17031", "50 of 100") in listed and ("County not known", "50 of 100") in listed
    assert listed[0] == ("Adair County", "50 of 100")  # by name, not by size
    assert "hidden, to protect people: 1 county" in drawn.alt and drawn.alt.endswith("The list holds 2 more that are off the map.")
    assert sum(map(int, re.findall(r": (\d+) count", drawn.alt))) == len(counties())


def test_circuits_are_in_the_order_of_their_names():
    rows = [county("x", circuit="Circuit 12", share=0.9), county("x", circuit="Circuit 2", share=0.1)]
    assert access_figures.circuits(rows).alt.index("Circuit 2:") < access_figures.circuits(rows).alt.index("Circuit 12:")


def test_victims_taking_part_and_answers_with_their_silence():
    row = {"model": "circle_sentencing", "victims": 100} | dict.fromkeys(victim_figures.SHOWN, 40) | {"by_letter": None}
    drawn = victim_figures.taking_part(row)
    assert "– by letter: hidden" in drawn.alt and "Never asked any: 40 of 100" in drawn.alt
    assert victim_figures.taking_part({**row, "victims": 0}) is None
    answer = {"model": "circle_sentencing", "respondent": "victim", "question": "apology_received", "wave": "after", "invited": 100, "answered": 50,
              "response_rate": 0.5, "satisfied_rate": 0.8, "low": 0.7, "high": 0.9, "bound_low": 0.4, "bound_high": 0.9, "status": "ok"}
    said = victim_figures.said([answer, {**answer, "model": "restitution", "invited": 0}])
    assert "80 of 100 (70 to 90), 50 of 100 answered; counting silence 40 to 90" in said.alt and "Nobody was asked: Restitution." in said.html


def test_attendance_shows_hours_only_where_they_differ():
    rows = [{"counted_in": "sessions", "planned": 2, "attended": at, "people": 50, "share": 0.5} for at in (0, 2)]
    rows += [{"counted_in": "hours", "planned": 40, "attended": 0, "people": 100, "share": 1.0}]
    drawn = course_figures.attended(rows, "victim_offender_mediation")
    assert "Sessions attended, of 2" in drawn.html and "Hours" not in drawn.html
    assert course_figures.attended([], "victim_offender_mediation") is None
    assert course_figures.times([{"end": "completed", "month": 0, "share": None}], "circle_sentencing") is None
    assert course_figures.times([{"end": "completed", "month": 0, "share": 0.0}], "circle_sentencing") is None  # a step that may not be shown
