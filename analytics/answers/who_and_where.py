"""Who is reached, and who is not? What the page says as a whole, and what can and can't be said from it."""

from collections.abc import Mapping, Sequence

from analytics import selection_words, sentences
from analytics.answers.common import INVENTED
from analytics.sentences import access
from analytics.sentences.course import REQUIRED

TITLE = "Who is reached, and who is not?"
FAIR = ("Is it fair? Not by itself. Groups differ in their cases, their places and their wishes, so a gap does not say why it is there. It "
        "says where to look.")
CIRCUITS, COUNTIES, GROUPS = "Circuits", "Counties", "Who people are"
REENTRY = "missouri_reentry_process"
SERVICES = "The Missouri Reentry Process and women’s programs"
SENT = "referred"
MANY = 10  # groups, among which one in twenty stands out for nothing
OF_ANY_SENT = {"model": access.ANY, "step": SENT}
NOTHING_KEPT = "These records hold no reentry services. That does not mean that nobody took part in any."


def of_step(rows: Sequence[Mapping], model: str = access.ANY, step: str = SENT) -> list[Mapping]:
    """The rows of `access` of one model and step."""
    return [row for row in rows if (row["model"], row["step"]) == (model, step)]


def of_model(rows: Sequence[Mapping], model: str = access.ANY) -> list[Mapping]:
    """The rows of `access` of one model, in the order of the steps."""
    return [row for row in rows if row["model"] == model]


def answer(rows: Sequence[Mapping]) -> str:
    """The page's answer, from `access` of everyone."""
    return access.overall(of_model(rows))


def by_group(rows: Sequence[Mapping], column: str, counties: Mapping[str, str] | None = None) -> str:
    """Which groups were sent more or less often than all others; rows of `access` by a column, of one model and step."""
    found = [row for row in rows if access.verdict(row) in ("more", "less", "unclear")]
    title = selection_words.TITLES[column].lower()
    if not found:
        return f"By {title}, no group here can be held against the others."
    told = []
    for way, verdict in (("less often than all others", "less"), ("more often than all others", "more")):
        names = [selection_words.label(column, str(row[column]), counties) for row in found if access.verdict(row) == verdict]
        if names:
            told.append(f"{way}: {sentences.listed(names)}" if len(names) <= 4 else f"{way}: {len(names)} of {len(found)}")
    if not told:
        return f"By {title}, we can't tell any group from the others."
    chance = " Among so many, a few stand out by chance alone." if len(found) > MANY else ""
    return f"By {title}, sent {'; '.join(told)}. The records don't tell why.{chance}"


def can_say() -> list[str]:
    """What the page's figures carry."""
    return ["How many of the people who could have taken part were sent, agreed, started and completed.",
            "Which groups and places were reached more or less often than all others, where there are enough people.",
            "Who took part in the Reentry Process and in programs made for women, and how many completed them."]


def cannot_say(rows: Sequence[Mapping], demonstration: bool) -> list[str]:
    """What they do not carry."""
    said = ["Why a group is reached less. The records don't tell who was asked, who would have liked to, or what was on offer there.",
            "That a place does better than another. Cases differ, and small counties have small numbers.",
            "What the Reentry Process or a women's program did. The groups are made alike only in what the records hold."]
    if rows and rows[0]["basis"] == "everyone":
        said.append("Who could have taken part. The site records it of nobody, so everybody is counted.")
    return said + [INVENTED] * demonstration


def eligible(rows: Sequence[Mapping]) -> str:
    """Against whom people are counted."""
    first = of_model(rows)[0]
    if first["basis"] == "everyone":
        return "The site does not record who could have taken part, so each group is held against everybody in it."
    return f"Each group is held against those of it whom the site records as able to take part.{_unknown(first)}"


def _unknown(row: Mapping) -> str:
    """Of how many it is not recorded; a number that is hidden is not none."""
    if sentences.missing(row["not_recorded"]):
        return f" Of fewer than {row['min_cell']} people it is not recorded; they are left out."
    return f" Of {int(row['not_recorded']):,} people it is not recorded; they are left out." if row["not_recorded"] else ""


def caption() -> str:
    """What the table's columns hold."""
    return ("Of every 100 people who could have taken part, how many came to each step; beneath, the range the records fit and the same for "
            "all other groups together.")


def services_caption() -> str:
    """What the columns of the table of services hold."""
    return ("Services are no restorative programs. Completed: of those that ended. Afterwards: of those who had started by the day of their first "
            "release; beside it others in the same kinds of case (for programs made for women, other women), made alike, and crude as they "
            "stand. Among so many lines, about one in twenty stands out by chance alone.")

