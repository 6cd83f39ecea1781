"""Who was asked at all, what else victims said, and what those who took part felt: further parts of People harmed."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.answer_words import QUESTIONS
from analytics.answers.people_harmed import HEADLINES
from analytics.sentences.course import REQUIRED
from analytics.sentences.taking_part import ANY_QUESTION

TAKING_PART = "Who was invited, who took part, who was never asked"
ALSO_SAID = "What else victims said"
FELT = "What those who took part felt"
FELT_LINE = REQUIRED
MONEY = "Money to victims"
# What one line of a picture can tell; the first stand on the page, every question can be chosen.
ALSO = ("apology_received", "felt_pressed", "contacted_afterwards")
FARED = ("empathy", "belonging", "wellbeing")
WAVES = ("after", "follow_up", "before")
ASKED = (*(("victim", question, wave) for question in ALSO for wave in WAVES),
         *(("person_responsible", question, "change") for question in FARED))


def of(rows: Sequence[Mapping], respondent: str, question: str, wave: str) -> list[Mapping]:
    """The rows for one question put to one kind of respondent in one wave; the usual sentence first."""
    found = [row for row in rows if (row["respondent"], row["question"], row["wave"]) == (respondent, question, wave)]
    return sorted(found, key=lambda row: row["model"] != words.BASELINE)


def asked_latest(rows: Sequence[Mapping], question: str) -> list[Mapping]:
    """What victims were asked afterwards, else some months later, else before."""
    return next((found for wave in WAVES if (found := of(rows, "victim", question, wave))), [])


def in_all_waves(question: str) -> tuple[tuple[str, str, str], ...]:
    """What victims may have been asked of one question."""
    return tuple(("victim", question, wave) for wave in WAVES)


def waves(rows: Sequence[Mapping], question: str) -> dict[str, list[Mapping]]:
    """Wave -> what victims answered in it, for each wave in which the question was asked."""
    return {wave: found for wave in ("before", "after", "follow_up") if (found := of(rows, "victim", question, wave))}


def changes(rows: Sequence[Mapping]) -> dict[str, list[Mapping]]:
    """Question -> how people responsible fared from before to after, for those that were asked twice."""
    return {question: found for question in FARED if (found := of(rows, "person_responsible", question, "change"))}


def questions(rows: Sequence[Mapping]) -> list[str]:
    """The questions that victims were asked, the page's two headlines last."""
    asked = dict.fromkeys(row["question"] for row in rows if row["respondent"] == "victim" and row["wave"] != "change")
    return sorted((question for question in QUESTIONS if question in asked), key=lambda question: question in HEADLINES)


def no_changes() -> str:
    """Nothing was asked twice of the people responsible."""
    return "These records hold no answers of the people responsible from both before and after. That does not mean that nothing changed."


def caption() -> str:
    """What the columns of the table of victims hold."""
    return (f"Victims named in the cases. {ANY_QUESTION} Never asked any: those beyond the victims who were asked. Counts of few people are "
            "hidden and others rounded, so parts need not add up.")
