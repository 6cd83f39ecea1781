"""Where no verdict is given, in words: every floor and limit is told, and those of likeness only where people are made alike."""

import pytest

from analytics import rules, verdict_rule
from analytics.sentences import comparison


@pytest.mark.parametrize("of", [verdict_rule.of_events, verdict_rule.of_answers])
def test_likeness_is_a_reason_only_where_people_are_made_alike(of):
    crude, alike = " ".join(of(False)), " ".join(of(True))
    assert "fewer than 30" in crude and "fewer than 10 would be expected" in crude and "have nobody like them" not in crude
    assert "more than 10 in 100 have nobody like them" in alike and "fewer than 30 after weighting" in alike
    assert "10 in 100 of the spread lost" in alike and "(20 where people are made alike group by group)" in alike


def test_only_what_is_followed_can_be_followed_unalike():
    assert "watched for the whole window" in " ".join(verdict_rule.of_events(False))
    assert "watched" not in " ".join(verdict_rule.of_answers(True))


def test_the_page_of_rules_tells_them_all():
    told = " ".join(rules.held_back())
    assert all(reason in told for reason in verdict_rule.of_events(True))


def test_enough_people_who_are_not_alike_are_not_said_to_be_followed_unalike():
    row = {"model": "circle_sentencing", "outcome": "rearrest", "window_months": 36, "adjust": "entropy", "exposure": "referred", "n": 900, "events": 300,
           "rate": 0.33, "baseline_n": 4000, "baseline_events": 1500, "baseline_rate": 0.4, "effective_n": 300, "unmatched_share": 0.01,
           "risk_difference": -0.07, "risk_difference_low": -0.1, "risk_difference_high": -0.04, "status": "low"}
    assert "Either the two groups were not followed equally long, or too few with the usual sentence are like" in comparison.about(row)
    known = comparison.about({**row, "why": "the two groups were not followed for equally long"})
    assert "The reason: the two groups were not followed for equally long." in known and "Either" not in known
    crude = comparison.about({**row, "adjust": "none", "effective_n": None, "unmatched_share": None})
    assert "The two groups were not followed equally long" in crude and "are like some" not in crude
