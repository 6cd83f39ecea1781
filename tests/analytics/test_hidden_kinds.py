"""An answer over all kinds says of how many it hides the numbers; these are no kinds that we can't tell yet of."""

from analytics import sentences
from analytics.answers import costs, first_page, new_offenses, paid_and_given, promises_kept
from analytics.answers.common import NO_NUMBER
from analytics.answers.first_page import does_it_work
from analytics.sentences import hidden_kinds


def row(model, low, high, status="ok"):
    return {"outcome": "rearrest", "window_months": 36, "adjust": "none", "model": model, "status": status, "n": 500, "events": 200,
            "rate": None if status == "suppressed" else 0.4, "baseline_n": 500, "baseline_events": 200, "baseline_rate": 0.4,
            "risk_difference": (low + high) / 2 if status == "ok" else None, "risk_difference_low": low, "risk_difference_high": high}


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


def test_kinds_without_a_number_are_told_by_their_reason():
    nobody = row("circle_sentencing", None, None, "not_estimable") | {"n": 0, "rate": None, "risk_difference": None}
    unknown = row("restitution", None, None, "not_estimable") | {"events": None, "rate": None, "risk_difference": None}
    young = row("accountability_board", None, None, "immature") | {"rate": None, "risk_difference": None}
    said = does_it_work([row("family_group_conferencing", -0.1, 0.1), nobody, unknown, young])
    assert said.startswith("We can't tell yet. For none of 1 kind that we can show ")
    assert said.endswith("For 1 it is too soon. To 1 nobody was sent. For 1 it can't be worked out.")


def without_gap(**changes):
    """A kind that people were sent to, whose gap can't be worked out."""
    return row("circle_sentencing", None, None, "not_estimable") | {"exposure": "referred", "risk_difference": None, **changes}


NOBODY = row("restitution", None, None, "not_estimable") | {"n": 0, "events": 0, "baseline_n": 0, "baseline_events": 0, "rate": None, "risk_difference": None}


def test_where_no_kind_has_a_number_the_reason_is_the_one_that_holds():
    nobody_else = without_gap(baseline_n=0, baseline_events=0, rate=None, baseline_rate=None)  # everybody was sent
    everybody = without_gap(events=500, rate=1.0, baseline_events=500, baseline_rate=1.0)  # no range around 100 of 100
    untold = without_gap(events=None, rate=None, baseline_events=None, baseline_rate=None)  # the records hold no such event
    young = row("circle_sentencing", None, None, "immature") | {"n": 0, "rate": None, "risk_difference": None}
    assert does_it_work([NOBODY]) == "We can't say. Nobody in this selection was sent to a program, so there is nothing to compare."
    assert does_it_work([NOBODY, nobody_else]) == (
        "We can't say. Nobody with the usual sentence in the same kinds of case has been followed for three years here, so there is nobody to "
        "compare with.")
    assert sentences.about(nobody_else) in does_it_work([NOBODY, nobody_else])
    assert does_it_work([NOBODY, everybody]) == (
        "We can't say. For no kind can the gap to the usual sentence be worked out from these records. To 1 nobody was sent.")
    assert does_it_work([NOBODY, untold]) == "We can't say. These records don't tell who were arrested again. That does not mean nobody."
    assert does_it_work([NOBODY, young]).startswith("It is too soon to say. Nobody in this selection has been followed for three years yet.")
    assert does_it_work([everybody, young]).endswith("be worked out from these records. For 1 it is too soon.")


def test_it_depends_on_nothing_where_one_kind_alone_is_compared():
    one = row("circle_sentencing", -0.2, -0.1) | {"adjust": "entropy"}
    assert does_it_work([one, NOBODY]) == (
        "Of 2 kinds, people were arrested again within three years less often after 1 than after the usual sentence. To 1 nobody was sent.")
    assert does_it_work([one, row("restitution", -0.1, 0.1)]).startswith("It depends on which kind. Of 2 kinds, ")


def test_nobody_in_a_program_is_nobody_even_where_the_other_side_is_hidden():
    nobody = row("circle_sentencing", None, None, "suppressed") | {"n": 0, "events": 0, "rate": None, "risk_difference": None, "exposure": "referred"}
    assert sentences.about(nobody).startswith("Nobody in this selection was sent to ")
    assert (sentences.in_short(nobody), sentences.absent_rate(nobody)) == ("Nobody", "nobody")


def test_what_you_can_say_holds_no_figure_where_none_is_shown():
    hidden = [row("circle_sentencing", None, None, "suppressed")]
    shown = [row("circle_sentencing", -0.2, -0.1)]
    for page in (first_page, new_offenses):
        assert page.can_say(hidden) == [NO_NUMBER]
        assert page.can_say(shown)[0].startswith("How many people of each group were arrested again")


def test_costs_of_hidden_kinds_are_not_kinds_that_we_cannot_tell_of():
    hidden = {"model": "circle_sentencing", "status": "suppressed", "net_saving": None, "program_cost_is_own": True, "adjust": "none"}
    clear = hidden | {"status": "ok", "net_saving": 10, "net_saving_low": 5, "net_saving_high": 20}
    assert costs.answer([hidden, hidden]) == f"We can't say: there is no figure to reckon with. {hidden_kinds(2)}"
    said = costs.answer([clear, hidden, hidden | {"status": "not_estimable"}])
    assert said.startswith("At the prices below, of 3 kinds, 1 saves more than it costs.")
    assert f"{hidden_kinds(1)} For 1 there is no figure to reckon with." in said


def ladder(model, share, status="ok", open_=0, reached=60):
    spread = (None, None) if share is None else (share - 0.1, share + 0.1)
    return {"model": model, "step": "completed", "reached": reached, "open": open_, "of_referred": share, "low": spread[0], "high": spread[1], "status": status}


def test_promises_of_kinds_without_a_number_are_told_by_their_reason():
    said = promises_kept.answer([
        ladder("victim_offender_mediation", 0.5), ladder("circle_sentencing", 0.8), ladder("restitution", 0.7, "low", reached=7),
        ladder("accountability_board", None, "suppressed", None, None), ladder("reparative_activity", None, "not_estimable", 0, 0),
        ladder("impact_of_crime_class", None, "not_estimable", 9, 0)])
    assert said == ("It differs by kind. Of every 100 people sent whose case is closed, from 50 (mediation) to 80 (circles) completed the program. For 1 of 6 "
                    f"kinds we can't tell yet. {hidden_kinds(1)} For 1 it is too soon. To 1 nobody was sent.")


def test_promises_whose_ranges_meet_are_not_told_to_differ():
    """50, from 40 to 60, and 60, from 50 to 70, of 100."""
    said = promises_kept.answer([ladder("victim_offender_mediation", 0.5), ladder("circle_sentencing", 0.6)])
    assert said == "Of every 100 people sent whose case is closed, from 50 (mediation) to 60 (circles) completed the program."


def paid(model, low=None, high=None, status="ok", share=0.6, orders=400):
    return {"model": model, "kind": "restitution", "payee": "all", "amount_unit": "usd", "orders": orders, "paid_share": share, "people": 300,
            "difference_low": low, "difference_high": high, "status": status}


def test_orders_of_kinds_without_a_number_are_told_by_their_reason():
    said = paid_and_given.paid([
        paid("retributive_only"), paid("victim_offender_mediation", 0.1, 0.2), paid("circle_sentencing", -0.1, 0.2), paid("restitution", 0.1, 0.2, "low"),
        paid("accountability_board", status="suppressed", share=None, orders=None), paid("reparative_activity", status="immature", share=None, orders=0),
        paid("impact_of_crime_class", status="not_estimable", share=None, orders=0)])
    assert " Of 6 kinds of program, more of it came in cases of one. For 2 we can't tell. " in said
    assert f"{hidden_kinds(1)} For 1 it is too soon. In cases of one none was ordered, or none that is a year old. The groups were not matched" in said
