"""Ratios of times, fit for a machine that others use too: order shuffled each round, medians of per-round ratios."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Seconds of each job in each round, the first round left out: by the clock, and of all processors together."""

    seconds: dict[str, list[float]]
    processor: dict[str, list[float]]

    def median(self, job: str) -> float:
        """Median seconds of a job."""
        return statistics.median(self.seconds[job])

    def ratio(self, job: str, to: str) -> float:
        """Median over rounds of job / to."""
        return _ratio(self.seconds[job], self.seconds[to])

    def processor_ratio(self, job: str, to: str) -> float:
        """The same of processor time, which other work on the machine moves less."""
        return _ratio(self.processor[job], self.processor[to])


def _ratio(times: list[float], others: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(times, others, strict=True))


def measure(jobs: dict[str, Callable[[], object]], rounds: int) -> Measured:
    """Run every job once a round, in another order each time."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    processor: dict[str, list[float]] = {name: [] for name in jobs}
    order = random.Random(rounds)
    for _ in range(rounds + 1):
        names = list(jobs)
        order.shuffle(names)
        for name in names:
            start, worked = time.perf_counter(), time.process_time()
            jobs[name]()
            seconds[name].append(time.perf_counter() - start)
            processor[name].append(time.process_time() - worked)
    return Measured(*({name: times[1:] for name, times in found.items()} for found in (seconds, processor)))
