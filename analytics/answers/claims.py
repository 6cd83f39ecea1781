"""The claims with their verdicts: which kinds each is supported for, which it is contradicted for, which are open."""

from collections.abc import Mapping, Sequence

from analytics import words
from analytics.sentences import claims as said
from analytics.sentences.numbers import listed
from data.claims import claims, rule

HEADING = "The claims, one by one"
COLUMNS = ("Claim", *dict.fromkeys(said.SHORT.values()))
CAPTION = ("For which kinds each claim has which verdict. The rule was fixed before looking and is the same for good news and bad. "
           "Nothing is lent from one kind to another. Whatever is chosen on this page, the claims stand on all records.")
RULE = "The rule, fixed before looking"


def answer(rows: Sequence[Mapping]) -> str:
    """How many of the verdicts are which, in a sentence."""
    kinds = [said.in_short(row) for row in rows]
    parts = [f"{kinds.count(kind)} {kind[0].lower()}{kind[1:]}" for kind in COLUMNS[1:] if kind in kinds]
    return f"Of {len(rows)} verdicts, {len(claims())} claims for each kind, {listed(parts)}." if rows else ""


def table(rows: Sequence[Mapping], names: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """One row a claim: the kinds under each verdict."""
    return [(claim.title, *(_kinds(rows, claim.code, kind, names) for kind in COLUMNS[1:])) for claim in claims()]


def of_model(rows: Sequence[Mapping], model: str, names: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Each claim's title and what is said of it for one kind."""
    return [(said.of_code(row["claim"]).title, said.about(row, names)) for row in rows if row["model"] == model]


def the_rule() -> list[str]:
    """The rule in words."""
    return list(rule().says)


def _kinds(rows: Sequence[Mapping], claim: str, kind: str, names: dict[str, str] | None) -> str:
    of_claim = [row for row in rows if row["claim"] == claim]
    titles = [words.model(row["model"], names).title for row in of_claim if said.in_short(row) == kind]
    return "–" if not titles else "all kinds" if len(titles) == len(of_claim) and len(titles) > 1 else ", ".join(titles)
