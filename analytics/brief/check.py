"""Whether a figure that left the screen still holds, asked by its receipt."""

from dataclasses import dataclass

from analytics import words
from analytics.brief import pack_words, receipt
from analytics.brief.charts import digest
from analytics.brief.edition import edition
from analytics.brief.finding import Finding
from analytics.brief.story import tellers
from analytics.database import Database, opened
from data.database import current_load
from data.history.loads import past_loads
from data.problem import Problem

NEEDED = {  # figure -> the verbs that it is made from
    "events": ("compare",), "course": ("compare", "curve"), "victims": ("satisfaction", "answer_bands"),
    "outcome": ("satisfaction", "answer_bands"), "heard": ("satisfaction", "answer_bands"), "fear": ("satisfaction",),
    "safety": ("satisfaction",), "promises": ("completion",), "fair": ("compare", "by_risk"), "unsaid": ("compare", "satisfaction"),
    "obligations": ("obligations",), "claims": ("claims",), "savings": ("savings", "compare"),
}


@dataclass(frozen=True)
class Answer:
    """kind: true, changed, other (records) or edited. said: one sentence. finding: what the figure must say now, if known."""

    kind: str
    said: str
    finding: Finding | None = None


def check(db: Database, text: str) -> Answer:
    """Answer a receipt from the records at hand."""
    try:
        given = receipt.read(text)
    except Problem as problem:
        return Answer("edited", str(problem))
    with opened(db) as connection:
        fingerprint = current_load(connection).fingerprint
        if given.records != receipt.records_mark(fingerprint):
            earlier = [past for past in past_loads(connection) if receipt.records_mark(past.fingerprint) == given.records]
            if earlier:
                return Answer("other", f"This receipt was given for an earlier load of these records, number {earlier[-1].number} of "
                              f"{words.day(earlier[-1].loaded_at.date().isoformat())}. Check the file that it stands in, with the command verify and "
                              f"--as-of {earlier[-1].number}.")
            return Answer("other", f"This receipt was given for other records. The records here have the fingerprint {fingerprint}, so "
                          "they can say nothing of it.")
        try:
            made = edition(connection, given.wishes, only=NEEDED[given.figure])
            finding = tellers(made)[given.figure](made)
        except (Problem, KeyError):
            return Answer("edited", "This receipt asks for something that these records don't have, so it was changed.")
    about = f"It tells of: {pack_words.subject(made)}."
    if digest(finding.chart)[:receipt.VALUE] == given.value:
        return Answer("true", f"The records give the very same figure. {about} Compare what the slide shows with what stands below; where they differ, "
                      "the slide was edited.", finding)
    return Answer("changed", f"The same records give other figures today than when this receipt was given. {about} What they give now stands below.", finding)
