"""Which columns a view may be split by, and where one column's levels lie within another's."""

from itertools import permutations

import duckdb
import numpy as np

from analytics.publishing.protection import Same
from analytics.statement import statement
from analytics.vocabulary import FILTERS

ALL = ""  # the view that is not split


def same_people(connection: duckdb.DuckDBPyConnection, levels: dict[str, tuple[tuple[int, str], ...]]) -> dict[tuple[str, str], list[Same]]:
    """(column, other) -> the finest groups of levels of one that hold the people of levels of the other.

    levels: column -> (code, value) of its levels. Only pairs of columns with two groups or more are in it: where all
    hangs together, only the total is the same.
    """
    found = {}
    for one, other in permutations((column for column in levels if column), 2):
        if (other, one) in found:
            found[one, other] = [(there, here) for here, there in found[other, one]]
            continue
        places = [{code: place for place, (code, _) in enumerate(levels[column])} for column in (one, other)]
        rows = connection.execute(statement("levels_together", one=one, other=other)).fetchall()
        pairs = [(places[0][here], places[1][there]) for here, there in rows]
        groups = _connected(pairs, len(levels[one]), len(levels[other]))
        if len(groups) > 1:
            found[one, other] = groups
    return found


def _connected(pairs: list[tuple[int, int]], ones: int, others: int) -> list[Same]:
    """Groups of levels that hang together by any release."""
    group = {}  # ("one" or "other", level) -> its group, a set shared by all in it
    for here, there in pairs:
        joined = group.get((0, here), {(0, here)}) | group.get((1, there), {(1, there)})
        group.update(dict.fromkeys(joined, joined))
    distinct = {id(members): members for members in group.values()}
    found = []
    for members in distinct.values():
        here, there = np.zeros(ones, bool), np.zeros(others, bool)
        here[[level for side, level in members if side == 0]] = True
        there[[level for side, level in members if side == 1]] = True
        found.append((here, there))
    return found


COLUMNS = (ALL, *FILTERS)
