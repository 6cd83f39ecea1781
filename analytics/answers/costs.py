"""Costs: what a program costs and saves; the answer over all kinds, what can and can't be said."""

from collections.abc import Mapping, Sequence

from analytics import sentences
from analytics.answers.common import INVENTED
from analytics.sentences import costs

TITLE = "What does it cost, and save?"
WINDOW = 36
ABOUT = "This page counts coming back to prison within three years, whatever event is chosen on other pages."
FAIR = ("Is it fair? Only what a prison day less really saves is counted, not what prison costs on average. The range holds the doubt in every "
        "figure, not only in the gap.")
PRICES = "What it is worked out from"
PRICES_ABOUT = "Change any figure; the page follows. Low and high are the ends of the range that it is drawn from."
PUBLISHED = ("The prices that this page begins with are real: published, each with its source. What is made of them here rests on invented "
             "people.")
DAILY = {"What one day less really saves": "marginal", "What a day costs on average": "average"}
AVERAGE = ("Average costs are in use. Buildings and staff stay when one person fewer comes back, so this says more than is really saved, "
           "unless a whole building closes.")
VICTIMS = "Also show what victims of violence lost less, apart from the total"


def answer(rows: Sequence[Mapping]) -> str:
    """The answer over all kinds, from the rows of `savings`."""
    if not rows:
        return "These records name no program to reckon with."
    kinds = [costs.verdict(row) for row in rows]
    saved, lost = kinds.count("saved"), kinds.count("lost")
    hidden, unclear = kinds.count("suppressed"), kinds.count("unclear") + kinds.count("low")
    without = len(rows) - saved - lost - hidden - unclear
    parts = [part for part in (costs.saving(saved) if saved else "", costs.losing(lost) if lost else "",
                               f"for {unclear} we can't tell" if unclear else "") if part]
    if not parts:
        return " ".join(["We can't say: there is no figure to reckon with.", *([sentences.hidden_kinds(hidden)] if hidden else [])])
    own = all(row["program_cost_is_own"] for row in rows)
    begun = "" if own else ("We can't say yet: what these programs cost for one person was not entered, and a cost from another place and kind "
                            "stands in. ")
    said = f"{begun}At the prices below, of {len(rows)} kinds, {sentences.listed(parts)}."
    said += f" {sentences.hidden_kinds(hidden)}" if hidden else ""
    said += f" For {without} there is no figure to reckon with." if without else ""
    if any(costs.verdict(row) in ("saved", "lost", "unclear", "low") and row["adjust"] == "none" for row in rows):
        said += " The groups were not matched, so don't read this as what these programs saved."
    return said


def can_say(rows: Sequence[Mapping]) -> list[str]:
    """What these figures carry."""
    year = rows[0]["dollars_year"] if rows else ""
    return [f"What fewer or more days in prison are worth at the prices shown, in dollars of {year}.",
            "How sure that is, with the doubt in the gap and in every price.",
            "How many fewer would have to come back for a program to pay for itself."]


def cannot_say(demonstration: bool) -> list[str]:
    """What they do not carry."""
    said = ["That money is freed: it is only when a budget is cut or used for something else.",
            "What courts, police, families and communities save or lose.",
            "What peace of mind is worth to a victim."]
    return [*said, INVENTED] if demonstration else said


def caption(rows: Sequence[Mapping]) -> str:
    """What the table holds."""
    year = rows[0]["dollars_year"] if rows else ""
    return (f"For every 100 people, in dollars of {year}; beneath, the range that holds 90 of 100 draws. Pays for itself: the chance that it saves "
            "more than it costs. May cost: what it could cost for one person and still pay for itself.")


def lines_of_source(price: object) -> str:
    """Where a price comes from, in one line."""
    published = ""
    if price.published:
        amount = f"{float(price.published):,.2f}".removesuffix(".00")
        published = f"Published: {amount} ({price.published_year})" + (f", brought up by {price.conversion}" if price.conversion else "") + ". "
    year = f" Dollars of {price.dollars_year}." if price.dollars_year else ""
    return f"{price.about}. {published}Source: {price.source}. Range: {price.range_source}.{year}"


def title_of(price: object) -> str:
    """What a price is called."""
    return costs.NAMES[price.name]


