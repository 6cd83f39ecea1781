"""Who is reached: of everyone eligible, how many were referred, agreed, started and completed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics import clustering
from analytics.counting import Source, count_releases
from analytics.statement import statement
from analytics.vocabulary import BASELINE
from data.codes import ANY_RESTORATIVE as ANY

STEPS = ("referred", "consented", "started", "completed")
ALWAYS_KNOWN = ("referred", "completed")


@dataclass(frozen=True)
class Access:
    """Exact counts by level, model and step: [L, M, 4] each; L levels, M models (the first: any restorative one).

    eligible, people: [L] eligible releases and the people behind them. reached: releases that reached a step;
    people_reached, people_not: people with one that did, with one that did not; effect: design effect of the share.
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


def _count(source: Source, models: Sequence[tuple[int, str, bool]], recorded: bool) -> Access:
    """From the releases put aside. models: position, code, and whether it counts as restorative."""
    connection = source.connection
    eligible, reached, unknown = (connection.execute(statement(name, level=source.question.by or "0")).fetchnumpy()
                                  for name in ("access_eligible", "access_reached", "access_unknown"))
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
        effect=_effects(found, eligible, at, counts["reached"], total), dated=dated, restorative=restorative, unknown=not_said)  # fmt: skip


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


def _effects(found: dict[str, np.ndarray], eligible: dict[str, np.ndarray], at: np.ndarray, reached: np.ndarray,
             total: np.ndarray) -> np.ndarray:
    """[L, M, 4] design effects of reached / eligible by person; 1 where each person counts once."""
    levels, models, steps = reached.shape
    effects = np.ones(reached.shape)
    if (eligible["releases"] <= 1).all():
        return effects
    for level in range(levels):
        n = eligible["releases"][at == level].astype(np.int64)
        all_pairs = (n * (n - 1) // 2 * eligible["people"][at == level]).sum()
        for model in range(models):
            here = (found["level"] == level) & (found["model"] == model)
            of, many = found["releases"][here], found["people"][here]
            untouched = all_pairs - (of * (of - 1) // 2 * many).sum()
            for number, step in enumerate(STEPS):
                pairs = clustering.pair_counts(of, found[step][here], many)
                pairs = pairs._replace(none=pairs.none + untouched)
                effects[level, model, number] = clustering.design_effect(total[level], reached[level, model, number], pairs)
    return effects


def _dated(connection, positions: tuple[int, ...], restorative: np.ndarray) -> np.ndarray:
    """[M, 4] steps that the records tell of for a model; for any model together, those that one of them tells of."""
    dated = np.zeros((len(positions), len(STEPS)), bool)
    dated[:, [STEPS.index(step) for step in ALWAYS_KNOWN]] = True
    for position, consented, started, *_ in connection.execute("select * from dated_step").fetchall():
        dated[positions.index(position), 1:3] = consented, started
    dated[0] |= dated[restorative].any(axis=0)
    return dated
