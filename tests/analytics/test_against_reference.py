"""Figures of the product against a second, slow count of the same records (tests/reference)."""

import math
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest

import analytics
from tests.records import database
from tests.reference.answers import Asked, compare_rows, curve_rows, groups
from tests.reference.random_records import as_tables, random_question, random_records
from tests.reference.risk import is_recorded
from tests.reference.selection import Records, Row

Key = tuple[str | None, str]

# Chosen so that each of some twenty slips of a day, an order or a condition in the counting makes one of them fail.
SEEDS = (12, 14, 17, 44, 49, 53, 59)
QUESTIONS = 3
CURVE_COUNTS = ("at_risk", "events", "censored", "competing")
LEAST_PEOPLE, ROUND = 11, 5


def options(asked: Asked, verb: str) -> dict[str, object]:
    """The question as options of a verb: `window` belongs to compare, `kind` to curve."""
    left_out = "kind" if verb == "compare" else "window"
    return {name: value for name, value in asdict(asked).items() if name != left_out}


def by_arm(frame: pd.DataFrame, by: str | None) -> dict[Key, list[Row]]:
    """Rows of a result by (level, model), empty cells as None."""
    found: dict[Key, list[Row]] = {}
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        found.setdefault((row[by] if by else None, row["model"]), []).append(row)
    return found


def levels_with_somebody(records: Records, asked: Asked) -> set[str | None]:
    """Levels of `by` that must have rows: those with a release in any arm or in the baseline."""
    return {level for (level, _), releases in groups(records, asked).items() if releases or not asked.by}


def questions(seed: int) -> tuple[Records, list[Asked]]:
    random = np.random.default_rng(seed)
    records = random_records(random)
    return records, [random_question(random) for _ in range(QUESTIONS)]


def differences_in_compare(expected: dict[Key, Row], found: dict[Key, list[Row]]) -> list[object]:
    """Cells that are not what the reference has."""
    return [
        (key, column, value, found[key][0][column])
        for key, row in expected.items()
        for column, value in row.items()
        if key in found and found[key][0][column] != (None if value is None else pytest.approx(value, abs=1e-12))
    ]


def differences_in_curve(expected: list[Row], found: list[Row], kind: str) -> list[object]:
    """Days and cells that are not what the reference has; the estimate of nobody is left open."""
    days, found_days = [row["day"] for row in expected], [row["day"] for row in found]
    if days != found_days:
        return [("days", days, found_days)]
    unlike = [
        (row["day"], name, row[name], got[name])
        for row, got in zip(expected, found, strict=True)
        for name in CURVE_COUNTS
        if row[name] != got[name]
    ]
    return unlike + [
        (row["day"], "estimate", float(row[kind]), got["estimate"])
        for row, got in zip(expected, found, strict=True)
        if row["at_risk"] and got["estimate"] != pytest.approx(float(row[kind]), abs=1e-12)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_exact_figures_are_those_of_the_reference(seed):
    records, asked_for = questions(seed)
    with database(as_tables(records)) as connection:
        for asked in asked_for:
            compared = analytics.compare(connection, **options(asked, "compare"), min_cell=0)
            drawn = analytics.curve(connection, **options(asked, "curve"), min_cell=0)
            assert_like_reference(records, asked, by_arm(compared, asked.by), by_arm(drawn, asked.by))


def assert_like_reference(
    records: Records, asked: Asked, compared: dict[Key, list[Row]], drawn: dict[Key, list[Row]]
) -> None:
    rows, curves = compare_rows(records, asked), curve_rows(records, asked)
    needed = {key for key in rows if key[0] in levels_with_somebody(records, asked)}
    assert needed <= set(compared) and needed <= set(drawn), asked
    assert not differences_in_compare(rows, compared), asked
    assert all(row["n"] == 0 for key in set(compared) - set(rows) for row in compared[key]), asked
    for key in needed:
        if is_recorded(asked.outcome, records):
            assert not differences_in_curve(curves[key], drawn[key], asked.kind), (key, asked)
        else:
            assert all(row["events"] is None and row["estimate"] is None for row in drawn[key]), (key, asked)


def test_protected_rates_are_made_from_rounded_counts_of_enough_people():
    random = np.random.default_rng(11)
    records = random_records(random, people=(110, 110))
    with database(as_tables(records)) as connection:
        # Without repeated people a count of releases is a count of people.
        for asked in (Asked(outcome="any_return", by="sex"), Asked(exposure="started", landmark=30)):
            result = analytics.compare(
                connection, **options(asked, "compare"), min_cell=LEAST_PEOPLE, round=ROUND
            )
            found = by_arm(result, asked.by)
            for key, row in compare_rows(records, asked).items():
                assert_protected(row, found[key][0])


def assert_protected(exact: Row, shown: Row) -> None:
    """A count of one to ten people, or its complement, is hidden; everything else is rounded."""
    n, events = exact["n"], exact["events"]
    few = [0 < count < LEAST_PEOPLE for count in (n, events, n - events)]
    assert shown["n"] == (None if few[0] else rounded(n))
    assert shown["events"] == (None if any(few) else rounded(events))
    expected = None if any(few) or not rounded(n) else pytest.approx(rounded(events) / rounded(n))
    assert shown["rate"] == expected
    if any(few):
        assert shown["status"] == "suppressed"
        made_from_it = ("rate_low", "rate_high", "risk_difference", "risk_ratio", "p_value", "p_holm", "logrank_p")
        assert all(shown[column] is None for column in made_from_it)


def rounded(count: int) -> int:
    """To the nearest multiple."""
    return ROUND * math.floor(count / ROUND + 0.5)
