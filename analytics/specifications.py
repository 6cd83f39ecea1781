"""Every defensible choice: the outcomes, windows, exposures, units, landmarks and adjustments of a specification curve.

The one place where the grid is written down, each choice with its reason. Nothing here depends on any result.
"""

from dataclasses import dataclass
from itertools import product

from analytics.vocabulary import HEADLINE_ADJUSTMENT, HEADLINE_WINDOW

# Outcomes that measure the same question. An arrest is the first sign of a new offense, but not proof of one; a
# conviction is proof, but late and rarer; prison for a new offense is only for the gravest. Violence, rules of
# supervision and "anything at all" are questions of their own: no other measure asks the same.
SAME_QUESTION = {
    "rearrest": ("rearrest", "reconviction", "reincarceration"),
    "reconviction": ("rearrest", "reconviction", "reincarceration"),
    "reincarceration": ("rearrest", "reconviction", "reincarceration"),
    "violent_rearrest": ("violent_rearrest",),
    "return_to_prison": ("return_to_prison", "reincarceration"),
    "technical_return": ("technical_return",),
    "any_return": ("any_return",),
}
# Half a year is what programs report first; one year and two what grants ask for; three years is the usual window of
# state and federal reports; five years of the longest of them.
WINDOWS = (6, 12, 24, 36, 60)
# Referral is decided before anything else happens (intention to treat). Starting and completing are choices of the
# person and the program: shown to tell which way they pull, not to be defended.
DEFENDED_EXPOSURE = "referred"
SELECTED_EXPOSURES = ("started", "completed")
# A person counts once, as most studies have it, or at every release, as a court sees its cases.
UNITS = ("first", "every")
# The clock starts at the release, or a month or a quarter later: who is sent in the first weeks then counts as sent,
# and who is arrested before then is in no group. Those who start or complete are not told apart by it.
LANDMARKS = (0, 30, 90)
# Three ways to make groups alike; and none, to show by how much the choosing pulls.
ADJUSTMENTS = ("entropy", "ipw", "standardize")
CRUDE = "none"


@dataclass(frozen=True, order=True)
class Population:
    """Who is counted: an exposure, a unit and a landmark."""

    exposure: str
    unit: str
    landmark: int


@dataclass(frozen=True)
class Specification:
    """One point of the curve: a question that `compare` can be asked. window: months."""

    outcome: str
    window: int
    adjust: str
    population: Population

    @property
    def counted(self) -> bool:
        """True where it is adjusted and by intention to treat; the others are drawn apart, because they are biased."""
        return self.adjust != CRUDE and self.population.exposure == DEFENDED_EXPOSURE

    def is_headline(self, outcome: str) -> bool:
        """True for the choice that was fixed before looking."""
        return (self.outcome, self.window, self.adjust, self.population) == (
            outcome, HEADLINE_WINDOW, HEADLINE_ADJUSTMENT, HEADLINE_POPULATION)


HEADLINE_POPULATION = Population(DEFENDED_EXPOSURE, "first", 0)


def populations() -> tuple[Population, ...]:
    """Everybody who is counted under one of the choices; the headline's first, those of one landmark together."""
    found = []
    for landmark in LANDMARKS:
        exposures = (DEFENDED_EXPOSURE, *SELECTED_EXPOSURES) if not landmark else (DEFENDED_EXPOSURE,)
        found += [Population(exposure, unit, landmark) for exposure in exposures for unit in UNITS]
    return tuple(found)


def specifications(outcome: str) -> tuple[Specification, ...]:
    """Every specification of the curve that belongs to an outcome, the crude ones and the selected ones included."""
    return tuple(
        Specification(measure, window, adjust, population)
        for population, measure, window, adjust in product(
            populations(), SAME_QUESTION[outcome], WINDOWS, (*ADJUSTMENTS, CRUDE))
    )
