"""What is read once for records that stand still gives the same as reading it anew for each question."""

import sys

import pandas as pd
import pytest

import analytics
from analytics import adjusted_comparison, adjusted_curve

WOMEN = {"where": {"sex": "female"}, "min_cell": 0}
MEDIATION = "victim_offender_mediation"


@pytest.mark.parametrize("options", [
    {"outcome": "rearrest", "adjust": "entropy"},
    {"outcome": "rearrest", "adjust": "standardize", "by": "race"},
    {"outcome": "any_return", "adjust": "ipw", "unit": "every", "exposure": "started"},
], ids=["first", "by race", "every release"])  # fmt: skip
def test_cells_looked_up_are_those_counted(demonstration, monkeypatch, options):
    asked = WOMEN | options
    curve = {name: value for name, value in asked.items() if name != "by"} | {"kind": "cif", "model": (MEDIATION,)}
    found = []
    for looked_up in (True, False):
        for kept in (adjusted_comparison._kept, adjusted_comparison._alike, adjusted_curve._kept):
            kept.clear()
        if not looked_up:
            for module in ("analytics.cells", "analytics.cell_days"):  # the package's `cells` is the verb
                monkeypatch.setattr(sys.modules[module], "can_be_looked_up", lambda source: False)
        found.append((analytics.compare(demonstration, **asked), analytics.curve(demonstration, **curve)))
    for looked_up, counted in zip(*found, strict=True):
        pd.testing.assert_frame_equal(looked_up, counted, check_exact=False, rtol=1e-12, atol=1e-14)


def test_weights_are_shared_between_events(demonstration, monkeypatch):
    adjusted_comparison._kept.clear()
    adjusted_comparison._alike.clear()
    alone = analytics.compare(demonstration, outcome="reconviction", adjust="entropy", **WOMEN)
    adjusted_comparison._kept.clear()
    adjusted_comparison._alike.clear()
    analytics.compare(demonstration, outcome="rearrest", adjust="entropy", **WOMEN)
    monkeypatch.setattr(adjusted_comparison, "weigh_arms", None)  # would fail if the weights were searched for again
    pd.testing.assert_frame_equal(alone, analytics.compare(demonstration, outcome="reconviction", adjust="entropy", **WOMEN))
