"""Words that stand on every slide and in its notes."""

from analytics import words
from analytics.brief import pack_words
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding

DEMO = "DEMO – invented records. Nothing in them is about a real place or person."
EXACT = "EXACT FIGURES – for people who may see the records; not for sharing."
RECEIPT = "Receipt"
RECEIPT_ELSEWHERE = "Receipt: in the notes under the slide."
CANNOT = "What you can't say:"
NO_FIGURE = "There is no figure on this slide."
FOLLOWED = "How many were still followed without it"
FOLLOWED_SHORT = "still followed"


def notes(edition: Edition, finding: Finding, code: str) -> str:
    """For the speaker: what can and can't be said, and what may be asked."""
    parts = [*([DEMO, ""] if edition.invented else []), *([EXACT, ""] if edition.wishes.exact else []), finding.title + ".", "",
             "WHAT YOU CAN SAY", *(f"– {line}" for line in finding.can), "",
             "WHAT YOU CAN'T SAY", *(f"– {line}" for line in finding.cannot), "",
             "QUESTIONS THAT MAY COME"]
    for question, answer in finding.questions:
        parts += [f"– {question}", f"  {answer}"]
    parts += ["", "HOW IT WAS COUNTED", f"{pack_words.subject(edition)}. {finding.footer.definition} {finding.footer.interval}",
              finding.footer.caveat, finding.footer.source,
              f"{RECEIPT} {code}: the page “Take it with you” says whether this figure still holds.",
              f"The headline is: {words.EVENTS[edition.wishes.headline].title.lower()} within {words.window(edition.wishes.window)}."]
    return "\n".join(parts)
