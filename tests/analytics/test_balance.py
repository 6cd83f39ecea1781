"""How alike the groups are, the counts by cell, and curves like with like: columns, by hand, and what is held back."""

import re
from pathlib import Path

import numpy as np
import pytest

import analytics
from analytics.balance import standardized
from analytics.disclosure import Gate
from analytics.vocabulary import COVARIATES
from tests.analytics.test_adjusted import ARM, METHODS, records, turned

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "result_files_like_with_like.md").read_text(encoding="utf-8")


def arm_rows(frame):
    return frame[frame["model"] == ARM]


def test_the_columns_of_cells_are_documented():
    said = re.sub(r"\s+", " ", DOCUMENT.split("O --window M`\n\n")[1].split("\n\n")[0]).split(", ")
    columns = list(analytics.cells(turned()).columns)
    assert columns[: columns.index("subset")] == [name.replace("[by column,] ", "") for name in said]
    assert analytics.cells(turned())["covariates"].iloc[0] == ",".join(COVARIATES)


def test_balance_by_hand():
    """80 of the arm's 100 are women, 50 of the baseline's 200: (0.8 - 0.25) over the root of (0.16 + 0.1875) / 2."""
    found = arm_rows(analytics.balance(turned(), adjust="entropy", covariates="sex", min_cell=0)).set_index("level")
    assert found.loc["female", ["arm_n", "baseline_n", "arm_share", "baseline_share"]].tolist() == [80, 50, 0.8, 0.25]
    assert found.loc["female", "difference"] == pytest.approx(0.55 / np.sqrt((0.16 + 0.1875) / 2))
    assert found["baseline_share_weighted"].tolist() == pytest.approx([0.8, 0.2])
    assert (found["difference_weighted"].abs() <= 1e-8).all()
    assert found["largest_weight"].tolist() == pytest.approx([0.8 / 50] * 2)


def test_crude_balance_has_no_weights():
    found = arm_rows(analytics.balance(turned(), covariates="sex", min_cell=0))
    assert found[["baseline_share_weighted", "difference_weighted", "effective_n", "largest_weight"]].isna().all(axis=None)
    assert found["difference"].notna().all()


@pytest.mark.parametrize("unit", ["first", "every"])
@pytest.mark.parametrize("method", METHODS)
def test_balance_is_reached_on_the_demonstration(method, unit, demonstration):
    found = analytics.balance(demonstration, adjust=method, unit=unit, min_cell=0)
    gap = (found["arm_share"] - found["baseline_share_weighted"]).abs()
    assert gap.max() <= (1e-8 if method == "entropy" else 0.05)
    if method == "entropy":
        assert found["difference_weighted"].abs().max() <= 1e-8


@pytest.mark.parametrize("method", METHODS)
def test_everything_can_be_made_again_from_the_cells(method, demonstration):
    options = dict(adjust=method, min_cell=0, model=["impact_of_crime_class"])
    found = analytics.cells(demonstration, **options)
    compared = analytics.compare(demonstration, **options).iloc[0]
    assert found[["n", "events", "baseline_n", "baseline_events"]].sum().tolist() == [
        compared["n"], compared["events"], compared["baseline_n"], compared["baseline_events"]]
    assert found["weight"].sum() == pytest.approx(1)
    matched = found[found["matched"]]
    assert matched["events"].sum() / matched["n"].sum() == pytest.approx(compared["rate"])
    each = found["baseline_events"] / found["baseline_n"].where(found["baseline_n"] > 0)
    assert (found["weight"] * each.fillna(0)).sum() == pytest.approx(compared["baseline_rate"])
    assert 1 / (found["weight"] ** 2 / found["baseline_n"].where(found["baseline_n"] > 0)).sum() == pytest.approx(compared["effective_n"])


def test_few_people_leave_neither_table(demonstration):
    for verb in (analytics.balance, analytics.cells):
        found = verb(demonstration, adjust="entropy", unit="every", covariates="sex,age_band,offense")
        counts = found[[name for name in ("n", "arm_n", "baseline_n") if name in found]].to_numpy(dtype=float, na_value=np.nan)
        assert not ((counts > 0) & (counts < 10)).any() and (counts[~np.isnan(counts)] % 5 == 0).all()
        assert (found["status"] == "suppressed").any()


def test_a_level_that_follows_from_the_others_is_hidden_too():
    """Exact counts: with 5 of unknown sex hidden, the smallest other level goes too, or 5 would follow from the sum."""
    connection = records([("female", True, 60, 30), ("male", True, 40, 20), ("unknown", True, 5, 2), ("female", False, 60, 30),
                          ("male", False, 60, 30), ("unknown", False, 30, 10)])
    found = arm_rows(analytics.balance(connection, adjust="entropy", covariates="sex", round=1)).set_index("level")
    assert found["arm_n"].isna().to_dict() == {"female": False, "male": True, "unknown": True}


def test_levels_that_are_hidden_are_not_few_together():
    """Exact counts: of 105, 60 and 40 shown would leave 5 in two levels, none of which is nobody."""
    connection = records([
        ("female", True, 60, 30), ("male", True, 40, 20),
        ("other", True, 3, 1),       # few, and so is the next: together 5
        ("unknown", True, 2, 1),
        ("female", False, 60, 30), ("male", False, 60, 30), ("other", False, 30, 10), ("unknown", False, 30, 10),
    ])
    found = arm_rows(analytics.balance(connection, covariates="sex", round=1)).set_index("level")
    assert found["arm_n"].isna().to_dict() == {"female": False, "male": True, "other": True, "unknown": True}
    found = arm_rows(analytics.cells(connection, covariates="sex", round=1)).set_index("sex")
    assert found["n"].isna().to_dict() == {"female": False, "male": True, "other": True, "unknown": True}


@pytest.mark.parametrize("adjust, arm, baseline", [
    ("entropy", (43, 40, 7), (100, 100, 100)),    # the weights are the arm's shares: 7 of 90 is what the others leave of 1
    ("standardize", (43, 40, 7), (100, 100, 100)),
    ("none", (100, 100, 100), (43, 40, 7)),       # the baseline's own shares
])
def test_weights_do_not_tell_what_a_hidden_cell_holds(adjust, arm, baseline):
    """They are 45 and 40 of 90, as the counts beside them; exact ones, 0.478 and 0.444, would leave 0.078 of 90 people."""
    connection = records([(sex, sent, many, many // 2) for sent, group in ((True, arm), (False, baseline))
                          for sex, many in zip(("female", "male", "unknown"), group, strict=True)])
    found = arm_rows(analytics.cells(connection, adjust=adjust, covariates="sex")).set_index("sex")
    assert found.loc[["female", "male"], "weight"].tolist() == [0.5, 0.444] and np.isnan(found.loc["unknown", "weight"])
    # People to the nearest 1,000: nobody is left to be a share of.
    assert analytics.cells(connection, adjust=adjust, covariates="sex", round=1000)["weight"].isna().all()


def test_shares_of_the_matched_part_do_not_tell_that_few_are_set_aside():
    """Exact counts: 60 and 40 people with shares of 0.6 and 0.4 of the matched would tell that 3 more are set aside."""
    connection = records([
        ("female", True, 60, 30), ("male", True, 40, 20),
        ("unknown", True, 3, 1),     # nobody of the baseline is like them
        ("female", False, 60, 30), ("male", False, 60, 30),
    ])
    found = arm_rows(analytics.balance(connection, adjust="entropy", covariates="sex", round=1))
    assert found["arm_share"].isna().all() and set(found["status"]) == {"suppressed"}
    found = arm_rows(analytics.cells(connection, adjust="entropy", covariates="sex", round=1))
    assert found["weight"].isna().all() and set(found["status"]) == {"suppressed"}


def test_a_level_that_everybody_has_is_alike_whatever_rounding_leaves():
    shares = {"arm_share": np.ones(2), "baseline_share": np.array([1.0, 1.0])}
    assert standardized(shares, np.array([-1e-16, 0.0]), Gate(0, 1))["difference_weighted"].tolist() == [0, 0]


@pytest.mark.parametrize("kind", ["km", "cif"])
def test_curves_by_hand(kind):
    """Everybody arrested is so on one day: the matched arm's share is 38 in 100, the weighted baseline's 28 in 100."""
    crude = arm_rows(analytics.curve(turned(), kind=kind, min_cell=0))
    found = arm_rows(analytics.curve(turned(), kind=kind, adjust="entropy", covariates="sex", min_cell=0))
    assert found["day"].tolist() == crude["day"].tolist() and found["events"].tolist() == crude["events"].tolist()
    last = found.iloc[-1]
    had_it = (1 - last["estimate"], 1 - last["baseline_estimate"]) if kind == "km" else (last["estimate"], last["baseline_estimate"])
    assert had_it == (pytest.approx(0.38), pytest.approx(0.28))
    # With everybody followed to the end the curve's error is that of the weighted rate.
    arm_part = (80 * (0.2 - 0.28) ** 2 + 20 * (0.6 - 0.28) ** 2) / 100**2
    assert last["baseline_std_error"] == pytest.approx(np.sqrt(0.8**2 * 0.16 / 50 + 0.2**2 * 0.24 / 150 + arm_part))
    assert last["status"] == "ok" and list(found.columns[-4:]) == ["baseline_" + name for name in ("estimate", "std_error", "low", "high")]


def test_a_curve_without_weights_says_why():
    connection = records([("female", True, 50, 20), ("male", False, 50, 20)])
    frame = analytics.curve(connection, adjust="ipw", covariates="sex", min_cell=0)
    found = arm_rows(frame)
    assert set(found["status"]) == {"not_estimable"} and found[["estimate", "baseline_estimate"]].isna().all(axis=None)
    assert "like anybody" in frame.attrs["reasons"]["", ARM]


def test_a_thinned_curve_shows_no_figure_for_a_few(demonstration):
    exact = analytics.curve(demonstration, adjust="entropy", min_cell=0, unit="every", model=[ARM])
    thinned = analytics.curve(demonstration, adjust="entropy", unit="every", model=[ARM])
    both = thinned.merge(exact[["day", "estimate", "baseline_estimate"]], on="day", suffixes=("", "_exact"))
    shown = both["baseline_estimate"].notna()
    assert shown.any()
    assert (both.loc[shown, "baseline_estimate"] - both.loc[shown, "baseline_estimate_exact"]).abs().max() <= 0.0005 + 1e-12
