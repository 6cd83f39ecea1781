"""The rule for claims on made-up cases of every kind; turning every sign swaps the verdicts."""

from dataclasses import replace
from itertools import product

import pytest

from analytics.verdicts import FAILED, NO_SIGN, NOT_AVAILABLE, VERDICTS, Local, Published, verdict

FOR = Local(0.07, "ok", 0.001, True, NO_SIGN)
NOTHING = Local(0.01, "ok", 0.6, True, NO_SIGN)
AGAINST = replace(FOR, difference=-0.07)
TRIALS_FOR = Published(True, 5, 0.1, 0.6)
TRIALS_AGAINST = Published(True, 5, -0.6, -0.1)
TRIALS_OPEN = Published(True, 5, -0.2, 0.5)


@pytest.mark.parametrize(("local", "published", "expected"), [
    (FOR, TRIALS_FOR, ("supported", "for")),
    (NOTHING, TRIALS_FOR, ("supported", "for")),          # not clearly against is enough
    (None, TRIALS_FOR, ("supported", "for")),             # not recorded here, but shown by lot
    (AGAINST, TRIALS_FOR, ("not_settled", "")),           # opposite ways
    (FOR, TRIALS_AGAINST, ("not_settled", "")),
    (AGAINST, TRIALS_AGAINST, ("contradicted", "against")),
    (NOTHING, TRIALS_AGAINST, ("contradicted", "against")),
    (FOR, TRIALS_OPEN, ("suggestive", "for")),
    (FOR, None, ("suggestive", "for")),
    (AGAINST, None, ("suggestive", "against")),
    (NOTHING, None, ("not_settled", "")),
    (NOTHING, TRIALS_OPEN, ("not_settled", "")),
    (None, None, ("not_measured_here", "")),
    (None, TRIALS_OPEN, ("not_measured_here", "")),
    # The result here must be reliable, matched, clear after Holm, and its check must not have failed.
    (replace(FOR, status="low"), None, ("not_settled", "")),
    (replace(FOR, status="suppressed", difference=None, p_holm=None), None, ("not_settled", "")),
    (replace(FOR, status="immature", difference=None, p_holm=None), None, ("not_settled", "")),
    (replace(FOR, p_holm=0.05), None, ("not_settled", "")),
    (replace(FOR, p_holm=0.0499), None, ("suggestive", "for")),
    (replace(FOR, matched=False), None, ("not_settled", "")),
    (replace(FOR, negative_control=FAILED), None, ("not_settled", "")),
    (replace(FOR, negative_control=NOT_AVAILABLE), None, ("suggestive", "for")),
    # Studies must be by lot and three or more.
    (NOTHING, replace(TRIALS_FOR, studies=2), ("not_settled", "")),
    (NOTHING, replace(TRIALS_FOR, randomized=False), ("not_settled", "")),
    (NOTHING, replace(TRIALS_FOR, low=0.0), ("not_settled", "")),
])
def test_each_kind_of_case(local, published, expected):
    assert verdict(local, published) == expected


def test_what_cannot_be_measured_has_no_verdict():
    assert verdict(FOR, TRIALS_FOR, measurable=False) == ("not_measured_here", "")


SWAPPED = {("supported", "for"): ("contradicted", "against"), ("contradicted", "against"): ("supported", "for"),
           ("suggestive", "for"): ("suggestive", "against"), ("suggestive", "against"): ("suggestive", "for")}


def turned(local, published):
    other = local and replace(local, difference=None if local.difference is None else -local.difference)
    return other, published and replace(published, low=-published.high, high=-published.low)


def test_turning_every_sign_swaps_the_verdicts():
    locals_ = [None, *(Local(difference, status, p, matched, control) for difference, status, p, matched, control in product(
        (0.07, -0.07, 0.0, None), ("ok", "low", "suppressed"), (0.001, 0.2, None), (True, False), (NO_SIGN, FAILED, NOT_AVAILABLE)))]
    publisheds = [None, *(Published(randomized, studies, low, high) for randomized, studies, (low, high) in product(
        (True, False), (1, 3), ((0.1, 0.6), (-0.6, -0.1), (-0.2, 0.5), (0.0, 0.4))))]
    seen = set()
    for local, published in product(locals_, publisheds):
        given = verdict(local, published)
        assert verdict(*turned(local, published)) == SWAPPED.get(given, given)
        seen.add(given[0])
    assert seen == set(VERDICTS)
