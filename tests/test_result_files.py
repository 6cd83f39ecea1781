"""docs/result_files.md says what the files hold: every column, in its order; and the commands write and verify them."""

import re
from pathlib import Path

import pandas as pd
import pytest

import analytics
from analytics import result_file
from analytics.command_line import main

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "result_files.md").read_text(encoding="utf-8")
COMMON = "subset, unit, landmark, strict_baseline, covariates, min_cell, data_as_of, fingerprint"
BY = {"obligations": "sex", "repair": "month", "access": "race", "services": None}


def documented(verb):
    part = TEXT.split(f"## `{verb} --db F`")[1]
    columns = re.sub(r"\s+", " ", part.strip().split("\n\n")[0]).split(", ")
    return [re.sub(r"^\[by column,\] ", "", column) for column in columns]


@pytest.mark.parametrize("verb", BY)
def test_columns_are_documented_in_their_order(verb, demonstration):
    assert COMMON in TEXT
    frame = getattr(analytics, verb)(demonstration, by=BY[verb])
    expected = documented(verb)
    if BY[verb]:
        expected.insert(expected.index("model"), BY[verb])
    assert list(frame.columns) == [*expected, *COMMON.split(", ")]


@pytest.mark.parametrize("verb", BY)
def test_the_command_writes_a_file_that_verifies(verb, demonstration, tmp_path, capsys):
    file = tmp_path / f"{verb}.csv"
    arguments = [verb, "--db", str(demonstration), *(["--by", BY[verb]] if BY[verb] else []), "--csv", str(file)]
    assert main(arguments) == 0
    assert main(["verify", str(file), "--db", str(demonstration)]) == 0
    assert capsys.readouterr().err.count("\n") == 2
    assert set(pd.read_csv(file)["min_cell"]) == {11}


@pytest.mark.parametrize("verb, keys, options", [
    ("compare", ["model"], {"outcome": "rearrest", "window": 12}), ("curve", ["model", "day"], {"outcome": "rearrest", "kind": "cif"}),
    ("completion", ["model", "step"], {}), ("obligations", ["model", "kind", "payee", "amount_unit"], {}), ("access", ["model", "step"], {})])
@pytest.mark.parametrize("rounded", [5, 1])
def test_only_what_is_documented_is_hidden_while_the_status_does_not_say_so(verb, keys, options, rounded, demonstration):
    alone = TEXT.split(f"- `{verb}`: ")[1].split("\n")[0]
    ask, by = getattr(analytics, verb), {"by": "race"}
    both = ask(demonstration, round=rounded, **options, **by).merge(ask(demonstration, min_cell=0, **options, **by), on=["race", *keys], suffixes=("", "_exact"))
    shown = both[both["status"].isin(["ok", "low"])]
    emptied = {name.removesuffix("_exact") for name in both if name.endswith("_exact")
               and (shown[name.removesuffix("_exact")].isna() & shown[name].notna()).any()}
    assert emptied <= set(re.findall(r"\w+", alone))


@pytest.mark.parametrize("arguments", [
    ["obligations", "--where", "sex=x'; drop table obligation; --"], ["obligations", "--adjust", "entropy"], ["repair", "--by", "sex"],
    ["repair", "--where", "race=white"], ["repair", "--where", "facility=nowhere"], ["access", "--by", "eligible"],
    ["access", "--outcome", "rearrest"], ["access", "--model", "mediation"], ["services", "--by", "sex"], ["services", "--unit", "every"],
    ["services", "--adjust", "none"], ["services", "--exposure", "started"]])
def test_what_cannot_be_is_one_line_and_exit_2(arguments, demonstration, capsys):
    assert main([arguments[0], "--db", str(demonstration), *arguments[1:]]) == 2
    out, err = capsys.readouterr()
    assert not out and err.startswith("error: ") and err.count("\n") == 1


@pytest.mark.parametrize("rows", range(6))    # two at a time: none, fewer, as many, one more, twice as many, and one
def test_a_long_file_is_written_in_parts(rows, monkeypatch):
    monkeypatch.setattr(result_file, "AT_A_TIME", 2)
    frame = pd.DataFrame({"n": pd.array([*range(rows)], dtype="Int64"), "share": [each / 4 for each in range(rows)]})
    assert result_file.csv_text(frame) == "n,share\n" + "".join(f"{each},{each / 4:.17g}\n" for each in range(rows))
