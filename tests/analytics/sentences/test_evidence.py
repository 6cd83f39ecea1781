"""What is said of pooled studies: every kind of result, lower and higher alike."""

import math

import pytest

from analytics.sentences import evidence
from data.evidence import Study


def row(**changes):
    return {"model": "rj_conferencing_other", "outcome": "reconviction", "design": "randomized", "studies": 9, "participants": 1098,
            "told_in_words": 0, "odds_ratio": 0.79, "low": 0.63, "high": 0.99, "prediction_low": 0.51, "prediction_high": 1.21, "status": "ok", **changes}


def test_golden():
    assert evidence.about(row()) == (
        "In nine trials by lot with 1,098 people, the odds of being convicted again were 21 percent lower with conferences of other kinds. "
        "The studies fit anything from 1 percent to 37 percent lower. A new program may lie anywhere from 49 percent lower to 21 percent "
        "higher.")


@pytest.mark.parametrize(("changes", "kind", "said"), [
    (dict(), "lower", "21 percent lower"),
    (dict(odds_ratio=1.3, low=1.1, high=1.5), "higher", "30 percent higher"),
    (dict(high=1.2), "unclear", "This does not show that conferences of other kinds make no difference."),
    (dict(studies=1, status="low", prediction_low=math.nan), "low", "We show the number but give no verdict."),
    (dict(odds_ratio=math.nan, status="not_estimable", studies=0), "none", "none has figures that can be put together"),
    (dict(design="not_randomized"), "lower", "People were not chosen by lot, so part of this gap may have other causes."),
    (dict(design="review", participants=None, prediction_low=math.nan), "lower", "In nine studies that one review holds, the odds"),
    (dict(odds_ratio=1.0, low=0.8, high=1.25), "unclear", "were about the same with"),
    # what leaves out no difference is not said to reach it, nor to be about the same
    (dict(odds_ratio=0.79, high=0.998), "lower", "anything from less than 1 percent to 37 percent lower"),
    (dict(odds_ratio=0.997, low=0.996, high=0.998), "lower", "were less than 1 percent lower with conferences of other kinds. The studies fit anything from less than 1 percent lower."),
    (dict(odds_ratio=1.003, low=0.999, high=1.007), "unclear", "from less than 1 percent lower to 1 percent higher"),
])
def test_each_kind(changes, kind, said):
    assert evidence.verdict(row(**changes)) == kind and said in evidence.about(row(**changes))


def test_better_and_worse_differ_in_direction_only():
    """Odds ratios 0.8 and 1.2 lie as far from 1."""
    lower = evidence.about(row(odds_ratio=0.8, low=0.7, high=0.9, prediction_low=0.6, prediction_high=1.1))
    higher = evidence.about(row(odds_ratio=1.2, low=1.1, high=1.3, prediction_low=0.9, prediction_high=1.4))
    assert lower.replace("lower", "higher").split(" A new")[0] == higher.split(" A new")[0]


@pytest.mark.parametrize(("changes", "said"), [
    (dict(), "9 studies"), (dict(studies=1, told_in_words=2), "1 study, 2 more in words"),
    (dict(studies=0, told_in_words=1), "1 study in words only"), (dict(studies=0, told_in_words=2, design="review"), "2 reviews in words only"),
    (dict(studies=0), "no study with figures"),
])
def test_how_many_studies(changes, said):
    assert evidence.how_many(row(**changes)) == said


def test_studies_in_words():
    studies = [Study("a", "m", "o", "randomized", found=found, follow_up_months=months)
               for found, months in (("fewer", "48"), ("no clear difference", "6"), ("fewer", ""))]
    assert evidence.told(studies) == "fewer in 2, no clear difference in 1"
    assert evidence.followed(studies) == "followed six months, four years or for a time not told"
    assert evidence.followed(studies[2:]) == ""
    assert evidence.carried(9, 9, True) == "Leaving out any one study does not change the answer."
    assert evidence.carried(6, 9, True) == "For 3 of these 9 studies, leaving that one out would change the answer."
