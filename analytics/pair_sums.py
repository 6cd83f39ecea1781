"""Sums over pairs of one person's releases that clustered curves of all records need, made once a load.

A sum over pairs of products of influences is as long as there are pairs, and an influence depends on everybody in the
arm: nothing smaller than the pairs tells it for a selection. For all records it can be told beforehand.
"""

from dataclasses import dataclass

import numpy as np

from analytics.clustering import PairSums
from analytics.counting import Source
from analytics.statement import statement
from data.derive.counts import PAIRED_EXPOSURE


@dataclass(frozen=True)
class Summed:
    """As in `repeated.Repeated`, for A arms: again [A], again_in_state [A, state, day], and the sums.

    Where all is shown, again_in_state is not read: it is one day of 0.
    """

    again: np.ndarray
    again_in_state: np.ndarray
    sums: PairSums


def read_sums(source: Source) -> Summed | None:
    """What the load has summed up; None where the question is another, or the load has not."""
    if not source.of_all or source.question.exposure != PAIRED_EXPOSURE or source.question.strict_baseline:
        return None
    asked = {"exposure": PAIRED_EXPOSURE, "outcome": source.outcome}
    text = statement("pair_sums_of_all", again_in_state="[0, 0, 0]" if source.question.exact else "again_in_state")
    table = source.connection.sql(text, params=asked).to_arrow_table()
    at = {arm: row for row, arm in enumerate(table["arm"].to_pylist())}
    if set(at) != set(source.arms.codes):
        return None
    order = [at[arm] for arm in source.arms.codes]

    def column(name: str) -> np.ndarray:
        return table[name].combine_chunks().flatten().to_numpy().reshape(len(at), -1)[order]

    again_in_state = column("again_in_state").astype(np.int64).reshape(len(at), 3, -1)
    again = table["again"].to_numpy().astype(np.int64)[order]
    return Summed(again, again_in_state, PairSums(column("km"), column("cif")))
