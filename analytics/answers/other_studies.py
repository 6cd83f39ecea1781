"""Other studies: the answer over all kinds, what can and can't be said from studies made elsewhere."""

from collections.abc import Mapping, Sequence

from analytics import evidence_words, words
from analytics.sentences import evidence as said
from analytics.sentences.numbers import listed

TITLE = "What was found elsewhere?"
KINDS = tuple(words.MODELS)
ODDS = "odds with the program against odds without, in other studies"
PICTURES = {  # kind of outcome -> title of its picture
    evidence_words.AGAIN: f"Offended, arrested, convicted or imprisoned again: {ODDS}",
    evidence_words.GAIN: f"Finished, satisfied or paid: {ODDS}",
    evidence_words.OTHER: f"Sent to prison in the case itself, and trauma in victims: {ODDS}",
}
ALSO_FOUND = "Studies of this kind without such figures"
WORDS_ONLY = ("Studies whose figures can't be put together: too little was published, the groups were not alike, or the same people stand "
              "in another row. Those that found no clear difference, or harm, stand here like all others.")
FAIR = ("Is it fair? Studies that found nothing are published less often. We carry those that we could read, good news and bad, with the "
        "source of each. Other places are not Missouri.")
SOURCE = ("Source: published studies, made elsewhere; each with its citation in the table evidence.csv and on the page Other studies. "
          "Line: the range that fits the studies (95 %).")
BANNER = ("Demonstration records, which are invented, are chosen. But nothing on this page is made from them: the studies and Missouri’s own "
          "numbers here are published, each with its source.")
ON_THIS_PAGE = "This page tells of studies made elsewhere, whoever is chosen here."


def answer(rows: Sequence[Mapping]) -> str:
    """The answer over all kinds, from the rows of `evidence`."""
    settled = [row for row in rows if row["design"] == "randomized" and row["status"] == "ok"]
    own = [row for row in settled if row["model"] in KINDS]
    count = len({row["model"] for row in own})
    begun = "Little is settled." if not count else "Some is settled."
    known = "none has" if not count else f"{count} {'has' if count == 1 else 'have'}"
    parts = [f"{begun} Of {len(KINDS)} kinds of program, {known} three or more trials by lot whose figures can be put together."]
    for row in settled:
        if row["model"] not in KINDS:
            it = evidence_words.model(row["model"]).it
            parts.append(f"{it[0].upper()}{it[1:]} have {words.number(int(row['studies']))}: the odds of "
                         f"{evidence_words.outcome(row['outcome']).odds_of} were {said.change(row['odds_ratio'])}, and the studies fit "
                         f"anything from {said.reach(row)}. That is not lent to any other kind.")
    return " ".join(parts)


def can_say(rows: Sequence[Mapping]) -> list[str]:
    """What these studies carry."""
    kinds = {way: [evidence_words.label(row) for row in rows if said.verdict(row) == way] for way in ("lower", "higher")}
    lines = [f"Odds were {way} in: {listed(found)}." for way, found in kinds.items() if found]
    return [*lines, "What each study counted, where, for whom, and where it was published.",
            "How far the studies lie apart, and so what a new program may find."]


def cannot_say() -> list[str]:
    """What they do not carry."""
    return ["What a program does here. Other places have other people, courts and rules.",
            "That one kind works because another did. Nothing is lent from kind to kind.",
            "That there is no difference where the studies can't tell."]


def caption() -> str:
    """What the table of groups holds."""
    return ("Studies: those that the figure stands on; beneath, those told in words only. A study told of several times is one study. "
            "Odds with the program divided by odds without (odds ratio): below 1, fewer had it. Beneath, the range the studies fit. Next "
            "study: where its true odds ratio would lie. Spread: how much of the scatter comes from true differences (I²).")
