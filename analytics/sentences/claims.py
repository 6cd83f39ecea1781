"""What a row of `claims` says: the verdict, the result here, the studies elsewhere, and what would change it.

A verdict for and a verdict against have the same words but for direction.
"""

from collections.abc import Mapping

from analytics import evidence_words, words
from analytics.sentences import costs
from analytics.sentences import evidence as published
from analytics.sentences.numbers import gap, missing, per_100, single, span
from analytics.sentences.withheld import hidden
from data.claims import Claim, claims, rule

SHORT = {("supported", "for"): "Supported", ("contradicted", "against"): "Contradicted", ("suggestive", "for"): "Suggestive, for it",
         ("suggestive", "against"): "Suggestive, against it", ("not_settled", ""): "Not settled", ("not_measured_here", ""): "Not measured here"}
UNMATCHED = "The groups are not matched, so no verdict stands on that."
NOT_BY_LOT = "People were not chosen by lot there, so this can't decide."
NO_STUDIES = "No study of this very kind has figures for it."


def of_code(code: str) -> Claim:
    """The claim with a code."""
    return next(claim for claim in claims() if claim.code == code)


def in_short(row: Mapping) -> str:
    """The verdict in a few words."""
    return SHORT[row["verdict"], row["direction"]]


def about(row: Mapping, names: dict[str, str] | None = None) -> str:
    """What one row says, for every verdict."""
    claim = of_code(row["claim"])
    cannot = [claim.cannot] if row["verdict"] == "not_measured_here" and claim.cannot else []
    return " ".join([in_short(row) + ".", *cannot, here(row, names), elsewhere(row), would_change(row)]).replace("  ", " ").strip()


def here(row: Mapping, names: dict[str, str] | None = None) -> str:
    """The result in these records."""
    who = words.people(row["model"], names=names)
    if row["verdict"] == "not_measured_here" and missing(row["difference"]):
        return "" if of_code(row["claim"]).cannot else "These records hold nothing of it."
    if row["status"] == "suppressed":
        return hidden(row.get("min_cell"))
    if row["status"] == "immature":
        return "Here it is too soon to say: nobody has been followed for three years yet."
    if missing(row["difference"]):
        return "Here it can't be worked out."
    doubt = " It is too unsure to count." if row["status"] == "low" else ""
    failed = " The groups already differed before, so this can't count." if row["negative_control"] == "failed" else ""
    if row["unit_of_difference"] != "share":
        amount = row["difference"]
        return f"Here {costs.dollars(amount)} {'was saved' if amount > 0 else 'was lost'} for every 100 people {who}.{doubt}{failed}"
    ways = ("fewer", "more")
    size = f"{per_100(row['difference'])} {ways[row['difference'] > 0]} {_did(row)}"
    others = _others(row)
    fits = gap(row["difference_low"], row["difference_high"])
    unmatched = f" {UNMATCHED}" if row["adjust"] == "none" else ""
    return f"Here, of every 100 {_of(row, who)}, {size} than of 100 {others}. The records fit anything from {fits}.{doubt}{failed}{unmatched}"


def elsewhere(row: Mapping) -> str:
    """The studies of this very model."""
    if missing(row["published_odds_ratio"]):
        return NO_STUDIES if of_code(row["claim"]).published else ""
    count = int(row["published_studies"])
    lot = row["published_design"] == "randomized"
    kind = ("trial by lot" if lot else "study") if count == 1 else ("trials by lot" if lot else "studies")
    fits = span(row["published_low"] - 1, row["published_high"] - 1, published.percent, published.WAYS)
    said = (f"Elsewhere, {words.number(count)} {kind} found the odds of {evidence_words.outcome(row['published_outcome']).odds_of} "
            f"{published.change(row['published_odds_ratio'])}, anything from {fits}.")
    if not lot:
        return f"{said} {NOT_BY_LOT}"
    return said if count >= rule().least_studies else f"{said} It takes {words.number(rule().least_studies)} such trials to decide."


def would_change(row: Mapping) -> str:
    """What would change the verdict, and how many more people that takes."""
    verdict = row["verdict"]
    if verdict in ("supported", "contradicted"):
        return "Records here that clearly point the other way, or new trials, would change this."
    if verdict == "suggestive":
        other = "support" if row["direction"] == "for" else "contradict"
        return f"Three or more trials by lot that point the same way would {other} it; such trials that point the other way would leave it open."
    if verdict == "not_measured_here" and not of_code(row["claim"]).measurable:
        return ""
    lots = f"Three or more trials by lot of this very kind would settle it{_unless(row)}."
    more = people(row)
    return f"{lots} {more}" if more else lots


def people(row: Mapping) -> str:
    """How many people it takes to tell gaps of 2, 5 and 10 in 100, and how many more that is than there are."""
    if missing(row["people_needed_5"]) or missing(row["n"]) or row["adjust"] == "none":
        return ""
    sizes = [f"{_count(row[f'people_needed_{gap}'])} to see a gap of {gap} in 100" for gap in (2, 5, 10) if not missing(row[f"people_needed_{gap}"])]
    more = row["more_people_5"]
    lack = "enough for a gap of 5" if more == 0 else f"{_count(more)} too few for a gap of 5"
    return f"Each group needs about {', '.join(sizes)}. Here there are {_count(row['n'])}, {lack}."


def _unless(row: Mapping) -> str:
    return ", unless the result here clearly points the other way" if row["verdict"] == "not_settled" else ""


def _count(number: object) -> str:
    return f"{int(number):,}"


def _of(row: Mapping, who: str) -> str:
    return f"victims who answered {words.cases(row['model'])}" if of_code(row["claim"]).respondent == "victim" else f"people {who}"


def _others(row: Mapping) -> str:
    matched, victims = row["adjust"] != "none", of_code(row["claim"]).respondent == "victim"
    if victims:
        return "in similar cases" if matched else "in cases with the usual sentence"
    return "similar people" if matched else "people with the usual sentence"


def _did(row: Mapping) -> str:
    claim, one = of_code(row["claim"]), single(abs(row["difference"]) * 100)
    if claim.outcome:
        event = words.EVENTS[claim.outcome]
        return event.was if one else event.were
    return {"satisfaction_process": f"{'was' if one else 'were'} satisfied with how they were treated", "fear_of_revictimization": "hardly feared being harmed again",
            "wellbeing": "told of good wellbeing", "offender_accountable": "felt that the person was held to account"}[claim.question]
