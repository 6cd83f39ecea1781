"""The log-rank test of each arm against the baseline of its own row."""

import numpy as np

from analytics import survival
from analytics.comparison_counts import Comparison
from analytics.counted import Counted
from analytics.counting import STATES
from analytics.vocabulary import window_days


def log_rank_p(counted: Counted, counts: Comparison) -> np.ndarray:
    """[L, A] p-values, time cut at the window's last day, deaths censored, mature and immature releases alike.

    nan for the baseline's own row, under `--unit every`, and where no test can be made.
    """
    p_values = np.full(counts.n.shape, np.nan)
    source, days = counted.source, counted.days
    if source.question.unit == "every" or not counts.recorded:
        return p_values
    arms, last_day = source.arms, window_days(source.question.window)
    for level in range(len(source.levels)):
        both = days.of_groups(level, np.concatenate([arms.members, counts.own_baselines[level]]))
        arm, baseline = np.split(both, 2)
        _, p_values[level] = survival.log_rank(*_events_and_at_risk(arm), *_events_and_at_risk(baseline), last_day)
    p_values[:, arms.baseline] = np.nan
    return p_values


def _events_and_at_risk(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Events of each day, and how many were still there just before them: both [A, days] from [A, states, days]."""
    leaving = counts.sum(axis=1)
    return counts[:, STATES["event"]], np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]
