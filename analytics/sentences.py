"""Every sentence that stands around a number. Whole people per 100; words follow the design.

A row is one row of `compare`'s table, as a mapping. Favourable and unfavourable results get the same
words but for direction. Unmatched groups are only compared, never called similar.
"""

import math
from collections.abc import Mapping

from analytics import words
from analytics.reliability import LEAST_EFFECTIVE, unreliable_difference, unreliable_rate

NOT_MATCHED = "These two groups were not matched, so don't read this as what {it} did."
NOT_BY_LOT = "People were not chosen by lot, so part of this gap may have other causes."
SAME_CASES = "the same kinds of case"  # the baseline's releases of a type that the arm has nobody in are left out
NOT_ZERO = "A hidden number does not mean zero."


def missing(value: object) -> bool:
    """True where a cell is empty: None, NaN or pandas' NA."""
    return value is None or str(value) in ("<NA>", "nan", "NaT")


def whole(share: float) -> int:
    """People per 100, halves away from zero."""
    return int(math.copysign(math.floor(abs(share) * 100 + 0.5), share))


def people_needed(rate: float, gap: float) -> int | None:
    """People per group to tell `gap` from `rate`, 80 % power, two-sided 5 %; to two figures.

    Two proportions, pooled variance under no difference (Fleiss 1981); the harder of the two directions.
    None where neither rate - gap nor rate + gap is a rate.
    """
    def one(other: float) -> float:
        middle = (rate + other) / 2
        spread = 1.959964 * math.sqrt(2 * middle * (1 - middle)) + 0.841621 * math.sqrt(
            rate * (1 - rate) + other * (1 - other))
        return (spread / gap) ** 2

    sizes = [one(other) for other in (rate - gap, rate + gap) if 0 <= other <= 1]
    if not sizes:
        return None
    step = 10 ** max(0, math.floor(math.log10(max(sizes))) - 1)
    return int(round(max(sizes) / step) * step)


def verdict(row: Mapping) -> str:
    """One of: fewer, more, unclear, low, suppressed, immature, not_estimable, empty, baseline."""
    if row["model"] == words.BASELINE:
        return "baseline" if row["status"] in ("ok", "low") else row["status"]
    if row["status"] == "not_estimable" and not missing(row["n"]) and row["n"] == 0:
        return "empty"
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
        return f"Nobody in this selection was {_sent(row, names)}, so there is nothing to compare."
    if missing(row["events"]):
        event = words.EVENTS[row["outcome"]]
        return f"These records don't tell who {event.was}, so we can't say. That does not mean nobody."
    return "This can't be worked out from these records. That does not mean zero."


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


def hidden(min_cell: object = None) -> str:
    """Why a number is not shown."""
    most = 10 if missing(min_cell) or min_cell < 2 else int(min_cell) - 1
    return (f"We do not show this number. It stands for 1 to {most} people, or it would let someone work out "
            f"a number that small. We hide it to protect the people in it. {NOT_ZERO}")


def too_soon(row: Mapping, ready: Mapping | None = None) -> str:
    """Nobody has been followed for the whole window yet."""
    months = int(row["window_months"])
    followed = f"has been followed for a full {words.window(months)} yet."
    if not ready:
        return f"It is too soon to say. Nobody in this group {followed}"
    said = f"It is too soon to say. Of the {ready['people']:,} people in this group, none {followed}"
    if ready.get("after"):
        said += f" The first {words.window_before_a_noun(months)} result can be shown after {ready['after']}."
    if ready.get("months"):
        said += f" The {words.window_before_a_noun(ready['months'])} result is ready now."
    return said


def gap(low: float, high: float) -> str:
    """What the records fit: "3 to 11 fewer", "9 fewer to 5 more"."""
    if low < 0 < high or low == high == 0:
        return f"{_per_100(low)} fewer to {_per_100(high)} more"
    small, large = sorted((abs(low), abs(high)))
    return f"{_per_100(small)} to {_per_100(large)} {_direction(low + high)}"


def difference(row: Mapping) -> str:
    """The difference in a table cell: "7 fewer (3 to 11 fewer)"."""
    size = row["risk_difference"]
    point = "as many" if size == 0 else f"{_per_100(size)} {_direction(size)}"
    return f"{point} ({gap(row['risk_difference_low'], row['risk_difference_high'])})"


def matched(row: Mapping) -> bool:
    """True where the other side was re-weighted to look like the arm."""
    return row["adjust"] != "none"


def too_few(row: Mapping) -> bool:
    """True where the reason for `low` is the number of people or events."""
    if row["model"] == words.BASELINE or missing(row["baseline_events"]):
        return bool(unreliable_rate(row["n"], row["events"]))
    effective = row.get("effective_n")
    return (bool(unreliable_difference(row["n"], row["events"], row["baseline_n"], row["baseline_events"]))
            or (not missing(effective) and effective < LEAST_EFFECTIVE))


def _clear(row: Mapping, names: dict | None) -> str:
    size = row["risk_difference"]
    that = f"That is {_per_100(size)} {_direction(size)}."
    if whole(row["rate"]) - whole(row["baseline_rate"]) != whole(size):
        that = f"That is {_per_100(size)} {_direction(size)}, counted before rounding."
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
    counted = (f"Of {_count(row['n'])} {who}, {_events(row['events'])} {_did(row, row['events'])} within "
               f"{words.window(row['window_months'])}, or about {whole(row['rate'])} in 100.")
    if too_few(row):
        return f"There are too few people to judge. {counted} We show the number but give no verdict."
    share = row.get("unmatched_share")
    if not missing(share) and share > 0.1:
        reason = f"{whole(share)} in 100 of these people have nobody like them in the other group."
    else:
        reason = "The two groups were not followed equally long, so more of one than of the other is counted."
    return f"The two groups can't be compared well. {counted} {reason} We show the number but give no verdict."


def _baseline(row: Mapping, names: dict | None) -> str:
    caution = " There are few of them, so the number is unsure." if row["status"] == "low" else ""
    return f"{_arm(row, names)}. This is the group that every model is compared with.{caution}"


def _arm(row: Mapping, names: dict | None) -> str:
    who = words.people(row["model"], row["exposure"], names)
    return (f"Of every 100 people {who}, {_some(row['rate'])} {_did(row, row['rate'] * 100)} within "
            f"{words.window(row['window_months'])}")


def _other(row: Mapping, names: dict | None, start: str) -> str:
    if matched(row):
        who = f"similar people {words.others(row['model'], row['exposure'], names)}"
    else:
        who = f"people with the usual sentence in {SAME_CASES}"
    rate = row["baseline_rate"]
    event = words.EVENTS[row["outcome"]]
    verb = "did" if not event.were.startswith("were ") else "was" if _single(rate * 100) else "were"
    return f"{start} 100 {who}, {_some(rate)} {verb}"


def _caution(row: Mapping, names: dict | None) -> str:
    return NOT_BY_LOT if matched(row) else NOT_MATCHED.format(it=words.model(row["model"], names).it)


def _sent(row: Mapping, names: dict | None) -> str:
    who = words.people(row["model"], row["exposure"], names)
    return who if not who.startswith("who ") else f"someone {who}"


def _direction(size: float) -> str:
    return "fewer" if size < 0 else "more"


def _per_100(size: float) -> str:
    people = abs(whole(size))
    return str(people) if people or size == 0 else "less than 1"


def _some(rate: float) -> str:
    return "none" if rate == 0 else "less than 1" if whole(rate) == 0 else str(whole(rate))


def _did(row: Mapping, count: float) -> str:
    event = words.EVENTS[row["outcome"]]
    return event.was if _single(count) else event.were


def _single(count: float) -> bool:
    return 0 < count < 1.5


def _count(people: float) -> str:
    return f"{int(people):,} {'person' if people == 1 else 'people'}"


def _events(count: float) -> str:
    return "none" if count == 0 else f"{int(count):,}"
