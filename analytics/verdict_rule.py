"""Where no verdict is given, in words: the floors and limits that the estimates are held to, each said once."""

from analytics.adjusted_estimates import MOST_OWN_FIT, MOST_UNMATCHED
from analytics.reliability import LEAST_EFFECTIVE, LEAST_EVENTS, LEAST_EXPECTED, MATURE_SHARE_GAP
from analytics.sentences.numbers import whole

FOLLOWED = (f"None either where the shares of people watched for the whole window differ by more than {whole(MATURE_SHARE_GAP)} in 100 "
            "between the two groups.")
ALIKE = (
    f"Of groups made alike, none where more than {whole(MOST_UNMATCHED)} in 100 have nobody like them. None where those compared with are worth "
    f"fewer than {LEAST_EFFECTIVE} after weighting.",
    "And none where too few with the usual sentence are like some of those sent. Then the weights fit the very records that they are judged "
    f"by, and the range comes out too narrow. The limit is {whole(MOST_OWN_FIT[False])} in 100 of the spread lost that way "
    f"({whole(MOST_OWN_FIT[True])} where people are made alike group by group).",
)


def too_few(counted: str) -> str:
    """The floors; counted: what is counted, such as "events" or "satisfied answers"."""
    return (f"No verdict is given where either group has fewer than {LEAST_EVENTS} {counted}, or fewer than {LEAST_EXPECTED} would be "
            "expected if they were alike.")


def of_events(alike: bool) -> list[str]:
    """Where a comparison of events has no verdict."""
    return [too_few("events"), FOLLOWED, *(ALIKE if alike else ())]


def of_answers(alike: bool) -> list[str]:
    """Where a comparison of answers has no verdict."""
    return [too_few("satisfied answers"), *(ALIKE if alike else ())]
