"""Holm's adjustment against R's p.adjust, and by hand."""

import csv
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from analytics.multiplicity import holm

with open(Path(__file__).parents[1] / "oracles" / "holm.csv", newline="") as file:
    FAMILIES = {name: [(float(row["p"] or "nan"), float(row["holm"] or "nan")) for row in rows]
                for name, rows in groupby(csv.DictReader(file), key=lambda row: row["family"])}


@pytest.mark.parametrize("family", FAMILIES)
def test_agrees_with_p_adjust(family):
    p, adjusted = np.array(FAMILIES[family]).T
    np.testing.assert_allclose(holm(p), adjusted, rtol=1e-15)


def test_on_paper():
    # smallest first: 3 x 0.01, then 2 x 0.04 = 0.08, then 1 x 0.045, lifted to 0.08
    np.testing.assert_allclose(holm([0.04, 0.01, 0.045]), [0.08, 0.03, 0.08], rtol=1e-15)


def test_what_has_no_p_is_not_in_the_family():
    np.testing.assert_array_equal(holm([np.nan, 0.02, np.nan]), [np.nan, 0.02, np.nan])
    assert holm([]).shape == (0,)


def test_keeps_the_shape_of_a_table():
    assert holm([[0.01, 0.02], [np.nan, 0.03]]).tolist()[0] == [0.03, 0.04]


def test_a_p_that_cannot_be_is_an_error():
    with pytest.raises(ValueError):
        holm([0.1, 1.2])
