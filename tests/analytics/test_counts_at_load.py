"""The counts made at the load are those that the rows give: on random records, for every question they answer."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analytics.cells import count_cells
from analytics.counting import Source, count_days, count_rates, count_releases, source
from analytics.pair_sums import read_sums
from analytics.people import PairsByKind, are_counted_at_load
from analytics.prepared import prepare
from analytics.question import ask
from analytics.repeated import read_repeated
from analytics.together import compare_and_curves
from analytics.vocabulary import EXPOSURES, LONGEST_WINDOW_MONTHS, OUTCOMES, UNITS, WINDOWS_OFFERED, window_days
from data.derive import counts
from tests.records import database
from tests.reference.random_records import as_tables, random_records

SEEDS = (3, 8)


@pytest.fixture(scope="module", params=SEEDS)
def records(request):
    with database(as_tables(random_records(np.random.default_rng(request.param), people=(60, 60)))) as connection:
        yield connection


def every_way(connection, **options) -> tuple[Source, Source, Source]:
    """The question answered from the counts made at the load, from rows grouped there, and from rows read here."""
    made = source(connection, ask(**options))
    assert made.of_all
    return made, replace(made, of_all=False), replace(made, of_all=False, few=True)


def everyone(counted: Source) -> np.ndarray:
    """[S, state, day] releases."""
    days = count_days(counted)
    return days.of_groups(0, np.eye(days.shape[1]))


@pytest.mark.parametrize(("exposure", "unit"), list(product(EXPOSURES, UNITS)))
def test_releases_by_day(records, exposure, unit):
    for outcome in OUTCOMES:
        made, *others = every_way(records, outcome=outcome, exposure=exposure, unit=unit)
        for other in others:
            assert np.array_equal(everyone(made), everyone(other)), outcome
            assert np.array_equal(count_releases(made), count_releases(other)), outcome


@pytest.mark.parametrize(("exposure", "unit"), list(product(EXPOSURES, UNITS)))
def test_releases_followed_for_the_whole_window(records, exposure, unit):
    for outcome, window in product(("rearrest", "any_return"), (1, 2, 6, 7, 11, 12, 13, 22, 23, 24, 120)):
        ways = every_way(records, outcome=outcome, exposure=exposure, unit=unit, window=window)
        made, *others = map(count_rates, ways)
        for name, other in product(("releases", "mature", "events"), others):
            assert np.array_equal(getattr(made, name), getattr(other, name)), (outcome, window, name)


@pytest.mark.parametrize("window", WINDOWS_OFFERED)
def test_pairs_of_one_persons_releases(records, window):
    for outcome in OUTCOMES:
        made, *others = every_way(records, outcome=outcome, unit="every", window=window)
        assert are_counted_at_load(made)
        counted = PairsByKind.counted_at_load(made)
        arms, bases = np.random.default_rng(window).integers(0, 2, (2, 4, made.arms.members.shape[1]))
        for other in others:
            found = read_repeated(other, 0, curves=False).kinds
            assert np.array_equal(counted.within(0, arms), found.within(0, arms))
            assert np.array_equal(counted.across(0, arms * (1 - bases), bases), found.across(0, arms * (1 - bases), bases))


def test_whole_months_are_those_of_the_windows():
    """The arithmetic of counted_followed.sql: the most months whose window ends on or before a day."""
    ends = [window_days(months) for months in range(1, LONGEST_WINDOW_MONTHS + 1)]
    for day in range(ends[-1] + 40):
        assert min((12 * (day + 1) - 1) // 365, LONGEST_WINDOW_MONTHS) == sum(end <= day for end in ends)


@pytest.mark.parametrize("min_cell", [0, 11])
def test_clustered_answers_from_prepared_sums_are_the_same_to_the_last_digit(records, min_cell):
    options = {"unit": "every", "min_cell": min_cell, "window": 24}
    before = {outcome: compare_and_curves(records, outcome=outcome, **options) for outcome in OUTCOMES}
    with records.cursor() as connection:
        prepare(connection)
        assert read_sums(source(connection, ask(outcome="rearrest", unit="every"))) is not None
        for outcome, tables in before.items():
            for name, table in compare_and_curves(records, outcome=outcome, **options).items():
                pd.testing.assert_frame_equal(table, tables[name], check_exact=True, obj=f"{outcome}, {name}")
        connection.execute("delete from curve_pair_sum")


def test_the_longest_follow_up_fits():
    release = "release_id,person_id,released_on,follow_up_ended_on\nr1,p1,1950-01-01,2020-01-01\nr2,p2,2000-01-01,2020-01-01"
    event = "event_id,person_id,occurred_on,event_type\ne1,p1,1994-01-01,rearrest"
    with database({"release": release, "event": event}) as connection:
        for unit in UNITS:
            made, *others = map(count_rates, every_way(connection, outcome="rearrest", unit=unit, window=LONGEST_WINDOW_MONTHS))
            assert made.mature.sum() == 2 and all(np.array_equal(made.mature, other.mature) for other in others)


@pytest.mark.parametrize("unit", UNITS)
def test_cells_of_some_covariates(records, unit, monkeypatch):
    monkeypatch.setattr(counts, "CELLS_FROM", 0)
    records.execute("delete from counted_cell")
    counts._count_cells(records)
    try:
        for outcome, window in product(("rearrest", "return_to_prison"), (6, 36, 60)):
            made, grouped, _ = every_way(records, outcome=outcome, window=window, unit=unit, adjust="entropy")
            for names in (("risk_level", "offense"), tuple(counts.CELL_COLUMNS)):
                assert as_rows(count_cells(made, names)) == as_rows(count_cells(grouped, names)), (outcome, window, names)
    finally:
        records.execute("delete from counted_cell")


def as_rows(cells):
    return sorted(zip(cells.arm_set, cells.keys[cells.cell], cells.releases, cells.events, strict=True))
