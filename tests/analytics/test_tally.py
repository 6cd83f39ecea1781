"""Counting rows at hand: every combination once, in order, whichever way the table is laid out."""

import numpy as np
import pytest

from analytics import tally as module
from analytics.tally import tally


@pytest.mark.parametrize("widest", [1 << 23, 1], ids=["flat", "sorted"])
def test_combinations_their_times_and_sums(monkeypatch, widest):
    monkeypatch.setattr(module, "WIDEST", widest)
    found = tally({"arm": np.array([2, 0, 2, 2], np.uint8), "event": np.array([True, False, True, False])}, paid=np.array([1.0, 2, 4, 8]))
    assert list(zip(*(found[name].tolist() for name in ("arm", "event", "times", "paid")), strict=True)) == [
        (0, 0, 1, 2.0), (2, 0, 1, 8.0), (2, 1, 2, 5.0)]


def test_no_rows_have_no_combinations_but_all_columns():
    found = tally({"arm": np.array([], np.uint8)}, paid=np.array([]))
    assert {name: column.size for name, column in found.items()} == {"arm": 0, "times": 0, "paid": 0}
