"""The log-rank test of each arm against the baseline of its own row."""

import numpy as np

from analytics import survival
from analytics.comparison_counts import Comparison
from analytics.counted import Counted
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
        arm = days.events_and_at_risk(level, arms.members)
        baseline = days.events_and_at_risk(level, counts.own_baselines[level])
        _, p_values[level] = survival.log_rank(*arm, *baseline, last_day)
    p_values[:, arms.baseline] = np.nan
    return p_values

