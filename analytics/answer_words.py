"""What people were asked, in words: who was asked, what a satisfied answer says, how people fare."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question in words. `were` ends "Of every 100 victims, 72 ..."; `state` is what can go up or down."""

    title: str
    were: str
    was: str
    state: str = ""

    @property
    def did(self) -> str:
        """Short for `were`: "... 72 were", "... 72 did"."""
        return "were" if self.were.startswith("were ") else "did"

    @property
    def did_one(self) -> str:
        """Short for `was`."""
        return "was" if self.was.startswith("was ") else "did"


def _same(title: str, did: str, state: str = "") -> Question:
    return Question(title, did, did, state)


QUESTIONS = {
    "satisfaction_process": Question(
        "Satisfied with how they were treated", "were satisfied with how they were treated",
        "was satisfied with how they were treated"),
    "satisfaction_outcome": Question(
        "Satisfied with the outcome", "were satisfied with the outcome", "was satisfied with the outcome"),
    "fairness": _same("Found it fair", "found it fair"),
    "felt_heard": _same("Felt heard", "felt heard"),
    "questions_answered": _same("Got answers to their questions", "got answers to their questions"),
    "felt_pressed": _same("Felt little pressure to take part", "felt little or no pressure to take part"),
    "offender_accountable": _same(
        "Felt the person was held accountable", "felt that the person was held accountable"),
    "fear_of_revictimization": _same(
        "Had little fear of being harmed again", "had little fear of being harmed again",
        "fear of being harmed again"),
    "safety": _same("Felt safe", "felt safe", "sense of safety"),
    "apology_received": _same("Received an apology", "received an apology"),
    "contacted_afterwards": Question(
        "Were contacted afterwards", "were contacted afterwards", "was contacted afterwards"),
    "would_recommend": _same("Would recommend it", "would recommend it"),
    "wellbeing": _same("Felt well", "felt well", "wellbeing"),
    "empathy": _same("Felt for those they had harmed", "felt for those they had harmed", "feeling for those harmed"),
    "belonging": _same("Felt that they belong", "felt that they belong", "sense of belonging"),
}

RESPONDENTS = {
    "victim": ("victim", "victims"),
    "person_responsible": ("person responsible", "people responsible"),
    "community_member": ("community member", "community members"),
    "supporter": ("supporter", "supporters"),
}

# The ladder of a participation: a heading, and what people did on that step.
STEPS = {
    "referred": ("Sent", "were sent"),
    "consented": ("Agreed to take part", "agreed to take part"),
    "started": ("Started", "started"),
    "agreement_reached": ("Reached an agreement", "reached an agreement"),
    "agreement_completed": ("Kept the agreement", "kept the agreement"),
    "completed": ("Completed it", "completed it"),
}
