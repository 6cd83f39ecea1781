"""Is it fair? Whether the comparison is like with like, what an opponent would ask, and what the checks answer."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.agreement import Agreement
from analytics.answers.common import INVENTED, arms
from analytics.negative_control import FAILED, NO_SIGN, NegativeControl
from analytics.selection_words import TITLES
from analytics.sentences import fairness
from analytics.sentences.comparison import verdict
from analytics.sentences.numbers import direction, gap, listed, missing, per_100, whole
from analytics.vocabulary import COVARIATES

TITLE = "Is the comparison like with like, and would another analyst find the same?"
TRAITS = {name: {**TITLES, "prior_convictions": "Earlier convictions", "sentence_months": "Length of sentence",
                 "release_year": "Year of release"}[name] for name in COVARIATES}
VICTIMS = ("Victims’ answers are made alike too: each answer takes the traits of its case. That can't tell who agreed to take part and who "
           "answered. The range from silence on People harmed tells how far that could go.")
NO_VICTIMS = "These records hold no victims’ answers that could be compared."
DOSE = ("Those who attend more sessions differ from those who leave, and who is arrested can't attend any more. So this does not tell "
        "what one more session does.")
NO_SESSIONS = "How many sessions people attended is not on record for this program."
EXPOSURES = ("Why these differ: who is sent is decided before anything else happens, so everyone sent counts, whether or not they went "
             "(intention to treat). Starting and completing are up to the person and the program: those who were already on a good way stay. "
             "The more choosing, the better a program tends to look. That is why we show the first.")
APART = ("Drawn apart and not counted: figures that are not made alike, and figures of only those who started or completed. They compare "
         "chosen people.")


def exposures(rows: Sequence[Mapping]) -> str:
    """Why everyone sent, those who started and those who completed differ, and why one of them may be nobody; one row of
    `compare` each."""
    nobody = [row["exposure"] for row in rows if not missing(row["n"]) and not row["n"] and row["exposure"] != "referred"]
    if not nobody:
        return EXPOSURES
    return (f"Nobody had {listed(nobody, 'or')} it by the day of release, or of the sentence where there was no prison, which is when the clock "
            f"starts. Who did so later is counted on Promises kept. {EXPOSURES}")


def attendance(sessions: Sequence[Mapping], row: Mapping) -> str:
    """What stands under the sessions that people attended, or why there are none; row: the model's of `compare`."""
    if sessions:
        return DOSE
    if untold([row]):
        return f"These records don't tell who {words.EVENTS[row['outcome']].was}, so nothing can be set beside the sessions that people attended."
    return NO_SESSIONS


def untold(rows: Sequence[Mapping]) -> bool:
    """True where there are people, and no record tells of the event."""
    return bool(rows) and all(missing(row["events"]) and row["status"] == "not_estimable" for row in rows)


def answer(rows: Sequence[Mapping], controls: Mapping[str, NegativeControl]) -> str:
    """The page's answer over all models, from the adjusted rows of `compare` and the negative controls."""
    found = arms(rows)
    sent = [row for row in found if verdict(row) != "empty"]
    alike = [row for row in sent if not missing(row["effective_n"])]
    if untold(sent):
        return f"We can't say: these records don't tell who {words.EVENTS[sent[0]['outcome']].was}, so there is no comparison to check."
    if not alike:
        return "We can't say: for none of these programs could the two groups be made alike in this selection."
    set_aside = [row for row in alike if not missing(row["unmatched_share"]) and row["unmatched_share"] > 0.1]
    failed, passed = ([row for row in alike if controls[row["model"]].verdict == way] for way in (FAILED, NO_SIGN))
    said = (f"In what the records hold, yes: for {len(alike)} of {len(sent)} programs the people with the usual sentence could be "
            "weighted to look just like those sent.")
    if set_aside:
        said += f" For {len(set_aside)} of them, more than one in ten of those sent have nobody like them."
    if failed:
        said += f" But a look at the time before the release shows a gap for {len(failed)} of them, where none should be."
    elif passed:
        said += f" A look at the time before the release finds no sign of a gap for {_all(len(passed), len(alike))}."
    else:
        said += " Whether they differed before the release can't be checked with these records."
    if len(sent) < len(found):
        said += f" To {len(found) - len(sent)} nobody was sent."
    return said + " What the records don't hold may still differ."


def can_say(row: Mapping, controls: Mapping[str, NegativeControl]) -> list[str]:
    """What the checks carry."""
    said = ["That the groups compared have the same makeup in every trait listed here."] if not missing(row["effective_n"]) else []
    if controls[row["model"]].verdict == NO_SIGN:
        said.append("That the records show no sign of a gap in the three years before the release. That is not to say that there was none.")
    if not missing(row["e_value"]):
        said.append("How strong a hidden cause would have to be to explain the gap.")
    return [*said, "What other defensible choices would have shown."]


def cannot_say(demonstration: bool) -> list[str]:
    """What they do not carry."""
    return ["That nothing else differs. Motives, support at home, and who an official thought would do well are not on record.",
            "That the gap would be the same for people who were set aside, or who are never sent.",
            *[INVENTED] * demonstration]


def hard_questions(row: Mapping, crude: Mapping, control: NegativeControl, found: Agreement | None) -> list[tuple[str, str]]:
    """What an opponent would ask of one program, answered from the same results."""
    event = words.EVENTS[row["outcome"]].again
    asked = [("Weren’t these people picked because they would do well anyway?", _picked(row, crude)),
             ("Could something that you don’t know explain it?", fairness.explained_away(row)),
             ("Were they different before?", fairness.control(control))]
    if found and found.shown:
        asked.append(("Did you choose the way of counting that suits you?", _suits(found, event)))
    later = row.get("baseline_later_referred")
    if not missing(later):
        asked.append(("Were some of those compared with sent later?",
                      f"Yes, {int(later):,} of {int(row['baseline_n']):,}, after their clock had started. That draws the two groups together, so "
                      "it makes a gap look smaller." if later else "No."))
    asked.append(("Why is race among the traits?", "Because people are policed, charged and sentenced differently, so arrests are not the "
                  "same measure for all. Not because race causes crime."))
    asked.append(("What would settle it?", _settle(row)))
    return asked


def beside(row: Mapping, alike: str, plain: str) -> list[tuple[str, str]]:
    """A model's sentences side by side: made alike, as the groups stand, and how many people would tell more."""
    return [("Made alike", alike), ("As they stand", plain), ("How many more people", how_many_more(row))]


def answers_beside(alike: str, plain: str, worth: str) -> list[tuple[str, str]]:
    """What victims answered about one model, side by side, and what the weights are worth."""
    return [("Made alike", alike), ("As they stand", plain), ("What stands behind it", worth)]


def how_many_more(row: Mapping) -> str:
    """How many people it would take, or why none are named."""
    if verdict(row) in ("fewer", "more"):
        return "None to tell this gap: its range leaves out no gap already."
    return fairness.how_many_more(row) or "There is no number to start from."


def caption(rows: Sequence[Mapping]) -> str:
    """What the table of checks holds."""
    months = words.window(int(rows[0]["window_months"]))
    return (f"People of every 100, within {months}; beneath, the range the records fit. Made alike: the usual sentence’s people weighted to look "
            "like those sent. As they stand: not matched, so don’t read that as what a program did. Before: arrests in the three years before "
            "the release.")


def answers_caption() -> str:
    """What the table of victims' answers holds."""
    return ("Of every 100 victims who answered, how many fewer or more were satisfied with how they were treated. Each is held against the "
            "usual sentence; beneath, the range the records fit. Worth as many: what the weighted answers count for.")


def _picked(row: Mapping, crude: Mapping) -> str:
    if missing(row["risk_difference"]) or missing(crude["risk_difference"]):
        return "Perhaps. For this program the groups could not be compared, so we don’t say what it did."
    made, plain = row["risk_difference"], crude["risk_difference"]
    both = (f"As the groups stand, the gap is {_gap(plain)}. Once they are made alike in "
            f"{listed([title.lower() for title in TRAITS.values()])}, it is {_gap(made)}.")
    if whole(plain) == whole(made):
        return f"As far as the records tell, hardly. {both} So these traits explain little of it."
    begun, often = ("In part they were.", "less") if plain < made else ("As far as the records tell, rather the other way round.", "more")
    share = row["unmatched_share"]
    aside = " Those with nobody like them were set aside, which moves it too." if not missing(share) and whole(share) else ""
    unsure = (" Its range holds no gap too, so which way it truly points can't be told."
              if row["risk_difference_low"] <= 0 <= row["risk_difference_high"] else "")
    return (f"{begun} {both} So people like those who were sent {words.EVENTS[row['outcome']].were} {often} often anyway. "
            f"{_moved(whole(plain), whole(made))}{unsure}{aside}")


def _moved(plain: int, made: int) -> str:
    """What making groups alike did to the gap, both in whole people of 100 and not the same."""
    if plain * made < 0:
        return "Who was sent turned the gap round: made alike, it points the other way."
    if not made:
        return "Without that, hardly any gap is left."
    if abs(made) > abs(plain):
        return "Who was sent hid part of the gap: made alike, it is wider."
    return "Who was sent widened the gap: made alike, it is narrower."


def _suits(found: Agreement, event: str) -> str:
    least, most = found.shown[-1], found.shown[0]
    return (f"{fairness.agree(found, event)} The least favorable defensible choice shows {_gap(least['risk_difference'])} "
            f"({gap(least['risk_difference_low'], least['risk_difference_high'])}): {_lower(fairness.choice(least))}. The most favorable shows "
            f"{_gap(most['risk_difference'])} ({gap(most['risk_difference_low'], most['risk_difference_high'])}): {_lower(fairness.choice(most))}.")


def _settle(row: Mapping) -> str:
    needed = fairness.how_many_more(row)
    return "Deciding by lot who is offered the program, for some years." + (f" {needed}" if needed else "")


def _gap(size: float) -> str:
    return f"{per_100(size)} {direction(size)} of 100" if size else "none"


def _all(part: int, of: int) -> str:
    return f"all {of}" if part == of and of > 1 else f"{part} of {of}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
