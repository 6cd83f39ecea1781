"""How alike the cases behind answers are: balance by hand, what weights are worth, and what is not shown."""

import numpy as np
import pytest

from analytics.answer_balance import answer_balance
from tests.analytics.test_satisfaction_adjusted import CASES, records

FAIRNESS = ("victim", "fairness", "after")
MEDIATION = "victim_offender_mediation"


@pytest.fixture(scope="module")
def db():
    return records(CASES)


def rows(db, **options):
    return answer_balance(db, FAIRNESS, **{"adjust": "entropy", "covariates": "offense", "model": MEDIATION, "min_cell": 0, **options})


def test_the_gap_before_and_after_is_the_one_by_hand(db):
    found = rows(db).set_index("level")
    # property: 60 of the arm's 80 answers, 40 of the other 140
    arm, other = 60 / 80, 40 / 140
    spread = np.sqrt((arm * (1 - arm) + other * (1 - other)) / 2)
    assert found.loc["property", "difference"] == pytest.approx((arm - other) / spread)
    assert np.abs(found["difference_weighted"]).max() < 1e-8
    # weights 0.75 / 40 and 0.25 / 100 each
    assert found["effective_n"].iloc[0] == pytest.approx(1 / (0.75**2 / 40 + 0.25**2 / 100))
    assert found["unmatched_share"].iloc[0] == 0


def test_answers_without_a_like_one_are_set_aside():
    db = records({**CASES, "drug": ((20, 10), (0, 0))})
    found = rows(db)
    assert found["unmatched_share"].iloc[0] == pytest.approx(0.2) and "nobody to compare with" in found["why"].iloc[0]


def test_few_answers_are_hidden(db):
    few = records({"property": ((60, 30), (40, 20)), "violent": ((5, 3), (100, 50))})
    shown = rows(few, min_cell=11, round=1).set_index("level")
    assert shown["difference"].isna().all() or not shown["difference"].notna().any()
    nobody = records({"property": ((5, 3), (40, 20))})
    assert rows(nobody, min_cell=11)["status"].tolist() == ["suppressed"]


def test_no_answers_are_no_weights(db):
    found = answer_balance(db, FAIRNESS, adjust="entropy", covariates="offense", model="circle_sentencing", min_cell=0)
    assert found["status"].tolist() == ["not_estimable"] and found["effective_n"].isna().all()
