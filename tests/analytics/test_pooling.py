"""Pooled studies agree with metafor, and the named rules for zero cells hold."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from analytics import pooling

ORACLES = Path(__file__).resolve().parents[1] / "oracles"
FIGURES = ("effect", "std_error", "low", "high", "prediction_low", "prediction_high", "tau2", "i2", "q", "q_p", "p_value")


def read(name):
    with (ORACLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def effects_of(case):
    made = []
    for row in read("pooling_studies.csv"):
        if row["case"] == case and row["yi"]:
            made.append((float(row["yi"]), float(row["sei"])))
        elif row["case"] == case:
            made.append(pooling.log_odds_ratio(*(int(row[name]) for name in ("ai", "n1i", "ci", "n2i")))[:2])
    return np.array(made).T


@pytest.mark.parametrize("oracle", read("pooling.csv"), ids=lambda row: f"{row['case']}-{row['without']}")
def test_pools_agree_with_metafor(oracle):
    """rma(yi, vi, test="knha", control=list(threshold=1e-14)) and predict(); `without` a study: leave-one-out."""
    effects, errors = effects_of(oracle["case"])
    without = int(oracle["without"])
    pooled = pooling.leave_one_out(effects, errors)[without - 1] if without else pooling.pool(effects, errors)
    assert pooled.studies == int(oracle["studies"])
    for figure in FIGURES:
        assert getattr(pooled, figure) == pytest.approx(float(oracle[figure]), rel=1e-6, abs=1e-9), figure


def test_scared_straight_as_published():
    """Odds ratio, its limits and its prediction limits with all iterations done."""
    pooled = pooling.pool(*effects_of("scared_straight"))
    said = [math.exp(value) for value in (pooled.effect, pooled.low, pooled.high, pooled.prediction_low, pooled.prediction_high)]
    assert said == pytest.approx([1.708074421, 1.006719603, 2.898044519, 0.742374235, 3.929983141], rel=1e-8)
    assert (pooled.tau2, pooled.q, pooled.i2) == pytest.approx((0.06928657, 8.478004, 0.2369339), rel=1e-6)


def test_a_zero_cell_gets_a_half_in_its_own_study_only():
    effect, error, corrected = pooling.log_odds_ratio(0, 20, 4, 22)
    assert corrected and effect == pytest.approx(math.log((0.5 * 18.5) / (20.5 * 4.5)))
    assert error == pytest.approx(math.sqrt(1 / 0.5 + 1 / 20.5 + 1 / 4.5 + 1 / 18.5))
    assert not pooling.log_odds_ratio(1, 20, 4, 22)[2]


@pytest.mark.parametrize("counts", [(0, 20, 0, 22), (20, 20, 22, 22)])
def test_nobody_or_everybody_on_both_sides_says_nothing(counts):
    assert pooling.log_odds_ratio(*counts) is None


def test_one_study_keeps_its_own_interval():
    """1.96 standard errors (z), nothing on how studies differ."""
    pooled = pooling.pool([-0.4], [0.2])
    assert (pooled.low, pooled.high) == pytest.approx((-0.4 - 1.959964 * 0.2, -0.4 + 1.959964 * 0.2), abs=1e-6)
    assert math.isnan(pooled.prediction_low) and math.isnan(pooled.tau2) and math.isnan(pooled.q)
    assert pooled.p_value == pytest.approx(0.0455, abs=1e-4)  # 2 standard errors


def test_nothing_pooled_is_nothing():
    assert pooling.pool([], []).studies == 0 and math.isnan(pooling.pool([], []).effect)


def test_weights_add_up():
    assert pooling.weights([0.1, 0.2, 0.3], 0.05).sum() == pytest.approx(1)


def test_a_file_of_studies_gives_the_same_from_either_end():
    """Turning every sign turns the pool and nothing else."""
    effects, errors = effects_of("scattered")
    there, back = pooling.pool(effects, errors), pooling.pool(-effects, errors)
    assert (back.effect, back.low, back.high) == pytest.approx((-there.effect, -there.high, -there.low), rel=1e-9)
    assert (back.tau2, back.p_value) == pytest.approx((there.tau2, there.p_value), rel=1e-9)
