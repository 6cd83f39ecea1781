"""Findings from counted events: the gap to the usual sentence for every program, and the course over time."""

import pandas as pd

from analytics import curve_lines, explained, figures, sentences, words
from analytics.answers import USUAL_SENTENCE_HOLDS, hard_questions, new_offenses
from analytics.brief import charts_of, pack_words
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding, Footer, arms, people_counted
from analytics.sentences import slides
from analytics.vocabulary import window_days

WEIGHTED = "95 %, with the doubt in making the groups alike"
WILSON = "95 %, Newcombe for gaps, Wilson for shares"
TWIN = " Grey dots: the groups as they came, not made alike."
LINES = 3  # programs that one chart of lines can hold


def gaps(edition: Edition, outcome: str, name: str = "events") -> Finding:
    """Every program's gap to the usual sentence in one kind of event."""
    rows = edition.rows("compare", outcome, edition.wishes.adjust)
    event, months = words.EVENTS[outcome], words.window(edition.wishes.window)
    matched = edition.wishes.adjust != "none"
    chart = charts_of.gaps(rows, edition.names, edition.rows("compare", outcome, "none") if matched else []) if any(not sentences.missing(row["risk_difference"]) for row in rows) else None
    title = slides.arrests(rows)
    return Finding(
        name=name, title=title, chart=chart,
        missing="" if chart else " ".join(dict.fromkeys(sentences.about(row, edition.names) for row in arms(rows))) or title,
        alt=figures.forest(rows, edition.names).alt if chart else title,
        footer=Footer(f"{event.title}: {event.rule}, within {months} ({window_days(edition.wishes.window):,} days).",
                      f"n: {people_counted(rows)}.", f"Range: {WEIGHTED if matched else WILSON}.",
                      f"{USUAL_SENTENCE_HOLDS} {pack_words.caution(edition, edition.wishes.adjust)}{TWIN if matched else ''}", pack_words.source(edition)),
        can=tuple(new_offenses.can_say(rows, edition.names)), cannot=tuple(new_offenses.cannot_say(rows, edition.invented)),
        questions=hard_questions.of_events(rows), also=slides.also_measured(others(edition, outcome)))


def others(edition: Edition, outcome: str) -> dict[str, list[str]]:
    """Other events that the brief counts -> better, worse or unclear, one a program."""
    found = {}
    for other in edition.wishes.outcome:
        if other != outcome:
            rows = arms(edition.rows("compare", other, edition.wishes.adjust))
            found[hard_questions.title_of_event(other)] = [verdict(row) for row in rows]
    return found


def verdict(row: dict) -> str:
    """Better, worse or unclear."""
    return {"fewer": "better", "more": "worse"}.get(sentences.verdict(row), "unclear")


def course(edition: Edition) -> Finding:
    """How the headline's event came about day by day, for the first programs that have a line."""
    outcome, months = edition.wishes.headline, edition.wishes.window
    rows = edition.rows("curve", outcome)
    event = words.EVENTS[outcome]
    chosen = list(edition.wishes.model[:LINES]) or None
    lines = curve_lines.lines(pd.DataFrame(rows), edition.names, chosen, months) if rows else []
    drawn = [line for line in lines if line.drawn]
    chart = charts_of.courses(drawn, event.were, months) if drawn else None
    ends = [("the usual sentence" if line.model == words.BASELINE else words.model(line.model, edition.names).it, float(line.value[-1]))
            for line in drawn]
    title = slides.course(ends, event.were, months)
    undrawn = [line for line in lines if not line.drawn]
    return Finding(
        name="course", title=title, chart=chart,
        missing="" if chart else " ".join(f"{line.title}: {curve_lines.NO_LINE.get(line.status, curve_lines.NOTHING)}." for line in undrawn) or title,
        alt=title + ". " + "; ".join(f"{line.title}: {line.said_at(window_days(months)) or 'ends before'}" for line in drawn) + ".",
        footer=Footer(f"{event.title}: {event.rule}. Everybody counts until their last day on record; a death ends the watch.",
                      "n: beside each line, how many were still followed.", "Range: 95 %, from the infinitesimal jackknife, log-log.",
                      "The usual sentence's line holds all kinds of case. " + pack_words.caution(edition),
                      pack_words.source(edition)),
        can=("How soon it happened, and to how many, counting everybody for as long as they were followed.",),
        cannot=tuple(new_offenses.cannot_say(edition.rows("compare", outcome), edition.invented)),
        questions=(("Why only these programs?", f"A chart can hold {LINES} lines that can still be told apart. The tables have all."),
                   *hard_questions.of_events(edition.rows("compare", outcome))[:2]),
        also=slides.also_measured(others(edition, outcome)))


def steps(edition: Edition) -> list[str]:
    """How the headline was counted, for notes and the report."""
    rows = edition.rows("compare", edition.wishes.headline, edition.wishes.adjust)
    return explained.comparison(rows, None, edition.names) if rows else []
