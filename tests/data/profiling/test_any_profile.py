"""Whatever stands in a profile, it is either read or refused in one line: nothing else ever comes out."""
import copy
import tomllib
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from data.problem import Problem
from data.profiling import read_profile
from data.profiling.profile_reading import SHIPPED

JUNK = ["", 7, True, [], {}, [[]], {"a": 1}, {"column": {}}, float("nan")]


def places(said: Any, path: tuple = ()) -> Iterator[tuple]:
    """The way to every part of a profile; of value maps only to the whole."""
    pairs = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, value in pairs:
        yield (*path, key)
        if path[:1] != ("values",):
            yield from places(value, (*path, key))


def replaced(said: dict, path: tuple, junk: Any) -> dict:
    made = copy.deepcopy(said)
    part = made
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = junk
    return made


@pytest.mark.parametrize("name", ["green_winik_dc", "missouri_doc"])  # between them they use every operation
def test_any_part_replaced_by_anything(name, monkeypatch):
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    refused = 0
    for path, junk in islice(product(places(said), JUNK), 0, None, 4):  # every fourth: 4 and 9 share no factor, so all junk comes
        monkeypatch.setattr(tomllib, "loads", lambda _, made=replaced(said, path, junk): made)
        try:
            read_profile(name)
        except Problem as told:
            refused += 1
            assert "\n" not in str(told)
    assert refused > 100
