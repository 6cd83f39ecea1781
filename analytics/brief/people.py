"""Findings about people: what victims answered, how they fared, and how far those who were sent came."""

from analytics import answer_figures, change_figures, ladder_figures, sentences
from analytics.answer_words import QUESTIONS
from analytics.answers import hard_questions, people_harmed, promises_kept
from analytics.brief import charts_of, pack_words
from analytics.brief.edition import Edition
from analytics.brief.events import WEIGHTED, WILSON
from analytics.brief.finding import Finding, Footer, arms, people_counted
from analytics.sentences import satisfaction, slides

BARS = " Bars: the answers as they came, not made alike."
BREAKS = " Where a line breaks off, a step is hidden, to protect people."


def answers(edition: Edition, question: str, name: str) -> Finding:
    """What victims answered to one question, worst to best, how that compares in cases made alike, and how many did not answer."""
    rows = people_harmed.asked(edition.rows("satisfaction"), question)
    bands = people_harmed.asked(edition.bands, question)
    chart = charts_of.answers(bands, edition.names)
    title, matched = slides.answers(rows, question), edition.wishes.adjust != "none"
    return Finding(
        name=name, title=title, chart=chart, missing="" if chart else people_harmed.answer(rows) if rows else _not_asked(question),
        alt=answer_figures.answers(bands, edition.names).alt if chart else title,
        footer=Footer("Satisfied: an answer in the top quarter of its scale. Each victim counts once.",
                      f"n: answers of {people_counted(rows, 'answered')}.", f"Range: {WEIGHTED if matched else WILSON}.",
                      f"Only those who were asked and answered. {pack_words.caution(edition, edition.wishes.adjust)}{BARS if matched else ''}",
                      pack_words.source(edition)),
        can=tuple(people_harmed.can_say(rows, edition.names)), cannot=tuple(people_harmed.cannot_say(rows, edition.invented)),
        questions=hard_questions.of_answers(), also=slides.also_measured(_other_answers(edition, question)))


def fared(edition: Edition, question: str, name: str) -> Finding:
    """How victims' fear, safety or wellbeing moved from before to after."""
    rows = people_harmed.asked(edition.rows("satisfaction"), question, "change")
    chart = charts_of.changes(rows, edition.names)
    title = slides.changes(rows, question)
    return Finding(
        name=name, title=title, chart=chart, missing="" if chart else _not_asked(question),
        alt=change_figures.changes(rows, edition.names).alt if chart else title,
        footer=Footer("Change: the mean of what each moved on a scale from 0 to 100, from before to after.",
                      f"n: pairs of answers, {people_counted(rows, 'answered')}." if rows else "n: nobody was asked twice.",
                      "Range: 95 %, t interval of the mean.", "A change has many causes; time alone is one. Only who answered both times counts.",
                      pack_words.source(edition)),
        can=("How the same people answered before and after.",), cannot=tuple(people_harmed.cannot_say(rows, edition.invented)),
        questions=hard_questions.of_answers(), also=slides.also_measured(_other_answers(edition, question)))


def promises(edition: Edition) -> Finding:
    """How far those who were sent came."""
    rows = edition.rows("completion")
    ladders = promises_kept.ladders(rows)
    chart = charts_of.ladder(rows, edition.names)
    last = [steps[-1] for steps in ladders.values()]
    counted = [steps[0]["reached"] for steps in ladders.values() if not sentences.missing(steps[0]["reached"]) and steps[0]["reached"]]
    breaks = BREAKS if chart and any(len(way.pieces) > 1 for way in chart.ways) else ""
    open_ = [row["open"] for row in last if not sentences.missing(row["open"])]
    where = " where that is shown" if len(open_) < len(last) else ""  # a hidden number is not zero
    title = slides.promises(last, edition.names)
    ends = " to ".join(f"{count:,}" for count in sorted({int(min(counted)), int(max(counted))})) if counted else ""
    said = f"n: {ends} closed cases a program" if counted else "n: hidden or nobody"
    return Finding(
        name="promises", title=title, chart=chart, missing="" if chart else promises_kept.answer(rows, edition.names) if rows else slides.NO_NUMBER,
        alt=ladder_figures.ladder(rows, edition.names).alt if chart else title,
        footer=Footer("Completed: the program says so, or its last step is on record. Only cases that are closed.",
                      said + (f"; {int(sum(open_)):,} still open{where}, not counted." if open_ else "."), "Range: 95 %, Wilson, for the last step.",
                      "Programs ask different things of different people, so a higher share is not a better program." + breaks, pack_words.source(edition)),
        can=tuple(promises_kept.can_say()), cannot=tuple(promises_kept.cannot_say(edition.invented)),
        questions=hard_questions.of_promises(), also="Also measured: nothing that the usual sentence could be held against; it has no such steps.")


def _other_answers(edition: Edition, question: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for other in QUESTIONS:
        rows = arms(people_harmed.asked(edition.rows("satisfaction"), other)) if other != question else []
        measured = [satisfaction.verdict(row) for row in rows if satisfaction.verdict(row) not in ("nobody_asked", "nobody_answered")]
        if measured:
            title = QUESTIONS[other].title
            found[title[0].lower() + title[1:]] = [{"more": "better", "fewer": "worse"}.get(verdict, "unclear") for verdict in measured]
    return found


def _not_asked(question: str) -> str:
    return f"Nobody was asked about this, or too few answered to show it: {QUESTIONS[question].title.lower()}. That does not mean zero."
