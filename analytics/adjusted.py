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


def adjust_arms(
    adjust: str, cells: Cells, arms: Arms, own_baselines: np.ndarray, repeated: RepeatedCells | None, few: float
) -> dict[tuple[int, int], AdjustedArm]:
    """(level, arm) -> its figures; own_baselines: [L, A, S] which sets of arms make up the baseline of each row.

    few: a count of releases from which it may matter how many people they are.
    """
    return {
        (level, arm): _Group(cells, repeated, few, level, arms.members[arm], own_baselines[level, arm]).adjusted(adjust)
        for level in range(cells.shape[0])
        for arm in range(len(arms.codes))
        if arm != arms.baseline
    }


@dataclass(frozen=True)
class _Group:
    """An arm on a level and its baseline; members, own: [S] 1 where a set of arms belongs to the one, the other."""

    cells: Cells
    repeated: RepeatedCells | None
    few: float
    level: int
    members: np.ndarray
    own: np.ndarray

    def adjusted(self, adjust: str) -> AdjustedArm:
        counts = [*self.cells.of_group(self.level, self.members), *self.cells.of_group(self.level, self.own)]
        # Only cells in which anybody is: on one of many levels they are few.
        here = np.flatnonzero(counts[0] + counts[2])
        arm, events, baseline, baseline_events = (count[here] for count in counts)
        weighting = make_alike(adjust, self.cells.design.only(here), arm, baseline)
        made = figures(weighting, events, baseline_events) if weighting.found else None
        matched = np.zeros(len(self.cells.keys), bool)
        matched[here] = weighting.matched
        people = [
            self._people(sets, where, counts[place], counts[place + 1])
            for sets, where, place in ((self.members, matched, 0), (self.own, matched, 2), (self.members, ~matched, 0))
        ]
        clustered = made.moments if made else None
        if made and self.repeated is not None:
            clustered = made.moments + self.repeated.moments(self._by_kind(here, made.influence))
        return AdjustedArm(here, events, baseline_events, weighting, made, *people, clustered)

    def _people(self, sets: np.ndarray, where: np.ndarray, releases: np.ndarray, events: np.ndarray) -> Counts:
        everyone, with_event = float(releases[where].sum()), float(events[where].sum())
        counts = (everyone, with_event, everyone - with_event)
        if self.repeated is None or not any(0 < count < self.few for count in counts):
            return counts
        cells = self.cells
        inside = np.repeat((cells.level == self.level) & (sets[cells.arm_set] > 0) & where[cells.cell], 2)
        with_event = np.arange(len(inside)) % 2 == 1
        return tuple(
            count - self.repeated.again(part)
            for count, part in zip(counts, (inside, inside & with_event, inside & ~with_event), strict=True)
        )

    def _by_kind(self, here: np.ndarray, influence: Influence) -> np.ndarray:
        """[2, kinds] influence of a release of each row of `Cells`, without the event and with it."""
        cells = self.cells
        rows = np.flatnonzero((cells.level == self.level) & ((self.members + self.own)[cells.arm_set] > 0))
        place = np.searchsorted(here, cells.cell[rows])
        arm_set = cells.arm_set[rows]
        found = np.zeros((2, 2 * len(cells.cell)))
        for event in (0, 1):
            found[:, 2 * rows + event] = influence.of_one(place, event, self.members[arm_set], self.own[arm_set])
        return found
