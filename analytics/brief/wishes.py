"""What somebody wants to take along: which figures of whom, how many slides, under whose name."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from analytics.brief import logo
from analytics.question import Question, ask
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, HEADLINE_ADJUSTMENT, OUTCOMES
from analytics.where import canonical
from data.problem import Problem

USUAL_OUTCOMES = ("rearrest", "reconviction", "reincarceration", "technical_return")
LENGTHS = (5, 12)  # slides
LONGEST_TITLE = 120  # characters that fit above a slide
LONGEST_NAME = 80
# Of the options that all counting verbs share, those that a brief takes; they mean the same.
COUNTING = ("exposure", "landmark", "unit", "strict_baseline", "covariates", "min_cell", "round")


@dataclass(frozen=True)
class Wishes:
    """A brief's options, checked. The first of `outcome` is the headline; `model` chooses rows, never people.

    robustness: whether tables also hold every defensible choice, which takes about a minute.
    """

    outcome: tuple[str, ...] = USUAL_OUTCOMES
    window: int = 36
    adjust: str = HEADLINE_ADJUSTMENT
    model: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exposure: str = "referred"
    landmark: int = 0
    unit: str = "first"
    strict_baseline: bool = False
    covariates: tuple[str, ...] = ()
    min_cell: int = DEFAULT_MIN_CELL
    round: int = DEFAULT_ROUND
    slides: int = 5
    title: str = ""
    organization: str = ""
    address: str = ""
    logo: bytes = b""
    robustness: bool = False

    @property
    def exact(self) -> bool:
        """True where figures are for those who may see the records."""
        return self.min_cell == 0

    @property
    def headline(self) -> str:
        """The outcome that the headline is about."""
        return self.outcome[0]

    def counting(self, models: bool = True) -> dict[str, object]:
        """The options of a counting verb, without those that are as usual."""
        usual = Wishes()
        given = {name: getattr(self, name) for name in COUNTING if getattr(self, name) != getattr(usual, name)}
        if self.where:
            given["where"] = dict(self.where)
        return given | ({"model": self.models_and_baseline} if models and self.model else {})

    @property
    def models_and_baseline(self) -> tuple[str, ...]:
        """The models asked for and the usual sentence, which each is compared with."""
        return (*self.model, "retributive_only")

    def as_options(self) -> dict[str, object]:
        """All of them as plain values, as they stand in a description."""
        plain = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "logo"}
        return plain | {"outcome": list(self.outcome), "model": list(self.model), "covariates": list(self.covariates),
                        "where": {column: list(values) for column, values in self.where.items()}}

    @property
    def subset(self) -> str:
        """The selection in its canonical form."""
        return canonical(dict(self.where))


def wish(**options: object) -> Wishes:
    """Check a brief's options as they come from the command line, a notebook or a page.

    Raises Problem with one sentence that names the option, the value and what is possible.
    """
    unknown = set(options) - {item.name for item in fields(Wishes)}
    if unknown:
        raise Problem(f"A brief has no option {sorted(unknown)[0]!r}. Options: {', '.join(item.name for item in fields(Wishes))}.")
    given = {name: value for name, value in options.items() if value is not None}
    outcomes = given.pop("outcome", None) or USUAL_OUTCOMES
    outcomes = (outcomes,) if isinstance(outcomes, str) else tuple(dict.fromkeys(outcomes))
    slides, title = given.pop("slides", 5), _line("title", given.pop("title", ""), LONGEST_TITLE)
    organization = _line("organization", given.pop("organization", ""), LONGEST_NAME)
    address, picture = _address(given.pop("address", "")), logo.cleaned(given.pop("logo", b""))
    robustness = given.pop("robustness", False)
    if not isinstance(robustness, bool):
        raise Problem(f"The option robustness is true or false, not {str(robustness)[:80]!r}.")
    if slides not in LENGTHS:
        raise Problem(f"A brief has {' or '.join(map(str, LENGTHS))} slides, not {str(slides)[:80]!r}.")
    asked: Question | None = None
    for outcome in outcomes:
        if outcome not in OUTCOMES:
            raise Problem(f"The option outcome cannot be {str(outcome)[:80]!r}. Possible: {', '.join(OUTCOMES)}.")
        asked = ask(outcome=outcome, **{"window": 36, "adjust": HEADLINE_ADJUSTMENT, **given})
    return Wishes(outcome=outcomes, window=asked.window, adjust=asked.adjust, model=tuple(
        code for code in asked.model if code != "retributive_only"), where=asked.where, slides=slides, title=title,
        organization=organization, address=address, logo=picture, robustness=robustness, **{name: getattr(asked, name) for name in COUNTING})


def printable(text: str) -> str:
    """A text without what no file and no slide can hold: control characters, half pairs, blanks at the ends."""
    kept = "".join(" " if letter in "\t\n\r\x0b\x0c\u2028\u2029" else letter for letter in text
                   if letter in "\t\n\r\x0b\x0c\u2028\u2029" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn", "Co"))
    return " ".join(kept.replace("\ufffe", "").replace("\uffff", "").split())


def _line(option: str, given: object, longest: int) -> str:
    text = printable(str(given))
    if len(text) > longest:
        raise Problem(f"The {option} has {len(text):,} characters; at most {longest} fit on a slide. Shorten it.")
    return text


def _address(given: object) -> str:
    text = printable(str(given))
    if text and (not text.startswith(("http://", "https://")) or " " in text or len(text) > 200):
        raise Problem(f"The address {text[:80]!r} is none: it begins with https:// or http:// and has at most 200 characters.")
    return text
