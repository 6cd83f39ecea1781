"""The county shapes: all of Missouri, the file that its provenance names, and shapes that can be drawn."""

import hashlib
import re
import tomllib
from pathlib import Path

from data import counties

FOLDER = Path(counties.__file__).parent


def test_all_115_with_st_louis_city_apart():
    found = {county.county_fips: county.name for county in counties.counties()}
    assert len(found) == 115 and all(code.startswith(counties.STATE) for code in found)
    assert (found["29510"], found["29189"]) == ("St. Louis City", "St. Louis County")
    assert counties.names()["29019"] == "Boone County"
    assert [county.name for county in counties.counties()] == sorted(found.values())


def test_the_file_is_the_one_that_its_provenance_tells_of():
    told = tomllib.loads((FOLDER / "provenance.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256((FOLDER / "missouri.csv").read_bytes()).hexdigest() == told["sha256"]
    assert "Public domain" in told["licence"]


def test_shapes_lie_in_the_drawing():
    for county in counties.counties():
        assert re.fullmatch(r"(M\d+,\d+( \d+,\d+){2,}Z)+", county.path), county.name
        points = [(int(x), int(y)) for x, y in re.findall(r"(\d+),(\d+)", county.path)]
        assert all(0 <= x <= counties.SIZE[0] and 0 <= y <= counties.SIZE[1] for x, y in points)
