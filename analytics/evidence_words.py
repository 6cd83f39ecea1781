"""What published studies are about, in words: their outcomes, their designs, and kinds of program that only they know."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics import words


AGAIN, GAIN, OTHER = "again", "gain", "other"  # a new offense or return; what more of is better; neither


@dataclass(frozen=True)
class Outcome:
    """What was counted: a heading, its place after "the odds of", and the picture that it belongs in."""

    title: str
    odds_of: str
    kind: str = AGAIN


OUTCOMES = {
    "rearrest": Outcome("Arrested again", "being arrested again"),
    "reconviction": Outcome("Convicted again", "being convicted again"),
    "reincarceration": Outcome("Imprisoned again", "being imprisoned again"),
    "reoffending": Outcome("Offended again", "offending again"),
    "ptsd": Outcome("Victims with signs of trauma", "signs of trauma in victims", OTHER),
    "prison_sentence": Outcome("Sent to prison in the case itself", "being sent to prison in the case itself", OTHER),
    "completion": Outcome("Finished what was agreed", "finishing what was agreed", GAIN),
    "victim_satisfaction": Outcome("Victims satisfied", "a victim being satisfied", GAIN),
    "restitution_paid": Outcome("Paid what was agreed", "paying what was agreed", GAIN),
}
MODELS = {
    "rj_conferencing_other": words.Model("Conferences of other kinds", it="conferences of other kinds", makes="make"),
    "several_models": words.Model("Several kinds together", it="several kinds of program together", makes="make"),
}
DESIGNS = {"randomized": "by lot", "not_randomized": "not by lot", "review": "a review", "unknown": "design not stated"}
IN_FULL = {"randomized": "Assigned by lot", "not_randomized": "Not by lot", "review": "A review of studies",
           "descriptive": "Nobody to compare with", "unknown": "Not stated"}


def model(code: str) -> words.Model:
    """The model in words, those included that only studies know."""
    return MODELS.get(code) or words.model(code)


def outcome(code: str) -> Outcome:
    """The outcome in words; one of a file of one's own goes by its own name."""
    said = code.replace("_", " ")
    return OUTCOMES.get(code) or Outcome(said.capitalize(), said)


def label(row: Mapping) -> str:
    """A group of studies in one line: "Family conference: arrested again, by lot"."""
    about = outcome(row["outcome"]).title
    return f"{model(row['model']).title}: {about[0].lower()}{about[1:]}, {DESIGNS.get(row['design'], row['design'])}"
