"""Whose records a session reads: those that the dashboard was started with, or the person's own.

Records handed over on the page go to a database of their own, never into the one that the dashboard was started with.
They are offered only to somebody who may load records: see who.py.
"""

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.parts.who import may_load

SERVED, OWN = "As opened", "Your own"
SHOWN = "records_shown"  # in the session: SERVED or OWN
KEY, LOAD, PART = "records", "load", "part"
IN_THE_ADDRESS = (KEY, LOAD, PART)  # "?records=Your+own&load=NAME&part=Your+own+records"


def own_path() -> Path:
    """Where own records are kept."""
    return Path(os.environ.get("OWN_RECORDS_DATABASE", "local/own.duckdb"))


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
