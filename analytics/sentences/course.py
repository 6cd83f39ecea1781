"""How long completing takes, why people leave, and how much of a program they attend, in words."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.answer_words import STEPS
from analytics.sentences.numbers import count, listed, missing, some, whole
from analytics.sentences.withheld import NOT_WORKED_OUT, hidden

REASONS = {
    "victim_declined": "the person harmed declined", "person_declined": "they declined", "no_contact": "nobody could be reached",
    "no_agreement": "no agreement was found", "rule_violation": "they broke a rule", "new_offense": "there was a new offense",
    "transferred": "they were moved", "other": "another reason", "completed": "it is marked as completed", "unknown": "no reason on record",
}  # fmt: skip
REQUIRED = ("Classes are required in the Reentry Process; people without one are unusual, so a fair comparison may not exist.")
ATTENDED = {"none": "Attended none", "some": "Attended some", "all": "Attended all"}
NO_LINE = ("How many had completed it by which month can't be shown: too few people came to the end of it at any time. That does not mean that "
           "nobody did.")
STAYING_DIFFERS = "Those who stay to the end differ from those who leave, so don't read attendance as what makes the difference."


def times(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None, open_: bool = False) -> str:
    """How far people had come by a year, from the rows of one model. open_: many are still on the way."""
    who = words.people(model, names=names)
    completed, left = ([row for row in rows if row["end"] == end and not missing(row["share"])] for end in ("completed", "left"))
    if not completed:
        status = rows[0]["status"] if rows else "not_estimable"
        return hidden() if status == "suppressed" else NOT_WORKED_OUT
    if completed[-1]["month"] == 0:  # the line has no step that may be shown
        return NO_LINE
    last, gone = _by(completed, 12), _by(left, 12)
    said = f"Of every 100 people {who}, {some(last['share'])} had completed it within {_months(last['month'])}"
    if gone and gone["month"]:  # each line has steps of its own, to protect people
        said += f" and {some(gone['share'])} had left {'by then' if gone['month'] == last['month'] else 'within ' + _months(gone['month'])}"
    said += "."
    said += " This counts everybody, also those who are still on the way, for as long as they were watched."
    return ("Many are still on the way, so this is the figure to go by. " if open_ else "") + said


def between(rows: Sequence[Mapping]) -> str:
    """The days between steps of one model."""
    told = [f"{row['days']:.0f} days from {_before(rows, row)} to {_to(row)}" for row in rows if not missing(row["days"])]
    if not told:
        return "How long the steps take can't be told from these records."
    return f"In the middle case it took {listed(told)}."


def leaving(rows: Sequence[Mapping]) -> str:
    """Why people left one model, most frequent first."""
    shown = sorted((row for row in rows if not missing(row["share"]) and row["share"]), key=lambda row: -row["share"])
    if not shown:
        return "Why people left can't be told: nobody did, or the reasons are hidden."
    told = [f"{whole(row['share'])} because {REASONS[row['reason']]}" if row["reason"] not in ("other", "unknown") else
            f"{whole(row['share'])} for {REASONS[row['reason']]}" if row["reason"] == "other" else f"{whole(row['share'])} with {REASONS[row['reason']]}"
            for row in shown]
    rest = " Reasons of few people are hidden." if len(shown) < len(rows) else ""
    return f"Of every 100 who left, {listed(told)}.{rest}"


def attended(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> str:
    """How many sessions and hours people attended, from the rows of one model for one number of planned sessions."""
    sessions = [row for row in rows if row["counted_in"] == "sessions" and not missing(row["people"])]
    hours = [row for row in rows if row["counted_in"] == "hours" and not missing(row["people"])]
    if not sessions:
        return ""
    planned = int(sessions[0]["planned"])
    all_ = sum(row["share"] for row in sessions if row["attended"] == planned)
    none = sum(row["share"] for row in sessions if row["attended"] == 0)
    said = (f"Of every 100 people {words.people(model, names=names)} whose case is closed, {some(all_)} attended "
            f"{_all(planned)} and {some(none)} attended none.")
    full = [row["share"] for row in hours if row["attended"] == 40]
    return said + (f" {some(full[0])} reached forty hours." if full and planned == 10 else "")


def reading(row: Mapping) -> str:
    """One row of attendance: "3 sessions: 120 people"."""
    amount = count(row["attended"], "session", "sessions") if row["counted_in"] == "sessions" else _tens(row["attended"])
    return f"{amount}: " + ("hidden" if missing(row["people"]) else f"{whole(row['share'])} of 100")


def label(row: Mapping) -> str:
    """What one row of attendance counts."""
    return str(int(row["attended"])) if row["counted_in"] == "sessions" else _tens(row["attended"])


def _tens(hours: float) -> str:
    return "40 or more" if hours >= 40 else f"{int(hours)} to {int(hours) + 9}"


def _all(planned: int) -> str:
    return {1: "the session", 2: "both sessions"}.get(planned, f"all {words.number(planned)} sessions")


def _by(rows: Sequence[Mapping], month: int) -> Mapping | None:
    before = [row for row in rows if row["month"] <= month]
    return before[-1] if before else None


def _months(month: float) -> str:
    return "a year" if month == 12 else count(month, "month", "months")


def _before(rows: Sequence[Mapping], row: Mapping) -> str:
    if row["step"] == "completed":
        return "being sent"
    told = [other for other in rows[:list(rows).index(row)] if not missing(other["days"])]
    return _to(told[-1]) if told else "being sent"


def _to(row: Mapping) -> str:
    return {"consented": "agreeing", "started": "starting", "agreement_reached": "the agreement", "agreement_completed": "keeping it",
            "completed": "completing"}.get(row["step"], STEPS[row["step"]][0].lower())
