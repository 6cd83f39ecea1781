"""How figures came about that stand on published facts."""


def evidence() -> list[str]:
    """How published studies were put together."""
    return [
        "What is counted: published figures with their source. Where a study gives counts, its odds ratio is made from them; where it "
        "gives a difference in standard deviations (d), that is multiplied by pi and divided by the square root of 3.",
        "What is put together: studies of one kind of program, one outcome and one design. By lot and not by lot stand apart. A review "
        "stands alone as it was published, never with the studies inside it. The same people are never counted twice in one figure.",
        "How: an average that lets studies truly differ (REML), with Hartung and Knapp's 95 % range; the range for a new study by the same t. One study: "
        "its own range.",
        "Zeros: a study with a zero in its table gets a half in each of its four cells. One in which it happened to nobody, or to "
        "everybody, on both sides is named and left out.",
        "A verdict is held back under three studies.",
    ]
