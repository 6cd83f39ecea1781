"""Every arm against the baseline made to look like it: exact figures from counts by cell, before anything is held back."""

from dataclasses import dataclass, replace

import numpy as np

from analytics.alike import make_alike
from analytics.arms import Arms
from analytics.cells import Cells
from analytics.repeated_cells import RepeatedCells
from analytics.weighted import Figures, Influence, figures
from analytics.weighting import Weighting

Counts = tuple[float, float, float]     # in all, with the event, without it
MOST_NUMBERS = 1 << 24      # influences that are held at a time


@dataclass(frozen=True)
class AdjustedArm:
    """One arm on one level. cells: positions among the keys of `Cells` of those in which anybody is; weighting, and
    the groups' counts of releases with the event (events, baseline_events), are over those [C]. figures is None where
    there are no weights; weighting.reason says why.

    people, baseline_people, aside_people: of the matched arm, the matched baseline and the arm's part set aside,
    how many people were followed, had the event, did not have it (releases, where they are too many to be few people).
    clustered: [2, 2] moments of the influences summed by person; figures.moments where nobody stands twice.
    rate_effect: design effect of the arm's own rate, where it is not the one that these moments tell.
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
    rate_effect: float | None = None


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
    others, found = [arm for arm in range(len(arms.codes)) if arm != arms.baseline], {}
    for level in range(cells.shape[0]):
        groups = np.stack([arms.members[others], own_baselines[level, others]], axis=1)
        counts = cells.of_groups(level, groups.reshape(-1, cells.shape[1]), cells.releases)
        for place, arm in enumerate(others):
            found[level, arm] = _weigh(adjust, cells, level, *groups[place], *counts[2 * place : 2 * place + 2], None)
    return found


def weigh(
    adjust: str, cells: Cells, level: int, members: np.ndarray, own: np.ndarray, start: np.ndarray | None = None
) -> Alike:
    """Find the weights of an arm's baseline. start: as `make_alike` takes it."""
    return _weigh(adjust, cells, level, members, own, *cells.of_groups(level, np.stack([members, own]), cells.releases), start)


def _weigh(
    adjust: str, cells: Cells, level: int, members: np.ndarray, own: np.ndarray, arm: np.ndarray, baseline: np.ndarray,
    start: np.ndarray | None,
) -> Alike:  # fmt: skip
    """The same; arm, baseline: [C] their releases."""
    # Only cells in which anybody is: on one of many levels they are few.
    here = np.flatnonzero(arm + baseline)
    weighting = make_alike(adjust, cells.design.only(here), arm[here], baseline[here], start)
    if weighting.found:
        weighting.own_fit    # while what it needs is at hand
    weighting.design.let_go()
    return Alike(level, members, own, here, weighting)


def adjusted_arms(
    alike: dict[tuple[int, int], Alike], cells: Cells, repeated: RepeatedCells | None, few: float = np.inf
) -> dict[tuple[int, int], AdjustedArm]:
    """The figures of every arm for the event of these cells; the releases are those that the weights were found on."""
    # Influences are four numbers a cell of each arm: summed by person some arms at a time, and let go.
    together = 0 if repeated is None else max(1, MOST_NUMBERS // max(2 * len(repeated.row), 1))
    found, influences = {}, {}
    for level in dict.fromkeys(of_arm.level for of_arm in alike.values()):
        here = {at: of_arm for at, of_arm in alike.items() if of_arm.level == level}
        groups = np.concatenate([(of_arm.members, of_arm.own) for of_arm in here.values()])
        events = cells.of_groups(level, groups, cells.events)
        for place, (at, of_arm) in enumerate(here.items()):
            found[at], influence = _adjusted_arm(of_arm, *events[2 * place : 2 * place + 2, of_arm.here], cells, repeated, few)
            if repeated is None or influence is None:
                continue
            influences[at] = influence
            if len(influences) == together:
                found |= _by_person(found, alike, influences, cells, repeated)
                influences = {}
    return found | _by_person(found, alike, influences, cells, repeated) if influences else found


def adjusted_arm(alike: Alike, cells: Cells, repeated: RepeatedCells | None, few: float = np.inf) -> AdjustedArm:
    """The same of one arm alone."""
    return adjusted_arms({(0, 0): alike}, cells, repeated, few)[0, 0]


def _adjusted_arm(
    alike: Alike, events: np.ndarray, baseline_events: np.ndarray, cells: Cells, repeated: RepeatedCells | None, few: float
) -> tuple[AdjustedArm, Influence | None]:
    """The same of one arm, as if nobody stood twice in what its certainty is made from, and what a release moves."""
    weighting, members, own, here = alike.weighting, alike.members, alike.own, alike.here
    made, influence = figures(weighting, events, baseline_events) if weighting.found else (None, None)
    matched = weighting.matched
    groups = ((members, matched, weighting.arm, events), (own, matched, weighting.baseline, baseline_events),
              (members, ~matched, weighting.arm, events))
    people = [_counts(count, with_event, where) for _, where, count, with_event in groups]
    if repeated is not None:
        for place, (sets, where, _, _) in enumerate(groups):
            if any(0 < count < few for count in people[place]):
                anywhere = np.zeros(len(cells.keys), bool)
                anywhere[here] = where
                people[place] = tuple(np.subtract(people[place], repeated.again(cells, alike.level, sets, anywhere)))
    return AdjustedArm(here, events, baseline_events, weighting, made, *people, made.moments if made else None), influence


def _by_person(
    found: dict[tuple[int, int], AdjustedArm], alike: dict[tuple[int, int], Alike],
    influences: dict[tuple[int, int], Influence], cells: Cells, repeated: RepeatedCells,
) -> dict[tuple[int, int], AdjustedArm]:  # fmt: skip
    """Those of the arms with these influences, as certain as they are with the influences summed by person."""
    moments = repeated.moments(_by_kind([(alike[at], influence) for at, influence in influences.items()], cells, repeated))
    clustered = {}
    for place, at in enumerate(influences):
        own = slice(2 * place, 2 * place + 2)
        clustered[at] = replace(found[at], clustered=found[at].figures.moments + moments[own, own])
    return clustered


def _by_kind(arms: list[tuple[Alike, Influence]], cells: Cells, repeated: RepeatedCells) -> np.ndarray:
    """[K, 2 x arms] influence of a release of each kind on the two rates of each arm (see `RepeatedCells`)."""
    row = repeated.row
    cell, arm_set, level = cells.cell[row], cells.arm_set[row], cells.level[row]
    found = np.zeros((len(row), 2 * len(arms)))
    place = np.zeros(len(cells.keys), np.int32)
    for column, (alike, influence) in enumerate(arms):
        place[alike.here] = np.arange(len(alike.here), dtype=np.int32)
        on_level = level == alike.level if cells.shape[0] > 1 else True
        kinds = np.flatnonzero(((alike.members + alike.own) > 0)[arm_set] & on_level)     # the others count for nothing
        sets = arm_set[kinds]
        found[kinds, 2 * column], found[kinds, 2 * column + 1] = influence.of_one(
            place[cell[kinds]], repeated.event[kinds], alike.members[sets], alike.own[sets])
    return found


def _counts(releases: np.ndarray, events: np.ndarray, where: np.ndarray) -> Counts:
    everyone, with_event = float(releases @ where), float(events @ where)
    return everyone, with_event, everyone - with_event
