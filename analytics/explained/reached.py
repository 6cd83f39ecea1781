"""How it was counted who is reached."""

from collections.abc import Mapping, Sequence

from analytics.explained.common import small_numbers


def reached(rows: Sequence[Mapping]) -> list[str]:
    """How the rows of `access` came about."""
    against = ("those that the site records as able to take part" if rows[0]["basis"] == "eligible" else
               "all of them, since the site does not record who could take part")
    return [
        f"Who is counted: releases, each against {against}. By default each person counts once, at the first release.",
        "What is counted: a program counts in the release that it belongs to, whenever it was. A step is reached when its own day or a later "
        "step's is on record, or the program was completed. Those still on the way count for the steps that they have reached.",
        "Against the others: a group's share over the share in all other groups together. The range of a share is Wilson's, of a ratio the "
        "one worked out on its logarithm (Katz), both at 95 %.",
        "Reentry services: of the release that they name, else of the next one on or after their start. What followed is counted for "
        "those who had started by the day of their first release, against those who had not, made like them by entropy balancing "
        "(see Records and methods).",
        "The map: county shapes of the United States Census Bureau (2017), in the public domain, thinned.",
        small_numbers(rows[0]),
    ]
