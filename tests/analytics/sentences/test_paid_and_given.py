"""What is said of money, hours and gifts: for every status, in the same words either way."""

import pytest

from analytics.answers import paid_and_given
from analytics.sentences import orders, repair

MEDIATION, USUAL = "victim_offender_mediation", "retributive_only"


def row(**different):
    return {
        "model": MEDIATION, "kind": "restitution", "payee": "all", "amount_unit": "usd", "people": 300, "orders": 400, "ordered": 500_000.0,
        "paid": 300_000.0, "paid_share": 0.6, "low": 0.55, "high": 0.65, "in_full_share": 0.4, "nothing_share": 0.2,
        "baseline_paid_share": 0.5, "difference": 0.1, "difference_low": 0.04, "difference_high": 0.16, "status": "ok", "min_cell": 11,
    } | different  # fmt: skip


def test_more_and_less_are_said_alike():
    more = orders.about(row())
    assert more == (
        "Of every 100 dollars of restitution ordered in cases sent to mediation, 60 were paid. Of 100 after the usual sentence in the same "
        "kinds of case, 50 were. That is 10 more. The records fit anything from 4 to 16 more. Of every 100 orders, 40 were paid in full and "
        "on 20 nothing was paid. These two groups were not matched, so don't read this as what mediation did.")
    fewer = orders.about(row(baseline_paid_share=0.7, difference=-0.1, difference_low=-0.16, difference_high=-0.04))
    assert fewer == more.replace("50 were", "70 were").replace("10 more", "10 fewer").replace("4 to 16 more", "4 to 16 fewer")


@pytest.mark.parametrize("different, begins", [
    ({"difference_low": -0.02}, "We can't tell yet. Of every 100 dollars"),
    ({"status": "low"}, "There are too few people to judge."),
    ({"status": "suppressed", "paid_share": None}, "We do not show this number."),
    ({"status": "immature", "orders": 0, "paid_share": None}, "It is too soon to say."),
    ({"status": "not_estimable", "orders": 0, "paid_share": None}, "No restitution was ordered in cases sent to mediation"),
    ({"model": USUAL, "baseline_paid_share": None, "difference": None, "difference_low": None}, "Of every 100 dollars of restitution ordered in cases with"),
    ({"kind": "community_service", "amount_unit": "hours"}, "Of every 100 hours of community service ordered"),
])  # fmt: skip
def test_every_status_has_its_sentence(different, begins):
    assert orders.about(row(**different)).startswith(begins)


def test_one_takes_the_singular():
    one = orders.about(row(paid_share=0.01, baseline_paid_share=0.01, in_full_share=0.01))
    assert "to mediation, 1 was paid." in one and "same kinds of case, 1 was." in one and "Of every 100 orders, 1 was paid in full" in one
    none = row(kind="crime_victim_compensation", status="not_estimable", orders=0, paid_share=None)
    assert orders.about(none).startswith("No payments to the Crime Victims’ Compensation Fund were ordered")


def test_the_answer_counts_programs_both_ways():
    rows = [row(model=USUAL, difference=None, difference_low=None), row(), row(model="circle_sentencing", difference_low=-0.2, difference_high=-0.1)]
    said = paid_and_given.paid(rows)
    assert "60 of every 100 dollars" in said and "more of it came in cases of one and less in cases of one" in said
    assert paid_and_given.paid([]).endswith("That does not mean that nothing was ordered or paid.")


NOTHING = {"status": "not_estimable", "people": 0, "orders": 0, "paid_share": None, "difference_low": None}


def test_kinds_without_orders_are_no_kinds_that_we_can_not_tell_of():
    usual = row(model=USUAL, difference=None, difference_low=None)
    begun = "With the usual sentence, 60 of every 100 dollars of restitution were paid."
    hidden = row(status="suppressed", people=None, paid_share=None)
    assert paid_and_given.paid([usual, row(**NOTHING), row(**NOTHING)]) == f"{begun} In cases of two none was ordered, or none that is a year old."
    unclear = paid_and_given.paid([usual, row(difference_low=-0.02), hidden, row(**NOTHING)])
    assert unclear.startswith(f"{begun} For none of 1 kind of program can we tell a difference yet. For 1 we hide the number")
    assert "In cases of one none was ordered, or none that is a year old. The groups were not matched" in unclear


def test_a_share_of_few_orders_is_said_to_be_unsure():
    assert "There are few such orders, so the number is unsure." in paid_and_given.paid([row(model=USUAL, status="low")])


GIVEN = {"kind": "garden_produce", "quantity_unit": "pounds", "quantity": 220_000.5, "months": 22, "first_month": "2020-04", "last_month": "2021-11",
         "facilities": 3, "participants": 440, "hours": 8_000.0, "status": "ok"}


def test_gifts_by_their_own_measure():
    assert repair.quantity(GIVEN) == "220,000.5 pounds (about 110 tons)"
    assert repair.a_year(GIVEN) == "about 110,000 a year"
    assert repair.people(GIVEN) == "20 people in an average month, 8,000 hours in all"
    assert repair.places(GIVEN) == "3 places, 2020 to 2021"
    assert repair.places({**GIVEN, "facilities": None}) == "places not known, 2020 to 2021"
    assert repair.quantity({**GIVEN, "quantity_unit": "dollars"}) == "$220,000.5"
    assert repair.answer([]).startswith("These records hold nothing")


def test_hidden_and_unknown_people_are_told_apart():
    assert repair.people({**GIVEN, "participants": None, "status": "suppressed"}) == "how many people is hidden"
    assert repair.people({**GIVEN, "participants": 0, "hours": 0.0}).startswith("nobody worked on it")  # and not one person
    assert repair.people({**GIVEN, "participants": 5}).startswith("1 person in an average month")
    assert repair.people({**GIVEN, "participants": None}) == "how many people is not known"
