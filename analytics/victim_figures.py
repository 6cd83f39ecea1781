"""People harmed: who was invited, took part and was asked; and what else they said, a dot with its range for each program."""

from collections.abc import Mapping, Sequence

from analytics import dot_figures, figures, sentences, words
from analytics.answer_words import QUESTIONS, RESPONDENTS
from analytics.dot_figures import Dot
from analytics.numbers_behind import with_numbers
from analytics.sentences import satisfaction
from analytics.sentences import taking_part as told

# What is counted of the victims named, in the order of what happened.
SHOWN = {
    "invited": "Invited to take part", "took_part": "Took part", "in_person": "– in person", "by_letter": "– by letter",
    "stand_in": "– somebody stood in", "declined": "Declined", "not_reached": "Could not be reached",
    "not_invited": "Not invited", "offered": "Offered a statement", "given": "Gave a statement", "asked": "Asked any question",
    "answered": "Answered any", "never_asked": "Never asked any",
}  # fmt: skip


@with_numbers
def taking_part(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> figures.Picture | None:
    """Of every 100 victims named in a model's cases, how many were invited, took part and were asked; a row of `taking_part`."""
    if sentences.missing(row["victims"]) or not row["victims"]:
        return None
    dots = [Dot(title, row["model"], told.share(row, name), None if sentences.missing(row[name]) else min(row[name] / row["victims"], 1))
            for name, title in SHOWN.items()]
    title = f"Of every 100 victims named {words.cases(row['model'], exposure, names)}"
    return dot_figures.shares(title, dots, "Counted among all who are named, so there is no range. What is hidden stands for few people. "
                              + told.ANY_QUESTION)


@with_numbers
def said(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> figures.Picture:
    """One question's share who said so, one row a model; rows of `satisfaction` of one question and wave."""
    rows = sorted(rows, key=lambda row: row["model"] != words.BASELINE)
    first = rows[0]
    title = f"{RESPONDENTS[first['respondent']][1].capitalize()} who answered: of every 100, how many {QUESTIONS[first['question']].were}"
    asked = [row for row in rows if sentences.missing(row["invited"]) or row["invited"]]
    nobody = [words.model(row["model"], names).title for row in rows if row not in asked]
    note = dot_figures.NOTE + (f" Nobody was asked: {', '.join(nobody)}." if nobody else "")
    return dot_figures.shares(title, [_dot(row, names) for row in asked], note)


def _dot(row: Mapping, names: dict[str, str] | None) -> Dot:
    first = row["model"] == words.BASELINE
    title = words.USUAL_SENTENCE if first else words.model(row["model"], names).title
    if sentences.missing(row["satisfied_rate"]):
        return Dot(title, row["model"], sentences.absent(row["status"]), first=first)
    answered = "" if sentences.missing(row["response_rate"]) else f"{sentences.whole(row['response_rate'])} of 100 answered"
    if answered and not sentences.missing(row["bound_low"]):
        answered += f"; counting silence {sentences.whole(row['bound_low'])} to {sentences.whole(row['bound_high'])}"
    return Dot(title, row["model"], f"{sentences.whole(row['satisfied_rate'])} of 100", row["satisfied_rate"], row["low"], row["high"],
               f"{sentences.whole(row['low'])} to {sentences.whole(row['high'])}", answered, satisfaction.unsure(row), first)
