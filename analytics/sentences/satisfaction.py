"""What a row of `satisfaction` says: a share who were satisfied, or how people fared before and after.

Satisfied and unsatisfied results get the same words but for direction. Silence is always told: who did not
answer may have answered otherwise.
"""

from collections.abc import Mapping
from operator import itemgetter

from analytics import words
from analytics.answer_words import QUESTIONS, RESPONDENTS, Question
from analytics.reliability import LEAST_EFFECTIVE, LEAST_EVENTS
from analytics.sentences import withheld
from analytics.sentences.comparison import NOT_MATCHED, SAME_CASES
from analytics.sentences.numbers import (
    count,
    direction,
    gap,
    in_points,
    missing,
    per_100,
    points,
    single,
    some,
    span,
    whole,
)
from analytics.sentences.withheld import NOT_WORKED_OUT, absent, hidden

LESS_AND_MORE = ("down", "up")
SIMILAR_CASES = "similar cases"
NOT_ALIKE_ENOUGH = ("Too few cases with the usual sentence are like some of these, or too many of these have no case like them. The page Is it fair "
                    "says which.")
NOT_ALL_ALIKE = "Who agreed to take part and who answered is not made alike, so part of this gap may have other causes."


def matched(row: Mapping) -> bool:
    """True where the answers after the usual sentence were re-weighted so that their cases look like the model's."""
    return bool(row.get("covariates")) and row["model"] != words.BASELINE


def too_few(row: Mapping) -> bool:
    """True where the reason for `low` is the number of the model's own answers, or of any where nothing is made alike."""
    return not matched(row) or missing(row["satisfied"]) or row["satisfied"] < LEAST_EVENTS or row["answered"] < LEAST_EFFECTIVE


def compared_with(row: Mapping) -> str:
    """Whose answers are on the other side."""
    return f"the usual sentence in {SIMILAR_CASES if matched(row) else SAME_CASES}"


def verdict(row: Mapping) -> str:
    """One of: more, fewer, unclear, low, alone, suppressed, nobody_asked, nobody_answered, not_estimable, baseline."""
    if not missing(row["invited"]) and row["invited"] == 0:
        return "nobody_asked"
    if not missing(row["answered"]) and row["answered"] == 0:
        return "nobody_answered"
    if missing(row["satisfied_rate"]):
        return "suppressed" if row["status"] == "suppressed" else "not_estimable"
    if row["model"] == words.BASELINE:
        return "baseline"
    if unsure(row):
        return "low"
    if missing(row["difference"]):
        return "alone"
    if row["difference_low"] > 0:
        return "more"
    return "fewer" if row["difference_high"] < 0 else "unclear"


def unsure(row: Mapping) -> bool:
    """True where the share carries no verdict: too few answered, or too few of them were satisfied."""
    return withheld.unsure(row, "satisfied_rate", itemgetter("answered", "satisfied"))


def about(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> str:
    """What one row says about a question, for every status; `change` rows are for `changed`."""
    kind, who = verdict(row), RESPONDENTS[row["respondent"]]
    cases = words.answered_cases(row["model"], exposure, names)
    if kind == "nobody_asked":
        return f"No {who[0]} {cases} was asked. That does not mean that none was satisfied."
    if kind == "nobody_answered":
        return (f"Of {count(row['invited'], *who)} asked {cases}, none answered. We can't say how they felt.")
    if kind == "suppressed":
        return hidden(row.get("min_cell"))
    if kind == "not_estimable":
        return NOT_WORKED_OUT
    speak = {"more": _clear, "fewer": _clear, "unclear": _unclear, "low": _low, "alone": _alone, "baseline": _baseline}
    return " ".join(part for part in (*speak[kind](row, names, exposure), silence(row)) if part)


def twin(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> str:
    """The unadjusted figures that stand beside answers made alike: an unadjusted row of the same question."""
    end = NOT_MATCHED.format(it=words.model(row["model"], names).it)
    if missing(row["satisfied_rate"]) or missing(row["baseline_satisfied_rate"]):
        return f"As the groups stand, there is no number to show beside it. {end}"
    arm = _arm(row, names, exposure)
    return f"As the groups stand: {arm[:1].lower()}{arm[1:]}; {_other(row, 'of')}. {end}"


def silence(row: Mapping) -> str:
    """How many answered, and what the others could change."""
    if missing(row["response_rate"]):
        return ""
    if row["response_rate"] == 1:
        return "Everybody who was asked answered."
    question = QUESTIONS[row["question"]]
    said = f"Of every 100 who were asked this, {some(row['response_rate'])} answered."
    if missing(row["bound_low"]):
        return said
    return (f"{said} If none of those who did not answer {question.were}, it would be {whole(row['bound_low'])} of 100; "
            f"if all {question.did}, {whole(row['bound_high'])} of 100.")


def in_short(row: Mapping) -> str:
    """The verdict in a few words, for a table."""
    return {
        "more": "More satisfied", "fewer": "Fewer satisfied", "unclear": "Can't tell yet", "low": "Too few to judge" if too_few(row) else "No verdict",
        "alone": "Nothing to compare", "suppressed": "Hidden", "nobody_asked": "Nobody was asked",
        "nobody_answered": "Nobody answered", "not_estimable": "Can't be worked out", "baseline": "The comparison",
    }[verdict(row)]


def difference(row: Mapping) -> str:
    """The gap in a table's cell: "16 more (13 to 20 more)"."""
    size = row["difference"]
    point = "as many" if size == 0 else f"{per_100(size)} {direction(size)}"
    return f"{point} ({gap(row['difference_low'], row['difference_high'])})"


def value(row: Mapping) -> str:
    """A gap and its range, or why there is none."""
    return in_short(row) if row["model"] == words.BASELINE or missing(row["difference"]) else difference(row)


def how_alike(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> str:
    """Who was set aside and what the weighted answers are worth, from a row of `answer_balance`."""
    cases = words.answered_cases(row["model"], exposure, names)
    if missing(row["effective_n"]):
        return f"For the answers {cases} nothing can be shown about weights: too few answered, or no weights could be found."
    share = row["unmatched_share"]
    if missing(share) or share == 0:
        aside = f"No answer {cases} had to be set aside."
    else:
        few = "Less than 1" if whole(share) == 0 else str(whole(share))
        aside = f"{few} of 100 answers {cases} were set aside, because no case with the usual sentence shares one of their traits."
    worth = f"After weighting, the answers after the usual sentence are worth as much as {int(row['effective_n']):,} that all count alike."
    doubt = f" No verdict is given: {row['why']}." if row["status"] == "low" else ""
    return f"{aside} {worth}{doubt}"


def changed(row: Mapping, names: dict[str, str] | None = None, exposure: str = "referred") -> str:
    """What one row of wave `change` says: how people fared after, against before, on 0-100."""
    question, who = QUESTIONS[row["question"]], RESPONDENTS[row["respondent"]]
    cases, state = words.answered_cases(row["model"], exposure, names), question.state
    if not missing(row["invited"]) and row["invited"] == 0:
        return f"No {who[0]} {cases} was asked about their {state}. That does not mean that nothing changed."
    if not missing(row["answered"]) and row["answered"] == 0:
        return f"No {who[0]} {cases} told of their {state} both before and after, so we can't say how it changed."
    if missing(row["mean"]):
        return hidden(row.get("min_cell")) if row["status"] == "suppressed" else NOT_WORKED_OUT
    way = LESS_AND_MORE[row["mean"] > 0]
    moved = "did not move" if row["mean"] == 0 else f"went {way} by {in_points(row['mean'])}"
    said = f"On a scale from 0 to 100, the {state} of {who[1]} {cases} {moved} from before to after."
    both = f"This counts the {count(row['answered'], *who)} who answered both times, of {int(row['invited']):,} asked."
    if row["status"] == "low" or missing(row["low"]):
        return f"There are too few answers to judge. {said} {both} We show the number but give no verdict."
    range_ = f"The records fit anything from {span(row['low'], row['high'], points, LESS_AND_MORE)}."
    if row["low"] <= 0 <= row["high"]:
        said = f"We can't tell yet. {said}"
        both += " This does not show that nothing changed."
    return f"{said} {range_} {both}"


def change_in_short(row: Mapping | None) -> tuple[str, tuple[str, ...], bool]:
    """A change in a table's cell, its range and count beneath, and whether it is unsure."""
    if row is None or (not missing(row["answered"]) and row["answered"] == 0):
        return "not measured", (), True
    if missing(row["mean"]) or missing(row["low"]):
        return absent(row["status"]), (), True
    way = LESS_AND_MORE[row["mean"] > 0]
    point = "no change" if row["mean"] == 0 else f"{points(row['mean'])} {way}"
    return (point, (span(row["low"], row["high"], points, LESS_AND_MORE), f"{int(row['answered']):,} answered twice"),
            row["status"] != "ok")


def _clear(row: Mapping, names: dict | None, exposure: str) -> list[str]:
    size = row["difference"]
    that = f"That is {per_100(size)} {direction(size)}"
    if whole(row["satisfied_rate"]) - whole(row["baseline_satisfied_rate"]) != whole(size):
        that += ", counted before rounding"
    return [_arm(row, names, exposure) + ".", _other(row, "Of") + ".", that + ".", _range(row), _caution(row, names)]


def _unclear(row: Mapping, names: dict | None, exposure: str) -> list[str]:
    model = words.model(row["model"], names)
    return [f"We can't tell yet. {_arm(row, names, exposure)}; {_other(row, 'of')}.", _range(row),
            f"This does not show that {model.it} {model.makes} no difference.", _caution(row, names)]


def _low(row: Mapping, names: dict | None, exposure: str) -> list[str]:
    who = RESPONDENTS[row["respondent"]]
    if matched(row) and not missing(row["difference"]):
        why = f"The reason: {row['why']}." if row.get("why") else NOT_ALIKE_ENOUGH
        begun = "There are too few answers to judge." if too_few(row) else f"The answers can't be compared well. {why}"
        return [f"{begun} {_arm(row, names, exposure)}; {_other(row, 'of')}.", f"{_range(row)} We show the numbers but give no verdict."]
    return [f"There are too few answers to judge. Of {count(row['answered'], *who)} who answered "
            f"{words.answered_cases(row['model'], exposure, names)}, {_number(row['satisfied'])} {_did(row, row['satisfied'])}, or "
            f"about {whole(row['satisfied_rate'])} in 100. We show the number but give no verdict."]


def _alone(row: Mapping, names: dict | None, exposure: str) -> list[str]:
    missed = "hidden" if row["status"] == "suppressed" else "missing, or was asked on another scale"
    return [_arm(row, names, exposure) + ".", f"The usual sentence's own answer is {missed}, so there is nothing to compare "
            "this with."]


def _baseline(row: Mapping, names: dict | None, exposure: str) -> list[str]:
    few = "There are few of them, so the number is unsure." if unsure(row) else ""
    return [_arm(row, names, exposure) + ".", "This is the group that every model is compared with.", few]


def _arm(row: Mapping, names: dict | None, exposure: str) -> str:
    who, rate = RESPONDENTS[row["respondent"]][1], row["satisfied_rate"]
    return (f"Of every 100 {who} who answered {words.answered_cases(row['model'], exposure, names)}, {some(rate)} "
            f"{_did(row, rate * 100)}")


def _other(row: Mapping, start: str) -> str:
    question, rate = QUESTIONS[row["question"]], row["baseline_satisfied_rate"]
    verb = question.did_one if single(rate * 100) else question.did
    return f"{start} 100 who answered after {compared_with(row)}, {some(rate)} {verb}"


def _range(row: Mapping) -> str:
    return f"The records fit anything from {gap(row['difference_low'], row['difference_high'])}."


def _caution(row: Mapping, names: dict | None) -> str:
    return NOT_ALL_ALIKE if matched(row) else NOT_MATCHED.format(it=words.model(row["model"], names).it)


def _did(row: Mapping, number: float) -> str:
    question: Question = QUESTIONS[row["question"]]
    return question.was if single(number) else question.were


def _number(number: float) -> str:
    return "none" if number == 0 else f"{int(number):,}"
