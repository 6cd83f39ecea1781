"""The claims and the rule for their verdicts, from claims.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("claims.toml")


@dataclass(frozen=True)
class Rule:
    """How each claim is compared, and the rule in words."""

    adjust: str
    exposure: str
    unit: str
    landmark: int
    window: int
    significant_below: float
    least_studies: int
    says: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One claim: where its local figure comes from, which way is good, and which published outcomes speak to it, in order.

    measurable: False where no record of this kind can show it; `cannot` then says why.
    """

    code: str
    title: str
    verb: str
    good: str
    published: tuple[str, ...]
    asks: str
    outcome: str = ""
    respondent: str = ""
    question: str = ""
    wave: str = ""
    published_good: str = ""
    measurable: bool = True
    cannot: str = ""

    @property
    def local_sign(self) -> int:
        """1 where a local difference above 0 is good, else -1."""
        return 1 if self.good == "more" else -1

    @property
    def published_sign(self) -> int:
        """1 where a published odds ratio above 1 is good, else -1."""
        return 1 if (self.published_good or self.good) == "more" else -1


@cache
def rule() -> Rule:
    """The rule."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))["rule"]
    return Rule(**said | {"says": tuple(said["says"])})


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim in the file's order."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))["claim"]
    return tuple(Claim(**claim | {"published": tuple(claim["published"])}) for claim in said)
