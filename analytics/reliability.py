"""Floors under which an estimate is shown but carries no verdict (status `low`)."""

import numpy as np

LEAST_EVENTS = 30
LEAST_EXPECTED = 10
LEAST_EFFECTIVE = 30
# Where the shares of releases followed long enough differ by more, the two groups were not followed alike.
MATURE_SHARE_GAP = 0.10


def unreliable_rate(n: np.ndarray, events: np.ndarray) -> np.ndarray:
    """True where one group alone is too small: few events, or few people."""
    return (np.asarray(events) < LEAST_EVENTS) | (np.asarray(n) < LEAST_EFFECTIVE)


def unreliable_difference(
    n: np.ndarray, events: np.ndarray, baseline_n: np.ndarray, baseline_events: np.ndarray
) -> np.ndarray:
    """True where either group has fewer than 30 events, or fewer than 10 would be expected if they were alike."""
    n, events = np.asarray(n, dtype=float), np.asarray(events, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (events + baseline_events) / (n + baseline_n)
        expected = pooled * np.minimum(n, baseline_n)
    return unreliable_rate(n, events) | unreliable_rate(baseline_n, baseline_events) | ~(expected >= LEAST_EXPECTED)


def followed_unalike(
    n: np.ndarray, releases: np.ndarray, baseline_n: np.ndarray, baseline_releases: np.ndarray
) -> np.ndarray:
    """True where the shares of mature releases differ by over 10 points between arm and baseline."""
    n, releases, baseline_n, baseline_releases = (np.asarray(count, dtype=float) for count in (n, releases, baseline_n, baseline_releases))
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(n / releases - baseline_n / baseline_releases)
    return gap > MATURE_SHARE_GAP
