"""Missouri's 114 counties and the City of St. Louis: codes, names and shapes. See provenance.toml for where they come from."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATE = "29"
# The drawing that the shapes are given in: width and height.
SIZE = (1000, 880)


@dataclass(frozen=True)
class County:
    """One county. path: its outline as an SVG path in a drawing of `SIZE`, north at the top."""

    county_fips: str
    name: str
    path: str


@cache
def counties() -> tuple[County, ...]:
    """All 115, in alphabetical order of their names; St. Louis City and St. Louis County are two of them."""
    with (Path(__file__).parent / "missouri.csv").open(encoding="utf-8", newline="") as file:
        found = [County(**row) for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda county: county.name))


def names() -> dict[str, str]:
    """County code -> its name, as people say it: "Boone County", "St. Louis City"."""
    return {county.county_fips: county.name if county.name.endswith(("City", "County")) else f"{county.name} County" for county in counties()}
