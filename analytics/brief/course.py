"""The finding on the course over time: how the headline's event came about day by day, like with like where groups are made alike."""

from collections.abc import Sequence
from dataclasses import replace

from analytics import curve_lines, words
from analytics.answers import hard_questions, new_offenses
from analytics.brief import charts_of, pack_words
from analytics.brief.charts import Courses
from analytics.brief.edition import Edition
from analytics.brief.events import others
from analytics.brief.finding import Finding, Footer
from analytics.curve_lines import Line
from analytics.sentences import slides
from analytics.vocabulary import window_days

LINES = 3  # programs that one chart of lines can hold where all stand beside the same usual sentence
MATCHED, UNMATCHED = "Usual sentence, matched", "Usual sentence, unmatched"
BESIDE = ("Matched: people with the usual sentence, weighted to look like those of the program. Dotted: all of them as they came, of every kind "
          "of case, not matched.")
ALL_KINDS = "The usual sentence's line holds all kinds of case."


def course(edition: Edition) -> Finding:
    """One program and the usual sentence made alike, its unadjusted twin dotted; or the first programs as they came."""
    wishes, months = edition.wishes, edition.wishes.window
    event, plain = words.EVENTS[wishes.headline], edition.rows("curve", wishes.headline, "none")
    alike = edition.rows("curve", wishes.headline, wishes.adjust) if wishes.adjust != "none" else []
    lines, title = _beside(edition, alike, plain) if alike else _as_they_came(edition, plain)
    drawn = [line for line in lines if line.drawn]
    chart = _chart(drawn, event.were, months)
    undrawn = " ".join(f"{line.title}: {curve_lines.NO_LINE.get(line.status, curve_lines.NOTHING)}." for line in lines if not line.drawn)
    compared = edition.rows("compare", wishes.headline, wishes.adjust)
    return Finding(
        name="course", title=title, chart=chart, missing="" if chart else undrawn or title,
        alt=title + ". " + "; ".join(f"{line.title}: {line.said_at(window_days(months)) or 'ends before'}" for line in drawn) + ".",
        footer=Footer(f"{event.title}: {event.rule}. Everybody counts until their last day on record; a death ends the watch.",
                      "n: under the lines, how many were still followed." if chart else "n: hidden or nobody.",
                      "Range: 95 %, from the infinitesimal jackknife, log-log.",
                      f"{BESIDE if alike else ALL_KINDS} {pack_words.caution(edition, wishes.adjust)}", pack_words.source(edition)),
        can=("How soon it happened, and to how many, counting everybody for as long as they were followed.",),
        cannot=tuple(new_offenses.cannot_say(compared, edition.invented)),
        questions=(_why_only(bool(alike)), *hard_questions.of_events(compared)[:2]), also=slides.also_measured(others(edition, wishes.headline)))


def _beside(edition: Edition, alike: Sequence[dict], plain: Sequence[dict]) -> tuple[list[Line], str]:
    """The first program that has a line, the usual sentence made like it, and that sentence's own line."""
    usual, months, names = [row for row in plain if row["model"] == words.BASELINE], edition.wishes.window, edition.names
    asked = edition.wishes.model or tuple(dict.fromkeys(row["model"] for row in alike if row["model"] != words.BASELINE))
    lines: list[Line] = []
    for model in asked:
        arm = [row for row in alike if row["model"] == model]
        if not arm:
            continue
        of_model = curve_lines.lines([*arm, *curve_lines.beside(arm, usual)], names, [model], months)
        if lines and not of_model[-1].drawn:
            continue
        matched = [replace(line, title=MATCHED) if line.model == words.BASELINE else line for line in of_model]
        lines, first = [*matched, *(replace(line, title=UNMATCHED) for line in curve_lines.lines(usual, names, [], months))] if usual else matched, arm[0]
        if of_model[-1].drawn:
            own, other = (next((line.shares_at(window_days(months)) for line in of_model if line.model == code), None) for code in (model, words.BASELINE))
            return lines, slides.course_beside(first, own, other, months, names)
    return lines, slides.course([], words.EVENTS[edition.wishes.headline].were, months)


def _as_they_came(edition: Edition, plain: Sequence[dict]) -> tuple[list[Line], str]:
    """The first programs that have a line, and the usual sentence, none made alike."""
    months = edition.wishes.window
    lines = curve_lines.lines(plain, edition.names, list(edition.wishes.model[:LINES]) or None, months) if plain else []
    ends = [("the usual sentence" if line.model == words.BASELINE else words.model(line.model, edition.names).it, shares)
            for line in lines if (shares := line.shares_at(window_days(months)))]
    return lines, slides.course(ends, words.EVENTS[edition.wishes.headline].were, months)


def _chart(drawn: Sequence[Line], were: str, months: int) -> Courses | None:
    if not any(line.model != words.BASELINE for line in drawn):
        return None
    return charts_of.courses(drawn, were, months, twins=(UNMATCHED,))


def _why_only(alike: bool) -> tuple[str, str]:
    if alike:
        return "Why only this program?", "Each program has matched people of its own, so their lines can't stand together. The tables have all."
    return "Why only these programs?", f"A chart can hold {LINES} lines that can still be told apart. The tables have all."
