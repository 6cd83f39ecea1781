"""Result tables made column by column: the same types and values as pandas finds by itself, only sooner."""

import numpy as np
import pytest

from analytics.table_columns import rows_of, table_of_rows, typed_table, with_reasons

ROWS = [
    {"model": "circle", "n": 12.0, "share": 0.25, "for_women": True},
    {"model": "board", "n": None, "share": np.nan, "for_women": False},  # held back
    {"share": 1.0, "for_women": False},  # a row without the column is missing there
]


def test_columns_have_their_types_and_what_is_missing_is_missing():
    made = table_of_rows(ROWS, ["model", "n", "share", "for_women"], whole=("n",), figures=("share",))
    assert [str(kind) for kind in made.dtypes] == ["str", "Int64", "float64", "bool"]
    assert made["n"].isna().tolist() == [False, True, True]
    assert made.to_csv(index=False).splitlines() == ["model,n,share,for_women", "circle,12,0.25,True", "board,,,False", ",,1.0,False"]


def test_a_table_without_rows_keeps_its_columns():
    made = typed_table({"model": [], "n": [], "share": []}, whole=("n",), figures=("share",))
    assert (list(made), len(made), str(made["n"].dtype)) == (["model", "n", "share"], 0, "Int64")


@pytest.mark.parametrize("column", ["model", "n", "share", "for_women"])
def test_rows_are_those_that_pandas_gives(column):
    made = table_of_rows(ROWS, ["model", "n", "share", "for_women"], whole=("n",), figures=("share",))
    for ours, theirs in zip(rows_of(made), made.to_dict("records"), strict=True):
        assert type(ours[column]) is type(theirs[column])
        assert ours[column] == theirs[column] or np.isnan(ours[column]) and np.isnan(theirs[column])


@pytest.mark.parametrize(("by", "key"), [(None, ""), ("sex", "female")])
def test_a_row_carries_the_reason_why_it_has_no_verdict(by, key):
    table = table_of_rows([{"sex": "female", "model": "circle"}, {"sex": "female", "model": "board"}], ("sex", "model"), (), ())
    assert "why" not in with_reasons(table, by)[0]  # nothing is made alike
    table.attrs["reasons"] = {(key, "circle"): "too few are alike", ("male", "x"): "another"}
    assert [row["why"] for row in with_reasons(table, by)] == ["too few are alike", ""]
