"""The curves against R's survival package, whose figures stand in tests/oracles with the lines that made them."""

import csv
from pathlib import Path

import numpy as np
import pytest

from analytics.clustering import pairs_of_people
from analytics.survival import aalen_johansen, kaplan_meier, log_rank, median_time, restricted_mean

ORACLES = Path(__file__).parents[1] / "oracles"
RECORDS = Path(__file__).parents[3] / "shared" / "data"
ROSSI = RECORDS / "rossi" / "rossi.csv"
ESTIMATORS = {"km": kaplan_meier, "cif": aalen_johansen}
ARMS = [("hand", 1), ("half", 1), ("ragged", 1), ("ragged", 0), ("to_the_end", 1), ("to_the_end", 0),
        ("one_person", 1), ("rare", 1)]


def read(name):
    with open(ORACLES / name, newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else float("nan")


RELEASES, CURVES = read("survival_releases.csv"), read("survival_curves.csv")
SUMMARIES = {(row["case"], row["figure"]): number(row["value"]) for row in read("survival_summaries.csv")}


def releases_of(case, arm):
    rows = [row for row in RELEASES if row["case"] == case and row["arm"] == str(arm)]
    return (np.array([int(float(row[name])) for row in rows]) for name in ("person", "day", "state"))


def counts(day, state, last=None):
    """Events, censored, deaths a day (states 1, 0, 2)."""
    last = int(day.max()) if last is None else last
    return tuple(np.bincount(day[state == code], minlength=last + 1) for code in (1, 0, 2))


def curve_of(case, arm, kind, clustered, extra_days=0):
    person, day, state = releases_of(case, arm)
    pairs = pairs_of_people(person, day, state) if clustered else None
    return ESTIMATORS[kind](*counts(day, state, day.max() + extra_days), pairs=pairs)


def agree(got, wanted, what):
    """Equal to 1e-12, and empty where the other is empty."""
    np.testing.assert_allclose(got, wanted, rtol=1e-11, atol=1e-12, err_msg=what)


@pytest.mark.parametrize("clustered", [0, 1], ids=["once", "clustered"])
@pytest.mark.parametrize("kind", ["km", "cif"])
@pytest.mark.parametrize("case, arm", ARMS)
def test_curves_agree_with_survfit(case, arm, kind, clustered):
    rows = [row for row in CURVES
            if (row["case"], row["arm"], row["kind"], row["clustered"]) == (case, str(arm), kind, str(clustered))]
    days = [int(row["day"]) for row in rows]
    curve = curve_of(case, arm, kind, clustered, extra_days=3)
    assert curve.at_risk[days].tolist() == [int(row["at_risk"]) for row in rows]
    wanted = {name: np.array([number(row[name]) for row in rows]) for name in ("estimate", "std_error", "low", "high")}
    agree(curve.estimate[days], wanted["estimate"], "estimate")
    agree(curve.std_error[days], wanted["std_error"], "std_error")
    # R's share is 1 or 0 only nearly, so that it gives limits where the contract wants none
    certain = np.isin(curve.estimate[days], (0, 1))
    for name in ("low", "high"):
        assert np.isnan(getattr(curve, name)[days][certain]).all()
        agree(getattr(curve, name)[days][~certain], wanted[name][~certain], name)


@pytest.mark.parametrize("case, arm", ARMS)
def test_median_and_restricted_mean_agree_with_survfit(case, arm):
    person, day, state = releases_of(case, arm)
    curve, name = curve_of(case, arm, "km", clustered=False), f"{case}:{arm}"
    agree(median_time(curve), [SUMMARIES[name, f"{end}"] for end in ("median", "0.95LCL", "0.95UCL")], "median")
    pairs = pairs_of_people(person, day, state)
    for horizon in (10, 45, 60):
        agree(restricted_mean(curve, horizon),
              [SUMMARIES[name, f"rmean_{horizon}"], SUMMARIES[name, f"rmean_se_{horizon}"]], f"mean to {horizon}")
        agree(restricted_mean(curve, horizon, pairs=pairs)[1],
              SUMMARIES[name, f"rmean_clustered_se_{horizon}"], f"clustered, to {horizon}")


@pytest.mark.parametrize("case", ["ragged", "to_the_end"])
@pytest.mark.parametrize("window", [5, 30, 60, 10**6])
def test_log_rank_agrees_with_survdiff(case, window):
    def arm(code):
        _, day, state = releases_of(case, code)
        curve = kaplan_meier(*counts(day, state, last=200))
        return curve.events, curve.at_risk
    label = "1e+06" if window == 10**6 else str(window)
    chi2, p = log_rank(*arm(1), *arm(0), last_day=window)
    agree(chi2, SUMMARIES[case, f"chi2_{label}"], "chi-square")
    agree(p, SUMMARIES[case, f"p_{label}"], "p")


def test_clustered_curves_of_several_arms_at_once():
    """Two arms in one call, told apart by the arm of each pair, give what each gives alone."""
    parts = [tuple(releases_of("ragged", arm)) for arm in (0, 1)]
    last = max(day.max() for _, day, _ in parts)
    stacked = [np.stack(rows) for rows in zip(*(counts(day, state, last) for _, day, state in parts))]
    person, day, state = (np.concatenate(columns) for columns in zip(*parts))
    arm = np.repeat([0, 1], [len(parts[0][0]), len(parts[1][0])])
    pairs = pairs_of_people(person, day, state, arm)
    for estimator in ESTIMATORS.values():
        together = estimator(*stacked, pairs=pairs)
        for code, (own_person, own_day, own_state) in enumerate(parts):
            alone = estimator(*counts(own_day, own_state, last), pairs=pairs_of_people(own_person, own_day, own_state))
            np.testing.assert_allclose(together.std_error[code], alone.std_error, rtol=1e-13)


@pytest.mark.parametrize("kind", ["km", "cif"])
def test_a_shorter_grid_changes_nothing_on_the_days_that_it_has(kind):
    person, day, state = releases_of("ragged", 1)
    pairs = pairs_of_people(person, day, state)
    whole = ESTIMATORS[kind](*counts(day, state), pairs=pairs)
    cut = ESTIMATORS[kind](*(part[:31] for part in counts(day, state)), pairs=pairs, beyond=int((day > 30).sum()))
    for field in ("at_risk", "estimate", "std_error", "low", "high"):
        np.testing.assert_allclose(getattr(cut, field), getattr(whole, field)[:31], rtol=1e-13)


def test_pairs_may_be_counted_beforehand():
    """Equal pairs counted once and pairs one by one are the same thing; so is their order."""
    person, day, state = releases_of("ragged", 1)
    pairs = pairs_of_people(person, day, state)
    columns = np.stack([pairs.arm, pairs.other_day, pairs.other_state, pairs.day, pairs.state])
    distinct, count = np.unique(columns, axis=1, return_counts=True)
    counted = type(pairs)(*distinct, count)
    for estimator in ESTIMATORS.values():
        np.testing.assert_allclose(estimator(*counts(day, state), pairs=counted).std_error,
                                   estimator(*counts(day, state), pairs=pairs).std_error, rtol=1e-13)


def test_rossi_trial():
    """Rossi, Berk & Lenihan (1980): 432 men released from Maryland prisons, aid against none; R's survdiff."""
    if not ROSSI.exists():
        pytest.skip("the Rossi records are not beside the project")
    with open(ROSSI, newline="") as file:
        rows = [(int(row["week"]) * 7, int(row["arrest"]), int(row["fin"])) for row in csv.DictReader(file)]
    arms = {}
    for fin in (1, 0):
        own = [(day if arrest else 365, arrest) for day, arrest, aid in rows if aid == fin]
        arms[fin] = kaplan_meier(*counts(*np.array(own).T, last=365))
    assert [(int(arms[fin].events.sum()), int(arms[fin].at_risk[0])) for fin in (1, 0)] == [(48, 216), (66, 216)]
    chi2, p = log_rank(arms[1].events, arms[1].at_risk, arms[0].events, arms[0].at_risk, last_day=365)
    assert chi2 == pytest.approx(3.8376, abs=5e-5) and p == pytest.approx(0.0501, abs=5e-5)
    # nobody leaves before the year is over, so the curve ends at the plain share
    assert arms[1].estimate[-1] == pytest.approx(168 / 216, rel=1e-13)


def test_iowa_prison_releases():
    """26,020 releases, each followed 1,095 days: new offense and technical return, each with the other competing."""
    files = sorted((RECORDS / "iowa-prison-releases").glob("*.csv"))
    if not files:
        pytest.skip("the Iowa records are not beside the project")
    with open(files[0], newline="", encoding="utf-8-sig") as file:
        rows = [(row["Recidivism Type"], row["Days to Return"]) for row in csv.DictReader(file)]
    assert len(rows) == 26020
    returned = {kind: np.bincount([int(days) for type_, days in rows if type_ == kind], minlength=1096)
                for kind in ("New", "Tech")}
    followed = np.zeros(1096, int)
    followed[-1] = len(rows) - sum(days.sum() for days in returned.values())
    for kind, other, share in (("New", "Tech", 0.2120), ("Tech", "New", 0.1216)):
        curve = aalen_johansen(returned[kind], followed, returned[other])
        assert curve.estimate[-1] == pytest.approx(share, abs=5e-5)
        # nobody is lost before the end, so the error is that of a plain share
        p = returned[kind].sum() / len(rows)
        assert curve.std_error[-1] == pytest.approx(np.sqrt(p * (1 - p) / len(rows)), rel=1e-10)
