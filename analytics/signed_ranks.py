"""Wilcoxon's signed-rank test from counts: how many pairs changed by how much."""

from math import comb, erfc, sqrt

import numpy as np

# As scipy does: every assignment of signs is counted up to these numbers of pairs, above them it is approximated.
MOST_PAIRS_EXACT = 50
MOST_PAIRS_EXACT_WITH_TIES = 13


def signed_rank_p(change: np.ndarray, pairs: np.ndarray) -> float:
    """Two-sided p for no change in the middle; 1 where no pair changed, nan where there is no pair.

    change: values, each once; pairs: how many pairs changed by that much. Pairs without change are left out.
    Wilcoxon (1945), Biometrics Bulletin 1:80-83; ties as in Hollander, Wolfe & Chicken (2014), chapter 3.
    Few pairs: all assignments of signs; many: the normal approximation without correction for continuity.
    """
    n = int(pairs.sum())
    moved = change != 0
    size, place = np.unique(np.abs(change[moved]), return_inverse=True)
    if n == 0 or size.size == 0:
        return 1.0 if n else np.nan
    tied = np.bincount(place, pairs[moved], size.size).astype(np.int64)
    upward = np.bincount(place, pairs[moved] * (change[moved] > 0), size.size).astype(np.int64)
    # Ranks are doubled, so that the mean of two ranks is a whole number too.
    rank = 2 * np.cumsum(tied) - tied + 1
    ties = bool((tied > 1).any()) or not moved.all()
    if n <= (MOST_PAIRS_EXACT_WITH_TIES if ties else MOST_PAIRS_EXACT):
        return _exact_p(rank, tied, int(rank @ upward))
    expected = float(rank @ tied) / 2
    variance = float(rank.astype(float) ** 2 @ tied) / 4
    return erfc(abs(float(rank @ upward) - expected) / sqrt(2 * variance))


def _exact_p(rank: np.ndarray, tied: np.ndarray, upward: int) -> float:
    """Twice the smaller tail of the sum of upward ranks, over all assignments of signs."""
    ways = np.ones(1)
    for step, times in zip(rank.tolist(), tied.tolist(), strict=True):
        choices = np.zeros(step * times + 1)
        choices[::step] = [comb(times, up) for up in range(times + 1)]
        ways = np.convolve(ways, choices)
    tails = ways[: upward + 1].sum(), ways[upward:].sum()
    return min(1.0, 2 * float(min(tails)) / 2.0 ** int(tied.sum()))
