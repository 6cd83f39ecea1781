"""How far a ratio of two totals could move: people drawn again with replacement, the same draws every time."""

from dataclasses import dataclass

import numpy as np

DRAWS = 2_000
SEED = 20_240_501
# Above this many people the two totals of a draw are taken from the normal distribution that they tend to, with
# the exact means and covariance of such a draw: the same limits within the scatter of 2,000 draws, whatever the size.
MOST_DRAWN_ONE_BY_ONE = 1_000


@dataclass(frozen=True)
class PeopleToDraw:
    """What drawing people again needs of them: few each for themselves, many by their sums and how these spread.

    each: [2, people] the part and the whole of each; None where they are many. sums: [2]; spread: [2, 2] covariance of a draw's sums.
    """

    people: int
    each: np.ndarray | None
    sums: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, part: np.ndarray, whole: np.ndarray) -> "PeopleToDraw":
        """part, whole: [people], each person's share of the two totals."""
        each = np.stack([part, whole])
        if len(whole) <= MOST_DRAWN_ONE_BY_ONE:
            return cls(len(whole), each, np.empty(0), np.empty(0))
        return cls(len(whole), None, each.sum(axis=1), np.cov(each, bias=True) * len(whole))


def drawn_ratios(of: PeopleToDraw, stream: int = 0) -> np.ndarray:
    """[2,000] ratios of totals, sum(part) / sum(whole), people drawn with replacement; nan where there is nobody.

    Efron (1979), Annals of Statistics 7:1-26. The draws depend on these people and the stream alone, not on what else is
    asked for; two groups that are compared take two streams.
    """
    if of.people == 0:
        return np.full(DRAWS, np.nan)
    generator = np.random.default_rng([SEED, stream])
    if of.each is not None:
        drawn = generator.integers(0, of.people, (DRAWS, of.people), dtype=np.int32)
        parts, wholes = (amounts[drawn].sum(axis=1) for amounts in of.each)
    else:
        parts, wholes = generator.multivariate_normal(of.sums, of.spread, DRAWS, method="eigh").T
    with np.errstate(divide="ignore", invalid="ignore"):
        return parts / wholes


def percentile_interval(draws: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of the draws; nan where there are none."""
    if not np.isfinite(draws).all():
        return np.nan, np.nan
    low, high = np.percentile(draws, (2.5, 97.5))
    return float(low), float(high)

