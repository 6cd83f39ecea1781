"""The published reentry services: who took part and what followed, of all releases, within the headline's window.

Counts are rounded, as selections' are: each program is beside its version made for women, and all are beside the same
others. So these are told as shares only, and a version for women not at all where few others are in the program.
"""

import duckdb
import pandas as pd

from analytics.disclosure import Gate
from analytics.service_versions import with_few_others, without_version
from analytics.services import services
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND

GATE = Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND)
OF_OTHERS = ("others_n", "others_events")
TO_3_DECIMALS = ("others_rate", "difference", "difference_low", "difference_high")


def service_view(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of `services`; none where the records hold no services."""
    exact, frame = services(connection, min_cell=0), services(connection)
    frame[list(TO_3_DECIMALS)] = GATE.figure(frame[list(TO_3_DECIMALS)].to_numpy())
    frame[list(OF_OTHERS)] = pd.NA
    return without_version(frame, with_few_others(exact, GATE))
