"""How the groups are made alike and how the checks are worked out."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.answers.is_it_fair import TRAITS
from analytics.reliability import LEAST_EVENTS
from analytics.sentences.numbers import listed

CRUDE_RANGE = "The range: Wilson's interval for each share and Newcombe's for each gap, at 95 %."
ALIKE_RANGE = ("The range: 1.96 standard errors both ways, from how much each release moves the figure; that the weights are "
               "worked out from the same records is allowed for.")
WAYS = {
    "entropy": "The people with the usual sentence get weights, as near to equal as can be, under which every trait has just the share that it "
               "has among those sent (entropy balancing, Hainmueller 2012).",
    "ipw": "The people with the usual sentence get weights from their chance of being sent, as their traits tell it (inverse probability "
           "weights, logistic regression without interactions).",
    "standardize": "The people with the usual sentence are weighted to the same mix of joint groups of traits as those sent (direct "
                   "standardization).",
}


def made_alike(row: Mapping) -> list[str]:
    """Steps for an adjusted row of `compare`; none for a crude one."""
    if row["adjust"] == "none":
        return []
    traits = [TRAITS[name].lower() for name in row["covariates"].split(",") if name in TRAITS]
    return [f"Made alike: {WAYS[row['adjust']]} The traits, all as they stood before the referral: {listed(traits)}. Not known is a trait of "
            "its own. Those in the program who share a trait with nobody on the other side are set aside."]


def checks(rows: Sequence[Mapping]) -> list[str]:
    """How the checks of this page are worked out."""
    row = rows[0]
    return [
        *made_alike(row),
        ALIKE_RANGE if row["adjust"] != "none" else CRUDE_RANGE,
        "The gap in a trait: the share among those sent less that of the others, over the standard deviation before weighting.",
        "What would explain it away: the E-value of the ratio of the two shares (VanderWeele & Ding 2017).",
        f"The time before: arrests in the 1,095 days before the release, each person at the first release, under the same weights. It takes at least "
        f"{LEAST_EVENTS} such people in each group. It is never among the traits.",
        "Groups of people: each made alike by itself; the test is Cochran's Q over the gaps and their ranges as shown.",
        f"Every defensible choice: 3 measures of the same question where there are 3, windows of {listed([words.window(m) for m in (6, 12, 24, 36, 60)])}, "
        "each person once or every release, the clock from day 0, 30 or 90, three ways of making alike. Written down before looking.",
    ]
