"""Published studies and benchmarks: facts with their sources. What is made of them is made elsewhere.

`studies.csv`: one published figure a row. `use` says what may be done with it: pool; alone (usable, but never with others
of the same people or another kind); review (a pool of others, never pooled again); show (told in words only).
"""

from data.evidence.benchmarks import Benchmark, benchmarks, prison_population
from data.evidence.own_file import read_studies
from data.evidence.studies import (
    DESIGNS,
    NOT_RANDOMIZED,
    RANDOMIZED,
    REVIEW,
    UNKNOWN,
    Counts,
    Study,
    published_studies,
)

__all__ = [
    "DESIGNS", "NOT_RANDOMIZED", "RANDOMIZED", "REVIEW", "UNKNOWN", "Benchmark", "Counts", "Study", "benchmarks",
    "prison_population", "published_studies", "read_studies",
]  # fmt: skip
