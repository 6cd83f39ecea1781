"""What a row of `evidence` says. Odds in percent lower or higher; better and worse news differ in that word only."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analytics import evidence_words, words
from analytics.sentences.numbers import count, listed, missing, span

NOT_BY_LOT = "People were not chosen by lot, so part of this gap may have other causes."
WAYS = ("lower", "higher")
ONCE = "A study told of several times counts once, with its longest follow-up."
NOTHING_TO_PUT_TOGETHER = ("Studies were found, but none has figures that can be put together. What they say stands below in "
                           "words.")


def verdict(row: Mapping) -> str:
    """One of: lower, higher, unclear, low (fewer than three studies), none (no figures)."""
    if row["status"] == "not_estimable" or missing(row["odds_ratio"]):
        return "none"
    if row["status"] == "low":
        return "low"
    return "lower" if row["high"] < 1 else "higher" if row["low"] > 1 else "unclear"


def about(row: Mapping) -> str:
    """What one row says, for every status."""
    kind, model = verdict(row), evidence_words.model(row["model"])
    if kind == "none":
        return NOTHING_TO_PUT_TOGETHER
    odds = f"the odds of {evidence_words.outcome(row['outcome']).odds_of} were {change(row['odds_ratio'])} with {model.it}"
    fit = f"The studies fit anything from {reach(row)}."
    caution = "" if row["design"] == "randomized" else NOT_BY_LOT
    if kind == "low":
        return _joined("There are too few studies to judge.", f"In {_who(row)}, {odds}.", fit, caution,
                       "We show the number but give no verdict.")
    if kind == "unclear":
        return _joined("We can't tell yet.", f"In {_who(row)}, {odds}.", fit,
                       f"This does not show that {model.it} {model.makes} no difference.", _ahead(row))
    return _joined(f"In {_who(row)}, {odds}.", fit, _ahead(row), caution)


def in_short(row: Mapping) -> str:
    """The verdict in a few words, for a table."""
    return {"lower": "Lower odds", "higher": "Higher odds", "unclear": "Can't tell yet", "low": "Too few to judge",
            "none": "In words only"}[verdict(row)]


def how_many(row: Mapping) -> str:
    """How many studies the figure stands on, and how many more are told in words."""
    number, in_words = int(row["studies"]), int(row["told_in_words"])
    if not number:
        one, many = ("review", "reviews") if row["design"] == "review" else ("study", "studies")
        return f"{count(in_words, one, many)} in words only" if in_words else "no study with figures"
    return count(number, "study", "studies") + (f", {in_words} more in words" if in_words else "")


def followed(studies: Sequence[object]) -> str:
    """For how long studies told in words followed their people: "followed one year or two years"."""
    known = sorted({int(study.follow_up_months) for study in studies if study.follow_up_months})
    lengths = [words.window(months) for months in known] + ["for a time not told"] * any(not study.follow_up_months for study in studies)
    return f"followed {listed(lengths, 'or')}" if known else ""


def told(studies: Sequence[object]) -> str:
    """What studies without figures found, each way with how many: "fewer in 1, no clear difference in 2"."""
    ways = Counter(study.found for study in studies if study.found)
    return ", ".join(f"{way} in {number}" for way, number in sorted(ways.items())) or "nothing to tell"


def change(odds_ratio: float) -> str:
    """An odds ratio as a change: "21 percent lower", "about the same"."""
    return "about the same" if odds_ratio == 1 else f"{percent(odds_ratio - 1)} {WAYS[odds_ratio > 1]}"


def reach(row: Mapping, low: str = "low", high: str = "high") -> str:
    """A range of odds ratios as changes: "1 percent to 37 percent lower"."""
    return span(row[low] - 1, row[high] - 1, percent, WAYS)


def percent(size: float) -> str:
    """A change of the odds in whole percent; one that rounds to 0 is not 0."""
    rounded = int(abs(size) * 100 + 0.5)
    return f"{rounded:,} percent" if rounded or size == 0 else "less than 1 percent"


def interval(row: Mapping) -> str:
    """The odds ratio and its range as numbers: "0.79 (0.63 to 0.99)"; the range alone where there is no point."""
    range_ = f"{row['low']:.2f} to {row['high']:.2f}"
    return range_ if row["odds_ratio"] is None else f"{row['odds_ratio']:.2f} ({range_})"


def carried(clear: int, pools: int, whole: bool) -> str:
    """Whether leaving out one study changes the answer. clear: of the pools without one, how many leave out no
    difference; whole: whether the pool of all does."""
    changed = pools - clear if whole else clear
    if not changed:
        return "Leaving out any one study does not change the answer."
    return f"For {changed} of these {pools} studies, leaving that one out would change the answer."


def _who(row: Mapping) -> str:
    kinds = {"randomized": ("trial by lot", "trials by lot"), "not_randomized": ("study without lots", "studies without lots"),
             "review": ("study that one review holds", "studies that one review holds")}
    one, many = kinds.get(row["design"], ("study", "studies"))
    people = "" if missing(row["participants"]) else f" with {int(row['participants']):,} people"
    return f"{words.number(int(row['studies']))} {one if row['studies'] == 1 else many}{people}"


def _ahead(row: Mapping) -> str:
    if missing(row["prediction_low"]):
        return ""
    return f"A new program may lie anywhere from {reach(row, 'prediction_low', 'prediction_high')}."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
