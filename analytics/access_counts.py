"""Who is reached: of everyone eligible, how many were referred, agreed, started and completed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics import clustering
from analytics.clustering import PairCounts
from analytics.counting import Source, count_releases
from analytics.question import Question
from analytics.statement import statement
from analytics.vocabulary import BASELINE, OF_THE_PERSON
from data.codes import ANY_RESTORATIVE as ANY

STEPS = ("referred", "consented", "started", "completed")
ALWAYS_KNOWN = ("referred", "completed")
EVERYBODY = -2  # in place of a model


@dataclass(frozen=True)
class Access:
    """Exact counts by level, model and step: [L, M, 4] each; L levels, M models (the first: any restorative one).

    eligible, people: [L] eligible releases and the people behind them. reached: releases that reached a step;
    people_reached, people_not: people with one that did, with one that did not; effect, rest_effect: design effects of the
    level's share, and of the share on all other levels together.
    between: [L, M, 4, 4] people with a release that reached the first step and not the second.
    dated: [M, 4] steps that the records tell of. restorative: [M] models that the first tells of together. unknown: [L, 2]
    releases (people) not said to be eligible or not.
    whole: the same over all levels together, as one level.
    """

    models: tuple[str, ...]
    recorded: bool
    releases: np.ndarray
    eligible: np.ndarray
    people: np.ndarray
    reached: np.ndarray
    people_reached: np.ndarray
    people_not: np.ndarray
    between: np.ndarray
    effect: np.ndarray
    rest_effect: np.ndarray
    dated: np.ndarray
    restorative: np.ndarray
    unknown: np.ndarray


def count_access(source: Source) -> Access:
    """Count eligible releases by level and how far each model reached among them."""
    return next(count_access_by([source]))


def count_access_by(sources: Sequence[Source]) -> Iterator[Access]:
    """The same for questions that differ in what they count by alone: their releases are read once for all of them."""
    connection = sources[0].connection
    recorded = connection.execute("select count(eligible) > 0 from release").fetchone()[0]
    connection.execute(release_sql(sources), {**sources[0].parameters, "recorded": recorded})
    connection.execute(statement("access_furthest"), {"baseline": BASELINE})
    models = connection.execute(
        "select position, code, counts_as_restorative from model where code <> $baseline order by position", {"baseline": BASELINE}
    ).fetchall()
    return (_count(source, models, recorded) for source in sources)


def release_sql(sources: Sequence[Source]) -> str:
    """The statement that puts the releases aside which these questions are about."""
    columns = {source.question.by: f"{source.question.by}," for source in sources if source.question.by}
    return statement("access_release", columns=" ".join(columns.values()), counted=sources[0].counted)


def reached_sql(level: str) -> str:
    """The statement of how many releases of a person reached each step on a level."""
    return statement("access_reached", level=level, of_person=statement("access_of_person", level=level, whose=""))


def elsewhere_sql(level: str) -> str:
    """The statement of what a person has on a level and on all others, for those who stand on several."""
    whose = "inner join several using (person_number)"
    return statement("access_elsewhere", level=level, of_person=statement("access_of_person", level=level, whose=whose))


def on_several_levels(question: Question) -> bool:
    """Whether one person's releases may stand on different levels."""
    return question.unit == "every" and question.by is not None and question.by not in OF_THE_PERSON


def _count(source: Source, models: Sequence[tuple[int, str, bool]], recorded: bool) -> Access:
    """From the releases put aside. models: position, code, and whether it counts as restorative."""
    connection = source.connection
    level = source.question.by or "0"
    eligible, reached, unknown = (connection.execute(text).fetchnumpy() for text in (
        statement("access_eligible", level=level), reached_sql(level), statement("access_unknown", level=level)))
    positions = (-1, *(position for position, _, _ in models))
    levels = len(source.levels)
    total, people, not_said = np.zeros(levels), np.zeros(levels), np.zeros((levels, 2))
    at = source.level_index(eligible["level"])
    np.add.at(total, at, eligible["releases"] * eligible["people"])
    np.add.at(people, at, eligible["people"])
    not_said[source.level_index(unknown["level"])] = np.stack([unknown["releases"], unknown["people"]], axis=1)

    found = {name: column.astype(np.int64) for name, column in reached.items()}
    found["model"] = np.searchsorted(positions, found["position"])
    found["level"] = source.level_index(reached["level"])
    counts = _by_step(found, (levels, len(positions)), people)
    restorative = np.array([False, *(bool(counts_as) for _, _, counts_as in models)])
    dated = _dated(connection, positions, restorative)
    return Access(
        (ANY, *(code for _, code, _ in models)), recorded, count_releases(source).sum(axis=1), total, people, **counts,
        **_effects(counts["reached"], total, _pairs(found, eligible, at, counts["reached"].shape), _pairs_across(source, positions)),
        dated=dated, restorative=restorative, unknown=not_said)  # fmt: skip


def _by_step(found: dict[str, np.ndarray], shape: tuple[int, int], people: np.ndarray) -> dict[str, np.ndarray]:
    """Releases and people by step, and people between every two steps."""
    steps = len(STEPS)
    reached, with_it, all_did = (np.zeros((*shape, steps)) for _ in range(3))
    between = np.zeros((*shape, steps, steps))
    at, many = (found["level"], found["model"]), found["people"]
    for number, step in enumerate(STEPS):
        np.add.at(reached[..., number], at, found[step] * many)
        np.add.at(with_it[..., number], at, (found[step] > 0) * many)
        np.add.at(all_did[..., number], at, (found[step] == found["releases"]) * many)
        for other in range(number + 1, steps):
            np.add.at(between[..., number, other], at, (found[step] > found[STEPS[other]]) * many)
    return {"reached": reached, "people_reached": with_it, "people_not": people[:, None, None] - all_did, "between": between}


def _effects(reached: np.ndarray, total: np.ndarray, pairs: PairCounts, across: PairCounts) -> dict[str, np.ndarray]:
    """[L, M, 4] design effects by person of reached / eligible, and of the same on all other levels together; 1 where each
    person counts once. across: pairs of which the other release stands on another level."""
    total = np.broadcast_to(total[:, None, None], reached.shape)
    # A pair across levels is told of on both. What is neither on a level nor reaches it lies in its rest.
    rest = PairCounts(*(of.sum(axis=0) - of + far.sum(axis=0) // 2 - far for of, far in zip(pairs, across, strict=True)))
    return {"effect": clustering.design_effect(total, reached, pairs),
            "rest_effect": clustering.design_effect(total.sum(axis=0) - total, reached.sum(axis=0) - reached, rest)}


def _pairs(found: dict[str, np.ndarray], eligible: dict[str, np.ndarray], at: np.ndarray, shape: tuple[int, int, int]) -> PairCounts:
    """[L, M, 4] pairs of one person's releases on one level: both reached the step, one did, none."""
    touched, everybody = np.zeros(shape[:2], np.int64), np.zeros(shape[0], np.int64)
    n = eligible["releases"].astype(np.int64)
    np.add.at(everybody, at, n * (n - 1) // 2 * eligible["people"])
    here, of, many = (found["level"], found["model"]), found["releases"], found["people"]
    np.add.at(touched, here, of * (of - 1) // 2 * many)
    pairs = PairCounts(*np.zeros((3, *shape), np.int64))
    for number, step in enumerate(STEPS):
        for kind, each in zip(pairs, clustering.pairs_of_each(of, found[step]), strict=True):
            np.add.at(kind[..., number], here, each * many)
    return pairs._replace(none=pairs.none + (everybody[:, None] - touched)[..., None])


def _pairs_across(source: Source, positions: Sequence[int]) -> PairCounts:
    """[L, M, 4] pairs of one person's releases of which one stands on the level and the other on another."""
    shape = (len(source.levels), len(positions), len(STEPS))
    both, one = np.zeros((2, *shape), np.int64)
    everybody = np.zeros(shape[0], np.int64)
    if not on_several_levels(source.question):
        return PairCounts(both, one, both)
    rows = source.connection.execute(elsewhere_sql(source.question.by)).fetchnumpy()
    level, found = source.level_index(rows["level"]), {name: column.astype(np.int64) for name, column in rows.items()}
    of_all = found["position"] == EVERYBODY
    np.add.at(everybody, level[of_all], (found["releases"] * found["releases_elsewhere"] * found["people"])[of_all])
    here = (level[~of_all], np.searchsorted(positions, found["position"][~of_all]))
    found = {name: column[~of_all] for name, column in found.items()}
    for number, step in enumerate(STEPS):
        reached, elsewhere = found[step], found[f"{step}_elsewhere"]
        either = reached * found["releases_elsewhere"] + found["releases"] * elsewhere
        np.add.at(both[..., number], here, reached * elsewhere * found["people"])
        np.add.at(one[..., number], here, (either - 2 * reached * elsewhere) * found["people"])
    return PairCounts(both, one, everybody[:, None, None] - both - one)


def _dated(connection, positions: tuple[int, ...], restorative: np.ndarray) -> np.ndarray:
    """[M, 4] steps that the records tell of for a model; for any model together, those that one of them tells of."""
    dated = np.zeros((len(positions), len(STEPS)), bool)
    dated[:, [STEPS.index(step) for step in ALWAYS_KNOWN]] = True
    for position, consented, started, *_ in connection.execute("select * from dated_step").fetchall():
        dated[positions.index(position), 1:3] = consented, started
    dated[0] |= dated[restorative].any(axis=0)
    return dated
