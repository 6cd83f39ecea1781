"""What pages write into the log: who signed in, saw exact figures, loaded, and took which file along.

Every download of records goes through `button`: the file is made, then logged, and only then given.
"""

import hashlib
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import streamlit as st

from data import log
from pages.parts import who


def place(database: Path) -> Path | None:
    """The log of the dashboard on this database; None where none is kept: without sign-in, and not asked for."""
    return log.place(database) if who.signs_in() or log.kept(database) else None


def add(to: Path | None, what: str, **about: object) -> None:
    """One line, of whoever is at this page. Raises Problem where it can't be written."""
    if to is not None:
        log.add(to, who.person().name, what, **about)


def once(to: Path | None, what: str, **about: object) -> None:
    """The same, at the first time in this session that it is so."""
    mark = f"logged {what} {sorted(about.items())} {who.person().name}"
    if to is not None and mark not in st.session_state:
        add(to, what, **about)
        st.session_state[mark] = True


def button(label: str, make: Callable[[], bytes] | bytes, name: str, mime: str, to: Path | None, *, fingerprint: str | None = None,
           options: object = None, **look: object) -> None:
    """A download button. What may be counted for this person goes along to where the file is made.

    to: the log. options: what the file was asked for with. look: as `st.download_button` takes it.
    """
    person, run = who.person().name, copy_context()

    def given() -> bytes:
        made = make if isinstance(make, bytes) else run.copy().run(make)
        if to is not None:
            log.add(to, person, "download", file=name, options=options, fingerprint=fingerprint, bytes=len(made),
                    sha256=hashlib.sha256(made).hexdigest())
        return made

    st.download_button(label, given, file_name=name, mime=mime, on_click="ignore", **look)
