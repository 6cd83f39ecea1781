"""The prices on the page Costs: every one can be changed, with its range; its source stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from analytics.answers import costs
from data.prices import Price, Prices, read_prices
from data.problem import Problem
from pages.parts import show

ENDS = {"low": "Low", "value": "Likely", "high": "High"}


@dataclass(frozen=True)
class Entered:
    """The prices as they stand on the page, and as options of `savings`."""

    prices: Prices
    options: Mapping[str, object]
    daily_cost: str
    victims: bool
    notes: tuple[str, ...]


def asked() -> Entered:
    """What was entered so far; asked further down the page. Stays as it was where it can't be used, and says so."""
    usual = read_prices()
    daily_cost = costs.DAILY[st.session_state.get("daily_cost", next(iter(costs.DAILY)))]
    victims = bool(st.session_state.get("victim_costs", False))
    changes, notes = [], [costs.AVERAGE] if daily_cost == "average" else []
    for price in usual.rows:
        given = {end: st.session_state.get(_key(price, end), getattr(price, end)) for end in ENDS}
        if any(given[end] != getattr(price, end) for end in ENDS):
            change = f"{price.name}={given['low']:.12g}:{given['value']:.12g}:{given['high']:.12g}"
            try:
                usual.with_changes([change])
                changes.append(change)
            except Problem as problem:
                notes.append(f"{problem} The usual price is shown.")
    options: dict[str, object] = {"price": tuple(changes)} if changes else {}
    options |= {"daily_cost": daily_cost} if daily_cost != "marginal" else {}
    options |= {"victim_costs": True} if victims else {}
    return Entered(usual.with_changes(changes), options, daily_cost, victims, tuple(notes))


def ask(entered: Entered) -> None:
    """Draw the questions: which daily cost, victims' costs, and every price with its range and source."""
    show.heading(costs.PRICES)
    show.selection(costs.PRICES_ABOUT, "prices-about")
    st.radio("A day less in prison counts as", list(costs.DAILY), key="daily_cost", horizontal=True, persist_state="session")
    st.toggle(costs.VICTIMS, key="victim_costs", persist_state="session")
    for price in read_prices().rows:
        st.markdown(f"**{show.plain(costs.title_of(price))}**")
        for column, (end, label) in zip(st.columns(3), ENDS.items(), strict=True):
            column.number_input(label, min_value=0.0, value=getattr(price, end), step=1.0, key=_key(price, end), persist_state="session")
        show.selection(costs.lines_of_source(price), f"source-{price.name}")


def _key(price: Price, end: str) -> str:
    return f"{price.name}-{end}"
