"""Are victims better served? What those who were asked answered, and what can and can't be said from it."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.answer_words import QUESTIONS
from analytics.answers.common import INVENTED, NOT_THE_CAUSE, NO_NUMBER, ONLY_WHAT_IS_HELD, USUAL_SENTENCE_HOLDS, any_rate, arms
from analytics.sentences import satisfaction

TITLE = "Are victims better served?"
# The first is the page's answer; the second stands apart from it. Both after the process.
HEADLINES = ("satisfaction_process", "satisfaction_outcome")
FARED = ("fear_of_revictimization", "safety", "wellbeing")
ASKED_AFTER = tuple(("victim", question, "after") for question in HEADLINES)
ASKED = (*ASKED_AFTER, *(("victim", question, "change") for question in FARED))


def asked(rows: Sequence[Mapping], question: str, wave: str = "after") -> list[Mapping]:
    """The rows of `satisfaction` for one question put to victims; the usual sentence first."""
    found = [row for row in rows if (row["respondent"], row["question"], row["wave"]) == ("victim", question, wave)]
    return sorted(found, key=lambda row: row["model"] != words.BASELINE)


def headed(alike: Sequence[Mapping], crude: Sequence[Mapping]) -> list[Mapping]:
    """All rows, the two headlines' as made alike; what has no other side, such as a change, stays as it is."""
    made = {(row["question"], row["model"]): row for question in HEADLINES for row in asked(alike, question)}
    return [made.get((row["question"], row["model"]), row) if (row["respondent"], row["wave"]) == ("victim", "after") else row
            for row in crude]


def matched(rows: Sequence[Mapping]) -> bool:
    """True where the answers are compared in cases made alike."""
    return any(satisfaction.matched(row) for question in HEADLINES for row in asked(rows, question))


def fair(rows: Sequence[Mapping]) -> str:
    """The page's own line on whether its comparison is fair."""
    if matched(rows):
        return ("Is it fair? In part. The cases are made alike in what the records hold. Who agreed to take part and who answered can't be. "
                "What a change from before to after shows has nobody to be compared with.")
    return "Is it fair? Not yet. Victims chose to take part and to answer, the cases differ, and nothing here makes the groups alike."


def answer(rows: Sequence[Mapping], crude: Sequence[Mapping] = ()) -> str:
    """The page's answer, from the rows of `satisfaction`; crude: the unadjusted ones, where those are made alike."""
    found = arms(asked(rows, HEADLINES[0]))
    measured = [row for row in found if satisfaction.verdict(row) not in ("nobody_asked", "nobody_answered")]
    if not measured:
        return "We can't say. In this selection no victim was asked, or none answered. That does not mean that none was satisfied."
    verdicts = [satisfaction.verdict(row) for row in measured]
    if not set(verdicts) & {"more", "fewer", "unclear", "low", "alone"}:
        if any_rate(asked(crude, HEADLINES[0]), "satisfied_rate"):  # shown as the groups stand, in the picture beneath
            return (f"We can't say whether more or fewer victims {QUESTIONS[HEADLINES[0]].were}. So few answered in cases that are alike that we "
                    f"show no gap of any kind. How some answered is shown beneath, as the groups stand. {sentences.NOT_ZERO} Choose more people.")
        return ("We can't say. So few victims answered in this selection that we do not show how many were satisfied. "
                f"{sentences.NOT_ZERO} Choose more people.")
    more, fewer, hidden = (verdicts.count(kind) for kind in ("more", "fewer", "suppressed"))
    unclear = len(measured) - more - fewer - hidden
    question = QUESTIONS[HEADLINES[0]]
    if matched(rows) and more + fewer == 0 and verdicts.count("low") == unclear:
        said = (f"We can't tell yet whether more or fewer victims {question.were}. For {_kinds(unclear)} there are too few answers, or too few "
                "cases that are alike, for a verdict.")
    elif more + fewer == 0:
        kinds = f"{_kinds(unclear)}{' that we can show' if hidden else ''}"
        said = (f"We can't tell yet. For none of {kinds} do these records show a clear gap to the usual sentence in how many victims "
                f"{question.were}.")
    else:
        after = " and ".join(part for part in [f"more often after {_of(more, len(measured))}" if more else "",
                                               f"less often after {_of(fewer, len(measured))}" if fewer else ""] if part)
        opening = "" if matched(rows) else "We can't say from these figures alone. "
        said = (f"{opening}Of {_kinds(len(measured))} that victims were asked about, those who "
                f"answered {question.were} {after} than after the usual sentence.")
        if unclear:
            said += f" For {unclear} we can't tell yet."
    if hidden:
        said += f" {sentences.hidden_kinds(hidden)}"
    end = (f"The cases were made alike; who agreed to answer was not.{_as_they_stand(crude)}" if matched(rows) else
           "The groups were not matched, so don't read this as what these programs did.")
    return f"{said} {_answered(measured)}{end}"


def about(rows: Sequence[Mapping], model: str, names: dict[str, str] | None, exposure: str,
          crude: Sequence[Mapping] = ()) -> list[tuple[str, str]]:
    """What the rows say of one model: a heading and a sentence for each question that the records hold; beside what was
    made alike the unadjusted figures (crude)."""
    said = []
    for question in HEADLINES:
        said += [(QUESTIONS[question].title, satisfaction.about(row, names, exposure))
                 for row in asked(rows, question) if row["model"] == model]
        said += [(f"{QUESTIONS[question].title}, not made alike", satisfaction.twin(row, names, exposure))
                 for row in asked(crude, question) if row["model"] == model and not sentences.missing(row["satisfied_rate"])]
    for question in FARED:
        said += [(_capital(QUESTIONS[question].state), satisfaction.changed(row, names, exposure))
                 for row in asked(rows, question, "change") if row["model"] == model]
    return said


def can_say(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[str]:
    """What the page's figures carry."""
    if not any_rate(rows, "satisfied_rate"):
        return [NO_NUMBER]
    said = ["How many of the victims who answered were satisfied with how they were treated and, apart from it, with the outcome."]
    for question in HEADLINES:
        for kind in ("more", "fewer"):
            kinds = [words.model(row["model"], names).it for row in arms(asked(rows, question))
                     if satisfaction.verdict(row) == kind]
            if kinds:
                said.append(f"In these records {kind} of the victims who answered {QUESTIONS[question].were} after "
                            f"{sentences.listed(kinds)} than after the usual sentence.")
    said.append("How far the answers could move if those who did not answer had done so.")
    return said


def cannot_say(rows: Sequence[Mapping], demonstration: bool) -> list[str]:
    """What they do not carry."""
    said = ["How victims felt who were never asked. Satisfaction speaks only for those who were asked and answered.",
            ONLY_WHAT_IS_HELD if matched(rows) else NOT_THE_CAUSE, "That fear fell because of a program: it often falls with time."]
    if any(satisfaction.verdict(row) in ("unclear", "low") for question in HEADLINES for row in asked(rows, question)):
        said.append("That there is no difference where we can't tell.")
    return said + [INVENTED] * demonstration


def caption(rows: Sequence[Mapping] = ()) -> str:
    """What the columns of the table of answers hold."""
    alike = ("The gaps are between cases made alike; as they stand, they are not matched." if matched(rows) else
             "All crude: the groups are not made alike.")
    return ("Of every 100 victims who answered afterwards; beneath, the range the records fit. A satisfied answer lies in the "
            "top quarter of its scale. Counting silence: the share satisfied with how they were treated if none, and if all, of "
            f"those who did not answer were. {alike} {USUAL_SENTENCE_HOLDS}")


def fared_caption() -> str:
    """What the columns of the table of changes hold."""
    return ("Mean change from before to after, in points on a scale from 0 to 100, of the victims who answered both times; beneath, "
            "the range the records fit. Less fear is better; more safety and wellbeing are.")


def _as_they_stand(crude: Sequence[Mapping]) -> str:
    """The unadjusted answer in a sentence, to stand beside the other."""
    verdicts = [satisfaction.verdict(row) for row in arms(asked(crude, HEADLINES[0]))]
    after = [f"{way} often after {_kinds(verdicts.count(kind))}" for kind, way in (("more", "more"), ("fewer", "less")) if kind in verdicts]
    if not after:
        return ""
    return (f" As the groups stand, they {QUESTIONS[HEADLINES[0]].were} {' and '.join(after)}. These groups are not matched, so don't read "
            "that as what these programs did.")


def _answered(rows: Sequence[Mapping]) -> str:
    counted = [row for row in rows if not sentences.missing(row["answered"])]
    if not counted:
        return ""
    share = sum(row["answered"] for row in counted) / sum(row["invited"] for row in counted)
    return f"Of every 100 victims asked this afterwards, {sentences.some(share)} answered. "


def _kinds(count: int) -> str:
    return f"{count} kind{'' if count == 1 else 's'}"


def _of(count: int, all_: int) -> str:
    return f"all {count}" if count == all_ and count > 1 else str(count)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
