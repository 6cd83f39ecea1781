"""How figures from answers were calculated."""

from collections.abc import Mapping, Sequence

from analytics import sentences, verdict_rule, words
from analytics.explained.fairness import WAYS
from analytics.explained.common import ARMS, USUAL_SENTENCE, small_numbers

NEWCOMBE = "Newcombe's"


def satisfaction(rows: Sequence[Mapping], names: dict[str, str] | None = None,
                 exposure: str = "referred", adjust: str = "none") -> list[str]:
    """How `satisfaction`'s rows came about; rows of one question and wave, one a model, for who was left out."""
    row = rows[0]
    alike = adjust != "none"
    return [
        "Who is counted: everybody who was asked, once a question and time; of several answers the last. An answer about a program counts "
        "for it, whenever the person was sent to it, also after the day of release. Any other answer counts for every program of "
        "its release. " + ARMS[exposure],
        "Who was invited and took part is counted apart, among the victims named in cases sent there by the day of release. Asked and "
        "answered mean any question there, at any time. So these numbers are not those of one question asked afterwards.",
        "What is counted: a satisfied answer lies at or above three quarters of its scale; for fear and for pressure at or below "
        "one quarter.",
        f"Who is left out: those who did not answer. {_silent(rows, names)} The range from silence takes all of them as not "
        "satisfied, and then all as satisfied. Victims who were never asked are in no figure.",
        "Change: only those who answered both before and after, the mean of what each moved on a scale from 0 to 100. Its range is "
        "the t interval at 95 %.",
        USUAL_SENTENCE,
        *([f"Made alike, the two headline questions: {WAYS[adjust]} For an answer these are the traits of its case."] if alike else []),
        f"The range: Wilson's interval for each share and {'1.96 standard errors both ways' if alike else NEWCOMBE} for each gap, at 95 %, wider where "
        "several answers are about one release. The file has the p corrected for many looks (Holm).",
        small_numbers(row),
        *verdict_rule.of_answers(alike),
    ]


def _silent(rows: Sequence[Mapping], names: dict[str, str] | None) -> str:
    said = [f"{int(row['invited'] - row['answered']):,} of {int(row['invited']):,} {words.cases(row['model'], names=names)}"
            for row in rows if not sentences.missing(row["answered"]) and row["invited"]]
    return f"That is {sentences.listed(said)}." if said else ""
