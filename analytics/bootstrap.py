"""How far a ratio of two totals could move: people drawn again with replacement, the same draws every time."""

import numpy as np

DRAWS = 2_000
SEED = 20_240_501
# Above this many people the two totals of a draw are taken from the normal distribution that they tend to, with
# the exact means and covariance of such a draw: the same limits within the scatter of 2,000 draws, whatever the size.
MOST_DRAWN_ONE_BY_ONE = 1_000


def drawn_ratios(part: np.ndarray, whole: np.ndarray, stream: int = 0) -> np.ndarray:
    """[2,000] ratios of totals, sum(part) / sum(whole), people drawn with replacement; nan where there is nobody.

    part, whole: [people], each person's share of the two totals. Efron (1979), Annals of Statistics 7:1-26.
    The draws depend on these people and the stream alone, not on what else is asked for; two groups that are
    compared take two streams.
    """
    people = len(whole)
    if people == 0:
        return np.full(DRAWS, np.nan)
    generator = np.random.default_rng([SEED, stream])
    if people <= MOST_DRAWN_ONE_BY_ONE:
        drawn = generator.integers(0, people, (DRAWS, people), dtype=np.int32)
        parts, wholes = part[drawn].sum(axis=1), whole[drawn].sum(axis=1)
    else:
        each = np.stack([part, whole])
        spread = np.cov(each, bias=True) * people
        parts, wholes = generator.multivariate_normal(each.sum(axis=1), spread, DRAWS, method="eigh").T
    with np.errstate(divide="ignore", invalid="ignore"):
        return parts / wholes


def percentile_interval(draws: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of the draws; nan where there are none."""
    if not np.isfinite(draws).all():
        return np.nan, np.nan
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)

