"""The published curves: the share with the event by day, thinned so that they tell no more beside the comparisons and one another.

Not split by a column: there the levels' curves and the whole one's would tell of each other's days.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from analytics.counted import count
from analytics.counting import source
from analytics.curve import COUNTS, FIGURES, curves, days_shown
from analytics.curve_counts import count_curves
from analytics.days import STATES
from analytics.disclosure import Gate
from analytics.publishing.comparisons import OUTCOMES_FIRST, UNION, WITHIN, Compared
from analytics.question import ask
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, WINDOWS_OFFERED, window_days


@dataclass(frozen=True)
class Told:
    """How many of each arm, `count` [A], had an event by a day, and of which arms that is published, `shown` [A]."""

    outcome: str
    day: int
    count: np.ndarray
    shown: np.ndarray


def curve_views(connection: duckdb.DuckDBPyConnection, compared: Compared) -> pd.DataFrame:
    """The rows of `curve` of every outcome, `cif`, of the arms whose number of people may be told (see `may_stand`)."""
    gate = Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND)
    everything = {outcome: count(source(connection, ask(outcome=outcome, kind="cif")), curves=True) for outcome in OUTCOMES_FIRST}
    levels = {outcome: count_curves(counted) for outcome, counted in everything.items()}
    so_far = {outcome: found[0].releases_so_far[:, STATES["event"]] for outcome, found in levels.items()}
    told = [point for outcome, had_it in so_far.items() for point in _at_windows(outcome, had_it, compared)]
    frames, rows = [], {}
    for outcome, counted in everything.items():
        had_it = so_far[outcome]
        may = may_stand(outcome, had_it, told, gate) & not_in_both(outcome, so_far, rows, gate)
        frame = curves(counted.source.question, counted, levels[outcome], may)
        silent = [code for code, may_tell in zip(counted.source.arms.codes, compared.everyone, strict=True) if not may_tell]
        frames.append(hidden(frame, silent))
        rows[outcome] = _rows(levels[outcome][0], may, gate)
        told += [Told(outcome, day, had_it[:, day], rows[outcome][:, day]) for day in np.flatnonzero(rows[outcome].any(axis=0))]
    return pd.concat(frames, ignore_index=True)


def may_stand(outcome: str, had_it: np.ndarray, told: Sequence[Told], gate: Gate) -> np.ndarray:
    """[A, days] True where a row may tell how many had the event by that day; had_it: [A, days] how many had.

    An event by a day lies within the same event by a later day, and within each event that holds it. So beside what is
    `told`, a row must not leave a few who had the one and not the other. Nor may it tell what is hidden at the end of a
    window, where nothing happened in between: other events may tell something beside that.
    """
    may, days = np.ones(had_it.shape, bool), np.arange(had_it.shape[1])
    for point in told:
        known, more = point.shown[:, None], had_it - point.count[:, None]
        if point.outcome == outcome:
            may &= ~(gate.small(np.abs(more)) | ((more == 0) & ~known))
        elif (point.outcome, outcome) in WITHIN:
            may &= ~(known & (days <= point.day) & gate.small(-more))
        elif (outcome, point.outcome) in WITHIN:
            may &= ~(known & (days >= point.day) & gate.small(more))
    return may


def hidden(frame: pd.DataFrame, models: list[str]) -> pd.DataFrame:
    """The rows with nothing shown of these models: day 0 alone, suppressed."""
    of_them = frame["model"].isin(models)
    frame = frame[~of_them | (frame["day"] == 0)].reset_index(drop=True)
    of_them = frame["model"].isin(models)
    frame.loc[of_them, [*COUNTS, *FIGURES]] = pd.NA
    frame.loc[of_them, "status"] = "suppressed"
    return frame


def _at_windows(outcome: str, had_it: np.ndarray, compared: Compared) -> list[Told]:
    """What the comparisons tell of an event, where everybody was followed to the end of a window."""
    ends = [(months, window_days(months)) for months in WINDOWS_OFFERED]
    return [Told(outcome, end, had_it[:, min(end, had_it.shape[1] - 1)], compared.tell(outcome, months)) for months, end in ends]


def not_in_both(outcome: str, so_far: dict[str, np.ndarray], rows: dict[str, np.ndarray], gate: Gate) -> np.ndarray:
    """[A, days] False where a row of the last part of a union would tell of a few who are in both parts by that day."""
    may = np.ones(so_far[outcome].shape, bool)
    whole, first, last = UNION
    if outcome == last:
        days = min(so_far[name].shape[1] for name in UNION)
        both = so_far[first][:, :days] + so_far[last][:, :days] - so_far[whole][:, :days]
        may[:, :days] = ~(gate.small(both) & rows[whole][:, :days] & rows[first][:, :days])
    return may


def _rows(counts: object, may: np.ndarray, gate: Gate) -> np.ndarray:
    """[A, days] True on days that have a row."""
    rows = np.zeros(may.shape, bool)
    for arm in range(may.shape[0]):
        rows[arm, days_shown(counts, arm, gate, may[arm])[0]] = True
    return rows
