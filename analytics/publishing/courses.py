"""The published curves: the share with the event by day, thinned so that they tell no more beside the comparisons.

Not split by a column: there the levels' curves and the whole one's would tell of each other's days.
"""

import duckdb
import numpy as np
import pandas as pd

from analytics.counted import count
from analytics.counting import source
from analytics.curve import COUNTS, FIGURES, curves, days_shown
from analytics.curve_counts import count_curves
from analytics.days import STATES
from analytics.disclosure import Gate
from analytics.publishing.comparisons import OUTCOMES_FIRST, WITHIN
from analytics.question import ask
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, WINDOWS_OFFERED, window_days


def curve_views(connection: duckdb.DuckDBPyConnection, everyone: np.ndarray) -> pd.DataFrame:
    """The rows of `curve` of every outcome, `cif`. everyone: [A] arms whose number of people may be told.

    A row stands only on a day by which nobody or enough people more, or fewer, had the event than by the end of any
    window, and than had an event that holds this one, or lies within it, where that has a row on the day.
    """
    gate, frames, before = Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND), {}, {}
    for outcome in OUTCOMES_FIRST:
        question = ask(outcome=outcome, kind="cif")
        counted = count(source(connection, question), curves=True)
        levels = count_curves(counted)
        had_it = np.cumsum(levels[0].releases[:, STATES["event"]], axis=1)
        may = _not_near_a_window(had_it, gate)
        for other, (had_other, days) in before.items():
            if (outcome, other) in WITHIN or (other, outcome) in WITHIN:
                may &= _not_near(had_it, had_other, days, gate)
        frame = curves(question, counted, levels, may)
        codes = counted.source.arms.codes
        frames[outcome] = hidden(frame, [code for code, told in zip(codes, everyone, strict=True) if not told])
        before[outcome] = had_it, _rows(levels[0], may, gate)
    return pd.concat(list(frames.values()), ignore_index=True)


def hidden(frame: pd.DataFrame, models: list[str]) -> pd.DataFrame:
    """The rows with nothing shown of these models: day 0 alone, suppressed."""
    of_them = frame["model"].isin(models)
    frame = frame[~of_them | (frame["day"] == 0)].reset_index(drop=True)
    of_them = frame["model"].isin(models)
    frame.loc[of_them, [*COUNTS, *FIGURES]] = pd.NA
    frame.loc[of_them, "status"] = "suppressed"
    return frame


def _not_near_a_window(had_it: np.ndarray, gate: Gate) -> np.ndarray:
    """[A, days] True where nobody, or enough people, had the event between that day and the last of any window."""
    may = np.ones(had_it.shape, bool)
    for months in WINDOWS_OFFERED:
        by_then = had_it[:, [min(window_days(months), had_it.shape[1] - 1)]]
        may &= ~gate.small(np.abs(had_it - by_then))
    return may


def _not_near(had_it: np.ndarray, had_other: np.ndarray, days: np.ndarray, gate: Gate) -> np.ndarray:
    """The same beside another event on the days on which it has a row."""
    common = min(had_it.shape[1], had_other.shape[1])
    may = np.ones(had_it.shape, bool)
    few = gate.small(np.abs(had_it[:, :common] - had_other[:, :common]))
    may[:, :common] = ~(few & days[:, :common])
    return may


def _rows(counts: object, may: np.ndarray, gate: Gate) -> np.ndarray:
    """[A, days] True on days that have a row."""
    rows = np.zeros(may.shape, bool)
    for arm in range(may.shape[0]):
        rows[arm, days_shown(counts, arm, gate, may[arm])[0]] = True
    return rows
