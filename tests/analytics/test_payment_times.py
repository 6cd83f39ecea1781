"""How payments add up month by month: which orders, from which day, and what is held back."""

import pandas as pd
import pytest

from analytics import payment_times as by_month
from analytics.payment_times import payment_times
from tests.records import database

RELEASES = """
release_id,person_id,released_on,release_type,follow_up_ended_on
r1,p1,2020-01-01,prison_release,2024-01-01
r2,p2,2020-01-01,diversion,2024-01-01
"""
OBLIGATIONS = """
obligation_id,release_id,kind,unit,ordered,fulfilled,ordered_on
o1,r1,restitution,usd,100,80,2018-01-01   # the release came later: the clock starts there
o2,r2,restitution,usd,100,0,2020-06-01    # nothing paid: on record all the same
o3,r2,restitution,usd,900,900,2020-06-01  # paid, but not by which payments: left out
o4,r2,restitution,usd,500,0,2021-06-01    # watched for less than three years
o5,r2,restitution,usd,500,0,              # no day
"""
PAYMENTS = """
payment_id,obligation_id,paid_on,amount
y1,o1,2020-01-20,30    # in the first month
y2,o1,2020-02-20,40    # in the second
y3,o1,2023-06-01,10    # after three years: not on the line
"""


@pytest.fixture(scope="module")
def db():
    return database({"release": RELEASES, "obligation": OBLIGATIONS, "payment": PAYMENTS})


def line(db, **options):
    frame = payment_times(db, model="retributive_only", **{"min_cell": 0, **options})
    return dict(zip(frame["month"], frame["share"], strict=True))


def test_shares_of_what_was_ordered_by_month(db):
    found = line(db)
    assert [found[month] for month in (0, 1, 2, 36)] == pytest.approx([0, 30 / 200, 70 / 200, 70 / 200])
    assert list(found) == list(range(37)) and list(found.values()) == sorted(found.values())


def test_few_people_have_no_line(db):
    frame = payment_times(db, model="retributive_only")
    assert frame["status"].tolist() == ["suppressed"] and frame["share"].isna().all()


def test_months_wait_until_enough_people_have_paid():
    releases = "release_id,person_id,released_on,follow_up_ended_on\n" + "".join(f"r{i},p{i},2020-01-01,2024-01-01\n" for i in range(40))
    orders = "obligation_id,release_id,kind,unit,ordered,fulfilled,ordered_on\n" + "".join(f"o{i},r{i},restitution,usd,10,10,2020-01-01\n" for i in range(40))
    paid = "payment_id,obligation_id,paid_on,amount\n" + "".join(
        f"y{i},o{i},2020-{1 if i < 5 else 2 if i < 20 else 5:02}-20,10\n" for i in range(40))  # 5, 15 and 20 people
    found = line(database({"release": releases, "obligation": orders, "payment": paid}), min_cell=11)
    assert list(found)[:3] == [0, 2, 5] and found[2] == 0.5 and found[5] == 1


def test_no_orders_no_line():
    assert not len(payment_times(database({"release": RELEASES})))


@pytest.mark.parametrize("options", [{}, {"where": {"release_type": "diversion"}}])
def test_payments_of_many_orders_are_read_one_kind_at_a_time(monkeypatch, options):
    hours = OBLIGATIONS + "o6,r2,community_service,hours,40,40,2020-06-01\n"
    work = PAYMENTS + "y4,o6,2020-08-20,40\n"
    db = database({"release": RELEASES, "obligation": hours, "payment": work})
    together = payment_times(db, min_cell=0, **options)
    monkeypatch.setattr(by_month, "MANY", 1)
    pd.testing.assert_frame_equal(together, payment_times(db, min_cell=0, **options))
    assert set(together["amount_unit"]) == {"usd", "hours"}
