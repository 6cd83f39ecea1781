"""Background to the pages: what Missouri says of itself, and how many people were in its prisons."""

from collections.abc import Mapping, Sequence

from data.evidence import prison_population
from data.stated_facts import StatedFact

HEADING = "Background: what Missouri says of itself"
COLUMNS = ("What", "As stated", "Newer", "Source")
CAPTION = "Stated by those who run the programs. Nobody was compared, so none of this is a result."
YEARS_SHOWN = (1980, 1990, 2000, 2010, 2017, 2019)


def rows(facts: Sequence[StatedFact]) -> list[tuple[str, ...]]:
    """One row a statement; the newer value beside the older."""
    return [(fact.title, f"{fact.stated} ({fact.stated_as_of})", f"{fact.newer} ({fact.newer_as_of})" if fact.newer else "–",
             fact.source + (f". Newer: {fact.newer_source}" if fact.newer else "")) for fact in facts]


def population(known: Mapping[int, float] | None = None) -> str:
    """How many people were in Missouri's prisons over the years, in a sentence."""
    known = known or prison_population()
    last, most = max(known), max(known, key=lambda year: known[year])
    said = [f"{known[year]:,.0f} in {year}" for year in YEARS_SHOWN if year in known]
    return (f"People in Missouri's prisons: {', '.join(said)}, and {known[last]:,.0f} in {last}. The most were {known[most]:,.0f} in {most}. "
            "Source: Vera Institute of Justice.")
