"""Where part of a row is hidden, its counts tell whether what is left carries a verdict."""

import pytest

from analytics import order_figures
from analytics.answers import paid_and_given
from analytics.sentences import access, completion, orders, satisfaction, services, slides

MEDIATION, BOARD, USUAL = "victim_offender_mediation", "accountability_board", "retributive_only"


def order(model=MEDIATION, people=300, **different):
    """A row of `obligations` in which few paid in full, so that this share and the row are hidden in part; clearly more was paid."""
    return {
        "model": model, "kind": "restitution", "payee": "all", "amount_unit": "usd", "people": people, "orders": people, "nothing_paid": 0,
        "paid_share": 0.6, "low": 0.55, "high": 0.65, "in_full_share": None, "nothing_share": 0.0, "baseline_paid_share": 0.5, "difference": 0.1,
        "difference_low": 0.04, "difference_high": 0.16, "status": "suppressed", "min_cell": 11,
    } | different  # fmt: skip


@pytest.mark.parametrize("different, verdict", [
    ({}, "more"),                                                     # 300 people, whatever else is hidden
    ({"people": 15, "orders": 15}, "low"),
    ({"people": 15, "orders": 15, "status": "ok"}, "more"),           # where nothing is hidden the status says all
    ({"nothing_paid": 280}, "low"),                                   # 20 paid anything
    ({"people": 35, "orders": 35, "nothing_paid": None}, "low"),      # up to 10 of the 35 paid nothing
    ({"people": 45, "orders": 45, "nothing_paid": None}, "more"),
    ({"people": None, "nothing_paid": None}, "more"),                 # of a published copy: a share alone stands for 1,000 or more
])  # fmt: skip
def test_orders_of_few_people_carry_no_verdict(different, verdict):
    assert orders.verdict(order(**different)) == verdict


def test_few_people_are_told_everywhere():
    usual, few = order(USUAL, status="ok", paid_share=0.5, difference=None, difference_low=None), order(BOARD, 15, paid_share=0.83)
    assert orders.about(few).startswith("There are too few people to judge.")
    assert paid_and_given.paid([usual, few]).startswith("With the usual sentence, 50 of every 100 dollars of restitution were paid. For none of 1 kind")
    hidden = order("circle_sentencing", 15, paid_share=None, low=None, high=None)
    assert order_figures.paid([usual, few, hidden]).alt.endswith("Accountability board: 83 of 100 (55 to 65), too few to judge; Sentencing circle: hidden.")
    assert slides.paid([usual, order(), few]) == (
        "Of every 100 dollars of restitution ordered, 60 were paid after a program; after the usual sentence, 50; for 1 of 2 kinds too few people to judge")
    assert slides.paid([usual, few]).startswith(slides.NO_NUMBER)
    assert slides.paid([order(USUAL, 15), order()]) == "Of every 100 dollars of restitution ordered, 60 were paid after a program"


@pytest.mark.parametrize("module, few, enough", [
    (satisfaction, {"answered": 15, "satisfied": 15, "satisfied_rate": 1.0}, {"answered": 90, "satisfied": 60, "satisfied_rate": 0.67}),  # no other side
    (completion, {"reached": 20, "of_referred": 0.4}, {"reached": 40, "of_referred": 0.4}),  # how many are open is hidden
    (completion, {"reached": 0, "of_referred": 0.0}, {"reached": 40, "of_referred": 1.0}),
    (access, {"eligible": 60, "reached": 20, "share": 0.33}, {"eligible": 60, "reached": 40, "share": 0.67}),    # the others are hidden
])  # fmt: skip
def test_each_result_by_its_own_counts(module, few, enough):
    assert module.unsure(few | {"status": "suppressed"}) and not module.unsure(enough | {"status": "suppressed"})
    assert not module.unsure(few | {"status": "ok"}) and module.unsure(enough | {"status": "low"})


def test_a_service_that_few_ended_is_faded_where_what_followed_is_hidden():
    row = {"closed": 25, "completed": 15, "completed_share": 0.6, "completed_share_low": 0.4, "completed_share_high": 0.8, "status": "suppressed"}
    assert services.share(row, "completed_share", "status") == ("60 of 100", ("40 to 80",), True)
    assert not services.share(row | {"closed": 60, "completed": 36}, "completed_share", "status")[2]
