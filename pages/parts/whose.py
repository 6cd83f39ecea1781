"""Whose records a session reads: those that the dashboard was started with, or the person's own.

Records handed over on the page go to a database of their own, never into the one that the dashboard was started with.
They are offered only to somebody who sits at the machine that serves: there is no sign-in that could say who may load.
"""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

SERVED, OWN = "As opened", "Your own"
SHOWN = "records_shown"  # in the session: SERVED or OWN
KEY, LOAD, PART = "records", "load", "part"
IN_THE_ADDRESS = (KEY, LOAD, PART)  # "?records=Your+own&load=NAME&part=Your+own+records"
HERE = ("127.0.0.1", "localhost", "::1")
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip")


def own_path() -> Path:
    """Where own records are kept."""
    return Path(os.environ.get("OWN_RECORDS_DATABASE", "local/own.duckdb"))


def may_load() -> bool:
    """True at the machine itself, or where LOADING_ALLOWED=yes says that whoever reaches the pages may load records."""
    if os.environ.get("LOADING_ALLOWED", "").lower() in ("yes", "1", "true"):
        return True
    asked = st.context.headers.get("Host")
    here = asked is None or urlsplit(f"//{asked}").hostname in HERE
    passed_on = any(st.context.headers.get(name) for name in PASSED_ON)
    return st.get_option("server.address") in HERE and here and not passed_on


def offered() -> bool:
    """True where there are own records, and this person may see them."""
    return own_path().exists() and may_load()


def own_is_shown() -> bool:
    """True where this session reads the person's own records."""
    return st.session_state.get(SHOWN) == OWN and offered()


def ask(served: Callable[[], str]) -> None:
    """Draw the choice, where there is one. `served` names the records that the dashboard was started with."""
    st.session_state["records_note"] = _read_the_address()
    if not offered():
        return
    st.session_state[KEY] = st.session_state.setdefault(SHOWN, SERVED)
    names = {SERVED: served(), OWN: OWN}
    st.radio("Records", tuple(names), key=KEY, format_func=names.get, on_change=lambda: show(st.session_state[KEY]), horizontal=True)
    if own_is_shown():
        st.query_params[KEY] = OWN
    else:
        st.query_params.pop(KEY, None)


def show(wanted: str) -> None:
    """From the next run on, this session reads these records."""
    st.session_state[SHOWN] = wanted


def notes() -> list[str]:
    """What in the address we could not follow."""
    note = st.session_state.get("records_note", "")
    return [note] if note else []


def _read_the_address() -> str:
    """Follow the address where it is new; what could not be followed."""
    asked = st.query_params.get(KEY)
    if asked is None or (asked == OWN and offered()):
        if asked and SHOWN not in st.session_state:
            show(OWN)
        return ""
    del st.query_params[KEY]
    return ("The address asks for records that are not here, or not for you to see. The page shows those that the dashboard was "
            "started with.")
