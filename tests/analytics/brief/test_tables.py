"""The tables of a brief: made alike in what was asked for, every defensible choice where wanted, published studies always."""

import pandas as pd

import analytics
from analytics.brief import tables, wish
from analytics.brief.datapackage import results
from analytics.brief.edition import edition as counted
from analytics.brief.tables import asked
from analytics.evidence_file import evidence_file
from tests.analytics.brief.test_slides import few_people

BOARD = "accountability_board"


def test_covariates_go_along_with_every_table_that_makes_groups_alike():
    records = few_people()
    made = counted(records, wish(outcome="rearrest", covariates="sex,offense", model=BOARD), only=("compare", "curve", "balance"))
    adjusted = [table for table in made.tables.values() if table.options.get("adjust") == "entropy"]
    assert {table.verb for table in adjusted} == {"compare", "curve", "balance"}
    assert {table.frame["covariates"].iloc[0] for table in adjusted} == {"sex,offense"}
    alike = next(table for table in made.tables.values() if table.verb == "compare")
    pd.testing.assert_frame_equal(alike.frame, analytics.compare(
        records, outcome="rearrest", window=36, adjust="entropy", covariates=("sex", "offense"), model=(BOARD, "retributive_only")))


def test_lines_stand_like_with_like_and_as_they_came():
    named = asked(wish(outcome="rearrest"))
    assert named["curve-rearrest-cif"][1]["adjust"] == "entropy" and "adjust" not in named["curve-rearrest-cif-crude"][1]
    assert "curve-rearrest-cif-crude" not in asked(wish(outcome="rearrest", adjust="none"))


def test_victims_answers_stand_like_with_like_and_as_they_came():
    named = asked(wish())
    assert named["satisfaction"] == ("satisfaction", {"adjust": "entropy"}) and named["satisfaction-crude"] == ("satisfaction", {})
    assert "satisfaction-crude" not in asked(wish(adjust="none")) and {"balance", "cells"}.isdisjoint(asked(wish(adjust="none")))


def test_every_choice_is_taken_along_where_wanted_and_its_progress_told(monkeypatch):
    records, shares = few_people(), []

    def as_if(connection, progress, **options):  # the verb takes seconds and has tests of its own
        progress(0.5)
        progress(1.0)
        assert options == {"outcome": "rearrest", "model": (BOARD, "retributive_only")}
        return analytics.compare(connection, **options, window=36)

    monkeypatch.setattr(tables, "with_progress", as_if)
    wishes = wish(outcome="rearrest", model=BOARD, robustness=True)
    made = counted(records, wishes, lambda share, said: shares.append((share, said)), only=("robustness", "compare"))
    table = made.tables["robustness-rearrest"]
    assert table.verb == "robustness" and len(table.frame) == 2 and '"verb": "robustness"' in table.file.sidecar
    assert [share for share, _ in shares] == sorted(share for share, _ in shares) and shares[-1][0] <= 1
    assert sum(said == "robustness rearrest" for _, said in shares) == 3  # begun, half, done
    assert not any(name.startswith("robustness") for name in asked(wish(outcome="rearrest")))


def test_published_studies_are_no_invented_records(edition):
    found = {resource.name: resource.path for resource in results(edition, "DEMO-")}
    assert found["evidence"] == "evidence.csv" and found["completion"] == "DEMO-completion.csv"
    assert edition.tables["evidence"].file.csv == evidence_file().csv
