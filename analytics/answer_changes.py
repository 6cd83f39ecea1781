"""Change from before to after in the same people's answers: mean with its interval, and a test of signed ranks."""

from collections.abc import Iterator

import numpy as np
from scipy.special import stdtrit

from analytics.answer_counts import Answers
from analytics.signed_ranks import signed_rank_p


def mean_changes(answers: Answers) -> dict[str, np.ndarray]:
    """mean, low, high and p_value, each [L, I, A], on 0-100; nan where there is nothing to estimate.

    A row in which anyone answered on scales of different length before and after has no estimate.
    """
    figures = {name: np.full(answers.shape, np.nan) for name in ("mean", "low", "high", "p_value")}
    for at, change, pairs in _each_row(answers):
        for name, value in zip(figures, paired_change(change, pairs), strict=True):
            figures[name][at] = value
    return figures


def unlike_most(answers: Answers) -> np.ndarray:
    """[L, I, A] how far the changes lie from the most common one: squares of steps, added up, as a mean and its range tell.

    It is at least the number of pairs that changed otherwise: where it is small, so are they.
    """
    found = np.zeros(answers.shape)
    for at, change, pairs in _each_row(answers):
        values, place = np.unique(change, return_inverse=True)
        away = np.abs(values - values[np.argmax(np.bincount(place, pairs))])
        if (away > 0).any():  # a change between unlike scales is no number
            found[at] = np.round(((away / away[away > 0].min()) ** 2)[place] @ pairs, 6)
    return found


def _each_row(answers: Answers) -> Iterator[tuple[tuple[int, int, int], np.ndarray, np.ndarray]]:
    """(level, item, arm) of each row that has pairs, their changes, and how many pairs changed by that much."""
    found, members = answers.changes, answers.places.members
    row = found["level"] * answers.shape[1] + found["item"]
    for arm in range(answers.shape[2]):
        inside = np.flatnonzero(members[found["level"], arm, found["place"]])
        inside = inside[np.argsort(row[inside], kind="stable")]
        rows, starts = np.unique(row[inside], return_index=True)
        for number, here in zip(rows.tolist(), np.split(inside, starts[1:]), strict=False):
            yield (*divmod(number, answers.shape[1]), arm), found["change"][here], found["pairs"][here]


def paired_change(change: np.ndarray, pairs: np.ndarray) -> tuple[float, float, float, float]:
    """Mean change, its 95 % t interval, and the two-sided p of Wilcoxon's signed-rank test.

    change: values, any may be repeated; pairs: how many pairs changed by that much. One pair has a mean only;
    all four are nan where there is no pair or a change is nan. Student (1908), Biometrika 6:1-25.
    """
    n = int(pairs.sum())
    if n == 0 or np.isnan(change).any():
        return (np.nan,) * 4
    values, place = np.unique(change, return_inverse=True)
    times = np.bincount(place, pairs)
    mean = float(times @ values) / n
    if n == 1:
        return mean, np.nan, np.nan, np.nan
    step = float(stdtrit(n - 1, 0.975)) * np.sqrt(float(times @ (values - mean) ** 2) / (n - 1) / n)
    return mean, mean - step, mean + step, signed_rank_p(values, times)
