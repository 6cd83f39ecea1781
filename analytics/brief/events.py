"""The finding from counted events: the gap to the usual sentence for every program."""

from analytics import explained, figures, sentences, words
from analytics.answers import USUAL_SENTENCE_HOLDS, hard_questions, new_offenses
from analytics.brief import charts_of, pack_words
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding, Footer, arms, people_counted
from analytics.sentences import slides
from analytics.vocabulary import window_days

WEIGHTED = "95 %, with the doubt in making the groups alike"
WILSON = "95 %, Newcombe for gaps, Wilson for shares"
TWIN = " Grey dots: the groups as they came, not made alike."


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
            found[hard_questions.title_of_event(other)] = verdicts(edition, other)
    return found


def verdicts(edition: Edition, outcome: str) -> list[str]:
    """Better, worse or unclear, one a program that anybody was sent to."""
    rows = arms(edition.rows("compare", outcome, edition.wishes.adjust))
    return [verdict(row) for row in rows if sentences.verdict(row) != "empty"]


def verdict(row: dict) -> str:
    """Better, worse or unclear."""
    return {"fewer": "better", "more": "worse"}.get(sentences.verdict(row), "unclear")


def steps(edition: Edition) -> list[str]:
    """How the headline was counted, for notes and the report."""
    rows = edition.rows("compare", edition.wishes.headline, edition.wishes.adjust)
    return explained.comparison(rows, None, edition.names) if rows else []
