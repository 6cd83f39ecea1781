"""An answer over all kinds says of how many it hides the numbers; these are no kinds that we can't tell yet of."""

from analytics.answers.first_page import does_it_work
from analytics.sentences import hidden_kinds


def row(model, low, high, status="ok"):
    return {"outcome": "rearrest", "window_months": 36, "adjust": "none", "model": model, "status": status, "n": 500, "events": 200,
            "rate": None if status == "suppressed" else 0.4, "baseline_n": 500, "baseline_events": 200, "baseline_rate": 0.4,
            "risk_difference": None if status == "suppressed" else (low + high) / 2, "risk_difference_low": low, "risk_difference_high": high}


def test_hidden_numbers_are_counted_apart():
    said = does_it_work([row("circle_sentencing", -0.2, -0.1), row("family_group_conferencing", -0.1, 0.1),
                         row("victim_offender_mediation", None, None, "suppressed")])
    assert "For 1 we can't tell yet." in said
    assert "For 1 we hide the number, to protect the few people in it. A hidden number does not mean zero." in said


def test_where_none_is_clear_those_that_can_be_shown_are_named():
    said = does_it_work([row("family_group_conferencing", -0.1, 0.1), row("circle_sentencing", -0.1, 0.2),
                         row("victim_offender_mediation", None, None, "suppressed")])
    assert said.startswith("We can't tell yet. For none of 2 kinds that we can show ")
    assert said.endswith(hidden_kinds(1))
    assert hidden_kinds(3).startswith("For 3 we hide the numbers, to protect the few people in them.")
