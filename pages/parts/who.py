"""Who is at this page, and what they may do: the one place that pages ask.

Where sign-in is set up (.streamlit/secrets.toml, see roles.py), by their roles. Where it isn't, whoever sits at the machine
that serves may do all, and whoever comes from elsewhere may read; a proxy with a sign-in of its own can open more with
EXACT_ALLOWED=yes and LOADING_ALLOWED=yes.
"""

import os
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit import runtime

from analytics import sign_in_words as words
from analytics.holding_back import hold_back, hold_back_unless_said
from data.problem import Problem
from pages.parts import roles, show
from pages.parts.roles import ANALYST, PUBLISHER, Person

HERE = ("127.0.0.1", "localhost", "::1")
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")
AT_THE_MACHINE = "at_the_machine"  # in the session
NOBODY = Person("", frozenset())


@dataclass(frozen=True)
class Here:
    """What a run of a page goes by. rules: None where no sign-in is set up; person: None where nobody is signed in."""

    rules: roles.Rules | None
    person: Person | None
    at_the_machine: bool


_found: ContextVar[Here | None] = ContextVar("found", default=None)  # asked once a run: it reads files, and pages ask often


def let_in() -> None:
    """First on every page that reads records: ends it with a sign-in where that is needed, and says what may be counted."""
    hold_back(True)  # until we know
    _found.set(None)
    if runtime.exists() and type(runtime.get_instance()) is runtime.Runtime:  # a server, not a test of a page
        hold_back_unless_said()
    try:
        here = _look()
    except Problem as problem:
        show.problem(str(problem))
        show.end()
    _found.set(here)
    if here.rules is not None:
        _sign_in(here.person)
    hold_back(not may_see_exact())


def person() -> Person:
    """Who is here; at the machine itself, where there is no sign-in, somebody with all roles."""
    here = _here()
    if here.rules is not None:
        return here.person or NOBODY
    return Person("at this machine", frozenset(roles.ROLES)) if here.at_the_machine else Person("not signed in", frozenset({roles.VIEWER}))


def may_see_exact() -> bool:
    """Whether small counts and figures that are not rounded may be shown."""
    return ANALYST in person().roles or (not signs_in() and _opened("EXACT_ALLOWED"))


def may_load() -> bool:
    """Whether records may be loaded here, and those loaded before be read."""
    return ANALYST in person().roles or (not signs_in() and _opened("LOADING_ALLOWED"))


def may_publish() -> bool:
    """Whether the shareable copy may be made here."""
    return PUBLISHER in person().roles


def said() -> str:
    """One line on who is here and what that means."""
    if signs_in():
        return words.who(person().name, person().roles)
    if _here().at_the_machine:
        return words.AT_THE_MACHINE
    return words.OPENED if may_see_exact() else words.ELSEWHERE


def sign_out() -> None:
    """The button, for who is signed in."""
    if signs_in():
        st.button(words.OUT, on_click=st.logout, key="sign-out")


def signs_in() -> bool:
    """True where sign-in is set up."""
    return _here().rules is not None


def _here() -> Here:
    """As this run found it at its start; found now where no page has begun."""
    return _found.get() or _look()


def _look() -> Here:
    rules = _rules()
    if rules is not None:
        return Here(rules, rules.person(st.user.to_dict()), False)
    if AT_THE_MACHINE not in st.session_state:  # a session is one connection: how it came stays as it is
        st.session_state[AT_THE_MACHINE] = _at_the_machine()
    return Here(None, None, st.session_state[AT_THE_MACHINE])


def _at_the_machine() -> bool:
    """True where the pages are served to this machine only and nothing was passed on from another."""
    headers = st.context.headers
    asked = headers.get("Host")
    here = asked is None or urlsplit(f"//{asked}").hostname in HERE
    passed_on = any(headers.get(name) for name in PASSED_ON)
    return st.get_option("server.address") in HERE and here and not passed_on


def _sign_in(here: Person | None) -> None:
    """End the page where nobody is signed in, or somebody who may not even read."""
    if here is None:
        show.notice(words.ASK)
        st.button(words.BUTTON, on_click=st.login, type="primary", key="sign-in")
        show.end()
    if not here.roles:
        show.problem(words.NO_ROLE.format(here.name))
        sign_out()
        show.end()


def _rules() -> roles.Rules | None:
    """Who may do what; None where no sign-in is set up. Raises Problem where it is set up in part."""
    if not st.secrets.load_if_toml_exists():
        if any(Path(file).is_file() for file in st.get_option("secrets.files")):
            raise Problem(words.BROKEN)
        return None
    there = [section in st.secrets for section in ("auth", "roles")]
    if any(there) and not all(there):
        raise Problem(words.BROKEN)
    return roles.read(st.secrets["roles"].to_dict()) if all(there) else None


def _opened(name: str) -> bool:
    return os.environ.get(name, "").lower() in ("yes", "1", "true")
