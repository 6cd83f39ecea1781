"""What is said of claims: every verdict; for and against differ in direction only."""

import math

import pytest

from analytics.sentences import claims


def row(**changes):
    return {"claim": "fewer_new_offenses", "model": "victim_offender_mediation", "unit_of_difference": "share", "adjust": "entropy", "n": 1500,
            "difference": -0.07, "difference_low": -0.11, "difference_high": -0.03, "negative_control": "no_sign", "published_outcome": "",
            "published_design": "", "published_studies": 0, "published_odds_ratio": math.nan, "published_low": math.nan,
            "published_high": math.nan, "verdict": "suggestive", "direction": "for", "people_needed_2": 9500, "people_needed_5": 1500,
            "people_needed_10": 380, "more_people_2": 8000, "more_people_5": 0, "more_people_10": 0, "status": "ok", "min_cell": 11, **changes}


TRIALS = dict(published_outcome="rearrest", published_design="randomized", published_studies=4, published_odds_ratio=0.7, published_low=0.55,
              published_high=0.9)
OPEN = dict(verdict="not_settled", direction="")


def test_golden():
    assert claims.about(row()) == (
        "Suggestive, for it. Here, of every 100 people sent to mediation, 7 fewer were arrested again than of 100 similar people. The records "
        "fit anything from 3 to 11 fewer. No study of this very kind has figures for it. Three or more trials by lot that point the same way "
        "would support it; such trials that point the other way would leave it open.")


def test_for_and_against_differ_in_direction_only():
    against = row(direction="against", difference=0.07, difference_low=0.03, difference_high=0.11)
    turned = claims.about(row()).replace("for it. Here", "against it. Here").replace("fewer", "more").replace("support it", "contradict it")
    assert turned == claims.about(against)


@pytest.mark.parametrize(("size", "said"), [(-0.01, "1 fewer was arrested again"), (0.012, "1 more was arrested again"),
                                           (-0.004, "less than 1 fewer was arrested again"), (-0.02, "2 fewer were arrested again")])
def test_one_person_takes_the_singular(size, said):
    assert said in claims.about(row(difference=size))


@pytest.mark.parametrize(("changes", "said"), [
    (dict(verdict="supported", **TRIALS), "Supported."),
    (dict(verdict="supported", **TRIALS), "Elsewhere, four trials by lot found the odds of being arrested again 30 percent lower, anything from"),
    (dict(verdict="contradicted", direction="against", **TRIALS), "Contradicted."),
    (dict(**OPEN), "Each group needs about 9,500 to see a gap of 2 in 100, 1,500 to see a gap of 5 in 100, 380 to see a gap of 10 in 100."),
    (dict(**OPEN), "Here there are 1,500, enough for a gap of 5."),
    (dict(**OPEN, n=400, more_people_5=1100), "Here there are 400, 1,100 too few for a gap of 5."),
    (dict(**OPEN, status="suppressed", difference=math.nan, n=None, people_needed_5=None), "We do not show this number."),
    (dict(**OPEN, status="immature", difference=math.nan), "Here it is too soon to say"),
    (dict(**OPEN, status="not_estimable", difference=math.nan), "Here it can't be worked out."),
    (dict(**OPEN, status="low"), "It is too unsure to count."),
    (dict(**OPEN, negative_control="failed"), "The groups already differed before, so this can't count."),
    (dict(**OPEN, adjust="none"), "The groups are not matched, so no verdict stands on that."),
    (dict(**OPEN, **{**TRIALS, "published_studies": 1}), "It takes three such trials to decide."),
    (dict(**OPEN, **{**TRIALS, "published_design": "not_randomized"}), "People were not chosen by lot there, so this can't decide."),
    (dict(claim="lower_crime", verdict="not_measured_here", direction=""), "These records follow people, not places."),
    (dict(claim="less_tax_money", verdict="not_measured_here", direction="", difference=math.nan), "What this very program costs"),
    (dict(claim="less_tax_money", unit_of_difference="usd_per_100_people", difference=-5000.0), "Here $5,000 was lost for every 100 people"),
    (dict(claim="less_fear", verdict="not_measured_here", direction="", difference=math.nan), "These records hold nothing of it."),
    (dict(claim="victims_better_served", difference=0.07, difference_low=0.03, difference_high=0.11),
     "Here, of every 100 victims who answered in cases sent to mediation, 7 more were satisfied with how they were treated than of 100 in "
     "similar cases."),
])
def test_each_kind(changes, said):
    assert said in claims.about(row(**changes))


def test_what_cannot_be_measured_asks_for_no_more_people():
    assert "Each group needs" not in claims.about(row(claim="lower_crime", verdict="not_measured_here", direction=""))
