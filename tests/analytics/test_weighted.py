"""Weighted figures and curves: influences against what happens when a release counts a little more, and against R."""

import csv
from pathlib import Path

import numpy as np
import pytest

import analytics
from analytics.alike import make_alike
from analytics.covariates import Design
from analytics.repeated_cells import RepeatedCells
from analytics.weighted import figures
from analytics.weighted_curve import CellDays, RepeatedDays, weighted_curve
from tests.test_real_records import load  # noqa: F401  (a fixture)

ORACLES = Path(__file__).resolve().parents[1] / "oracles"
METHODS = ("none", "standardize", "ipw", "entropy")
SIZES = (3, 2, 2)
CODES = np.indices(SIZES).reshape(3, -1).T.astype(np.int16)
STEP = 1e-5
MANY = 90


def releases(seed=1, many=MANY):
    """Releases with an arm, a cell, an outcome, a day, a state and a person; one level has none of the baseline."""
    draw = np.random.default_rng(seed)
    arm, cell = draw.random(many) < 0.3, draw.integers(0, len(CODES), many)
    arm |= CODES[cell, 0] == 2
    person = np.sort(draw.integers(0, MANY * 2 // 3, many))
    return dict(arm=arm, cell=cell, event=(draw.random(many) < 0.4).astype(float), day=draw.integers(0, 20, many),
                state=draw.integers(0, 3, many), person=np.unique(person, return_inverse=True)[1])


def weighting(method, of, counts_for):
    arm, baseline = (np.bincount(of["cell"], counts_for * part, len(CODES)) for part in (of["arm"], ~of["arm"]))
    return make_alike(method, Design(CODES, SIZES), arm, baseline)


def rates(method, of, counts_for):
    found = weighting(method, of, counts_for)
    arm, baseline = (np.bincount(of["cell"], counts_for * of["event"] * part, len(CODES)) for part in (of["arm"], ~of["arm"]))
    return figures(found, arm, baseline)


def moved(made, of):
    """[releases, ...] by how much a figure moves for each release that counts a little more."""
    everybody = np.ones(len(of["cell"]))
    usual = made(everybody)
    return np.array([(made(everybody + STEP * (np.arange(len(everybody)) == one)) - usual) / STEP for one in range(len(everybody))])


def by_person(influence, person):
    return np.array([influence[person == one].sum(axis=0) for one in np.unique(person)])


@pytest.mark.parametrize("method", METHODS)
def test_the_variance_is_the_sum_of_squared_influences(method):
    of = releases()
    made, _ = rates(method, of, np.ones(MANY))
    influence = moved(lambda count: np.array([(found := rates(method, of, count)[0]).rate, found.baseline_rate]), of)
    np.testing.assert_allclose(made.moments, influence.T @ influence, rtol=1e-4, atol=1e-9)


@pytest.mark.parametrize("method", METHODS)
def test_people_who_repeat_are_summed_first(method):
    of = releases()
    made, of_releases = rates(method, of, np.ones(MANY))
    # A release of each kind: cell, in the arm or not, with the event or not.
    kind = (2 * of["cell"] + of["arm"]) * 2 + of["event"].astype(int)
    cell, arm, event = np.arange(4 * len(CODES)) // 4, np.arange(4 * len(CODES)) // 2 % 2, np.arange(4 * len(CODES)) % 2
    by_kind = np.column_stack(of_releases.of_one(cell, event, arm, 1 - arm))
    begins = np.flatnonzero(np.diff(of["person"], prepend=-1, append=-1))
    clustered = made.moments + RepeatedCells(2 * cell + arm, event == 1, kind, begins).moments(by_kind)
    influence = moved(lambda count: np.array([(found := rates(method, of, count)[0]).rate, found.baseline_rate]), of)
    people = by_person(influence, of["person"])
    np.testing.assert_allclose(clustered, people.T @ people, rtol=1e-4, atol=1e-9)


@pytest.mark.parametrize("kind", ["km", "cif"])
@pytest.mark.parametrize("method", METHODS)
def test_the_curve_s_variance_is_the_sum_of_squared_influences(method, kind):
    of = releases()
    base = ~of["arm"]

    def made(count, repeated=None):
        days = CellDays.of(of["cell"][base], of["day"][base], of["state"][base], count[base], 19)
        return weighted_curve(kind, weighting(method, of, count), days, repeated)

    influence = moved(lambda count: made(count).estimate, of)
    everybody = np.ones(MANY)
    np.testing.assert_allclose(made(everybody).std_error, np.sqrt((influence**2).sum(axis=0)), rtol=1e-4, atol=1e-7)
    repeated = RepeatedDays(of["person"], of["cell"], of["day"], of["state"], of["arm"], 19)
    people = by_person(influence, of["person"])
    np.testing.assert_allclose(made(everybody, repeated).std_error, np.sqrt((people**2).sum(axis=0)), rtol=1e-4, atol=1e-7)


def test_equal_weights_give_the_plain_curve():
    from analytics import survival

    of = releases()
    base = ~of["arm"]
    days = CellDays.of(of["cell"][base], of["day"][base], of["state"][base], np.ones(base.sum()), 19)
    found = weighted_curve("cif", weighting("none", of, np.ones(MANY)), days)
    censored, events, deaths = days.sums(days.releases)
    plain = survival.aalen_johansen(events, censored, deaths)
    np.testing.assert_allclose(found.estimate, plain.estimate, atol=1e-14)
    np.testing.assert_allclose(found.std_error, plain.std_error, atol=1e-14)


def oracle(name):
    with (ORACLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", oracle("weighting.csv"), ids=lambda row: f"{row['records']}-{row['method']}")
def test_real_records_agree_with_r(row, load):  # noqa: F811
    """tests/oracles/weighting.R: glm, or an independent dual, and the sandwich with a numeric derivative."""
    folder, profile, arm = {"rossi": ("rossi", "rossi_maryland", "financial_aid"),
                            "green_winik": ("green-winik-dc", "green_winik_dc", "incarceration")}[row["records"]]
    options = dict(outcome="rearrest", window=12, adjust=row["method"], min_cell=0, model=arm)
    found = analytics.compare(load(folder, profile), **options).iloc[0]
    largest = analytics.balance(load(folder, profile), **options)["largest_weight"].iloc[0]
    error = (found["risk_difference_high"] - found["risk_difference_low"]) / 2 / 1.96
    log_error = np.log(found["risk_ratio_high"] / found["risk_ratio_low"]) / 2 / 1.96
    for value, name in ((found["rate"], "rate"), (found["baseline_rate"], "baseline_rate"), (error, "std_error"),
                        (log_error, "log_ratio_error"), (found["effective_n"], "effective_n"), (largest, "largest_weight")):
        assert value == pytest.approx(float(row[name]), rel=1e-6), name


def test_a_weighted_curve_agrees_with_survfit(load):  # noqa: F811
    """survfit(weights = p / (1 - p), robust = TRUE): the weights taken as known, so estimating them is left out here."""
    from dataclasses import replace

    from analytics.adjusted_curve import _weigh
    from analytics.counting import source
    from analytics.database import opened
    from analytics.question import ask

    with opened(load("rossi", "rossi_maryland")) as connection:
        asked = source(connection, ask(outcome="rearrest", kind="km", adjust="ipw"))
        of_arm = _weigh(asked)[0, asked.arms.codes.index("financial_aid")]
    known = replace(of_arm.weighting, slope=np.zeros_like(of_arm.weighting.slope))
    made = weighted_curve("km", known, of_arm.baseline)
    for row in oracle("weighted_curve.csv"):
        day = int(row["day"])
        assert made.estimate[day] == pytest.approx(float(row["estimate"]), abs=1e-9)
        assert made.std_error[day] == pytest.approx(float(row["std_error"]), abs=1e-9)
