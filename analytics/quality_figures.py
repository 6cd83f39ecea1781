"""Pictures of the records' quality: how full each column is, how long people were followed. Words stand beside every bar."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import sentences, words
from analytics.figures import Picture
from analytics.numbers_behind import with_numbers
from data.dictionary import dictionary

HIDDEN = "hidden"
REASONS = {"event": "Events that count for no release", "participation": "How participations found their release"}


@with_numbers
def filled(rows: Sequence[Mapping]) -> Picture:
    """How often each column that may be empty is known, table by table, from the rows of `quality.completeness`."""
    by_table: dict[str, list[Mapping]] = {}
    for row in rows:
        by_table.setdefault(row["table"], []).append(row)
    there = [table for table in dictionary() if by_table[table.name][0]["status"] != "not_estimable"]
    none = [table.name for table in dictionary() if table not in there]
    html = "".join(_table(table.name, table.about, by_table[table.name]) for table in there)
    if none:
        html += f'<p class="rj-note">There are no records of these kinds: {escape(", ".join(none))}.</p>'
    return Picture(html, "How often each column is known, table by table.", "How often each column is known, table by table")


@with_numbers
def followed(rows: Sequence[Mapping], data_as_of: str) -> Picture:
    """How many releases were followed for each window, from the rows of `quality.maturity`."""
    title = f"Releases that were followed for the whole window by {words.day(data_as_of)}"
    steps = "".join(_step(row) for row in rows)
    alt = title + ". " + "; ".join(f"{_window(row)}: {_of_all(row)}" for row in rows) + "."
    return Picture(f'<figure class="rj-follow" role="group" aria-label="{escape(title)}"><figcaption>{escape(title)}</figcaption>{steps}</figure>', alt)


def ignored(notices: Sequence[Mapping], rows: Sequence[Mapping]) -> Picture | None:
    """What rules did with events and participations, by reason, against all rows of their table; None where none did.

    notices: rows of `quality.notices`; rows: those of `quality.completeness`, for how many rows a table has.
    """
    of = {row["table"]: row["rows"] for row in rows}
    told = [notice for notice in notices if notice["severity"] == "information" and notice["reason"] and notice["table"] in of]
    html = "".join(
        f'<section class="rj-fill rj-reasons"><h3>{title}</h3><ul>'
        + "".join(_reason(notice, of[table]) for notice in told if notice["table"] == table) + "</ul></section>"
        for table, title in REASONS.items() if any(notice["table"] == table for notice in told))
    return Picture(html, "What was ignored, by reason.", "What was ignored, by reason") if html else None


def share(row: Mapping) -> str:
    """A share in people of 100, never rounded up to all or down to none."""
    if row["status"] == "not_estimable":
        return "no rows"
    if row["status"] == "suppressed":
        return HIDDEN
    if row["share"] in (0, 1):
        return "none" if row["share"] == 0 else "all"
    of_100 = sentences.whole(row["share"])
    return "under 1 of 100" if of_100 == 0 else "over 99 of 100" if of_100 == 100 else f"{of_100} of 100"


def _table(name: str, about: str, rows: Sequence[Mapping]) -> str:
    always = [row for row in rows if row["required"]]
    some = [row for row in rows if not row["required"]]
    named = ", ".join(row["column"] for row in always)
    counted = f"{_count(rows[0]['rows'])}. Always filled: {named}"
    items = "".join(
        f'<li><span>{escape(row["column"])}</span>{_bar(row)}<b>{escape(share(row))}</b></li>' for row in some)
    return (f'<section class="rj-fill"><h3>{escape(name)}</h3><p>{escape(about)}. {escape(counted)}.</p>'
            + (f"<ul>{items}</ul>" if items else "") + "</section>")


def _reason(notice: Mapping, of: object) -> str:
    rows = notice["rows"]
    if sentences.missing(rows) or sentences.missing(of):
        bar, said = '<span class="rj-bar rj-hidden" aria-hidden="true"></span>', HIDDEN
    else:
        part = min(rows / of, 1) if of else 0
        bar = f'<span class="rj-bar" aria-hidden="true"><i style="width:{100 * part:.1f}%"></i></span>'
        said = "none" if rows == 0 else f"{int(rows):,} of {int(of):,}"
    return f'<li><span>{escape(notice["reason"])}</span>{bar}<b>{escape(said)}</b></li>'


def _count(rows: object) -> str:
    return "Few rows" if sentences.missing(rows) else f"About {int(rows):,} rows"


def _bar(row: Mapping) -> str:
    if row["status"] != "ok":
        return '<span class="rj-bar rj-hidden" aria-hidden="true"></span>'
    return f'<span class="rj-bar" aria-hidden="true"><i style="width:{100 * row["share"]:.1f}%"></i></span>'


def _window(row: Mapping) -> str:
    return words.window(int(row["window_months"])).capitalize()


def _of_all(row: Mapping) -> str:
    if row["status"] != "ok":
        return "hidden, as it stands for a few people" if row["status"] == "suppressed" else "no releases"
    return f"{int(row['followed']):,} of {int(row['releases']):,} ({share(row)})"


def _step(row: Mapping) -> str:
    return f'<div class="rj-window"><span>{escape(_window(row))}</span>{_bar(row)}<span>{escape(_of_all(row))}</span></div>'
