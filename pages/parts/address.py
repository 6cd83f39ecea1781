"""The address of a view: what it may hold, and what is said where it holds something else.

Streamlit keeps the choices in the address and drops by itself what is no choice; here it is told. What stands in
an address may be anything: it is compared with what is known, never used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category

import streamlit as st

LONGEST = 60  # of a foreign word that is repeated on the page
MOST = 5  # foreign words that are told one by one


@dataclass(frozen=True)
class Known:
    """What one name in the address may ask for. `span`: two values, from and to; `one`: a single value."""

    labels: Sequence[str]
    span: bool = False
    one: bool = False

    def unknown(self, values: Sequence[str]) -> list[str]:
        """Those of the values that can't be followed."""
        strange = [value for value in values if value not in self.labels]
        if self.span and len(values) != 2:
            return [" to ".join(values)]
        return strange


def read(known: Callable[[Mapping[str, Sequence[str]]], Mapping[str, Known]], elsewhere: Sequence[str] = ()) -> None:
    """Look at the address before the questions are drawn; `known` may depend on what the address holds."""
    address = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
    _carry_over()
    if address == st.session_state.get("address_seen"):
        return
    begun = "address_seen" in st.session_state  # later on, what the address holds was chosen on the page
    names = known(address)
    told = _keep_the_last(address, names)
    strange = [name for name in address if name not in names and name not in elsewhere and not begun]
    told += [f"The address asks for {name} “{_short(value)}”, which we don't have. The page leaves it out."
             for name, values in address.items() if name in names for value in names[name].unknown(values)]
    told += [f"The address asks for “{_short(name)}”, which this page doesn't know. The page leaves it out." for name in strange]
    if len(told) > MOST:
        told = [*told[:MOST - 1], f"The address asks for {len(told) - MOST + 1} more things that we don't have."]
    st.session_state["address_notes"] = told
    for name in strange:  # before any question is drawn: what a question keeps in the address is Streamlit's
        del st.query_params[name]
    st.session_state["address_seen"] = {name: values for name, values in address.items() if name not in strange}


def _keep_the_last(address: dict[str, tuple[str, ...]], names: Mapping[str, Known]) -> list[str]:
    """Leave one value of what has a single one, the last, which is the one that Streamlit takes; what is told of it."""
    double = [name for name, values in address.items() if name in names and names[name].one and len(values) > 1]
    for name in double:
        address[name] = address[name][-1:]
        st.query_params[name] = address[name][0]
    return [f"The address asks for {name} more than once. The page takes the last, “{_short(address[name][0])}”." for name in double]


def _carry_over() -> None:
    """Begin the second page of a session anew: only then does Streamlit keep there what an address chose on the first."""
    page = (st.context.url or "").partition("?")[0]  # unknown where no browser asks
    moved = st.session_state.setdefault("first_page", page) != page
    if moved and "carried_over" not in st.session_state:
        st.session_state["carried_over"] = False
        st.rerun()
    if moved and not st.session_state["carried_over"]:
        st.session_state["carried_over"] = True
        st.query_params["page"] = "second"  # any change tells the browser the whole address again
        del st.query_params["page"]


def notes() -> list[str]:
    """What in the address could not be followed."""
    return st.session_state.get("address_notes", [])


def _short(text: str) -> str:
    """A foreign word as it may be repeated: without signs that cannot be seen, which could turn the sentence around them."""
    text = "".join(sign for sign in text if category(sign) not in ("Cc", "Cf"))
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
