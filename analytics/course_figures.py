"""How people came to the end of a program, or left it: over time, and by how much they attended."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics import dot_figures, figures, sentences, step_figures, words
from analytics.numbers_behind import with_numbers
from analytics.sentences import course

MONTHS = 24


@with_numbers
def times(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> figures.Picture | None:
    """The share that had completed one program, and that had left it, by each month; rows of `completion_times`."""
    colour, lines = figures.colour_and_shape(model)[0], []
    for end, title, line in (("completed", "Completed it", "solid"), ("left", "Left before the end", "broken")):
        points = [(row["month"], row["share"]) for row in rows if row["end"] == end and not sentences.missing(row["share"])]
        if points and points[-1][0]:  # one that has no step after the begin tells nothing
            lines.append(step_figures.Line(title, colour, points, line))
    if not lines:
        return None
    last = max(month for line in lines for month, _ in line.points)
    return step_figures.steps(
        f"Of every 100 people {words.people(model, names=names)}, how many had completed it, and how many had left, by each month", lines,
        MONTHS if last > 12 else 12,
        "Counted from the day they were sent. Those still on the way count for as long as they were watched; leaving is an end too. "
        "A line stops where too few more people would follow.")


@with_numbers
def attended(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> figures.Picture | None:
    """How many sessions, and how many hours, people attended: a column each; rows of `attendance` of one model."""
    parts = [part for part in (_one(rows, "sessions", model), _one(rows, "hours", model)) if part]
    if not parts:
        return None
    title = f"People {words.people(model, names=names)} whose case is closed, by how much they attended, of every 100"
    alt = title + ". " + "; ".join(said for _, said in parts) + "."
    return figures.Picture(
        f'<figure class="rj-given" role="img" aria-label="{escape(alt)}"><figcaption>{escape(title)}</figcaption>'
        f'<div class="rj-given-panels">{"".join(html for html, _ in parts)}</div><p class="rj-note">{escape(course.STAYING_DIFFERS)}</p></figure>', alt)


@with_numbers
def followed(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> figures.Picture | None:
    """How many were arrested again within three years by how much they attended; rows of `attendance_outcomes` of one model."""
    found = [row for row in rows if row["model"] == model]
    if not any(not sentences.missing(row["rate"]) for row in found):
        return None
    title = (f"Of every 100 people {words.people(model, names=names)} whose sessions had ended by their release, how many were arrested again "
             "within three years")
    return dot_figures.shares(title, [_band(row) for row in found], f"{dot_figures.NOTE} {course.STAYING_DIFFERS}")


def _band(row: Mapping) -> dot_figures.Dot:
    title = course.ATTENDED[row["attended"]]
    if sentences.missing(row["rate"]):
        return dot_figures.Dot(title, row["model"], sentences.absent(row["status"]))
    return dot_figures.Dot(
        title, row["model"], f"{sentences.whole(row['rate'])} of 100", row["rate"], row["rate_low"], row["rate_high"],
        f"{sentences.whole(row['rate_low'])} to {sentences.whole(row['rate_high'])}", f"{int(row['n']):,} people", row["status"] == "low")


def _one(rows: Sequence[Mapping], counted_in: str, model: str) -> tuple[str, str] | None:
    found = [row for row in rows if row["counted_in"] == counted_in]
    planned = [row["planned"] for row in found for _ in range(0 if sentences.missing(row["people"]) else int(row["people"]))]
    # Hours of which nearly all fall under ten tell nothing beside the sessions.
    if not planned or len({row["attended"] for row in found}) < 2:
        return None
    usual = max(set(planned), key=planned.count)
    found = [row for row in found if row["planned"] == usual]
    most = max(row["share"] for row in found if not sentences.missing(row["share"]))
    paint = figures.colour_and_shape(model)[0]
    columns = "".join(
        f'<div><span>{"–" if sentences.missing(row["share"]) else sentences.whole(row["share"])}</span>'
        f'<i style="height:{0 if sentences.missing(row["share"]) else 90 * row["share"] / most:.0f}px;background:{paint}"></i>'
        f"<small>{escape(course.label(row))}</small></div>" for row in found)
    title = f"Sessions attended, of {int(usual)}" if counted_in == "sessions" else "Hours attended"
    return (f'<section><div class="rj-panel-title">{escape(title)}</div><div class="rj-columns">{columns}</div></section>',
            f"{title}: " + ", ".join(course.reading(row) for row in found))
