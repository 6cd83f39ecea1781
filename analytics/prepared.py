"""What the library adds to a new database, after its derived tables were made and before the file is closed."""

import duckdb
import numpy as np
import pyarrow

from analytics.counted import count
from analytics.counting import source
from analytics.curve_counts import CurveCounts, count_curves
from analytics.days import STATES
from analytics.influence import Influence
from analytics.question import ask
from analytics.vocabulary import OUTCOMES
from data.derive.counts import PAIRED_EXPOSURE


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `curve_pair_sum`. The connection may be inside a transaction."""
    for outcome in OUTCOMES:
        asked = source(connection, ask(outcome=outcome, exposure=PAIRED_EXPOSURE, unit="every"))
        counted = count(asked, curves=True)
        again, again_in_state = counted.repeated.again[0], counted.repeated.again_in_state[0]
        km, cif = _sums(count_curves(counted)[0])
        rows = pyarrow.table({
            "exposure": [PAIRED_EXPOSURE] * len(again), "outcome": [outcome] * len(again), "arm": asked.arms.codes,
            "again": again, "again_in_state": _lists(again_in_state), "km": _lists(km), "cif": _lists(cif),
        })  # fmt: skip
        connection.register("summed_pairs", rows)
        connection.execute("insert into curve_pair_sum select * from summed_pairs")
        connection.unregister("summed_pairs")


def _sums(counts: CurveCounts) -> tuple[np.ndarray, np.ndarray]:
    """[A, day] sums over pairs for the curve where deaths are ends of follow-up, and where they compete."""
    events, deaths = (counts.releases[:, STATES[state]] for state in ("event", "death"))
    at_risk = np.cumsum(counts.leaving[:, ::-1], axis=1)[:, ::-1]
    return tuple(Influence.of(events, competing, at_risk).of_pairs(counts.pairs) for competing in (None, deaths))


def _lists(values: np.ndarray) -> pyarrow.ListArray:
    """One list a row, flattened beyond the first axis."""
    length = int(np.prod(values.shape[1:]))
    return pyarrow.FixedSizeListArray.from_arrays(np.ascontiguousarray(values).ravel(), length).cast(
        pyarrow.list_(pyarrow.from_numpy_dtype(values.dtype)))
