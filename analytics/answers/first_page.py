"""Does it work? The answer over all models, and what can and can't be said from it."""

from collections.abc import Mapping, Sequence

from analytics import sentences, words
from analytics.answers.common import INVENTED, NO_NUMBER, USUAL_SENTENCE_HOLDS, any_rate, not_the_cause, without_number


def does_it_work(rows: Sequence[Mapping]) -> str:
    """The answer over all models, from the rows of `compare`."""
    arms = [row for row in rows if row["model"] != words.BASELINE]
    if not arms:
        return "These records name no model to compare."
    event, months = words.EVENTS[arms[0]["outcome"]], words.window(int(arms[0]["window_months"]))
    verdicts = [sentences.verdict(row) for row in arms]
    if not set(verdicts) & {"fewer", "more", "unclear", "low"}:
        return _no_number(arms, verdicts, event.were, months)
    fewer, more = verdicts.count("fewer"), verdicts.count("more")
    unclear = verdicts.count("unclear") + verdicts.count("low")
    without = without_number(verdicts)
    if fewer + more == 0:
        kinds = f"{unclear} kind{'' if unclear == 1 else 's'}{' that we can show' if unclear < len(arms) else ''}"
        answer = (f"We can't tell yet. For none of {kinds} do these records show a clear gap to the usual sentence in how many "
                  f"people {event.were} within {months}. That does not show that they make no difference.")
        return f"{answer}{without}"
    matched = sentences.matched(arms[0])
    opening = "We can't say from these figures alone. " if not matched else _opening(fewer, more, unclear, len(arms))
    after = " and ".join(part for part in [
        f"less often after {_of(fewer, len(arms))}" if fewer else "",
        f"more often after {_of(more, len(arms))}" if more else ""] if part)
    answer = (f"{opening}Of {len(arms)} kinds, people {event.were} within {months} {after} than after the usual "
              f"sentence.")
    if unclear:
        answer += f" For {unclear} we can't tell yet."
    answer += without
    if not matched:
        answer += " The groups were not matched, so don't read this as what these programs did."
    return answer


def can_say(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[str]:
    """What the page's figures carry, as short sentences."""
    arms = [row for row in rows if row["model"] != words.BASELINE]
    if not arms:
        return []
    event, months = words.EVENTS[arms[0]["outcome"]], words.window(int(arms[0]["window_months"]))
    if not any_rate(rows):
        return [NO_NUMBER]
    said = [f"How many people of each group {event.were} within {months}, counted the same way for all."]
    for kind, direction in (("fewer", "fewer"), ("more", "more")):
        kinds = [words.model(row["model"], names).it for row in arms if sentences.verdict(row) == kind]
        if kinds:
            said.append(f"In these records {direction} people {event.were} after {sentences.listed(kinds)} than after the usual "
                        "sentence.")
    said.append("How satisfied those victims were who answered, and how many of the people sent to a program "
                "finished it.")
    return said


def cannot_say(rows: Sequence[Mapping], demonstration: bool) -> list[str]:
    """What the page's figures do not carry, as short sentences."""
    said = [not_the_cause(rows)]
    if any(sentences.verdict(row) in ("unclear", "low") for row in rows):
        said.append("That there is no difference where we can't tell.")
    said.append("How victims felt who were not asked or did not answer.")
    if demonstration:
        said.append(INVENTED)
    return said


def table_caption(rows: Sequence[Mapping]) -> str:
    """What the overview's columns hold."""
    crude = "" if any(sentences.matched(row) for row in rows) else " The gaps are crude: the groups are not made alike."
    return ("People of every 100; beneath, the range the records fit. Each program is compared with the usual sentence in "
            f"{sentences.SAME_CASES}, so that group differs a little from row to row. Victims felt well treated: of the victims who "
            "answered afterwards, how many were satisfied with how they were treated. Promises kept: of the people "
            f"sent whose case is closed, how many completed the program.{crude} {USUAL_SENTENCE_HOLDS}")


def _no_number(arms: Sequence[Mapping], verdicts: Sequence[str], were: str, months: str) -> str:
    """No model has a number in this selection; the reason that most share, hidden before the others."""
    sent = [row for row, verdict in zip(arms, verdicts, strict=True) if verdict != "empty"]
    if "suppressed" in verdicts:
        return (f"We can't say. The groups in this selection are so small that we do not show how many people {were} within "
                f"{months}. {sentences.NOT_ZERO} Choose more people.")
    if not sent:
        return "We can't say. Nobody in this selection was sent to a program, so there is nothing to compare."
    if set(verdicts) <= {"immature", "empty"}:
        return f"It is too soon to say. Nobody in this selection has been followed for {months} yet. Choose a shorter time."
    if all(sentences.missing(row["events"]) for row in sent):
        return f"We can't say. These records don't tell who {were}. That does not mean nobody."
    if all(sentences.is_alone(row) for row in sent):
        return f"We can't say. {sentences.nobody_beside(months)}"
    others = [verdict for verdict in verdicts if verdict != "not_estimable"]
    return f"We can't say. For no kind can the gap to the usual sentence be worked out from these records.{without_number(others)}"


def _opening(fewer: int, more: int, unclear: int, arms: int) -> str:
    if fewer + more + unclear == 1:
        return ""  # one kind alone has nothing to depend on
    if fewer == arms:
        return "After every kind, less often. "
    if more == arms:
        return "After every kind, more often. "
    return "It depends on which kind. "


def _of(count: int, arms: int) -> str:
    return f"all {count}" if count == arms else str(count)
