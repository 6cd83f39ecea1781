"""How figures came about that stand on published facts."""

from collections.abc import Mapping, Sequence

from analytics.explained.common import small_numbers, who
from data.prices import Prices


def evidence() -> list[str]:
    """How published studies were put together."""
    return [
        "What is counted: published figures with their source. Where a study gives counts, its odds ratio is made from them; where it "
        "gives a difference in standard deviations (d), that is multiplied by pi and divided by the square root of 3.",
        "What is put together: studies of one kind of program, one outcome and one design. By lot and not by lot stand apart. A review "
        "stands alone as it was published, never with the studies inside it. The same people are never counted twice, in a figure or among the studies told in words.",
        "How: an average that lets studies truly differ (REML), with Hartung and Knapp's 95 % range; the range for a new study by the same t. One study: "
        "its own range.",
        "Zeros: a study with a zero in its table gets a half in each of its four cells. One in which it happened to nobody, or to "
        "everybody, on both sides is named and left out.",
        "A verdict is held back under three studies.",
    ]


def savings(rows: Sequence[Mapping], prices: Prices) -> list[str]:
    """How costs were worked out, with the prices in use."""
    row = rows[0]
    return [
        who(row),
        "What is counted: coming back to prison within three years, for a new sentence or for breaking a rule. The gap to the usual sentence "
        "is the one of the page New offenses for that event.",
        "Days in prison: the gap, times the mean stay of those who come back, for every 100 people. Worth: those days, times what one day "
        "less saves. Left: that, less what the program costs.",
        "How sure it is: 10,000 times the gap is drawn from its sampling distribution and each price from a triangle over its range with "
        "its top at the likely value. The same seed gives the same draws. Shown are the middle and the range that holds 90 of 100.",
        f"All prices are in dollars of {prices.dollars_year}. A price that is missing, below 0 or in dollars of another year is refused, and "
        "the average cost is never taken where the other is missing.",
        "What victims lost less is worked out apart, from violent arrests only, and is in no total.",
        small_numbers(row),
    ]
