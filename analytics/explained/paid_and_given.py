"""How orders and gifts were counted, in words."""

from collections.abc import Mapping, Sequence

from analytics.explained.common import small_numbers


def paid_and_given(rows: Sequence[Mapping]) -> list[str]:
    """How the rows of `obligations` and `repair` came about."""
    said = ["Money and hours: an order counts in its release, for every program of it. Left out are orders younger than a year on the last "
            "day on record, or without a day. Amounts count as they were recorded, also where more came than was ordered.",
            "The range: people drawn again from the records, with all their orders, 2,000 times; the middle 95 of 100 results. Amounts "
            "are shown rounded, and a range reaches as far as the share that they give. For shares of orders Wilson's interval, wider where "
            "people have several orders.",
            "Over time: from the order, or from the release where that came later, over orders watched for three years with every payment on "
            "record. The lines have a step only where enough people paid.",
            "How long it takes: everybody counts until the last day on record. Leaving ends the way to completion, so it is counted as an end "
            "of its own (Aalen–Johansen).",
            "What was given: as recorded, by kind and its own measure. People are counted month by month."]
    return [*said, *(small_numbers(row) for row in rows[:1])]
