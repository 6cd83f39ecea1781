"""Curves like with like: each arm's matched part, and beside it the baseline weighted to look like it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics import survival
from analytics.adjusted_comparison import HIDDEN
from analytics.adjusted_estimates import doubts
from analytics.alike import make_alike
from analytics.cell_days import DaysByCell, count_days_by_cell
from analytics.clustering import pairs_of_people
from analytics.counting import Source
from analytics.days import STATES
from analytics.disclosure import Gate
from analytics.kept import Kept
from analytics.question import Question
from analytics.weighted_curve import CellDays, RepeatedDays, weighted_curve
from analytics.weighting import Weighting

FIGURES = ("estimate", "std_error", "low", "high")
BASELINE_FIGURES = tuple(f"baseline_{name}" for name in FIGURES)


@dataclass(frozen=True)
class ArmDays:
    """An arm on a level, over the cells in which anybody is: its weights, its releases by day and its baseline's.

    repeated: releases of people with several, of the arm and of its baseline; None where nobody counts twice.
    """

    weighting: Weighting
    arm: CellDays
    baseline: CellDays
    repeated: RepeatedDays | None


_kept: Kept[dict[tuple[int, int], ArmDays]] = Kept(
    lambda arms: sum(25 * of.weighting.design.cells + 4 * (len(of.arm.cell) + len(of.baseline.cell)) for of in arms.values())
)


def adjust_curves(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The crude rows of `curve` with the figures of each arm's matched part, and its weighted baseline's beside them.

    Days and counts stay as they are; the baseline's own rows too: it is nobody's match. `attrs["reasons"]`: (value of
    `by`, model) -> why the figures are missing or carry no verdict.
    """
    question, gate = source.question, Gate(source.question.min_cell, source.question.round)
    asked = repr(replace(question, round=1, min_cell=0, kind=None, window=None))
    arms = _kept.answer(source, asked, lambda: _weigh(source))
    columns = {name: frame[name].to_numpy(dtype=float, na_value=np.nan).copy() for name in FIGURES}
    columns |= {name: np.full(len(frame), np.nan) for name in BASELINE_FIGURES}
    status, days = frame["status"].to_numpy(dtype=object).copy(), frame["day"].to_numpy(dtype=int)
    values = frame[question.by].to_numpy() if question.by else np.full(len(frame), "")
    reasons = {}
    for (level, arm), of_arm in arms.items():
        value, code = source.levels[level][1], source.arms.codes[arm]
        rows = np.flatnonzero((frame["model"].to_numpy() == code) & (values == value))
        if not rows.size or status[rows[0]] in ("suppressed", "not_estimable"):
            continue
        figures, status[rows], why = _figures(question, of_arm, days[rows], gate)
        for name, column in columns.items():
            column[rows] = figures.get(name, np.nan)
        if why:
            reasons[value, code] = why
    made = frame.assign(**{name: columns[name] for name in FIGURES}, status=status.astype(str))
    made = made.assign(**{name: columns[name] for name in BASELINE_FIGURES})
    made.attrs["reasons"] = reasons
    return made


def _weigh(source: Source) -> dict[tuple[int, int], ArmDays]:
    """Count by cell and day, and find the weights of every arm asked for, on every level."""
    days, arms = count_days_by_cell(source), source.arms
    total = np.bincount(days.level * days.shape[1] + days.arm_set, days.releases, days.shape[0] * days.shape[1])
    own = arms.own_baselines(total.reshape(days.shape))
    return {
        (level, arm): _weigh_arm(source.question, days, level, arms.members[arm], own[level, arm])
        for level in range(days.shape[0])
        for arm in range(len(arms.codes))
        if arm != arms.baseline and (not source.question.model or arms.codes[arm] in source.question.model)
    }


def _weigh_arm(question: Question, days: DaysByCell, level: int, members: np.ndarray, own: np.ndarray) -> ArmDays:
    on_level = days.level == level
    rows = [np.flatnonzero(on_level & (sets[days.arm_set] > 0)) for sets in (members, own)]
    here = np.unique(np.concatenate([days.cell[part] for part in rows]))
    groups = [
        CellDays.of(np.searchsorted(here, days.cell[part]), days.packed[part] // 4, days.packed[part] % 4, days.releases[part], days.last_day)
        for part in rows
    ]
    counts = [np.bincount(group.cell, group.releases, len(here)) for group in groups]
    weighting = make_alike(question.adjust, days.design.only(here), *counts)
    repeated = None
    if days.repeated is not None:
        of = days.repeated
        part = np.flatnonzero((of.level == level) & ((members + own)[of.arm_set] > 0))
        person = np.cumsum(np.diff(of.person[part], prepend=-1) != 0) - 1
        repeated = RepeatedDays(
            person, np.searchsorted(here, of.cell[part]), of.packed[part] // 4, of.packed[part] % 4,
            members[of.arm_set[part]] > 0, days.last_day,
        )  # fmt: skip
    return ArmDays(weighting, *groups, repeated)


def _figures(question: Question, of_arm: ArmDays, days: np.ndarray, gate: Gate) -> tuple[dict[str, np.ndarray], str, str]:
    """Columns at these days, the status of the arm and why."""
    weighting = of_arm.weighting
    if not weighting.found:
        return {}, "not_estimable", weighting.reason
    arm = _matched(of_arm, of_arm.arm, in_arm=True)
    baseline = _matched(of_arm, of_arm.baseline, in_arm=False)
    aside = weighting.arm[~weighting.matched].sum()
    if gate.small(arm.everyone, baseline.everyone) or gate.small_by_subtraction(aside):
        return {}, "suppressed", HIDDEN
    columns = {}
    for names, group, made in (
        (FIGURES, arm, _arm_curve(question.kind, of_arm, arm)),
        (BASELINE_FIGURES, baseline, _baseline_curve(question.kind, of_arm)),
    ):
        shown = _shown(group, days, gate)
        for name, figure in zip(names, made, strict=True):
            columns[name] = np.where(shown, gate.figure(figure[days]), np.nan)
    events = STATES["event"]
    why = doubts(weighting, arm.releases.sum(), arm.releases[events].sum(), baseline.releases[events].sum())
    return columns, "low" if why else "ok", "; ".join(why)


@dataclass(frozen=True)
class Matched:
    """The matched part of a group: releases [state, day], people who have had the event by each day, and people."""

    releases: np.ndarray
    had_it: np.ndarray
    everyone: float


def _matched(of_arm: ArmDays, group: CellDays, in_arm: bool) -> Matched:
    weighting = of_arm.weighting
    releases = group.sums(group.releases * weighting.matched[group.cell])
    events, everyone = releases[STATES["event"]].copy(), releases.sum()
    if of_arm.repeated is not None:
        of = of_arm.repeated
        mine = np.flatnonzero((of.in_arm == in_arm) & weighting.matched[of.cell])
        everyone -= len(mine) - len(np.unique(of.person[mine]))
        # Of those with the event, a person counts on the first of their days only.
        event = mine[of.state[mine] == STATES["event"]]
        event = event[np.lexsort((of.day[event], of.person[event]))]
        again = event[1:][of.person[event][1:] == of.person[event][:-1]]
        events -= np.bincount(of.day[again], minlength=len(events))
    return Matched(releases, np.cumsum(events), float(everyone))


def _shown(group: Matched, days: np.ndarray, gate: Gate) -> np.ndarray:
    """[rows] true where enough people have had the event since the figure before, and not all but a few."""
    shown, last = np.zeros(len(days), bool), 0.0
    for row, had_it in enumerate(group.had_it[days]):
        shown[row] = not gate.small(had_it - last, group.everyone - had_it)
        last = had_it if shown[row] else last
    return shown


def _arm_curve(kind: str, of_arm: ArmDays, arm: Matched) -> tuple[np.ndarray, ...]:
    """Estimate, error and limits of the matched arm: the plain curve of its counts."""
    make = survival.kaplan_meier if kind == "km" else survival.aalen_johansen
    pairs = None
    if of_arm.repeated is not None:
        of = of_arm.repeated
        mine = of.in_arm & of_arm.weighting.matched[of.cell]
        pairs = pairs_of_people(of.person[mine], of.day[mine], of.state[mine])
    by_state = {name: arm.releases[number] for name, number in STATES.items()}
    made = make(by_state["event"], by_state["censored"], by_state["death"], pairs=pairs)
    return made.estimate, made.std_error, made.low, made.high


def _baseline_curve(kind: str, of_arm: ArmDays) -> tuple[np.ndarray, ...]:
    made = weighted_curve(kind, of_arm.weighting, of_arm.baseline, of_arm.repeated)
    low, high = survival.limits(made.estimate if kind == "km" else 1 - made.estimate, made.std_error)
    return (made.estimate, made.std_error, low, high) if kind == "km" else (made.estimate, made.std_error, 1 - high, 1 - low)
