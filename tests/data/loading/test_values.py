"""Each form of value: the first that is good, the first that is not."""
import pytest

from data.loading import LoadProblem, TableRows, load_folder

pytestmark = pytest.mark.usefixtures("without_derived")

GOOD = [
    ("risk_assessed_on", "1900-01-01"),  # the first day allowed
    ("risk_assessed_on", "2100-12-31"),  # the last
    ("risk_assessed_on", "2020-02-29"),  # a leap day
    ("prior_convictions", "0"),
    ("prior_convictions", "007"),  # digits only is all that is asked
    ("prior_convictions", "2147483647"),  # the largest that the type holds
    ("sentence_months", "0"),
    ("sentence_months", "12.3456"),  # four places
    ("sentence_months", "99999999999999.9999"),  # the largest that the type holds
    ("eligible", "true"),
    ("eligible", "false"),
    ("offense", "violent"),
    ("county_fips", "29510"),
    ("county_fips", "17031"),  # outside Missouri: allowed
    ("age_at_release", ""),  # empty is unknown
    ("facility", "=cmd()"),  # text is text
    ("facility", "<b>**x**</b>"),
    ("facility", '"a ""quoted"", value"'),
]
BAD = [
    ("risk_assessed_on", "1899-12-31", "outside the years"),
    ("risk_assessed_on", "2101-01-01", "outside the years"),
    ("risk_assessed_on", "0001-01-01", "outside the years"),
    ("risk_assessed_on", "9999-12-31", "outside the years"),
    ("risk_assessed_on", "2020-02-31", "does not exist"),
    ("risk_assessed_on", "2019-02-29", "does not exist"),
    ("risk_assessed_on", "2020-1-1", "YYYY-MM-DD"),
    ("risk_assessed_on", "2020/01/01", "YYYY-MM-DD"),
    ("risk_assessed_on", "2020-01-01 ", "YYYY-MM-DD"),
    ("risk_assessed_on", "2020-01-01T00:00:00", "YYYY-MM-DD"),
    ("risk_assessed_on", "20200-01-01", "YYYY-MM-DD"),
    ("risk_assessed_on", "infinity", "YYYY-MM-DD"),
    ("risk_assessed_on", "epoch", "YYYY-MM-DD"),
    ("prior_convictions", "-1", "below 0"),
    ("prior_convictions", "1.0", "digits only"),
    ("prior_convictions", "1e3", "digits only"),
    ("prior_convictions", "+1", "digits only"),
    ("prior_convictions", " 1", "digits only"),
    ("prior_convictions", "1_000", "digits only"),
    ("prior_convictions", "٣", "digits only"),  # a digit, but not one of ours
    ("prior_convictions", "2147483648", "too large"),
    ("sentence_months", "12.34567", "4 decimal places"),
    ("sentence_months", "100000000000000", "too large"),
    ("sentence_months", "-0.5", "below 0"),
    ("sentence_months", "1e3", "not a number"),
    ("sentence_months", "NaN", "not a number"),
    ("sentence_months", "inf", "not a number"),
    ("sentence_months", "12.", "not a number"),
    ("eligible", "True", "neither true nor false"),
    ("eligible", "1", "neither true nor false"),
    ("offense", "Violent", "exactly violent"),
    ("offense", " violent", "exactly violent"),
    ("offense", "theft", "is not one of violent, property"),
    ("county_fips", "2951", "5 digits"),
    ("county_fips", "295100", "5 digits"),
]


def _releases(cases) -> str:
    """One release a case, with the case's value in the case's column and the others empty."""
    columns = sorted({column for column, *_ in cases})
    lines = [",".join(("release_id", "person_id", "released_on", "follow_up_ended_on", *columns))]
    for number, (column, value, *_) in enumerate(cases):
        values = [value if name == column else "" for name in columns]
        lines.append(",".join((f"R{number}", "P1", "2020-01-01", "2023-12-31", *values)))
    return "\n".join(lines) + "\n"


def test_good_values_are_taken(write, database):
    report = load_folder(write(release=_releases(GOOD)), database)
    assert report.tables["release"] == TableRows(accepted=len(GOOD), rejected=0)


def test_bad_values_are_refused_each_with_its_place_and_reason(write, database):
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(release=_releases(BAD)), database)
    told = {reject.line: reject for reject in refused.value.rejects}
    assert len(told) == len(refused.value.rejects) == len(BAD)
    for line, (column, value, reason) in enumerate(BAD, start=2):
        reject = told[line]
        assert (reject.file, reject.column, reject.value) == ("release.csv", column, value)
        assert reason in reject.reason
    assert list(database.parent.iterdir()) == []


@pytest.mark.parametrize("column", ["release_id", "person_id", "released_on", "follow_up_ended_on"])
def test_required_value_must_be_filled(write, database, column):
    row = {"release_id": "R1", "person_id": "P1", "released_on": "2020-01-01", "follow_up_ended_on": "2023-12-31"}
    text = ",".join(row) + "\n" + ",".join("" if name == column else value for name, value in row.items()) + "\n"
    with pytest.raises(LoadProblem) as refused:
        load_folder(write(release=text), database)
    assert [(reject.column, reject.reason) for reject in refused.value.rejects] == [(column, "is empty and must be filled")]


def test_a_scale_may_go_below_zero(write, database):
    survey = (
        "response_id,respondent_id,respondent,release_id,wave,question,score,scale_min,scale_max\n"
        "S1,Q1,victim,R1,after,fairness,-3,-3,3\n"
    )
    assert load_folder(write(survey=survey), database).tables["survey"].accepted == 1
