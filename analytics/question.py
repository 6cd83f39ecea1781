"""What is asked: every option of a counting verb, checked once, then passed on unchanged."""

import numbers
from dataclasses import dataclass, field

from analytics import holding_back
from analytics.vocabulary import (
    ADJUSTMENTS,
    COLUMNS_OF_ACTIVITIES,
    COVARIATES,
    CURVE_KINDS,
    DEFAULT_MIN_CELL,
    DEFAULT_ROUND,
    EXPOSURES,
    FILTERS,
    LONGEST_WINDOW_MONTHS,
    OUTCOMES,
    STANDARDIZED,
    UNITS,
)
from analytics.where import Where, parse_where
from data.problem import Problem

# A landmark beyond this could not be followed by any window.
LONGEST_LANDMARK_DAYS = 16_383


@dataclass(frozen=True)
class Question:
    """The options that all counting verbs share, and those of `compare` and `curve`."""

    outcome: str | None = None
    window: int | None = None
    kind: str | None = None
    adjust: str = "none"
    exposure: str = "referred"
    landmark: int = 0
    unit: str = "first"
    strict_baseline: bool = False
    where: Where = field(default_factory=dict)
    by: str | None = None
    model: tuple[str, ...] = ()
    covariates: tuple[str, ...] = ()
    min_cell: int = DEFAULT_MIN_CELL
    round: int = DEFAULT_ROUND

    @property
    def alike_in(self) -> tuple[str, ...]:
        """The covariates that the groups are made alike in: those asked for, else the default of the adjustment."""
        return self.covariates or (STANDARDIZED if self.adjust == "standardize" else COVARIATES)

    @property
    def exact(self) -> bool:
        """True where figures are for those who may see the records: nothing hidden, nothing rounded."""
        return self.min_cell == 0


def ask(*, columns: tuple[str, ...] = FILTERS, **options: object) -> Question:
    """Check options as they come from the command line, a notebook or a page. columns: what rows can be split by.

    Raises Problem with one sentence that names the option, the value and what is possible.
    """
    where = parse_where(options.pop("where", None))
    model = options.pop("model", None) or ()
    model = (model,) if isinstance(model, str) else tuple(dict.fromkeys(model))
    covariates = options.pop("covariates", None) or ()
    if isinstance(covariates, str):
        covariates = tuple(part.strip() for part in covariates.split(","))
    for option in ("window", "landmark", "min_cell", "round"):
        if isinstance(options.get(option), numbers.Integral) and not isinstance(options[option], bool):
            options[option] = int(options[option])
    unknown = set(options) - set(Question.__dataclass_fields__)
    if unknown:
        raise Problem(f"There is no option {sorted(unknown)[0]!r}. Options: {', '.join(Question.__dataclass_fields__)}.")

    in_order = sorted(dict.fromkeys(covariates), key=lambda name: COVARIATES.index(name) if name in COVARIATES else -1)
    question = Question(where=where, model=model, covariates=tuple(in_order), **options)
    # A verb that is about an event always gives these three: then nothing is no answer.
    if "outcome" in options:
        _one_of("outcome", question.outcome, OUTCOMES)
    if "kind" in options:
        _one_of("kind", question.kind, CURVE_KINDS)
    _one_of("adjust", question.adjust, ADJUSTMENTS)
    _one_of("exposure", question.exposure, EXPOSURES)
    _one_of("unit", question.unit, UNITS)
    for covariate in question.covariates:
        _one_of("covariates", covariate, COVARIATES)
    _one_of("by", question.by, (None, *columns))
    if "window" in options:
        _whole_number("window", question.window, 1, LONGEST_WINDOW_MONTHS)
    _whole_number("landmark", question.landmark, 0, LONGEST_LANDMARK_DAYS)
    _whole_number("min-cell", question.min_cell, 0, 1_000_000)
    _whole_number("round", question.round, 1, 1_000_000)
    holding_back.check(question.min_cell, question.round)
    if not isinstance(question.strict_baseline, bool):
        raise Problem(f"The option strict_baseline is true or false, not {question.strict_baseline!r}.")
    return question


def ask_without_event(verb: str, *, adjusts: bool = False, **options: object) -> Question:
    """As `ask`, for a verb that is about no event: it takes no outcome, window or kind of curve.

    adjusts: whether it can make groups alike.
    """
    for option in ("outcome", "window", "kind"):
        if options.pop(option, None) is not None:
            raise Problem(f"{verb} takes no option {option}: it is about no event. Leave it out.")
    question = ask(**options)
    if question.adjust != "none" and not adjusts:
        raise Problem(f"{verb} gives crude figures only, not {question.adjust!r}. Leave the option adjust out.")
    return question


def ask_about_activities(**options: object) -> Question:
    """As `ask_without_event`, for what is recorded by place and month and names no person."""
    question = ask_without_event("repair", columns=COLUMNS_OF_ACTIVITIES, **options)
    for column in question.where:
        if column not in COLUMNS_OF_ACTIVITIES:
            raise Problem(f"Activities are not recorded by {column}. Select them by facility or county_fips, or leave it out.")
    return question


def _one_of(option: str, value: object, possible: tuple[object, ...]) -> None:
    if value not in possible:
        words = ", ".join(str(word) for word in possible if word is not None)
        raise Problem(f"The option {option} cannot be {str(value)[:80]!r}. Possible: {words}.")


def _whole_number(option: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Problem(f"The option {option} is a whole number from {least} to {most}, not {str(value)[:80]!r}.")
