"""Whether a gap differs between groups of people by more than chance: the interaction test of a subgroup forest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from analytics.sentences.numbers import missing

NORMAL = 1.96


@dataclass(frozen=True)
class Interaction:
    """Cochran's Q over the groups that have a gap with its range: about chi-square with `groups` - 1 degrees of freedom
    where all gaps are one. p is nan where fewer than two groups have one."""

    groups: int
    q: float
    p: float


def interaction(rows: Sequence[Mapping]) -> Interaction:
    """From the rows of `compare` of one model, one a value of `by`. The groups share nobody (`unit="first"`).

    Cochran (1954), Biometrics 10:101-129: weights are one over the squared standard error, from the range's width. It
    is made from the figures as shown, so it can be checked from the file.
    """
    known = [row for row in rows if not missing(row["risk_difference"]) and not missing(row["risk_difference_low"])]
    gap = np.array([row["risk_difference"] for row in known], float)
    error = np.array([row["risk_difference_high"] - row["risk_difference_low"] for row in known], float) / (2 * NORMAL)
    gap, error = gap[error > 0], error[error > 0]
    if gap.size < 2:
        return Interaction(int(gap.size), np.nan, np.nan)
    weight = 1 / error**2
    q = float((weight * (gap - (weight @ gap) / weight.sum()) ** 2).sum())
    return Interaction(int(gap.size), q, float(chdtrc(gap.size - 1, q)))
