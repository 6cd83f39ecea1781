"""The published comparisons: every outcome and offered window, whole and by each column, exact counts protected together."""

from dataclasses import dataclass, replace
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd

from analytics.adjusted_comparison import adjusted, overlay
from analytics.compare import Shown, estimate, table
from analytics.comparison_counts import Comparison, count_comparison
from analytics.counted import Counted, count
from analytics.counting import Source, source
from analytics.disclosure import Gate
from analytics.log_rank import log_rank_p
from analytics.publishing.columns import ALL, COLUMNS, same_people
from analytics.publishing.groups import Rules, Splits, baseline_layers, shown_of
from analytics.publishing.protection import Beside, Forms, Split
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.vocabulary import DEFAULT_MIN_CELL, DEFAULT_ROUND, HEADLINE_ADJUSTMENT, OUTCOMES, WINDOWS_OFFERED

# What is kept where not all can be shown: the window and the event that most questions are about.
WINDOWS_FIRST = (36, 24, 12, 60, 6)
OUTCOMES_FIRST = ("rearrest", "any_return", "return_to_prison", "reconviction", "reincarceration", "technical_return", "violent_rearrest")
EVERYONE = ("everyone",)  # followed for however long; published by the curves alone
FOLLOWED = {months: ("n", months) for months in WINDOWS_OFFERED}
HAD_IT = {(outcome, months): ("events", outcome, months) for outcome in OUTCOMES for months in WINDOWS_OFFERED}
QUANTITIES = (EVERYONE, *FOLLOWED.values(), *HAD_IT.values())
PLACE = {quantity: number for number, quantity in enumerate(QUANTITIES)}
# Whoever has the second event has the first.
WITHIN = (("rearrest", "violent_rearrest"), ("return_to_prison", "reincarceration"), ("return_to_prison", "technical_return"),
          *(("any_return", outcome) for outcome in OUTCOMES if outcome != "any_return"))
UNION = ("return_to_prison", "reincarceration", "technical_return")  # an event, and the two that it is made of


def order() -> list[int]:
    """Places of the quantities, what matters most first."""
    found = []
    for outcomes in (OUTCOMES_FIRST[:1], OUTCOMES_FIRST[1:]):
        for months in WINDOWS_FIRST:
            found += [FOLLOWED[months], *(HAD_IT[outcome, months] for outcome in outcomes)]
    return [PLACE[quantity] for quantity in dict.fromkeys([*found, EVERYONE])]


def needs() -> dict[int, int]:
    """An event's count is shown only beside the count of those followed as long."""
    return {PLACE[quantity]: PLACE[FOLLOWED[months]] for (_, months), quantity in HAD_IT.items()}


def forms() -> Forms:
    """What subtracting one of an arm's figures from another tells."""
    sums: list[tuple[dict, dict]] = [({EVERYONE: 1, n: -1}, {}) for n in FOLLOWED.values()]
    for (outcome, months), events in HAD_IT.items():
        sums.append(({FOLLOWED[months]: 1, events: -1}, {}))
    for months in WINDOWS_OFFERED:
        sums += [({HAD_IT[whole, months]: 1, HAD_IT[part, months]: -1}, {}) for whole, part in WITHIN]
        back, new, technical = (HAD_IT[outcome, months] for outcome in UNION)
        sums.append(({new: 1, technical: 1, back: -1}, {}))  # whoever has both
    for short, long in combinations(WINDOWS_OFFERED, 2):
        fewer = {FOLLOWED[short]: 1, FOLLOWED[long]: -1}
        sums.append((fewer, {}))
        # Two windows' events differ by those in between where the same people were followed.
        sums += [({HAD_IT[outcome, long]: 1, HAD_IT[outcome, short]: -1}, fewer) for outcome in OUTCOMES]
    return Forms.of(QUANTITIES, sums)


@dataclass
class View:
    """One column's counts: [A, Q, L] of each arm and of the baseline of its own row, and all that figures need."""

    source: Source
    arms: np.ndarray
    baselines: np.ndarray
    comparisons: dict[tuple[str, int], tuple[Comparison, np.ndarray]]


@dataclass(frozen=True)
class Compared:
    """The published comparisons.

    frames: column -> the stacked rows of `compare`; alike: those of all releases under the headline's adjustment;
    arms, baselines: what is shown of each arm, and of the baseline of each arm's row; same: see `columns.same_people`.
    """

    frames: dict[str, pd.DataFrame]
    alike: pd.DataFrame
    arms: list[Splits]
    baselines: list[Splits]
    same: dict

    @property
    def everyone(self) -> np.ndarray:
        """[A] whether an arm's curve may stand beside them."""
        return np.array([splits[ALL].quantities[PLACE[EVERYONE]] for splits in self.arms])

    def tell(self, outcome: str, months: int) -> np.ndarray:
        """[A] of which arms they tell how many had an event within a window."""
        return np.array([splits[ALL].quantities[PLACE[HAD_IT[outcome, months]]] for splits in self.arms])

    def all_followed(self, by: str) -> np.ndarray:
        """[A, W, L] how many of each arm were followed through each offered window."""
        return np.stack([_followed(splits[by].counts[0]) for splits in self.arms])

    def all_of(self, by: str) -> np.ndarray:
        """[A, 1, L] everyone in each arm, however long they were followed."""
        return np.stack([splits[by].counts[0, [PLACE[EVERYONE]]] for splits in self.arms])


def _followed(counts: np.ndarray) -> np.ndarray:
    """[W, ...] of counts by quantity [Q, ...]."""
    return counts[[PLACE[quantity] for quantity in FOLLOWED.values()]]


# What stands first in the tables of other files that count the same people: those followed, and everyone.
COMPARED = (*FOLLOWED.values(), EVERYONE)


def with_followed(splits: Splits, counts: dict[str, np.ndarray], forms: Forms) -> tuple[dict[str, np.ndarray], dict[str, Beside]]:
    """A group's counts, column -> [K, Q, L], whose first quantities are to be those of COMPARED, with these filled in; and
    what the comparisons show of them: how many were followed. forms: sums of both."""
    there, filled, shown = [PLACE[quantity] for quantity in COMPARED], {}, {}
    for by, own in counts.items():
        filled[by] = own.copy()
        filled[by][0, :len(COMPARED)] = splits[by].counts[0, there]
        seen = np.zeros(own.shape[1], bool)
        seen[:len(FOLLOWED)] = _followed(splits[by].quantities)
        shown[by] = Beside(forms, splits[by].levels, seen, DEFAULT_MIN_CELL)
    return filled, shown


def comparison_views(connection: duckdb.DuckDBPyConnection) -> Compared:
    """Count and protect every comparison."""
    views = {by: _view(connection, by) for by in COLUMNS}
    same = same_people(connection, {by: view.source.levels for by, view in views.items()})
    arm_splits, baseline_splits = _protected(views, same)
    frames = {by: _frame(view, arm_splits, baseline_splits, by) for by, view in views.items()}
    return Compared(frames, _adjusted(connection, views[ALL], arm_splits, baseline_splits), arm_splits, baseline_splits, same)


def _view(connection: duckdb.DuckDBPyConnection, by: str) -> View:
    found: dict[tuple[str, int], tuple[Comparison, np.ndarray]] = {}
    for outcome in OUTCOMES:
        asked = source(connection, ask(outcome=outcome, window=WINDOWS_OFFERED[0], by=by or None, round=1))
        counted = count(asked)
        for months in WINDOWS_OFFERED:
            of_window = Counted(replace(asked, question=replace(asked.question, window=months)), counted.days, None)
            counts = count_comparison(of_window)
            tested = np.full(counts.n.shape, np.nan) if by else log_rank_p(of_window, counts)
            found[outcome, months] = replace(counts, own_baselines=np.empty(0)), tested
    any_counts = found[OUTCOMES[0], WINDOWS_OFFERED[0]][0]
    levels, arms = any_counts.n.shape
    views = []
    for prefix in ("", "baseline_"):
        counts = np.zeros((arms, len(QUANTITIES), levels))
        counts[:, PLACE[EVERYONE]] = getattr(any_counts, prefix + "releases").T
        for (outcome, months), (comparison, _) in found.items():
            counts[:, PLACE[FOLLOWED[months]]] = getattr(comparison, prefix + "n").T
            counts[:, PLACE[HAD_IT[outcome, months]]] = getattr(comparison, prefix + "events").T
        views.append(counts)
    return View(asked, *views, found)


def _protected(views: dict[str, View], same: dict) -> tuple[list[Splits], list[Splits]]:
    """What is shown of each arm, and of the baseline of each arm's row (the baseline's own row has none)."""
    rules = Rules(forms(), order(), needs(), DEFAULT_MIN_CELL, same, never_split=(PLACE[EVERYONE],))
    arms = views[ALL].source.arms
    arm_splits = [shown_of({by: view.arms[arm][None] for by, view in views.items()}, rules) for arm in range(len(arms.codes))]
    baseline_splits = []
    for arm in range(arms.baseline):
        overlaps = (arms.members[arm] * arms.in_baseline).any()
        layers = {by: baseline_layers(view.baselines[:arm + 1], view.arms[arms.baseline], view.arms[arm] if overlaps else None)
                  for by, view in views.items()}
        baseline_splits.append(shown_of(layers, rules, within=arm_splits[arms.baseline]))
    return arm_splits, baseline_splits


def _frame(view: View, arm_splits: list[Splits], baseline_splits: list[Splits], by: str) -> pd.DataFrame:
    """All rows of one column, outcome by outcome and window by window."""
    rows = []
    for (outcome, months), (counts, tested) in view.comparisons.items():
        shown = _shown(counts, [splits[by] for splits in arm_splits], [splits[by] for splits in baseline_splits], outcome, months)
        question = replace(view.source.question, outcome=outcome, window=months)
        figures = estimate(counts, Gate(DEFAULT_MIN_CELL, 1), tested, shown)
        rows.append(table(question, counts, figures))
    return with_common_columns(pd.concat(rows, ignore_index=True), view.source.question, view.source.connection)


def _adjusted(connection: duckdb.DuckDBPyConnection, view: View, arm_splits: list[Splits], baseline_splits: list[Splits]) -> pd.DataFrame:
    """The rows of all releases like with like. Counts are the same as in the crude rows, and hidden with them; of the
    matched part, figures are made from rounded counts, or they would tell how many were set aside."""
    rows = []
    for (outcome, months), (counts, tested) in view.comparisons.items():
        asked = source(connection, ask(outcome=outcome, window=months, adjust=HEADLINE_ADJUSTMENT))
        shown = _shown(counts, [splits[ALL] for splits in arm_splits], [splits[ALL] for splits in baseline_splits], outcome, months)
        crude = estimate(counts, Gate(DEFAULT_MIN_CELL, 1), tested, shown)
        found = adjusted(asked)
        figures, _ = overlay(crude, found.counts, found.estimated(Gate(DEFAULT_MIN_CELL, DEFAULT_ROUND)))
        rows.append(table(asked.question, counts, figures))
    return with_common_columns(pd.concat(rows, ignore_index=True), asked.question, connection)


def _shown(counts: Comparison, arms: list[Split], baselines: list[Split], outcome: str, months: int) -> Shown:
    """The counts that may be shown of one outcome and window, [L, A]."""
    followed, events = PLACE[FOLLOWED[months]], PLACE[HAD_IT[outcome, months]]

    def seen(splits: list[Split], quantity: int) -> np.ndarray:
        return np.stack([part.levels & part.quantities[quantity] for part in splits], axis=1)

    nowhere = np.zeros((len(counts.levels), 1), bool)
    n, had_it = seen(arms, followed), seen(arms, events)
    baseline_n, baseline_had_it = (np.hstack([seen(baselines, quantity), nowhere]) for quantity in (followed, events))
    of_baseline = np.arange(len(counts.arms.codes)) == counts.arms.baseline
    return Shown(
        n=np.where(n, counts.n, np.nan),
        events=np.where(had_it, counts.events, np.nan),
        baseline_n=np.where(baseline_n, counts.baseline_n, np.nan),
        baseline_events=np.where(baseline_had_it, counts.baseline_events, np.nan),
        baseline_later_referred=np.full(counts.n.shape, np.nan),
        arm_hidden=~had_it,
        baseline_hidden=~baseline_had_it & ~of_baseline,
    )
