"""Every arm against the baseline made to look like it: exact figures from counts by cell, before anything is held back."""

from dataclasses import dataclass

import numpy as np

from analytics.alike import make_alike
from analytics.arms import Arms
from analytics.cells import Cells
from analytics.repeated_cells import RepeatedCells
from analytics.weighted import Figures, Influence, figures
from analytics.weighting import Weighting

Counts = tuple[float, float, float]     # in all, with the event, without it


@dataclass(frozen=True)
class AdjustedArm:
    """One arm on one level. cells: positions among the keys of `Cells` of those in which anybody is; weighting, and
    the groups' counts of releases with the event (events, baseline_events), are over those [C]. figures is None where
    there are no weights; weighting.reason says why.

    people, baseline_people, aside_people: of the matched arm, the matched baseline and the arm's part set aside,
    how many people were followed, had the event, did not have it (releases, where they are too many to be few people).
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


def weigh_arms(adjust: str, cells: Cells, arms: Arms, own_baselines: np.ndarray) -> dict[tuple[int, int], Alike]:
    """(level, arm) -> its weights; own_baselines: [L, A, S] which sets of arms make up the baseline of each row."""
    return {(level, arm): weigh(adjust, cells, level, arms.members[arm], own_baselines[level, arm])
            for level in range(cells.shape[0]) for arm in range(len(arms.codes)) if arm != arms.baseline}


def weigh(
    adjust: str, cells: Cells, level: int, members: np.ndarray, own: np.ndarray, start: np.ndarray | None = None
) -> Alike:
    """Find the weights of an arm's baseline. start: as `make_alike` takes it."""
    arm, baseline = (cells.of_count(level, sets, cells.releases) for sets in (members, own))
    # Only cells in which anybody is: on one of many levels they are few.
    here = np.flatnonzero(arm + baseline)
    weighting = make_alike(adjust, cells.design.only(here), arm[here], baseline[here], start)
    if weighting.found:
        weighting.own_fit    # while what it needs is at hand
    weighting.design.let_go()
    return Alike(level, members, own, here, weighting)


def adjusted_arm(alike: Alike, cells: Cells, repeated: RepeatedCells | None, few: float = np.inf) -> AdjustedArm:
    """The figures of an arm for the event of these cells; the releases are those that the weights were found on.

    few: counts of releases from which on it does not matter how many people they are.
    """
    weighting, members, own, here = alike.weighting, alike.members, alike.own, alike.here
    events, baseline_events = (cells.of_count(alike.level, sets, cells.events)[here] for sets in (members, own))
    made = figures(weighting, events, baseline_events) if weighting.found else None
    matched = weighting.matched
    groups = ((members, matched, weighting.arm, events), (own, matched, weighting.baseline, baseline_events),
              (members, ~matched, weighting.arm, events))
    people = [_counts(count, with_event, where) for _, where, count, with_event in groups]
    clustered = made.moments if made else None
    if repeated is not None:
        for place, (sets, where, _, _) in enumerate(groups):
            if any(0 < count < few for count in people[place]):
                anywhere = np.zeros(len(cells.keys), bool)
                anywhere[here] = where
                people[place] = tuple(np.subtract(people[place], repeated.again(cells, alike.level, sets, anywhere)))
        if made:
            clustered = made.moments + repeated.moments(_by_kind(alike, cells, made.influence))
    return AdjustedArm(here, events, baseline_events, weighting, made, *people, clustered)


def _by_kind(alike: Alike, cells: Cells, influence: Influence) -> np.ndarray:
    """[2, kinds] influence of a release of each row of the cells, without the event and with it (see `RepeatedCells`)."""
    rows = np.flatnonzero((cells.level == alike.level) & ((alike.members + alike.own)[cells.arm_set] > 0))
    place, arm_set = np.searchsorted(alike.here, cells.cell[rows]), cells.arm_set[rows]
    # Cells that nobody in the arm or its baseline is in have no place.
    known = alike.here[np.minimum(place, len(alike.here) - 1)] == cells.cell[rows]
    rows, place, arm_set = rows[known], place[known], arm_set[known]
    found = np.zeros((2, 2 * len(cells.cell)))
    for event in (0, 1):
        found[:, 2 * rows + event] = influence.of_one(place, event, alike.members[arm_set], alike.own[arm_set])
    return found


def _counts(releases: np.ndarray, events: np.ndarray, where: np.ndarray) -> Counts:
    everyone, with_event = float(releases[where].sum()), float(events[where].sum())
    return everyone, with_event, everyone - with_event
