"""Published figures to hold local curves against, and how many people were in Missouri's prisons year by year."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Benchmark:
    """A published share (0-1) of people to whom an outcome had happened by a window's end."""

    series: str
    outcome: str
    population: str
    release_year: int
    window_months: int
    share: float
    source: str


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Every benchmark, in the file's order."""
    with (FOLDER / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Benchmark(row["series"], row["outcome"], row["population"], int(row["release_year"]), int(row["window_months"]),
                               float(row["share"]), row["source"]) for row in csv.DictReader(file))


@cache
def prison_population() -> dict[int, float]:
    """Year -> people in Missouri's prisons, by the Vera Institute."""
    with (FOLDER / "prison_population.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["year"]): float(row["people_in_prison"]) for row in csv.DictReader(file)}
