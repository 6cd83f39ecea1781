"""The known truth beside what the records show."""

from analytics import known_truth

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


def test_a_gap_that_rounds_to_none_is_not_none():
    assert cells(0.004, risk_difference_low=-0.06, risk_difference_high=0.004)[3:] == ["6 fewer to less than 1 more", "The range holds the truth"]
    assert cells(-0.004)[0] == "less than 1 fewer" and cells(0.0)[0] == "no gap"


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
