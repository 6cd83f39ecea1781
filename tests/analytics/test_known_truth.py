"""The known truth beside what the records show."""

from scipy.stats import binom, norm

import analytics
from analytics import known_truth
from analytics.vocabulary import OUTCOMES

ROW = {"model": "circle_sentencing", "outcome": "rearrest", "window_months": 36, "adjust": "entropy", "status": "ok",
       "risk_difference": -0.10, "risk_difference_low": -0.15, "risk_difference_high": -0.05}
CRUDE = {**ROW, "adjust": "none", "risk_difference": -0.2, "risk_difference_low": -0.25, "risk_difference_high": -0.15}


def cells(true, **changed):
    key = ("circle_sentencing", "rearrest", 36)
    return [cell.text for cell in known_truth.lines({key: true}, [CRUDE], [{**ROW, **changed}])[0].cells]


def test_a_range_that_holds_the_truth_and_one_that_misses_it():
    assert cells(-0.08) == ["8 fewer", "20 fewer", "10 fewer", "15 fewer to 5 fewer", "The range holds the truth"]
    assert cells(0.03) == ["3 more", "20 fewer", "10 fewer", "15 fewer to 5 fewer", "The range misses the truth"]
    assert cells(-0.05)[4] == "The range holds the truth"  # the limit belongs to the range


def test_no_number_is_no_verdict():
    nothing = dict.fromkeys(("risk_difference", "risk_difference_low", "risk_difference_high"))
    assert cells(0.0, **nothing, status="suppressed") == ["no gap", "20 fewer", "no number", "–", "–"]


def test_models_outside_the_truth_have_no_row():
    assert known_truth.lines({}, [CRUDE], [ROW]) == []


def test_a_file_that_is_not_there_or_not_ours(tmp_path):
    database = tmp_path / "a.duckdb"
    assert known_truth.read(database) is None
    known_truth.truth_file(database).write_text("something,else\n1,2\n", encoding="utf-8")
    assert known_truth.read(database) is None
    known_truth.truth_file(database).write_text(
        "model,outcome,window_months,true_difference\ncircle_sentencing,rearrest,36,-0.05\ncircle_sentencing,rearrest,60,\n",
        encoding="utf-8")
    assert known_truth.read(database) == {("circle_sentencing", "rearrest", 36): -0.05}


def test_all_ranges_together_hold_the_truth(demonstration):
    """A 95 % range misses one time in twenty, so single ranges are not asked to hold it: all of them together are, by
    ranges as wide as so many looks ask for (Bonferroni), and by how many of the 95 % ranges miss (binomial)."""
    truth, found, missed = known_truth.read(demonstration), [], 0
    for outcome in OUTCOMES:
        table = analytics.compare(str(demonstration), outcome=outcome, window=36, adjust="entropy", min_cell=0)
        for row in table[(table["status"] == "ok") & table["risk_difference"].notna()].to_dict("records"):
            true = truth[row["model"], outcome, 36]
            found.append(abs(row["risk_difference"] - true) / (row["risk_difference_high"] - row["risk_difference_low"]) * 2 * 1.96)
            missed += not row["risk_difference_low"] <= true <= row["risk_difference_high"]
    assert len(found) > 20
    assert max(found) < norm.isf(0.025 / len(found))
    assert missed <= binom.isf(0.01, len(found), 0.05)
