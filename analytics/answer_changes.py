"""Change from before to after in the same people's answers: mean with its interval, and a test of signed ranks."""

import numpy as np

from analytics.answer_counts import Answers


def mean_changes(answers: Answers) -> dict[str, np.ndarray]:
    """mean, low, high and p_value, each [L, I, A], on 0-100; nan where there is nothing to estimate.

    A row in which anyone answered on scales of different length before and after has no estimate.
    """
    found, members = answers.changes, answers.places.members
    figures = {name: np.full(answers.shape, np.nan) for name in ("mean", "low", "high", "p_value")}
    for arm in range(answers.shape[2]):
        inside = members[found["level"], arm, found["place"]]
        at = found["level"] * answers.shape[1] + found["item"]
        for row in np.unique(at[inside]):
            here = inside & (at == row)
            made = paired_change(found["change"][here], found["pairs"][here])
            for name, value in zip(figures, made, strict=True):
                figures[name][(*divmod(int(row), answers.shape[1]), arm)] = value
    return figures


def paired_change(change: np.ndarray, pairs: np.ndarray) -> tuple[float, float, float, float]:
    """Mean change, its 95 % t interval, and the two-sided p of Wilcoxon's signed-rank test.

    change: values, any may be repeated; pairs: how many pairs have each. One pair has a mean only; where no
    pair changed there is nothing to rank. Student (1908), Biometrika 6:1-25; Wilcoxon (1945), Biometrics
    Bulletin 1:80-83, pairs without change left out.
    """
    from scipy.special import stdtrit
    from scipy.stats import wilcoxon

    n = int(pairs.sum())
    if n == 0 or np.isnan(change).any():
        return (np.nan,) * 4
    mean = float(pairs @ change) / n
    if n == 1:
        return mean, np.nan, np.nan, np.nan
    error = np.sqrt(float(pairs @ (change - mean) ** 2) / (n - 1) / n)
    step = float(stdtrit(n - 1, 0.975)) * error
    values, inverse = np.unique(change, return_inverse=True)
    every = np.repeat(values, np.bincount(inverse, pairs).astype(int))
    p_value = float(wilcoxon(every).pvalue) if every.any() else np.nan
    return mean, mean - step, mean + step, p_value
