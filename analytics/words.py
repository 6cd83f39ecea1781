"""What things are called on screen: events, windows, models. Whole phrases, so that sentences stay plain.

The records' codes go in, words come out. A model that a site has added is named by its own name.
"""

from dataclasses import dataclass
from datetime import date

from analytics.vocabulary import BASELINE

USUAL_SENTENCE = "The usual sentence"
USUAL_SENTENCE_IN_FULL = "The usual sentence (retributive only)"


@dataclass(frozen=True)
class Event:
    """An outcome in words. Each phrase fits its place: "31 were ...", "fewer ...", a heading, a rule."""

    title: str
    were: str
    was: str
    again: str
    rule: str


EVENTS = {
    "rearrest": Event(
        "Arrested again", "were arrested again", "was arrested again", "arrested again",
        "the first new arrest on record, whatever came of it"),
    "violent_rearrest": Event(
        "Arrested again for violence", "were arrested again for violence",
        "was arrested again for violence", "arrested again for violence",
        "the first new arrest for a violent offense"),
    "reconviction": Event(
        "Convicted again", "were convicted again", "was convicted again", "convicted again",
        "the first new conviction"),
    "reincarceration": Event(
        "Imprisoned again for a new offense", "were imprisoned again for a new offense",
        "was imprisoned again for a new offense", "imprisoned again",
        "the first new prison sentence"),
    "technical_return": Event(
        "Came back to prison for breaking a rule", "came back to prison for breaking a rule",
        "came back to prison for breaking a rule", "back in prison for breaking a rule",
        "the first return to prison for breaking a rule of supervision, without a new sentence"),
    "return_to_prison": Event(
        "Came back to prison", "came back to prison", "came back to prison", "back in prison",
        "the first return to prison, for a new sentence or for breaking a rule of supervision"),
    "any_return": Event(
        "Arrested, convicted or imprisoned again", "were arrested, convicted or imprisoned again",
        "was arrested, convicted or imprisoned again", "arrested, convicted or imprisoned again",
        "the first new arrest, conviction or return to prison of any kind"),
}


@dataclass(frozen=True)
class Model:
    """A model in words: `people` are its people, `others` those it is compared with, `it` the thing itself.

    `case` goes with its cases where that differs from its people: "in cases with restitution".
    """

    title: str
    people: str = ""
    others: str = "who were not sent"
    started: str = ""
    it: str = ""
    makes: str = "makes"
    case: str = ""


MODELS = {
    "victim_offender_mediation": Model(
        "Mediation", "sent to mediation", started="mediation", it="mediation"),
    "accountability_board": Model(
        "Accountability board", "sent to a board", started="a board", it="boards", makes="make"),
    "family_group_conference": Model(
        "Family conference", "sent to a family conference", started="a family conference",
        it="family conferences", makes="make"),
    "circle_sentencing": Model(
        "Sentencing circle", "sent to a circle", started="a circle", it="circles", makes="make"),
    "impact_of_crime_class": Model(
        "Impact of Crime class", "sent to an Impact of Crime class", started="an Impact of Crime class",
        it="Impact of Crime classes", makes="make"),
    "reparative_activity": Model(
        "Reparative work", "sent to reparative work", started="reparative work", it="reparative work"),
    "community_service": Model(
        "Community service", "sent to community service", started="community service",
        it="community service"),
    "restitution": Model(
        "Restitution", "ordered to pay restitution", "who were not", "paying restitution", "restitution",
        case="with restitution"),
    "victim_impact_statement": Model(
        "Victim impact statement", "in cases with a victim impact statement", "in cases without one",
        "a case with a victim impact statement", "victim impact statements", "make",
        case="with a victim impact statement"),
}


def model(code: str, names: dict[str, str] | None = None) -> Model:
    """The model in words; one that a site has added goes by its own name."""
    if code in MODELS:
        return MODELS[code]
    if code == BASELINE:
        return Model(USUAL_SENTENCE, "with the usual sentence", it="the usual sentence")
    title = (names or {}).get(code) or code.replace("_", " ")
    return Model(title, f"sent to {title}", started=title, it=title)


def people(code: str, exposure: str = "referred", names: dict[str, str] | None = None) -> str:
    """Who is in the arm: "sent to mediation", "who started mediation", "who completed mediation"."""
    words = model(code, names)
    if exposure == "referred" or code == BASELINE:
        return words.people
    return f"who {exposure} {words.started}"


def others(code: str, exposure: str = "referred", names: dict[str, str] | None = None) -> str:
    """Who is on the other side of a matched comparison: "who were not sent"."""
    return model(code, names).others if exposure == "referred" else "who were not sent"


def cases(code: str, exposure: str = "referred", names: dict[str, str] | None = None) -> str:
    """Which cases are the model's: "in cases sent to mediation", "in cases where the person started mediation"."""
    words = model(code, names)
    if exposure == "referred" or code == BASELINE:
        return f"in cases {words.case or words.people}"
    return f"in cases where the person {exposure} {words.started}"


def answered_cases(code: str, exposure: str = "referred", names: dict[str, str] | None = None) -> str:
    """Which cases answers count for a model in: an answer about the model itself counts whoever started or completed it."""
    held = cases(code, exposure, names)
    if exposure == "referred" or code == BASELINE:
        return held
    return f"in cases where they were asked about {model(code, names).it}, or{held.removeprefix('in cases')}"


ADJUSTMENTS = {
    "entropy": "Made alike by balancing", "ipw": "Made alike by the chance of being sent", "standardize": "Made alike group by group",
    "none": "Not made alike",
}


def clock(days: int) -> str:
    """When the clock starts: "At the release", "30 days after the release"."""
    return f"{days} days after the release" if days else "At the release"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """Small counts as words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def window(months: int) -> str:
    """A window after its preposition: "three years", "one year", "six months"."""
    if months % 12 == 0:
        years = months // 12
        return f"{number(years)} year{'' if years == 1 else 's'}"
    return f"{number(months)} month{'' if months == 1 else 's'}"


def window_before_a_noun(months: int) -> str:
    """A window before its noun: "three-year", "six-month"."""
    if months % 12 == 0:
        return f"{number(months // 12)}-year"
    return f"{number(months)}-month"


def day(written: str) -> str:
    """A date in words: "2024-12-31" is "December 31, 2024", and "2024-12" the end of that month or earlier: "December 2024"."""
    if len(written) == len("2024-12"):
        return f"{date.fromisoformat(written + '-01'):%B %Y}"
    found = date.fromisoformat(written)
    return f"{found:%B} {found.day}, {found.year}"
