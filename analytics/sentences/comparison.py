"""What a row of `compare` says. Whole people per 100; words follow the design.

A row is one row of the result, as a mapping. Favourable and unfavourable results get the same
words but for direction. Unmatched groups are only compared, never called similar.
"""

from collections.abc import Mapping
from operator import itemgetter

from analytics import words
from analytics.reliability import LEAST_EFFECTIVE, unreliable_difference, unreliable_rate
from analytics.sentences import withheld
from analytics.sentences.numbers import (
    count,
    direction,
    gap,
    missing,
    people_needed,
    per_100,
    single,
    some,
    whole,
)
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden, too_soon

NOT_MATCHED = "These two groups were not matched, so don't read this as what {it} did."
NOT_BY_LOT = "People were not chosen by lot, so part of this gap may have other causes."
SAME_CASES = "the same kinds of case"  # the baseline's releases of a type that the arm has nobody in are left out


def verdict(row: Mapping) -> str:
    """One of: fewer, more, unclear, low, suppressed, immature, not_estimable, empty, baseline."""
    if row["model"] == words.BASELINE:
        return "baseline" if row["status"] in ("ok", "low") else row["status"]
    if row["status"] in ("not_estimable", "suppressed") and not missing(row["n"]) and row["n"] == 0:
        return "empty"  # whatever is hidden is the other side's
    if row["status"] != "ok":
        return row["status"]
    if missing(row["risk_difference"]):
        return "suppressed" if missing(row["baseline_rate"]) else "not_estimable"
    if row["risk_difference_high"] < 0:
        return "fewer"
    return "more" if row["risk_difference_low"] > 0 else "unclear"


def about(row: Mapping, names: dict[str, str] | None = None, ready: Mapping | None = None) -> str:
    """What one row of `compare` says, for every status.

    `ready` may tell, for a group that is too young: people, after (a month in words), months (a shorter
    window that has a result).
    """
    kind = verdict(row)
    speak = {"fewer": _clear, "more": _clear, "unclear": _unclear, "low": _low, "baseline": _baseline}
    if kind in speak:
        return speak[kind](row, names)
    if kind == "suppressed":
        return hidden(row.get("min_cell"))
    if kind == "immature":
        return too_soon(row, ready)
    if kind == "empty":
        return f"Nobody in this selection {_was_sent(row, names)}, so there is nothing to compare."
    if missing(row["events"]):
        event = words.EVENTS[row["outcome"]]
        return f"These records don't tell who {event.was}, so we can't say. That does not mean nobody."
    if is_alone(row):
        return nobody_beside(words.window(row["window_months"]))
    return NOT_WORKED_OUT


def is_alone(row: Mapping) -> bool:
    """True where people are on the model's side only."""
    return not missing(row["baseline_n"]) and row["baseline_n"] == 0


def nobody_beside(window: str) -> str:
    """Why there is no gap where only the other side is empty."""
    return f"Nobody with the usual sentence in {SAME_CASES} has been followed for {window} here, so there is nobody to compare with."


def absent_rate(row: Mapping) -> str:
    """Why a row has no figure, in a table's cell."""
    return "nobody" if verdict(row) == "empty" else absent(row["status"])


def twin(row: Mapping, names: dict[str, str] | None = None) -> str:
    """The unadjusted figures that stand beside a matched comparison: an unadjusted row of the same question."""
    end = NOT_MATCHED.format(it=words.model(row["model"], names).it)
    if missing(row["rate"]) or missing(row["baseline_rate"]):
        return f"As the groups stand, there is no number to show beside it. {end}"
    return f"As the groups stand: {_lowered(_arm(row, names))}; {_other(row, names, start='of')}. {end}"


def compared_with(row: Mapping, names: dict[str, str] | None = None) -> str:
    """Who is on the other side of a comparison."""
    if matched(row):
        return f"similar people {words.others(row['model'], row['exposure'], names)}"
    return f"people with the usual sentence in {SAME_CASES}"


def in_short(row: Mapping) -> str:
    """The verdict in a few words, for a table."""
    kind, again = verdict(row), words.EVENTS[row["outcome"]].again
    if kind == "low":
        return "Too few to judge" if too_few(row) else "No verdict"
    return {
        "fewer": f"Fewer {again}", "more": f"More {again}", "unclear": "Can't tell yet", "suppressed": "Hidden",
        "immature": "Too soon to say", "not_estimable": "Can't be worked out", "empty": "Nobody",
        "baseline": "The comparison",
    }[kind]


def difference(row: Mapping) -> str:
    """The difference in a table cell: "7 fewer (3 to 11 fewer)"."""
    size = row["risk_difference"]
    point = f"{per_100(size)} {direction(size)}" if whole(size) else "about as many"
    return f"{point} ({gap(row['risk_difference_low'], row['risk_difference_high'])})"


def matched(row: Mapping) -> bool:
    """True where the other side was re-weighted to look like the arm."""
    return row["adjust"] != "none"


def unsure(row: Mapping) -> bool:
    """True where the rate carries no verdict: too few people, or too few events, here or on the other side."""
    return withheld.unsure(row, "rate", itemgetter("n", "events"))


def too_few(row: Mapping) -> bool:
    """True where the reason for `low` is the number of people or events."""
    if row["model"] == words.BASELINE or missing(row["baseline_events"]):
        return bool(unreliable_rate(row["n"], row["events"]))
    effective = row.get("effective_n")
    return (bool(unreliable_difference(row["n"], row["events"], row["baseline_n"], row["baseline_events"]))
            or (not missing(effective) and effective < LEAST_EFFECTIVE))


def _clear(row: Mapping, names: dict | None) -> str:
    size = row["risk_difference"]
    that = f"That is {per_100(size)} {direction(size)}."
    if whole(row["rate"]) - whole(row["baseline_rate"]) != whole(size):
        that = f"That is {per_100(size)} {direction(size)}, counted before rounding."
    range_ = f"The records fit anything from {gap(row['risk_difference_low'], row['risk_difference_high'])}."
    return " ".join([_arm(row, names) + ".", _other(row, names, start="Of") + ".", that, range_,
                     _caution(row, names)])


def _unclear(row: Mapping, names: dict | None) -> str:
    model = words.model(row["model"], names)
    said = [f"We can't tell yet. {_arm(row, names)}; {_other(row, names, start='of')}.",
            f"The records fit anything from {gap(row['risk_difference_low'], row['risk_difference_high'])}.",
            f"This does not show that {model.it} {model.makes} no difference."]
    needed = people_needed(row["baseline_rate"], 0.05)
    if needed:
        said.append(f"To see a gap of 5 in 100, we would need about {needed:,} people in each group.")
    if not matched(row):
        said.append(_caution(row, names))
    return " ".join(said)


def _low(row: Mapping, names: dict | None) -> str:
    who = words.people(row["model"], row["exposure"], names)
    counted = (f"Of {count(row['n'], 'person', 'people')} {who}, {_events(row['events'])} {_did(row, row['events'])} within "
               f"{words.window(row['window_months'])}, or about {whole(row['rate'])} in 100.")
    if too_few(row):
        return f"There are too few people to judge. {counted} We show the number but give no verdict."
    share = row.get("unmatched_share")
    if not missing(share) and share > 0.1:
        reason = f"{whole(share)} in 100 of these people have nobody like them in the other group."
    elif row.get("why"):
        reason = f"The reason: {row['why']}."
    elif matched(row):
        reason = ("Either the two groups were not followed equally long, or too few with the usual sentence are like some of these people, so "
                  "the range may be too narrow.")
    else:
        reason = "The two groups were not followed equally long, so more of one than of the other is counted."
    return f"The two groups can't be compared well. {counted} {reason} We show the number but give no verdict."


def _baseline(row: Mapping, names: dict | None) -> str:
    caution = " There are few of them, so the number is unsure." if row["status"] == "low" else ""
    return f"{_arm(row, names)}. This is the group that every model is compared with.{caution}"


def _arm(row: Mapping, names: dict | None) -> str:
    who = words.people(row["model"], row["exposure"], names)
    return (f"Of every 100 people {who}, {some(row['rate'])} {_did(row, row['rate'] * 100)} within "
            f"{words.window(row['window_months'])}")


def _other(row: Mapping, names: dict | None, start: str) -> str:
    who, rate = compared_with(row, names), row["baseline_rate"]
    event = words.EVENTS[row["outcome"]]
    verb = "did" if not event.were.startswith("were ") else "was" if single(rate * 100) else "were"
    return f"{start} 100 {who}, {some(rate)} {verb}"


def _caution(row: Mapping, names: dict | None) -> str:
    return NOT_BY_LOT if matched(row) else NOT_MATCHED.format(it=words.model(row["model"], names).it)


def _was_sent(row: Mapping, names: dict | None) -> str:
    who = words.people(row["model"], row["exposure"], names)
    return who.removeprefix("who ") if who.startswith("who ") else f"was {who}"


def _did(row: Mapping, number: float) -> str:
    event = words.EVENTS[row["outcome"]]
    return event.was if single(number) else event.were


def _events(number: float) -> str:
    return "none" if number == 0 else f"{int(number):,}"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
