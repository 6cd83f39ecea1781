"""The published studies that the project carries, from studies.csv."""

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("studies.csv")
RANDOMIZED, NOT_RANDOMIZED, REVIEW, UNKNOWN = "randomized", "not_randomized", "review", "unknown"
DESCRIPTIVE = "descriptive"  # nobody to compare with
# The words that a file may use for a design -> how it is shown. Lots or not is what matters for a pool.
DESIGNS = {
    **dict.fromkeys(("randomized", "randomised", "rct", "random", "randomized_trial", "randomised_trial", "trial"), RANDOMIZED),
    **dict.fromkeys(("matched", "quasi", "quasi_experimental", "quasi_experiment", "observational", "cohort", "not_randomized",
                     "not_randomised", "nonrandomized", "non_randomized", "nonrandomised", "non_randomised"), NOT_RANDOMIZED),
    **dict.fromkeys(("review", "meta", "meta_analysis", "systematic_review"), REVIEW),
    "": UNKNOWN, "unknown": UNKNOWN, DESCRIPTIVE: DESCRIPTIVE,
}
Z95 = 1.959963984540054
D_TO_LOG_ODDS = math.pi / math.sqrt(3)  # Chinn S (2000). Statistics in Medicine 19, 3127-3131


@dataclass(frozen=True)
class Counts:
    """People in two groups, and to how many of them it happened."""

    events_treated: int
    n_treated: int
    events_control: int
    n_control: int


@dataclass(frozen=True)
class Study:
    """One published figure: counts, or effect and std_error (log odds ratio), or neither; then `finding` tells it
    and `found` says which way (fewer, more, no clear difference, contradictory, not comparable).

    participants: None where not known. use: pool, alone, review or show. studies_inside: of a review.
    """

    study: str
    model: str
    outcome: str
    design: str
    counts: Counts | None = None
    effect: float | None = None
    std_error: float | None = None
    participants: int | None = None
    use: str = "pool"
    title: str = ""
    citation: str = ""
    year: str = ""
    place: str = ""
    population: str = ""
    offense: str = ""
    measured_as: str = ""
    follow_up_months: str = ""
    finding: str = ""
    found: str = ""
    provenance: str = ""
    remark: str = ""
    published_design: str = ""
    same_people: str = ""
    studies_inside: int | None = None


@cache
def published_studies() -> tuple[Study, ...]:
    """Every study that the project carries, in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_study(row) for row in csv.DictReader(file))


def _study(row: dict[str, str]) -> Study:
    usable = row["use"] in ("pool", "alone", "review")
    counts = _counts(row) if usable else None
    effect, std_error = (None, None) if counts or not usable else _log_odds_ratio(row)
    told = {name: row[name] for name in (
        "study", "model", "outcome", "use", "title", "citation", "year", "place", "population", "offense", "measured_as",
        "follow_up_months", "finding", "found", "provenance", "remark", "same_people")}
    return Study(
        **told, design=DESIGNS[row["design"]], published_design=row["design"], counts=counts, effect=effect, std_error=std_error,
        participants=int(row["participants"]) if row["participants"] else None,
        studies_inside=int(row["studies_inside"]) if row["studies_inside"] else None)


def _counts(row: dict[str, str]) -> Counts | None:
    cells = [row[name] for name in ("events_treated", "n_treated", "events_control", "n_control")]
    return Counts(*(int(cell) for cell in cells)) if all(cells) else None


def _log_odds_ratio(row: dict[str, str]) -> tuple[float, float]:
    """A published effect with its range as log odds ratio and standard error, below 0 where fewer had it."""
    effect, low, high = (float(row[name]) for name in ("effect", "effect_low", "effect_high"))
    if row["effect_measure"] == "OR":
        effect, low, high = math.log(effect), math.log(low), math.log(high)
    std_error = float(row["std_error"]) if row["std_error"] else (high - low) / (2 * Z95)
    if row["effect_measure"] in ("d", "g_favours_rj"):
        effect, std_error = effect * D_TO_LOG_ODDS, std_error * D_TO_LOG_ODDS
    return -effect if row["effect_measure"] == "g_favours_rj" else effect, std_error
