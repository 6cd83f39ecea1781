"""Ratios of times, fit for a machine that others use too: order shuffled each round, medians of per-round ratios."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Seconds of each job in each round, the first round left out."""

    seconds: dict[str, list[float]]

    def median(self, job: str) -> float:
        """Median seconds of a job."""
        return statistics.median(self.seconds[job])

    def ratio(self, job: str, to: str) -> float:
        """Median over rounds of job / to."""
        return statistics.median(a / b for a, b in zip(self.seconds[job], self.seconds[to], strict=True))


def measure(jobs: dict[str, Callable[[], object]], rounds: int) -> Measured:
    """Run every job once a round, in another order each time."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    order = random.Random(rounds)
    for _ in range(rounds + 1):
        names = list(jobs)
        order.shuffle(names)
        for name in names:
            start = time.perf_counter()
            jobs[name]()
            seconds[name].append(time.perf_counter() - start)
    return Measured({name: times[1:] for name, times in seconds.items()})
