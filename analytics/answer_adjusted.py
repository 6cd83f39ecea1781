"""Answers compared like with like: those of the baseline weighted so that their cases look like the arm's.

The weights are those of `compare`, found on the answers to one question in one wave instead of on releases: each answer
takes the covariate cell of its release. Answers that are about no release have none and are left out of both sides.
"""

from dataclasses import replace

import numpy as np

from analytics import multiplicity
from analytics.adjusted import AdjustedArm, adjusted_arm, weigh
from analytics.adjusted_estimates import Estimated, estimate_arm
from analytics.answer_clusters import Clusters, answer_clusters
from analytics.answer_counts import CHANGE, Answers
from analytics.answer_rows import ANSWERED, SATISFIED, read_rows
from analytics.cells import Cells
from analytics.cells_of_rows import cells_by_number
from analytics.counting import Source
from analytics.covariates import Covariate, Design, codes_of, read_covariates
from analytics.disclosure import Gate
from analytics.tally import tally

# Column of an adjusted comparison -> the column of an answer's row that it fills.
COLUMNS = {
    "rate": "satisfied_rate", "rate_low": "low", "rate_high": "high", "baseline_rate": "baseline_satisfied_rate",
    "risk_difference": "difference", "risk_difference_low": "difference_low", "risk_difference_high": "difference_high",
    "p_value": "p_value",
}  # fmt: skip


def make_answers_alike(
    source: Source, answers: Answers, figures: dict[str, np.ndarray], gate: Gate
) -> dict[str, np.ndarray]:
    """The columns of `satisfaction`, [L, I, A], with shares, differences and tests made like with like; and why a figure is
    missing or carries no verdict, in words.

    Where several answers are about one person the weighted difference and the arm's own share are taken to scatter wider,
    each by as much as the crude one does. Counts, response rates, bounds, means and changes stay as they are.
    """
    arm, baseline = (answers.group(group) for group in (answers.places.members, answers.places.own_baselines))
    clusters = answer_clusters(answers, arm, baseline)
    figures = {name: column.copy() for name, column in figures.items()} | {"why": np.full(answers.shape, "", object)}
    waves = np.array([item.wave for item in answers.items], dtype=object)
    for item, cells in enumerate(answer_cells(source, answers)):
        if waves[item] == CHANGE:
            continue
        for level, arm in np.ndindex(answers.shape[0], answers.shape[2] - 1):
            at = (level, item, arm)
            made = _widened(weighted_answers(source.question.adjust, answers, cells, at), clusters, at)
            _overlay(figures, at, estimate_arm(made, gate))
    for wave in set(waves) - {CHANGE}:
        figures["p_holm"][:, waves == wave] = multiplicity.holm(figures["p_value"][:, waves == wave])
    return figures


def weighted_answers(adjust: str, answers: Answers, cells: Cells, at: tuple[int, int, int]) -> AdjustedArm:
    """The answers of one arm against its weighted baseline; at: level, item, arm; cells: of the item."""
    level, _, arm = at
    members, own = (group[level, arm].astype(float) for group in (answers.places.members, answers.places.own_baselines))
    return adjusted_arm(weigh(adjust, cells, level, members, own), cells, None)


def _widened(made: AdjustedArm, clusters: Clusters, at: tuple[int, int, int]) -> AdjustedArm:
    """As sure as answers are of which several are about one person; at: level, item, arm."""
    difference = clusters.difference_effect[at]
    if made.clustered is None or not np.isfinite(difference):
        return made
    # People whom the baseline's answers share make the gap less sure, not the arm's own share.
    return replace(made, clustered=made.clustered * max(float(difference), 1.0), rate_effect=float(clusters.effect[at]))


def _overlay(figures: dict[str, np.ndarray], at: tuple[int, int, int], estimated: Estimated) -> None:
    """Put one arm's figures in the place of the crude ones; what the crude row may not show stays away."""
    crude, empty = figures["status"][at], np.isnan(figures["difference"][at])
    if crude == "suppressed" or estimated.hidden:
        estimated = Estimated({}, hidden=True)
    elif empty:  # nobody, or scales of different length
        estimated = replace(estimated, columns={name: value for name, value in estimated.columns.items() if name.startswith("rate")})
    for name, column in COLUMNS.items():
        figures[column][at] = estimated.columns.get(name, np.nan)
    figures["why"][at] = estimated.missing or "; ".join(estimated.doubts)
    if estimated.hidden:
        figures["status"][at] = "suppressed"
    elif crude != "not_estimable":
        figures["status"][at] = "not_estimable" if estimated.missing else "low" if estimated.doubts or crude == "low" else "ok"


def answer_cells(source: Source, answers: Answers) -> list[Cells]:
    """Answers and satisfied ones by level, place and covariate cell, one table an item."""
    covariates = read_covariates(source.connection, source.question.alike_in)
    numbers, place = cells_by_number(source, covariates)
    counted = []
    for rows in read_rows(source, answers.numbers):
        here = (rows["state"] >= ANSWERED) & (rows["release_number"] >= 0)
        at, cell = np.unique(place[rows["release_number"][here].astype(np.int64)], return_inverse=True)
        counts = tally({"level": rows["level"][here], "place": rows["place"][here], "cell": cell}, satisfied=rows["state"][here] == SATISFIED)
        counted.append((numbers[at], counts, np.unique(rows["place"])))
    places = np.unique(np.concatenate([of for *_, of in counted])) if counted else np.empty(0, int)
    return [_table(keys, counts, places, covariates, answers) for keys, counts, _ in counted]


def _table(keys: np.ndarray, counts: dict[str, np.ndarray], places: np.ndarray, covariates: tuple[Covariate, ...], answers: Answers) -> Cells:
    return Cells(
        covariates=covariates,
        keys=keys,
        design=Design(codes_of(keys, covariates), [len(covariate.values) for covariate in covariates]),
        level=counts["level"].astype(np.int64),
        arm_set=np.searchsorted(places, counts["place"]),
        cell=counts["cell"].astype(np.int64),
        releases=counts["times"].astype(float),
        events=counts["satisfied"].astype(float),
        shape=(answers.shape[0], answers.places.members.shape[2]),
    )
