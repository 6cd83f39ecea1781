"""What the rows of `repair` say: what was given back, in its own unit, and how many people worked on it."""

import math
from collections.abc import Mapping, Sequence

from analytics.sentences.numbers import count, listed, missing

KINDS = {
    "garden_produce": "Produce from gardens", "dog_training": "Dogs trained", "quilts": "Quilts", "bicycles": "Bicycles made ready",
    "woodwork": "Woodwork", "knitted_items": "Knitted things", "bags": "Bags", "educational_materials": "Books and teaching material",
    "fundraising": "Money raised", "other": "Other gifts",
}  # fmt: skip
USES = {"own_use": "their own use", "distribution": "passing on", "auction": "auction", "unknown": "a use not known"}
MONEY = ("dollars", "usd")
POUNDS_IN_A_TON = 2_000


def quantity(row: Mapping) -> str:
    """How much: "27,487 quilts", "$223,199", "2,220,651 pounds (about 1,110 tons)"."""
    unit, amount = str(row["quantity_unit"]), f"{row['quantity']:,.4f}".rstrip("0").rstrip(".")
    if unit in MONEY:
        return f"${amount}"
    tons = row["quantity"] / POUNDS_IN_A_TON
    return f"{amount} {unit}" + (f" (about {tons:,.0f} tons)" if unit == "pounds" and tons >= 10 else "")


def a_year(row: Mapping) -> str:
    """The same as a year's share of it, to three figures: "about 2,500 a year"; empty where it spans a year or less."""
    years = math.ceil(span_of_months(row) / 12)
    each = row["quantity"] / years
    if years < 2 or each < 10:
        return ""
    step = 10 ** max(math.floor(math.log10(each)) - 2, 0)
    return f"about {'$' if row['quantity_unit'] in MONEY else ''}{round(each / step) * step:,.0f} a year"


def span_of_months(row: Mapping) -> int:
    """Months from the first record to the last, both counted."""
    first, last = (tuple(map(int, str(row[name]).split("-"))) for name in ("first_month", "last_month"))
    return 12 * (last[0] - first[0]) + last[1] - first[1] + 1


def people(row: Mapping) -> str:
    """Who worked on it: "25 people in an average month, 40,250 hours in all"; what is hidden or unknown says so."""
    if missing(row["participants"]):
        return "how many people is hidden" if row["status"] == "suppressed" else "how many people is not known"
    if row["participants"] == 0:
        return "nobody worked on it, as far as the records tell"
    each = max(round(row["participants"] / row["months"]), 1)
    hours = "" if missing(row["hours"]) else f", {int(row['hours']):,} hours in all"
    return f"{count(each, 'person', 'people')} in an average month{hours}"


def places(row: Mapping) -> str:
    """Where: "12 places, 2014 to 2024"; where no record names the place, that it is not known."""
    first, last = str(row["first_month"])[:4], str(row["last_month"])[:4]
    where = "places not known" if missing(row["facilities"]) else count(row["facilities"], "place", "places")
    return f"{where}, {first if first == last else f'{first} to {last}'}"


def answer(rows: Sequence[Mapping]) -> str:
    """The part's answer: each kind by its own unit."""
    if not rows:
        return "These records hold nothing on what was given to communities. That does not mean that nothing was."
    given = [f"{quantity(row)}{'' if row['quantity_unit'] in (*MONEY, row['kind']) else _of(row)}" for row in rows]
    return (f"In these records people gave back {listed(given)}. Each is counted by its own measure, and they are never added up. This says "
            "what was given, not what it did for those who gave.")


def _of(row: Mapping) -> str:
    return {"garden_produce": " of produce", "dog_training": " trained", "woodwork": " of woodwork", "fundraising": " raised"}.get(row["kind"], "")
