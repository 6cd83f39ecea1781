"""What is said of a curve on a day, for every status; what lies between two steps or beyond the end is never guessed."""

import pytest

from analytics import words
from analytics.sentences import curve


def rows(*shares, model="victim_offender_mediation", status="ok", **changes):
    """Rows of `curve` of kind cif: (day, share) pairs."""
    return [{"outcome": "rearrest", "kind": "cif", "adjust": "none", "exposure": "referred", "model": model, "day": day, "at_risk": 1000,
             "estimate": share, "low": share and share - 0.02, "high": share and share + 0.02, "min_cell": 11, "status": status,
             **changes} for day, share in shares]


ARM = rows((0, 0.0), (400, 0.26), (1000, 0.43), (1700, 0.51))
USUAL = rows((0, 0.0), (400, 0.37), (1000, 0.57), (1700, 0.66), model=words.BASELINE)


EXACT = [{**row, "min_cell": 0} for row in ARM]


def test_golden():
    assert curve.about(EXACT, [{**row, "min_cell": 0} for row in USUAL], 36) == (
        "Within three years, 43 of every 100 people sent to mediation had been arrested again, counting everybody for as long as they "
        "were followed. With the usual sentence in the same kinds of case, 57 of 100 had. After about 56 months it had happened to "
        "half of the first group. These two groups were not matched, so don't read this as what mediation did.")


def test_golden_where_days_are_hidden():
    assert curve.about(ARM, USUAL, 36) == (
        "Within three years, 43 to 51 of every 100 people sent to mediation had been arrested again, counting everybody for as long as "
        "they were followed. With the usual sentence in the same kinds of case, 57 to 66 of 100 had. Between 33 and 56 months after "
        "release it came to have happened to half of the first group. Two numbers: the line shows steps of at least 11 people only, to "
        "protect them, and the day lies between two steps. These two groups were not matched, so don't read this as what mediation did.")


@pytest.mark.parametrize(("rows", "day", "found"), [
    (ARM, 1000, (0.43, 0.43)),    # a day with a row
    (ARM, 1001, (0.43, 0.51)),    # nobody knows when between day 1,000 and day 1,700 it rose
    (ARM, 1700, (0.51, 0.51)),    # the last day
    (ARM, 1701, None),            # the line has ended: what follows is not known
    (EXACT, 1001, (0.43, 0.43)),  # nothing is hidden: day 1,000 holds until day 1,700
    (rows((0, None), (400, 0.2)), 399, None),  # what happened on day 0 is hidden: no row to begin with
])
def test_the_shares_between_which_a_day_lies(rows, day, found):
    between = curve.on_day(rows, day)
    assert (between and tuple(row["estimate"] for row in between)) == found


def test_a_long_flat_line_of_a_few_is_no_zero():
    few = rows((0, 0.0), (1200, 0.23))
    assert curve.cell(few, 12) == ("0–23 of 100", ("0 to 25",), False)
    assert curve.about(few, [], 12).startswith("Within one year, none to 23 of every 100 people sent to mediation")


def test_beyond_its_end():
    assert curve.about(ARM, USUAL, 60).startswith("We can't say. The line ends before five years")
    assert curve.about(EXACT, USUAL, 60).startswith("It is too soon to say. The line ends before five years: nobody has been followed")
    assert curve.cell(ARM, 60) == ("the line ends before", (), True)
    assert curve.cell(EXACT, 60) == ("too soon", (), True)
    assert curve.cell(ARM, 36) == ("43–51 of 100", ("41 to 53",), False)
    assert curve.cell(EXACT, 36) == ("43 of 100", ("41 to 45",), False)


def test_nobody_is_not_hidden_nor_too_soon():
    assert curve.cell(rows((0, None), status="not_estimable", at_risk=0), 36) == ("nobody", (), True)
    assert curve.cell(rows((0, None), status="suppressed", at_risk=None), 36) == ("hidden", (), True)


@pytest.mark.parametrize(("arm", "said"), [
    (rows((0, None), status="suppressed", at_risk=None), "We do not show this number."),
    (rows((0, 0.0), status="not_estimable", at_risk=0), "Nobody in this selection is in this group"),
    (rows((0, None), status="not_estimable"), "This can't be worked out"),
    (rows((0, 0.0), (2000, 0.4), status="low"), "There are too few people to judge. Within three years, none to 40 of every 100"),
])
def test_each_status(arm, said):
    assert curve.about(arm, USUAL, 36).startswith(said)


@pytest.mark.parametrize(("outcome", "said"), [
    ("return_to_prison", "had come back to prison"), ("technical_return", "had come back to prison for breaking a rule"),
    ("any_return", "had been arrested, convicted or imprisoned again")])
def test_each_event_in_its_tense(outcome, said):
    assert said in curve.about(rows((0, 0.0), (1200, 0.2), outcome=outcome), [], 12)


def test_a_matched_curve_names_who_it_is_compared_with():
    said = curve.about([{**row, "adjust": "entropy"} for row in ARM], USUAL, 36)
    assert "Of 100 similar people who were not sent, 57 to 66 had." in said and said.endswith("may have other causes.")
