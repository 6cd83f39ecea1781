"""`compare` and `balance` with weights: count once, find the weights of every arm, and put the figures into columns."""

from dataclasses import dataclass, replace

import numpy as np

from analytics import multiplicity
from analytics.adjusted import AdjustedArm, Alike, adjusted_arms, weigh_arms
from analytics.adjusted_estimates import FIGURES, Estimated, estimate_arms
from analytics.cells import Cells, count_cells
from analytics.comparison_counts import Comparison, comparison_of
from analytics.counting import Rates, Source, count_releases
from analytics.disclosure import Gate
from analytics.kept import Kept
from analytics.reliability import followed_unalike
from analytics.repeated_cells import RepeatedCells, read_repeated_cells

NOBODY = "nobody is in the group, or nobody is there to compare with"
NOT_RECORDED = "the records hold no event of this kind at all"
FOLLOWED_UNALIKE = "the two groups were not followed for equally long"
TOO_SOON = "nobody has been followed for the whole window yet"
HIDDEN = "too few people to show"


@dataclass(frozen=True)
class Adjusted:
    """An adjusted comparison before anything is held back: raw counts, cells, and (level, arm) -> its figures.

    repeated: people with several releases, where people repeat. few: counts of releases from which on it does not
    matter how many people they are.
    """

    counts: Comparison
    cells: Cells
    repeated: RepeatedCells | None
    arms: dict[tuple[int, int], AdjustedArm]
    few: float = np.inf

    def estimated(self, gate: Gate) -> dict[tuple[int, int], Estimated]:
        """(level, arm) -> its figures after the gate."""
        return dict(zip(self.arms, estimate_arms(list(self.arms.values()), gate), strict=True))


# An arm's weights, groups and design are about 25 numbers a cell.
_kept: Kept[Adjusted] = Kept(lambda found: 25 * len(found.cells.keys) * len(found.arms))
# Weights are found on who was followed, whatever happened to them.
_alike: Kept[dict[tuple[int, int], Alike]] = Kept(lambda found: sum(25 * len(alike.here) for alike in found.values()))


def adjusted(source: Source) -> Adjusted:
    """Count a question by covariate cell and find the weights of every arm. The last answers of a process are kept."""
    asked = repr(replace(source.question, model=(), round=1, kind=None))
    return _kept.answer(source, asked, lambda: _work_out(source))


def _work_out(source: Source) -> Adjusted:
    question = source.question
    cells = count_cells(source, question.alike_in)
    rates = Rates(count_releases(source), cells.by_set(cells.releases), cells.by_set(cells.events))
    counts = comparison_of(source, rates, None)
    repeated = None
    if question.unit == "every":
        repeated = read_repeated_cells(source, cells)
        counts = replace(counts, effect=_effect_of_baseline(counts, cells, repeated))
    few = question.min_cell * (source.most_releases_of_a_person if repeated is not None else 1)
    # Behind a landmark it is part of who is there.
    event = question.outcome if question.landmark else None
    of_any_event = repr(replace(question, outcome=event, model=(), round=1, min_cell=0, kind=None))
    alike = _alike.answer(source, of_any_event, lambda: weigh_arms(question.adjust, cells, source.arms, counts.own_baselines))
    return Adjusted(counts, cells, repeated, adjusted_arms(alike, cells, repeated, few), few)


def _effect_of_baseline(counts: Comparison, cells: Cells, repeated: RepeatedCells) -> np.ndarray:
    """[L, A] design effects of the rates in the baseline's own rows, 1 in the arms' (they have their own)."""
    effect, baseline = np.ones(counts.n.shape), counts.arms.baseline
    for level in range(len(counts.levels)):
        n, events = counts.n[level, baseline], counts.events[level, baseline]
        if 0 < events < n:
            inside = ((cells.level == level) * counts.arms.in_baseline[cells.arm_set])[repeated.row]
            influence = inside * (repeated.event - events / n)
            plain = events * (1 - events / n)
            effect[level, baseline] = max(plain + repeated.moments(influence[:, None])[0, 0], 0) / plain
    return effect


def overlay(
    columns: dict[str, np.ndarray], counts: Comparison, estimated: dict[tuple[int, int], Estimated]
) -> tuple[dict[str, np.ndarray], dict[tuple[int, int], str]]:
    """The adjusted figures over the columns [L, A] of the crude comparison, and (level, arm) -> why one is missing or
    not to be relied on. estimated: (level, arm) -> its figures.

    Counts stay raw. Of the baseline's own row nothing changes: it is nobody's match.
    """
    size = counts.n.shape
    columns = {name: column.copy() for name, column in columns.items()}
    others = np.arange(size[1]) != counts.arms.baseline
    for name in (*FIGURES, "p_holm", "logrank_p", "logrank_p_holm"):
        columns.setdefault(name, np.full(size, np.nan))[:, others] = np.nan
    unalike = followed_unalike(counts.n, counts.releases, counts.baseline_n, counts.baseline_releases)
    reasons = {}
    for at, of_arm in estimated.items():
        status, why, figures = judged(columns["status"][at], counts.recorded, unalike[at], of_arm)
        columns["status"][at] = status
        for name, value in figures.items():
            columns[name][at] = value
        if why:
            reasons[at] = why
    columns["p_holm"] = multiplicity.holm(columns["p_value"])
    return columns, reasons


def judged(crude: str, recorded: bool, unalike: bool, estimated: Estimated) -> tuple[str, str, dict[str, float]]:
    """Status, reason and figures of one arm. crude: the status of its raw counts; unalike: not followed for equally long."""
    if crude == "suppressed" or estimated.hidden:
        return "suppressed", HIDDEN, {}
    if crude == "immature":
        return crude, TOO_SOON, {}
    if crude == "not_estimable":
        return crude, NOBODY if recorded else NOT_RECORDED, {}
    if estimated.missing:
        return "not_estimable", estimated.missing, estimated.columns
    doubts = (*estimated.doubts, *([FOLLOWED_UNALIKE] if unalike else []))
    # What is low as raw counts is low as a part of them.
    if doubts or crude == "low":
        return "low", "; ".join(doubts) or "too few events for a verdict", estimated.columns
    return "ok", "", estimated.columns
