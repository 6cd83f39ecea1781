"""Where a mean would tell of a few people, beside how many answered and how many of them were satisfied."""

import numpy as np

from analytics.answer_counts import Group
from analytics.disclosure import Gate


def tells_few(answered: Group, lower_is_better: np.ndarray, gate: Gate) -> np.ndarray:
    """[L, I, A] True where the mean lies so near to the highest, or the lowest, that these answers can have that it counts people.

    A mean is a sum of points. If all were satisfied and their sum is one step of the scale below the most that it can be, one
    person gave the second best answer and everybody else the best. So far below as `min_cell` steps, it may be many.
    lower_is_better: [I] of which items.
    """
    length = np.maximum(np.floor(np.where(np.isfinite(answered.shortest), answered.shortest, 1)), 1)
    steps = answered.points * length / 100
    steps = np.where(lower_is_better[None, :, None], length * answered.answered - steps, steps)
    fewest = np.ceil(0.75 * length)  # of a satisfied answer
    most = length * answered.satisfied + (fewest - 1) * (answered.answered - answered.satisfied)
    least = fewest * answered.satisfied
    return gate.small(np.round(most - steps, 6), np.round(steps - least, 6))
