"""Findings from counted events: the gap to the usual sentence for every program, and the course over time."""

import math

import pandas as pd

from analytics import curve_lines, explained, figures, sentences, words
from analytics.answers import USUAL_SENTENCE_HOLDS, hard_questions, new_offenses
from analytics.brief import pack_words
from analytics.brief.charts import Course, Courses, Dot, Dots, axis, per_100
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding, Footer, arms, people_counted, title_of
from analytics.curve_figures import time_ticks
from analytics.sentences import slides
from analytics.vocabulary import window_days

ENDS = {5.0: 1.0, 10.0: 5.0, 15.0: 5.0, 20.0: 10.0, 30.0: 10.0, 40.0: 20.0, 60.0: 20.0, 100.0: 50.0}
WILSON = "95 %, Newcombe for gaps, Wilson for shares"
TWIN = " Grey dots: the groups as they came, not made alike."
LINES = 3  # programs that one chart of lines can hold


def gaps(edition: Edition, outcome: str, name: str = "events") -> Finding:
    """Every program's gap to the usual sentence in one kind of event."""
    rows = edition.rows("compare", outcome, edition.wishes.adjust)
    event, months = words.EVENTS[outcome], words.window(edition.wishes.window)
    matched = edition.wishes.adjust != "none"
    chart = dots(edition, rows, edition.rows("compare", outcome, "none") if matched else []) if any(not sentences.missing(row["risk_difference"]) for row in rows) else None
    title = slides.arrests(rows)
    return Finding(
        name=name, title=title, chart=chart,
        missing="" if chart else " ".join(dict.fromkeys(sentences.about(row, edition.names) for row in arms(rows))) or title,
        alt=figures.forest(rows, edition.names).alt if chart else title,
        footer=Footer(f"{event.title}: {event.rule}, within {months} ({window_days(edition.wishes.window):,} days).",
                      f"n: {people_counted(rows)}.", f"Range: {WILSON}.",
                      f"{USUAL_SENTENCE_HOLDS} {pack_words.made_alike(edition.wishes.adjust)}{TWIN if matched else ''}", pack_words.source(edition)),
        can=tuple(new_offenses.can_say(rows, edition.names)), cannot=tuple(new_offenses.cannot_say(rows, edition.invented)),
        questions=hard_questions.of_events(rows), also=slides.also_measured(others(edition, outcome)))


def dots(edition: Edition, rows: list[dict], crude: list[dict]) -> Dots:
    """The rows of `compare` as dots, and those of its crude twin; the usual sentence is what all are held against."""
    twins = {row["model"]: per_100(row["risk_difference"]) for row in crude if row["status"] == "ok"}
    event, months = words.EVENTS[rows[0]["outcome"]], words.window(edition.wishes.window)
    shown = arms(rows)
    limits = [100 * abs(row[name]) for row in shown for name in ("risk_difference_low", "risk_difference_high")
              if not sentences.missing(row[name])] + [abs(twin) for twin in twins.values() if twin is not None]
    end, step = axis(limits or [10.0], ENDS)
    drawn = tuple(Dot(title_of(row["model"], edition), row["model"], per_100(row["risk_difference_low"]), per_100(row["risk_difference"]),
                      per_100(row["risk_difference_high"]),
                      sentences.in_short(row) if sentences.missing(row["risk_difference"]) else sentences.difference(row),
                      row["status"] == "low", None if sentences.missing(row["risk_difference"]) else twins.get(row["model"])) for row in shown)
    return Dots(f"Of every 100 people, how many fewer or more {event.were} within {months} than with the usual sentence", drawn, end, step,
                (f"fewer {event.again}", f"more {event.again}"))


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
    chart = _courses(drawn, event.were, months) if drawn else None
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
                      "The usual sentence's line holds all kinds of case. " + pack_words.made_alike(),
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


def _courses(lines: list[curve_lines.Line], were: str, months: int) -> Courses:
    ticks = tuple(time_ticks(months))
    highest = max(float(max(line.value.max(), max((high for high in line.high if not math.isnan(high)), default=0.0))) for line in lines)
    top = next(top for top in (10.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0) if highest <= top)
    return Courses(f"Of every 100 people, how many {were}, by months after release", tuple(_course(line, months, ticks) for line in lines),
                   months, ticks, top)


def _course(line: curve_lines.Line, months: int, ticks: tuple[int, ...]) -> Course:
    def one(value: float) -> float | None:
        return None if math.isnan(value) else round(float(value), 1)

    days = [(int(day), one(value), one(low), one(high))
            for day, value, low, high in zip(line.day, line.value, line.low, line.high, strict=True)]
    kept = days[:1] + [after for before, after in zip(days, days[1:], strict=False) if after[1:] != before[1:]]
    return Course(line.title, line.model, tuple(kept), line.last_day, line.said_at(line.last_day),
                  tuple(line.followed_at(window_days(tick)) if tick else line.followed_at(0) for tick in ticks), line.status == "low")
