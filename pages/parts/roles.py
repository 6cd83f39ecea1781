"""Who may do what, from the configuration and from what the provider of sign-in says of somebody. Knows no page.

In .streamlit/secrets.toml, beside Streamlit's own [auth]:

    [roles]
    viewer = ["*@agency.example"]                          # the pages, small counts hidden
    analyst = ["ana@agency.example", "groups=rj-analysts"] # also exact figures, and loading records
    publisher = ["sub=5f0c2a"]                             # also the shareable copy
    hours = 12                                             # after which somebody signs in again

An entry with a = names a claim of the signed token and one of its values. One without is an e-mail address, which counts
only where the provider says that it is verified.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from data.problem import Problem

VIEWER, ANALYST, PUBLISHER = ROLES = ("viewer", "analyst", "publisher")
USUAL_HOURS = 12
AHEAD = 300  # seconds that the provider's clock may be ahead of ours


@dataclass(frozen=True)
class Person:
    """Somebody who signed in: what they are called in the log, and their roles; every role may see the pages."""

    name: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """Who has which role, and for how many hours a sign-in lasts."""

    entries: Mapping[str, tuple[str, ...]]
    hours: float

    def person(self, claims: Mapping[str, object], now: float | None = None) -> Person | None:
        """Who these claims of a signed token tell of; None where nobody is signed in, or no longer."""
        if claims.get("is_logged_in") is not True or not self._lasts(claims.get("iat"), time.time() if now is None else now):
            return None
        mail, verified = claims.get("email"), claims.get("email_verified") in (True, "true")
        name = str(mail) if mail and verified else f"sub={claims.get('sub')}"
        return Person(name, frozenset(role for role, entries in self.entries.items() if any(_is_meant(entry, claims, verified) for entry in entries)))

    def _lasts(self, issued: object, now: float) -> bool:
        number = isinstance(issued, (int, float)) and not isinstance(issued, bool)
        return number and now - self.hours * 3600 <= issued <= now + AHEAD


def read(given: Mapping[str, object]) -> Rules:
    """The rules from the section [roles]. Raises Problem where it says something that can't be followed."""
    unknown = sorted(set(given) - {*ROLES, "hours"})
    if unknown:
        raise Problem(f"The section [roles] of secrets.toml knows no {unknown[0]!r}; it may hold {', '.join(ROLES)} and hours.")
    hours = given.get("hours", USUAL_HOURS)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= 24 * 30:
        raise Problem(f"The hours of [roles] in secrets.toml are a number above 0 and at most 720, not {hours!r}.")
    entries = {}
    for role in ROLES:
        named = given.get(role, [])
        if isinstance(named, str) or not all(isinstance(entry, str) and entry.strip() for entry in named):
            raise Problem(f"Who is a {role} is a list of texts in the section [roles] of secrets.toml.")
        entries[role] = tuple(entry.strip() for entry in named)
    return Rules(entries, float(hours))


def _is_meant(entry: str, claims: Mapping[str, object], verified: bool) -> bool:
    claim, sign, value = entry.partition("=")
    if sign:
        held = claims.get(claim)
        return value in ([str(one) for one in held] if isinstance(held, (list, tuple)) else [str(held)] if held is not None else [])
    mail = claims.get("email")
    return verified and isinstance(mail, str) and fnmatchcase(mail.lower(), entry.lower())
