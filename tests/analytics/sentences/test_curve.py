"""What is said of a curve on a day, for every status; a day beyond its end is never guessed."""

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


def test_golden():
    assert curve.about(ARM, USUAL, 36) == (
        "Within three years, 43 of every 100 people sent to mediation had been arrested again, counting everybody for as long as they "
        "were followed. With the usual sentence in the same kinds of case, 57 of 100 had. After about 56 months it had happened to "
        "half of the first group. These two groups were not matched, so don't read this as what mediation did.")


def test_the_share_on_a_day_is_that_of_the_last_row_before_it():
    assert curve.on_day(ARM, 1095)["estimate"] == 0.43  # day 1,000 holds until day 1,700
    assert curve.on_day(ARM, 1700)["estimate"] == 0.51
    assert curve.on_day(ARM, 1701) is None  # the line has ended: what follows is not known


def test_beyond_its_end():
    assert curve.about(ARM, USUAL, 60).startswith("It is too soon to say. The line ends before five years")
    assert curve.cell(ARM, 60) == ("too soon", (), True)
    assert curve.cell(ARM, 36) == ("43 of 100", ("41 to 45",), False)


@pytest.mark.parametrize(("arm", "said"), [
    (rows((0, None), status="suppressed", at_risk=None), "We do not show this number."),
    (rows((0, 0.0), status="not_estimable", at_risk=0), "Nobody in this selection is in this group"),
    (rows((0, None), status="not_estimable"), "This can't be worked out"),
    (rows((0, 0.0), (2000, 0.4), status="low"), "There are too few people to judge. Within three years, none of every 100"),
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
    assert "Of 100 similar people who were not sent, 57 had." in said and said.endswith("may have other causes.")
