"""How many questions somebody needs who may select freely and wants one hidden count: python -m benchmarks.free_selections

Free selections are rounded, not exact; rounding makes subtracting slow, not impossible. On records made to be hard,
the attacker wants the number of people of one small county among those with the usual sentence. Two ways:

averaging  ask for some other counties with the small one and without it, subtract, do the same with other counties,
           and take the mean of the differences
curves     ask for two curves, with the small county and without it: their shares, to 3 decimals and thinned, hold the
           number of people exactly where it is a few hundred
"""

import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

import analytics
from data.loading import load_folder
from tests.attacks import hard_records

SMALL = "29009"
PEOPLE, SEED = 1400, 1
ATTACKERS = 400


def main() -> None:
    """Make the records, attack them both ways, print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        hard_records.write(Path(folder) / "records", PEOPLE, SEED)
        database = Path(folder) / "hard.duckdb"
        load_folder(Path(folder) / "records", database)
        others = [county for county in hard_records.COUNTIES if county != SMALL]
        chosen = [some for size in range(1, len(others) + 1) for some in combinations(others, size)]
        exact = {some: people(database, some, min_cell=0) for some in chosen}
        together = {some: people(database, (*some, SMALL), min_cell=0) for some in chosen}
        true = people(database, (SMALL,), min_cell=0)
        print(f"The hidden count is {true:.0f}; {len(chosen)} pairs of questions can be asked about it.")
        needed = averaging(np.array([together[some] for some in chosen]), np.array([exact[some] for some in chosen]), true)
        print(f"Averaging: {needed} questions until 95 of 100 attackers have the number right" if needed else
              f"Averaging: not 95 of 100 attackers have the number right after all {2 * len(chosen)} questions")
        everyone = curve(database, (SMALL,), min_cell=0)["at_risk"].iloc[0]
        told = [by_curves(database, some) for some in chosen[:40]]
        print(f"Curves: 2 questions give a number in {np.isfinite(told).sum()} of 40 tries, the right one ({everyone}) in {np.equal(told, everyone).sum()}")


def people(database: Path, counties: tuple[str, ...], **options: object) -> float:
    """Those with the usual sentence in these counties who were followed for a year."""
    frame = analytics.compare(database, window=12, where={"county_fips": list(counties)}, model="retributive_only", **options)
    return float(frame["n"].iloc[0])


def curve(database: Path, counties: tuple[str, ...], **options: object) -> pd.DataFrame:
    """The curve of those with the usual sentence in these counties."""
    return analytics.curve(database, outcome="rearrest", kind="cif", where={"county_fips": list(counties)}, model="retributive_only", **options)


def averaging(together: np.ndarray, apart: np.ndarray, true: float, base: int = 5) -> int | None:
    """Questions until the rounded mean of the differences is right for 95 of 100 attackers."""
    random = np.random.default_rng(1)

    def rounded(count: np.ndarray) -> np.ndarray:
        return np.floor(count / base + 0.5) * base

    differences = rounded(together) - rounded(apart)
    orders = np.array([random.permutation(differences) for _ in range(ATTACKERS)])
    means = np.cumsum(orders, axis=1) / np.arange(1, orders.shape[1] + 1)
    right = (np.round(means) == true).mean(axis=0) >= 0.95
    always = np.flatnonzero(~right)
    first = int(always[-1]) + 1 if always.size else 0
    return 2 * (first + 1) if first < right.size else None


def by_curves(database: Path, counties: tuple[str, ...]) -> float:
    """The small county's people as two curves tell them; nan where they leave more than one number possible."""
    found = [_size(database, some) for some in ((*counties, SMALL), counties)]
    return found[0] - found[1]


def _size(database: Path, counties: tuple[str, ...]) -> float:
    frame = curve(database, counties)
    shown = frame[frame["estimate"].notna() & (frame["day"] > 0) & (frame["day"] < 90)]
    if frame["at_risk"].isna().iloc[0] or shown.empty:
        return np.nan
    near = int(frame["at_risk"].iloc[0])
    fitting = [size for size in range(max(near - 2, 1), near + 3)
               if all(round(round(share * size) / size, 3) == share for share in shown["estimate"])]
    return float(fitting[0]) if len(fitting) == 1 else np.nan


if __name__ == "__main__":
    main()
