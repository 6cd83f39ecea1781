"""What is read once for records that stand still gives the same as reading it anew for each question."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import analytics
from analytics import adjusted_comparison, adjusted_curve, placed
from analytics.completion_course import course
from analytics.payment_times import payment_times
from analytics.taking_part import taking_part
from data.database import READING, connect_read_only

WOMEN = {"where": {"sex": "female"}, "min_cell": 0}
MEDIATION = "victim_offender_mediation"


def of_a_program(db, **options):
    return pd.concat(course(db, **options), keys=("times", "between", "leaving", "attended"))


@pytest.mark.parametrize("verb", [analytics.obligations, analytics.access, payment_times, taking_part, of_a_program])
@pytest.mark.parametrize("options", [{}, WOMEN], ids=["everyone", "women"])
def test_records_placed_in_memory(demonstration, verb, options):
    with duckdb.connect(str(demonstration), read_only=True, config=READING) as anew, connect_read_only(Path(demonstration)) as once:
        found = [verb(connection, **options) for connection in (anew, once, once)]
    pd.testing.assert_frame_equal(found[0], found[1])
    pd.testing.assert_frame_equal(found[1], found[2])


def test_two_pages_ask_for_them_at_the_same_time(demonstration):
    with connect_read_only(Path(demonstration)) as connection, ThreadPoolExecutor(4) as pages:
        found = list(pages.map(lambda _: taking_part(connection, **WOMEN), range(4)))
    for other in found[1:]:
        pd.testing.assert_frame_equal(found[0], other)


def test_an_order_old_enough_for_one_question_is_not_for_another():
    assert placed.LEAST_AGE_OF_ORDERS == 365 and placed.LEAST_AGE_OF_PAID == 1095


@pytest.mark.parametrize("options", [
    {"outcome": "rearrest", "adjust": "entropy"},
    {"outcome": "rearrest", "adjust": "standardize", "by": "race"},
    {"outcome": "any_return", "adjust": "ipw", "unit": "every", "exposure": "started"},
], ids=["first", "by race", "every release"])  # fmt: skip
def test_cells_looked_up_are_those_counted(demonstration, monkeypatch, options):
    asked = WOMEN | options
    curve = {name: value for name, value in asked.items() if name != "by"} | {"kind": "cif", "model": (MEDIATION,)}
    found = []
    for looked_up in (True, False):
        for kept in (adjusted_comparison._kept, adjusted_comparison._alike, adjusted_curve._kept):
            kept.clear()
        if not looked_up:
            for module in ("analytics.cells", "analytics.cell_days"):  # the package's `cells` is the verb
                monkeypatch.setattr(sys.modules[module], "can_be_looked_up", lambda source: False)
        found.append((analytics.compare(demonstration, **asked), analytics.curve(demonstration, **curve)))
    for looked_up, counted in zip(*found, strict=True):
        pd.testing.assert_frame_equal(looked_up, counted, check_exact=False, rtol=1e-12, atol=1e-14)


def test_weights_are_shared_between_events(demonstration, monkeypatch):
    adjusted_comparison._kept.clear()
    adjusted_comparison._alike.clear()
    alone = analytics.compare(demonstration, outcome="reconviction", adjust="entropy", **WOMEN)
    adjusted_comparison._kept.clear()
    adjusted_comparison._alike.clear()
    analytics.compare(demonstration, outcome="rearrest", adjust="entropy", **WOMEN)
    monkeypatch.setattr(adjusted_comparison, "weigh_arms", None)  # would fail if the weights were searched for again
    pd.testing.assert_frame_equal(alone, analytics.compare(demonstration, outcome="reconviction", adjust="entropy", **WOMEN))
