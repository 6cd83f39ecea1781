"""Published figures from real records, loaded by the shipped profiles. Skipped where the records are not there."""

from pathlib import Path

import pytest

import analytics
from data.loading import load_folder

RECORDS = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Load a folder of real records once a module; gives the database's path."""
    made = {}

    def loaded(folder, profile):
        if not (RECORDS / folder).is_dir():
            pytest.skip(f"the real records {folder} are not here")
        if folder not in made:
            made[folder] = tmp_path_factory.mktemp("real") / f"{folder}.duckdb"
            load_folder(RECORDS / folder, made[folder], profile=profile)
        return made[folder]

    return loaded


def row(frame, model):
    return frame[frame["model"] == model].iloc[0]


def test_rossi_maryland(load):
    """Rossi, Berk & Lenihan (1980): 48 of 216 with aid and 66 of 216 without were arrested; R survdiff gives 3.8376."""
    frame = analytics.compare(load("rossi", "rossi_maryland"), outcome="rearrest", window=12, min_cell=0)
    found = row(frame, "financial_aid")
    assert (found["events"], found["n"], found["baseline_events"], found["baseline_n"]) == (48, 216, 66, 216)
    assert found["logrank_p"] == pytest.approx(0.0501158, abs=1e-6)  # pchisq(3.8376, 1, lower.tail = FALSE)


def test_iowa_three_year_return_by_year(load):
    """The state's own reports of 2015 to 2018, for those released three years before."""
    frame = analytics.compare(
        load("iowa-prison-releases", "iowa_three_year_recidivism"),
        outcome="return_to_prison", window=36, by="release_year", min_cell=0,
    )  # fmt: skip
    rates = frame[frame["model"] == "retributive_only"].set_index("release_year")["rate"]
    published = {"2012": 31.857, "2013": 34.244, "2014": 35.390, "2015": 37.814}
    assert {year: round(100 * rates[year], 3) for year in published} == published


@pytest.mark.parametrize(("outcome", "share"), [("reincarceration", 0.2120), ("technical_return", 0.1216)])
def test_iowa_cumulative_incidence(load, outcome, share):
    """R survfit on the same file: share at 1,095 days. Nobody dies in these records."""
    frame = analytics.curve(
        load("iowa-prison-releases", "iowa_three_year_recidivism"),
        outcome=outcome, kind="cif", model="retributive_only", min_cell=0,
    )  # fmt: skip
    last = frame.iloc[-1]
    assert last["day"] == 1095
    assert round(last["estimate"], 4) == share


def test_green_and_winik(load):
    """Rearrested within 1,460 days of disposition, everyone mature; one more on day 1,461 is not counted."""
    frame = analytics.compare(load("green-winik-dc", "green_winik_dc"), outcome="rearrest", window=48, min_cell=0)
    found = row(frame, "incarceration")
    assert (found["events"], found["n"], found["baseline_events"], found["baseline_n"]) == (215, 419, 312, 584)


def test_cook_county_offers_no_outcome(load):
    """The ids are of a participant within a case, so nothing about return can be learnt: unknown, never zero."""
    frame = analytics.compare(load("cook-county-diversion", "cook_county_diversion"))
    assert row(frame, "circle_sentencing")["status"] == "not_estimable"
    assert frame["events"].isna().all()
