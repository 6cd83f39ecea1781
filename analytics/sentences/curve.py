"""What a curve says on one day: the share to whom it has happened by then, everyone counted while followed.

A row is one row of `curve` of kind cif. A curve is thinned where small counts are hidden, so that the share on a
day is that of the last row before it.
"""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.sentences.comparison import NOT_BY_LOT, NOT_MATCHED, SAME_CASES, compared_with, matched
from analytics.sentences.numbers import missing, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, hidden
from analytics.vocabulary import window_days


def on_day(rows: Sequence[Mapping], day: int) -> Mapping | None:
    """The last row up to a day; None where the curve says nothing of that day: it ends before it."""
    before = [row for row in rows if row["day"] <= day]
    return before[-1] if before and rows[-1]["day"] >= day else None


def half(rows: Sequence[Mapping]) -> int | None:
    """The first day by which it has happened to half of them."""
    return next((int(row["day"]) for row in rows if not missing(row["estimate"]) and row["estimate"] >= 0.5), None)


def about(arm: Sequence[Mapping], baseline: Sequence[Mapping], months: int, names: dict[str, str] | None = None) -> str:
    """What a model's curve and the usual sentence's say of a window, for every status."""
    first = arm[0]
    if first["status"] == "suppressed":
        return hidden(first.get("min_cell"))
    if first["status"] == "not_estimable":
        if not missing(first["at_risk"]) and first["at_risk"] == 0:
            return "Nobody in this selection is in this group, so there is no line to draw."
        return NOT_WORKED_OUT
    row = on_day(arm, window_days(months))
    if row is None or missing(row["estimate"]):
        return (f"It is too soon to say. The line ends before {words.window(months)}: too few have been followed for so long, "
                "or too few had it happen.")
    event, who = words.EVENTS[first["outcome"]], words.people(first["model"], first["exposure"], names)
    had = event.were.replace("were ", "had been ", 1) if event.were.startswith("were ") else "had " + _had(event.were)
    said = (f"Within {words.window(months)}, {some(row['estimate'])} of every 100 people {who} {had}, counting everybody for "
            f"as long as they were followed.")
    if first["status"] == "low":
        return f"There are too few people to judge. {said} We show the number but give no verdict."
    other = on_day(baseline, window_days(months)) if baseline else None
    if first["model"] == words.BASELINE or other is None or missing(other["estimate"]):
        return said + _half(arm, "half of them")
    if matched(first):
        beside, caution = f"Of 100 {compared_with(first, names)}, {some(other['estimate'])} had.", NOT_BY_LOT
    else:
        beside = f"With the usual sentence in {SAME_CASES}, {some(other['estimate'])} of 100 had."
        caution = NOT_MATCHED.format(it=words.model(first["model"], names).it)
    return f"{said} {beside}{_half(arm, 'half of the first group')} {caution}"


def cell(rows: Sequence[Mapping], months: int) -> tuple[str, tuple[str, ...], bool]:
    """The share on a window's last day for a table, its range, and whether it is unsure."""
    if rows[0]["status"] == "suppressed":
        return "hidden", (), True
    row = on_day(rows, window_days(months))
    if row is None or missing(row["estimate"]):
        return "too soon", (), True
    details = () if missing(row["low"]) else (f"{whole(row['low'])} to {whole(row['high'])}",)
    return f"{whole(row['estimate'])} of 100", details, row["status"] != "ok"


def _half(rows: Sequence[Mapping], group: str) -> str:
    day = half(rows)
    if day is None:
        return ""
    months = max(1, round(day * 12 / 365))
    return f" After about {months} month{'' if months == 1 else 's'} it had happened to {group}."


def _had(did: str) -> str:
    return did.replace("came back", "come back", 1)
