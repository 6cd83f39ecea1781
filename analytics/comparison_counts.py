"""The counts that a comparison stands on: each arm, and the baseline of its own row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from analytics import clustering
from analytics.arms import Arms
from analytics.counted import Counted
from analytics.counting import Rates, Source, count_rates
from analytics.people import PairsByKind, count_people

# People followed for the whole window, those with the event, those without it; each [L, A].
People = tuple[np.ndarray, np.ndarray, np.ndarray]
# [S] which sets of arms make up a group -> [L, 3] its people, as in `People`.
PeopleIn = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Comparison:
    """Exact counts, [L, A] for L levels and A arms (the baseline is the last arm).

    releases: in the arm, followed long enough or not; n: those followed for the whole window; events: those
    of n with the event. baseline_*: the same for the baseline of the arm's own row; later: those of
    baseline_n who were referred to a restorative model after the clock's start.
    excluded_people: of the baseline, those whom the arm's own row leaves out.
    effect, baseline_effect: design effects of the two rates (1 where people do not repeat);
    difference_effect: variance of their difference over what it would be if no person stood twice.
    own_baselines: [L, A, S] which sets of arms make up the baseline of each row.
    """

    levels: tuple[tuple[int, str], ...]
    arms: Arms
    releases: np.ndarray
    n: np.ndarray
    events: np.ndarray
    baseline_releases: np.ndarray
    baseline_n: np.ndarray
    baseline_events: np.ndarray
    later: np.ndarray
    recorded: bool
    own_baselines: np.ndarray
    arm_people: People
    baseline_people: People
    excluded_people: People
    clustered: bool = False
    effect: np.ndarray = field(default_factory=lambda: np.ones(1))
    baseline_effect: np.ndarray = field(default_factory=lambda: np.ones(1))
    difference_effect: np.ndarray = field(default_factory=lambda: np.ones(1))


def count_comparison(counted: Counted) -> Comparison:
    """Count every arm and its baseline; levels without a release are left out unless they were asked for."""
    pairs = counted.repeated.kinds if counted.repeated else None
    return comparison_of(counted.source, count_rates(counted.source, counted.days), pairs)


def comparison_of(
    source: Source, rates: Rates, pairs: PairsByKind | None, people_in: PeopleIn | None = None
) -> Comparison:
    """The same from the releases of each set of arms.

    pairs: None where crude figures are not clustered. people_in: as `count_people`, where they are known beforehand.
    """
    arms = source.arms
    own = arms.own_baselines(rates.releases)
    excluded = (arms.in_baseline - own) * (np.arange(len(arms.codes)) != arms.baseline)[None, :, None]

    def in_arm(counts: np.ndarray) -> np.ndarray:
        return counts @ arms.members.T

    def in_group(counts: np.ndarray, group: np.ndarray) -> np.ndarray:
        return np.einsum("ls,las->la", counts, group)

    def releases_as_people(n: np.ndarray, events: np.ndarray) -> People:
        return n, events, n - events

    counts = dict(
        releases=in_arm(rates.releases), n=in_arm(rates.mature), events=in_arm(rates.events),
        baseline_releases=in_group(rates.releases, own), baseline_n=in_group(rates.mature, own),
        baseline_events=in_group(rates.events, own), later=in_group(rates.mature * arms.referred_later, own),
    )  # fmt: skip
    people = dict(
        arm_people=releases_as_people(counts["n"], counts["events"]),
        baseline_people=releases_as_people(counts["baseline_n"], counts["baseline_events"]),
        excluded_people=releases_as_people(in_group(rates.mature, excluded), in_group(rates.events, excluded)),
    )
    if source.question.unit == "every":
        members = np.broadcast_to(arms.members, own.shape)
        groups = dict(arm_people=members, baseline_people=own, excluded_people=excluded)
        counted = _each_group_once(people_in or partial(count_people, source))
        people = {name: _as_people(source, people[name], groups[name], counted) for name in groups}
        if pairs is not None:
            counts |= _clustered(pairs, arms, counts, own)
    return Comparison(
        levels=source.levels, arms=arms, recorded=source.recorded, own_baselines=own, **counts, **people
    )


def _each_group_once(people_in: PeopleIn) -> PeopleIn:
    """The same; one look at the records tells of all levels, and most levels hold the same groups."""
    known: dict[bytes, np.ndarray] = {}

    def asked(group: np.ndarray) -> np.ndarray:
        key = np.ascontiguousarray(group).tobytes()
        if key not in known:
            known[key] = people_in(group)
        return known[key]

    return asked


def _as_people(source: Source, releases: People, groups: np.ndarray, people_in: PeopleIn) -> People:
    """Turn counts of releases into counts of people where so few could be meant that it matters."""
    if source.question.exact:
        return releases
    people = [part.copy() for part in releases]
    enough = source.question.min_cell * source.most_releases_of_a_person if source.question.min_cell else 0
    few = np.logical_or.reduce([(part > 0) & (part < enough) for part in releases])
    for level, arm in np.argwhere(few):
        found = people_in(groups[level, arm])[level]
        for part, number in zip(people, found, strict=True):
            part[level, arm] = number
    return tuple(people)


def _clustered(
    pairs: PairsByKind, arms: Arms, counts: dict[str, np.ndarray], own: np.ndarray
) -> dict[str, object]:
    """Design effects of each row, from the pairs of releases of one person."""
    effect, baseline_effect, difference_effect = (np.ones(counts["n"].shape) for _ in range(3))
    for level in range(len(own)):
        this = (counts["n"][level], counts["events"][level], pairs.within(level, arms.members))
        other = (counts["baseline_n"][level], counts["baseline_events"][level], pairs.within(level, own[level]))
        across = pairs.across(level, arms.members, own[level])
        anybody = this[0] > 0
        plain = _plain_variance(*this[:2]) + _plain_variance(*other[:2])
        with np.errstate(divide="ignore", invalid="ignore"):
            difference = np.where(plain > 0, clustering.difference_variance(*this, *other, across) / plain, np.nan)
        effect[level] = np.where(anybody, clustering.design_effect(*this), 1)
        baseline_effect[level] = np.where(anybody, clustering.design_effect(*other), 1)
        difference_effect[level] = np.where(anybody, difference, 1)
    return dict(
        clustered=True, effect=effect, baseline_effect=baseline_effect, difference_effect=difference_effect
    )


def _plain_variance(n: np.ndarray, events: np.ndarray) -> np.ndarray:
    """Of a rate if no person stood twice; 0 where there is nobody."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, events / n * (1 - events / n) / n, 0)
