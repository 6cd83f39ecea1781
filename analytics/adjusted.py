"""Every arm against the baseline made to look like it: exact figures from counts by cell, before anything is held back."""

from dataclasses import dataclass

import numpy as np

from analytics.alike import make_alike
from analytics.arms import Arms
from analytics.cells import Cells
from analytics.repeated_cells import RepeatedCells
from analytics.weighted import Figures, figures
from analytics.weighting import Weighting

Counts = tuple[float, float, float]     # in all, with the event, without it


@dataclass(frozen=True)
class AdjustedArm:
    """One arm on one level. cells: positions among the keys of `Cells` of those in which anybody is; weighting, and
    the group counts of releases with the event (events, baseline_events), are over those [C]. figures is None where there are no weights; weighting.reason says why.

    people, baseline_people, aside_people: of the matched arm, the matched baseline and the arm's part set aside,
    how many people were followed, had the event, did not have it.
    clustered: [2, 2] moments of the influences summed by person; figures.moments where nobody stands twice.
    """

    cells: np.ndarray
    events: np.ndarray
    baseline_events: np.ndarray
    weighting: Weighting
    figures: Figures | None
    people: Counts
    baseline_people: Counts
    aside_people: Counts
    clustered: np.ndarray | None


@dataclass(frozen=True)
class Alike:
    """An arm and its own baseline, made alike; nothing of it depends on an outcome.

    members, own: [S] 1 where a set of arms belongs to the arm, to its baseline. here: positions among all cells of
    those that the weighting is over.
    """

    level: int
    members: np.ndarray
    own: np.ndarray
    here: np.ndarray
    weighting: Weighting


def adjust_arms(
    adjust: str, cells: Cells, arms: Arms, own_baselines: np.ndarray, repeated: RepeatedCells | None
) -> dict[tuple[int, int], AdjustedArm]:
    """(level, arm) -> its figures; own_baselines: [L, A, S] which sets of arms make up the baseline of each row."""
    found = {}
    for level in range(cells.shape[0]):
        for arm in range(len(arms.codes)):
            if arm != arms.baseline:
                alike = weigh(adjust, cells, level, arms.members[arm], own_baselines[level, arm])
                found[level, arm] = adjusted_arm(alike, cells, repeated)
    return found


def weigh(
    adjust: str, cells: Cells, level: int, members: np.ndarray, own: np.ndarray, start: np.ndarray | None = None
) -> Alike:
    """Find the weights of an arm's baseline. start: as `make_alike` takes it."""
    arm, baseline = (cells.of_count(level, sets, cells.releases) for sets in (members, own))
    # Only cells in which anybody is: on one of many levels they are few.
    here = np.flatnonzero(arm + baseline)
    return Alike(level, members, own, here, make_alike(adjust, cells.design.only(here), arm[here], baseline[here], start))


def adjusted_arm(alike: Alike, cells: Cells, repeated: RepeatedCells | None) -> AdjustedArm:
    """The figures of an arm for the event of these cells; the releases are those that the weights were found on."""
    weighting, members, own, here = alike.weighting, alike.members, alike.own, alike.here
    events, baseline_events = (cells.of_count(alike.level, sets, cells.events)[here] for sets in (members, own))
    arm, baseline = weighting.arm, weighting.baseline
    made = figures(weighting, events, baseline_events) if weighting.found else None
    matched = weighting.matched
    groups = (
        (members, matched, arm, events),
        (own, matched, baseline, baseline_events),
        (members, ~matched, arm, events),
    )
    people = [_counts(count, with_event, where) for _, where, count, with_event in groups]
    clustered = made.moments if made else None
    if repeated is not None:
        part = repeated.of_cells(alike.level, here, members + own)
        people = [
            tuple(np.subtract(counts, part.again(sets, where)))
            for counts, (sets, where, _, _) in zip(people, groups, strict=True)
        ]
        if made:
            clustered = made.moments + part.pairs(members, own, made.influence)
    return AdjustedArm(here, events, baseline_events, weighting, made, *people, clustered)


def _counts(releases: np.ndarray, events: np.ndarray, where: np.ndarray) -> Counts:
    everyone, with_event = float(releases[where].sum()), float(events[where].sum())
    return everyone, with_event, everyone - with_event
