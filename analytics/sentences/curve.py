"""What a curve says on one day: the share to whom it has happened by then, everyone counted while followed.

A row is one row of `curve` of kind cif. Where small counts are hidden a curve is thinned: between two of its rows
it is known only that the share lies between theirs.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from analytics import words
from analytics.sentences.comparison import NOT_BY_LOT, NOT_MATCHED, SAME_CASES, compared_with, matched
from analytics.sentences.numbers import missing, some, some_between, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden
from analytics.vocabulary import window_days


def around(days: Sequence[int], day: int, thinned: bool) -> tuple[int, int] | None:
    """The places of the rows between which a day lies: one place twice where nothing is hidden between them.

    None where the rows say nothing of that day: they begin after it or end before it.
    """
    place = bisect_right(days, day) - 1
    if place < 0 or days[-1] < day:
        return None
    return place, place if days[place] == day or not thinned else place + 1


def on_day(rows: Sequence[Mapping], day: int) -> tuple[Mapping, Mapping] | None:
    """The rows between whose shares that of a day lies; None where the curve says nothing of that day."""
    known = [row for row in rows if not missing(row["estimate"])]
    places = around([row["day"] for row in known], day, thinned(rows[0]))
    return None if places is None else (known[places[0]], known[places[1]])


def thinned(row: Mapping) -> bool:
    """True where not every day on which anything happens has a row."""
    return bool(missing(row["min_cell"]) or row["min_cell"] > 0)


def half(rows: Sequence[Mapping]) -> tuple[int, int] | None:
    """The days between which it came to have happened to half of them; one day twice where it is known."""
    known = [row for row in rows if not missing(row["estimate"])]
    reached = next((place for place, row in enumerate(known) if row["estimate"] >= 0.5), None)
    if reached is None:
        return None
    last, before = int(known[reached]["day"]), int(known[max(reached - 1, 0)]["day"])
    return (min(before + 1, last) if thinned(rows[0]) else last), last


def about(arm: Sequence[Mapping], baseline: Sequence[Mapping], months: int, names: dict[str, str] | None = None) -> str:
    """What a model's curve and the usual sentence's say of a window, for every status."""
    first = arm[0]
    if first["status"] == "suppressed":
        return hidden(first.get("min_cell"))
    if first["status"] == "not_estimable":
        if not missing(first["at_risk"]) and first["at_risk"] == 0:
            return "Nobody in this selection is in this group, so there is no line to draw."
        return NOT_WORKED_OUT
    found = on_day(arm, window_days(months))
    if found is None:
        return _ended(first, months)
    event, who = words.EVENTS[first["outcome"]], words.people(first["model"], first["exposure"], names)
    had = event.were.replace("were ", "had been ", 1) if event.were.startswith("were ") else "had " + _had(event.were)
    said = (f"Within {words.window(months)}, {_between(found)} of every 100 people {who} {had}, counting everybody for "
            f"as long as they were followed.")
    if first["status"] == "low":
        return f"There are too few people to judge. {said}{_coarse(first, found)} We show the number but give no verdict."
    other = on_day(baseline, window_days(months)) if baseline else None
    if first["model"] == words.BASELINE or other is None:
        return said + _half(arm, "half of them") + _coarse(first, found)
    if matched(first):
        beside, caution = f"Of 100 {compared_with(first, names)}, {_between(other)} had.", NOT_BY_LOT
    else:
        beside = f"With the usual sentence in {SAME_CASES}, {_between(other)} of 100 had."
        caution = NOT_MATCHED.format(it=words.model(first["model"], names).it)
    return f"{said} {beside}{_half(arm, 'half of the first group')}{_coarse(first, found, other)} {caution}"


def cell(rows: Sequence[Mapping], months: int) -> tuple[str, tuple[str, ...], bool]:
    """The share on a window's last day for a table, its range, and whether it is unsure."""
    if rows[0]["status"] == "suppressed":
        return "hidden", (), True
    if rows[0]["status"] == "not_estimable":
        return "nobody" if rows[0]["at_risk"] == 0 else absent("not_estimable"), (), True
    found = on_day(rows, window_days(months))
    if found is None:
        return "the line ends before" if thinned(rows[0]) else "too soon", (), True
    low, high = (row[name] for row, name in zip(found, ("low", "high"), strict=True))
    details = () if missing(low) or missing(high) else (f"{whole(low)} to {whole(high)}",)
    share, next_one = (whole(row["estimate"]) for row in found)
    said = f"{share}" if share == next_one else f"{share}–{next_one}"
    return f"{said} of 100", details, found[0]["status"] != "ok"


def _between(found: tuple[Mapping, Mapping]) -> str:
    return some_between(*(row["estimate"] for row in found))


def _coarse(first: Mapping, *shown: tuple[Mapping, Mapping]) -> str:
    """Why there are two numbers instead of one."""
    if all(some(low["estimate"]) == some(high["estimate"]) for low, high in shown):
        return ""
    return f" Two numbers: the line shows steps of {_step(first)} only, to protect them, and the day lies between two steps."


def _step(first: Mapping) -> str:
    return "several people" if missing(first["min_cell"]) else f"at least {int(first['min_cell'])} people"


def _ended(first: Mapping, months: int) -> str:
    if not thinned(first):
        return f"It is too soon to say. The line ends before {words.window(months)}: nobody has been followed for so long."
    return (f"We can't say. The line ends before {words.window(months)}: too few have been followed for so long, or it happened to too few "
            "after that to show it. That does not mean nobody.")


def _half(rows: Sequence[Mapping], group: str) -> str:
    days = half(rows)
    if days is None:
        return ""
    first, last = (max(1, round(day * 12 / 365)) for day in days)
    if first == last:
        return f" After about {last} month{'' if last == 1 else 's'} it had happened to {group}."
    return f" Between {first} and {last} months after release it came to have happened to {group}."


def _had(did: str) -> str:
    return did.replace("came back", "come back", 1)
