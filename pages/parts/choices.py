"""What the person has chosen: the same questions in the same order on every page, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from analytics import words
from analytics.vocabulary import BASELINE, DEFAULT_MIN_CELL, WINDOWS_OFFERED
from pages.parts import whose

# What an address may hold are the words on screen: "?event=Convicted+again&within=One+year".
EVENTS = {event.title: code for code, event in words.EVENTS.items()}
WINDOWS = {words.window(months).capitalize(): months for months in WINDOWS_OFFERED}
USUAL_WINDOW = words.window(36).capitalize()


@dataclass(frozen=True)
class Choice:
    """One view of the records, as options of the counting verbs."""

    outcome: str = "rearrest"
    window: int = 36
    exact: bool = False

    @property
    def min_cell(self) -> int:
        """Counts below this are not shown."""
        return 0 if self.exact else DEFAULT_MIN_CELL


def ask(models: Mapping[str, str]) -> Choice:
    """Draw the questions that all pages share; the answers."""
    _read_the_address({"event": EVENTS, "within": WINDOWS, "model": _titles(models)})
    st.subheader("What to count", anchor=False)
    event = st.selectbox("What happened again", list(EVENTS), key="event", bind="query-params")
    within = st.radio("Within", list(WINDOWS), index=list(WINDOWS).index(USUAL_WINDOW), key="within",
                      bind="query-params")
    exact = st.toggle("Exact figures", key="exact", persist_state="session",
                      help="Small counts are shown and nothing is rounded. For people who may see the records.")
    choice = Choice(EVENTS[event], WINDOWS[within], exact)
    st.caption(in_words(choice))
    return choice


def one_model(models: Mapping[str, str]) -> str:
    """One model to look at closely; its code."""
    titles = _titles(models)
    return titles[st.selectbox("Look closely at", list(titles), key="model", bind="query-params", width=360)]


def in_words(choice: Choice) -> str:
    """The choice as a person would say it."""
    event = words.EVENTS[choice.outcome].title
    said = f"Everyone in the records, first release. {event} within {words.window(choice.window)}."
    return said + (" Exact figures: not for sharing." if choice.exact else " Small counts are hidden, others rounded.")


def notes() -> list[str]:
    """What in the address we could not follow."""
    return st.session_state.get("address_notes", [])


def _titles(models: Mapping[str, str]) -> dict[str, str]:
    return {words.model(code, models).title: code for code in models if code != BASELINE}


def _read_the_address(known: Mapping[str, Mapping[str, object]]) -> None:
    """Before the questions are drawn, as Streamlit then drops from the address what it does not know."""
    address = st.query_params.to_dict()
    if address == st.session_state.get("address_seen"):
        return
    st.session_state["address_seen"] = address
    st.session_state["address_notes"] = [
        f"The address asks for {name} “{value[:60]}”, which we don't have. The page shows the usual choice instead."
        for name, value in address.items() if name in known and value not in known[name]
    ] + [f"The address asks for “{name[:60]}”, which this page doesn't know. It was left out."
         for name in address if name not in known and name not in whose.IN_THE_ADDRESS]
