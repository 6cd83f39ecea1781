"""Where the demonstration happens: Missouri's number of counties, circuits, prisons and offices, none of them real.

The county codes are Missouri's own 115, because a county is five digits and a map needs shapes. Everything tied to
a code is invented and dealt at random over the codes: its name ("County 12"), its size and its circuit. Circuits are
numbered from 101, because the state's real ones are numbered 1 to 46 and "Circuit 7" would be one of them.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

PRISONS = tuple(f"Prison {number}" for number in range(1, 22))
WOMENS_PRISONS = (4, 13)  # positions in PRISONS
OUT_OF_STATE = "99999"  # no state has this code: a county that is off the map


@dataclass(frozen=True)
class Places:
    """Parallel tuples, one element a county; the last county is out of state."""

    county_fips: tuple[str, ...]
    county_name: tuple[str, ...]
    weight: np.ndarray
    circuit: np.ndarray  # position in circuits, or len(circuits) for out of state
    circuits: tuple[str, ...]
    offices: tuple[str, ...]  # one probation office a circuit


@cache
def places() -> Places:
    """The facts of counties.csv."""
    with (Path(__file__).parent / "counties.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    circuits = tuple(sorted({row["circuit"] for row in rows}))
    weight = np.array([float(row["weight"]) for row in rows])
    return Places(
        county_fips=tuple(row["county_fips"] for row in rows) + (OUT_OF_STATE,),
        county_name=tuple(row["name"] for row in rows) + ("Outside the state",),
        weight=np.append(weight, weight.sum() * 0.01),
        circuit=np.array([circuits.index(row["circuit"]) for row in rows] + [len(circuits)]),
        circuits=circuits,
        offices=tuple(f"Probation office {number}" for number in range(1, len(circuits) + 1)),
    )


def county_names() -> dict[str, str]:
    """Invented name of each county code, for screens and files that show demonstration records."""
    return dict(zip(places().county_fips, places().county_name, strict=True))
