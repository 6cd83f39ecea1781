"""Who is counted: the filters, kept in the address as the words on screen, given as the commands' selections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st

from analytics import selection_words
from analytics.where import canonical
from pages.parts.address import Known

# Name in the address -> column, in the order on screen.
OF_PEOPLE = {"sex": "sex", "race": "race", "ethnicity": "ethnicity", "age": "age_band", "offense": "offense", "risk": "risk_level",
             "case": "release_type"}
YEARS = "released"
EVERYWHERE = "Everywhere"
PLACES = {"county": "county_fips", "circuit": "circuit", "office": "facility"}  # one of them at a time
PLACE_OF = {selection_words.TITLES[column]: name for name, column in PLACES.items()}
NAMES = (*OF_PEOPLE, YEARS, "where", *PLACES)


@dataclass(frozen=True, eq=False)
class Possible:
    """What can be chosen in the records at hand: column -> values; county code -> its name."""

    values: Mapping[str, Sequence[str]]
    counties: Mapping[str, str]

    @cache  # noqa: B019  one for each version of the records that is open
    def labels(self, column: str) -> dict[str, str]:
        """Label on screen -> value; two places of one name are told apart by their value."""
        found: dict[str, str] = {}
        for value in self.values.get(column, ()):
            label = selection_words.label(column, value, self.counties)
            found[label if label not in found else f"{label} ({value})"] = value
        return dict(sorted(found.items(), key=lambda item: selection_words.by_number(item[0]))) if column in PLACES.values() else found

    def known(self, address: Mapping[str, Sequence[str]]) -> dict[str, Known]:
        """What an address may ask for; a place only where it says which kind of place."""
        names = {name: Known(list(self.labels(column))) for name, column in OF_PEOPLE.items()}
        names[YEARS] = Known(list(self.values.get("release_year", ())), span=True)
        names["where"] = Known([EVERYWHERE, *PLACE_OF], one=True)
        place = PLACE_OF.get(address.get("where", [""])[-1])
        if place:
            names[place] = Known(list(self.labels(PLACES[place])))
        return names


def ask(possible: Possible) -> dict[str, tuple[str, ...]]:
    """Draw the filters; column -> values chosen."""
    where: dict[str, tuple[str, ...]] = {}
    for name, column in OF_PEOPLE.items():
        where[column] = _several(selection_words.TITLES[column], name, possible.labels(column))
    where["release_year"] = _years(possible.values.get("release_year", ()))
    kind = st.selectbox("Where", [EVERYWHERE, *PLACE_OF], key="where", bind="query-params")
    if kind in PLACE_OF:
        column = PLACES[PLACE_OF[kind]]
        where[column] = _several(kind, PLACE_OF[kind], possible.labels(column))
    return {column: where[column] for column in selection_words.TITLES if where.get(column)}


def as_options(where: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The selection as the commands take it: `sex=female`, `release_year=2019,2020`."""
    return tuple(canonical({column: tuple(values)}) for column, values in where.items())


def _several(title: str, name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    chosen = st.multiselect(title, list(labels), key=name, bind="query-params", placeholder="All", select_all=False)
    return tuple(value for label, value in labels.items() if label in chosen)


def _years(years: Sequence[str]) -> tuple[str, ...]:
    if len(years) < 2:
        return ()
    first, last = st.select_slider("Released", years, value=(years[0], years[-1]), key=YEARS, bind="query-params")
    if (first, last) == (years[0], years[-1]):
        return ()
    return tuple(years[years.index(first):years.index(last) + 1])
