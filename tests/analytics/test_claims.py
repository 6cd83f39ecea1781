"""The `claims` verb: every claim, every model, one family a claim, nothing borrowed."""

from dataclasses import replace

import numpy as np
import pytest

import analytics
from analytics.claims import COLUMNS, Here, judged
from analytics.evidence import Group, groups
from analytics.multiplicity import holm
from analytics.pooling import Pooled
from analytics.verdicts import FAILED, NO_SIGN, VERDICTS
from data.claims import claims, rule
from data.problem import Problem

CLAIMS = {claim.code: claim for claim in claims()}
# 1,000 people, 7 fewer of 100 than among people made alike.
FEWER = Here("victim_offender_mediation", True, 1000, 0.31, 0.38, -0.07, -0.11, -0.03, 0.001, "ok", True)
MORE = replace(FEWER, rate=0.45, difference=0.07, low=0.03, high=0.11)


def trials(model="victim_offender_mediation", outcome="rearrest", effect=-0.5, studies=4):
    """A pool of so many trials by lot, 0.3 either side."""
    return Group(model, outcome, "randomized", (object(),) * studies, (), (), Pooled(studies, effect, 0.1, effect - 0.3, effect + 0.3))


def verdict_of(claim, here, found=(), controls=None):
    row = judged(CLAIMS[claim], rule(), [here], controls or {}, list(found))[0]
    return row["verdict"], row["direction"]


@pytest.mark.parametrize(("claim", "here", "found", "expected"), [
    ("fewer_new_offenses", FEWER, [], ("suggestive", "for")),
    ("fewer_new_offenses", MORE, [], ("suggestive", "against")),
    ("fewer_new_offenses", FEWER, [trials()], ("supported", "for")),
    ("fewer_new_offenses", MORE, [trials()], ("not_settled", "")),
    ("fewer_new_offenses", MORE, [trials(effect=0.5)], ("contradicted", "against")),
    ("fewer_new_offenses", FEWER, [trials(studies=2)], ("suggestive", "for")),
    ("fewer_new_offenses", replace(FEWER, p_value=0.2), [trials("circle_sentencing")], ("not_settled", "")),  # of another model
    ("fewer_new_offenses", Here("restitution"), [], ("not_measured_here", "")),
    # Convictions speak where there are too few trials that counted arrests; the order is fixed.
    ("fewer_new_offenses", FEWER, [trials(studies=2), trials(outcome="reconviction")], ("supported", "for")),
    # For victims more is better, for signs of trauma fewer.
    ("victims_better_served", replace(MORE, matched=False), [], ("not_settled", "")),
    ("victims_better_served", MORE, [trials(outcome="victim_satisfaction", effect=0.5)], ("supported", "for")),
    ("less_fear", MORE, [trials(outcome="ptsd", effect=-0.5)], ("supported", "for")),
    ("lower_crime", FEWER, [trials()], ("not_measured_here", "")),
])
def test_each_kind_of_claim(claim, here, found, expected):
    assert verdict_of(claim, here, found) == expected


def test_a_failed_negative_control_takes_the_result_out():
    assert verdict_of("less_prison", FEWER, controls={FEWER.model: FAILED}) == ("not_settled", "")
    assert verdict_of("less_prison", FEWER, controls={FEWER.model: NO_SIGN}) == ("suggestive", "for")


def test_chance_is_counted_once_for_all_models():
    """Nine looks with p = 0.02: none is clear any more."""
    here = [replace(FEWER, model=f"m{number}", p_value=0.02) for number in range(9)]
    rows = judged(CLAIMS["less_prison"], rule(), here, {}, [])
    assert all(row["p_holm"] == pytest.approx(0.18) and row["verdict"] == "not_settled" for row in rows)


def test_how_many_more_people():
    row = judged(CLAIMS["less_prison"], rule(), [FEWER], {}, [])[0]
    assert (row["people_needed_5"], row["more_people_5"], row["more_people_10"]) == (1500, 500, 0)  # 0.38, as in the sentences' test


def test_every_claim_for_every_model(demonstration):
    table = analytics.claims(demonstration)
    assert tuple(table.columns)[:len(COLUMNS)] == COLUMNS
    assert len(table) == len(CLAIMS) * 9 and set(table["verdict"]) <= set(VERDICTS)
    assert set(table.loc[table["claim"] == "lower_crime", "verdict"]) == {"not_measured_here"}
    # What a program costs was entered for none: no verdict stands on a cost from elsewhere.
    assert set(table.loc[table["claim"] == "less_tax_money", "verdict"]) == {"not_measured_here"}
    compared = analytics.compare(demonstration, outcome="return_to_prison", window=36, adjust="entropy").set_index("model")
    prison = table[table["claim"] == "less_prison"].set_index("model")
    for name, theirs in {"difference": "risk_difference", "p_holm": "p_holm", "n": "n"}.items():
        assert prison[name].to_numpy(dtype=float) == pytest.approx(compared.loc[prison.index, theirs].to_numpy(dtype=float), nan_ok=True)
    for _, rows in table[table["measure"].isin(["satisfaction_process", "wellbeing"])].groupby("claim"):
        assert holm(rows["p_value"].to_numpy(dtype=float)) == pytest.approx(rows["p_holm"].to_numpy(dtype=float), nan_ok=True)
    unmatched = table[table["adjust"] == "none"]
    assert (unmatched["points_here"] == "").all()


def test_nothing_is_borrowed(demonstration):
    """Nine trials of other conferences decide nothing for any model."""
    pools = {(group.model, group.outcome): group for group in groups() if group.status == "ok" and group.design == "randomized"}
    assert ("rj_conferencing_other", "reconviction") in pools
    table = analytics.claims(demonstration)
    assert not set(table["verdict"]) & {"supported", "contradicted"}
    assert not (table["published_studies"] >= 3).any()


def test_model_chooses_rows_only(demonstration):
    whole = analytics.claims(demonstration)
    one = analytics.claims(demonstration, model="circle_sentencing")
    assert len(one) == len(CLAIMS)
    of_whole = whole[whole["model"] == "circle_sentencing"].reset_index(drop=True)
    assert np.allclose(one["p_holm"].to_numpy(dtype=float), of_whole["p_holm"].to_numpy(dtype=float), equal_nan=True)


def test_a_model_that_is_not_there_is_refused(demonstration):
    with pytest.raises(Problem, match="There is no model 'nobody'"):
        analytics.claims(demonstration, model="nobody")


def test_the_rule_is_the_published_one():
    fixed = rule()
    assert (fixed.adjust, fixed.exposure, fixed.unit, fixed.landmark, fixed.window) == ("entropy", "referred", "first", 0, 36)
    assert (fixed.significant_below, fixed.least_studies) == (0.05, 3)
