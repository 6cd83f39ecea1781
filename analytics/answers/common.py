"""What every page says alike: whose records these are, what the usual sentence holds, what is invented."""

from collections.abc import Mapping, Sequence

from analytics import selection_words, sentences, words
from analytics.sentences.numbers import listed

EXACT = ("Exact figures. Small counts are shown and nothing is rounded. They are for people who may see the records; don't "
         "share them.")
USUAL_SENTENCE_HOLDS = ("The usual sentence (retributive only) holds probation, restitution and treatment too.")
INVENTED = "Anything about a real place or person. These records are invented."
PUBLISHED_BESIDE = "Published studies and prices beside them are real, each with its source."
SELECTED = ("Those who start or complete a program differ from those who are sent to it. These figures compare chosen people, so "
            "don't read them as what a program does.")
NOT_THE_CAUSE = ("That a program made the difference. People were chosen for it, and chose it. Here the groups stand as they are, "
                 "and are not made alike.")

ONLY_WHAT_IS_HELD = ("That a program made the difference. People were chosen for it, and chose it. Matching removes only what the "
                     "records hold.")

NO_NUMBER = "No figure: in this selection there is none that can be shown."


def any_rate(rows: Sequence[Mapping], rate: str = "rate") -> bool:
    """Whether any program has a figure to speak of."""
    return any(not sentences.missing(row[rate]) for row in arms(rows))


def without_number(verdicts: Sequence[str]) -> str:
    """Of how many kinds there is no number, and why: beside what is told of the others."""
    hidden, soon, unknown = (verdicts.count(kind) for kind in ("suppressed", "immature", "not_estimable"))
    nobody = verdicts.count("empty") + verdicts.count("nobody")
    said = [sentences.hidden_kinds(hidden)] if hidden else []
    said += [f"For {soon} it is too soon."] if soon else []
    said += [f"To {nobody} nobody was sent."] if nobody else []
    said += [f"For {unknown} it can't be worked out."] if unknown else []
    return "".join(f" {one}" for one in said)


def not_the_cause(rows: Sequence[Mapping]) -> str:
    """Why no gap is put down to a program."""
    return ONLY_WHAT_IS_HELD if any(sentences.matched(row) for row in rows) else NOT_THE_CAUSE


def fair(rows: Sequence[Mapping]) -> str:
    """A page's own line on whether its comparison is fair, from the rows of `compare`."""
    if any(sentences.matched(row) for row in rows):
        return ("Is it fair? In part. People were chosen for these programs, and chose them. The groups are made alike in what the "
                "records hold; what they don't hold may still differ. Every check, and what other choices would show, is one click away.")
    return ("Is it fair? No. People were chosen for these programs, and chose them. These figures stand as they are: nothing here makes the "
            "groups alike.")


def source(rows: Sequence[Mapping], demonstration: bool) -> str:
    """Where the figures come from: records, last day, fingerprint."""
    row = rows[0]
    of = "Invented demonstration records" if demonstration else "The records of this site"
    return f"Source: {of}, as of {words.day(row['data_as_of'])}. Fingerprint {row['fingerprint']}."


def demonstration(published: str = "") -> str:
    """The banner over invented records. published: what of the same page is real."""
    return " ".join(part for part in (
        "Demonstration records. Every person, place and result in them is invented, to show how the dashboard works. Nothing counted from "
        "them is about Missouri.", published) if part)


def on_copies(demonstration: bool, published_line: bool = False) -> str:
    """What stands on every copy of a picture. published_line: whether a published curve is drawn behind."""
    return "Invented demonstration records" + "; dotted: published" * published_line if demonstration else ""


def arms(rows: Sequence[Mapping]) -> list[Mapping]:
    """The rows of programs, without the usual sentence's."""
    return [row for row in rows if row["model"] != words.BASELINE]


def nobody(where: Mapping[str, Sequence[str]], widen: Sequence[str], counties: Mapping[str, str] | None = None) -> str:
    """Nobody fits a selection: which one filter, dropped, gives people again."""
    said = f"Nobody in these records fits all of this: {selection_words.selected(where, counties)}."
    if not widen:
        return f"{said} No single filter is the reason; drop two or more of them."
    parts = [f"“{selection_words.phrase(column, where[column], counties)}”" for column in widen]
    return f"{said} Drop {listed(parts, 'or')}, and there are people again."
