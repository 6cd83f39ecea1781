"""Each model against the baseline: rates in a fixed window, difference, ratio and tests."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import clustering, multiplicity, proportions
from analytics.adjusted_comparison import adjusted, overlay
from analytics.comparison_counts import Comparison, count_comparison
from analytics.counted import Counted, count
from analytics.counting import Source, source
from analytics.database import Database, opened
from analytics.disclosure import Gate
from analytics.log_rank import log_rank_p
from analytics.question import Question, ask
from analytics.reliability import followed_unalike, unreliable_difference, unreliable_rate
from analytics.result_columns import with_common_columns
from analytics.status import first_that_applies
from analytics.table_columns import constant, repeated, whole_numbers

COUNTS = ("n", "events", "baseline_n", "baseline_events", "baseline_later_referred")
COLUMNS = (
    "n", "events", "rate", "rate_low", "rate_high",
    "baseline_n", "baseline_events", "baseline_rate",
    "risk_difference", "risk_difference_low", "risk_difference_high",
    "risk_ratio", "risk_ratio_low", "risk_ratio_high",
    "p_value", "p_holm", "logrank_p", "logrank_p_holm", "effective_n", "unmatched_share",
    "e_value", "e_value_limit", "baseline_later_referred",
)  # fmt: skip


def compare(db: Database, *, outcome: str = "rearrest", window: int = 36, **options: object) -> pd.DataFrame:
    """One row an arm (and a value of `by`): its rate within the window, and its difference from the baseline.

    db: path of a database file, or an open DuckDB connection. Options as on the command line: adjust,
    exposure, landmark, unit, strict_baseline, where, by, model, min_cell, round.
    Gives the columns of the file that `compare` writes. Rates: Wilson; difference: Newcombe hybrid score;
    ratio: Katz; tests: Pearson's chi-square without correction (Wald under `unit="every"`) and log-rank;
    both with Holm's allowance for the number of arms. Raises Problem for a value that cannot be.
    """
    question = ask(outcome=outcome, window=window, **options)
    with opened(db) as connection:
        asked = source(connection, question)
        return weighted_comparison(asked) if question.adjust != "none" else comparison(question, count(asked))


def weighted_comparison(asked: Source) -> pd.DataFrame:
    """The rows of `compare` against a weighted baseline. `attrs["reasons"]`: (value of `by`, model) -> why a figure is
    missing, or carries no verdict."""
    question, found = asked.question, adjusted(asked)
    gate = Gate(question.min_cell, question.round)
    crude = estimate(found.counts, gate, np.full(found.counts.n.shape, np.nan))
    columns, reasons = overlay(crude, found.counts, found.estimated(gate))
    frame = with_common_columns(table(question, found.counts, columns), question, asked.connection)
    frame.attrs["reasons"] = {
        (found.counts.levels[level][1], found.counts.arms.codes[arm]): why for (level, arm), why in reasons.items()
    }
    return frame


def comparison(question: Question, counted: Counted) -> pd.DataFrame:
    """The rows of `compare` from what has been counted."""
    counts = count_comparison(counted)
    figures = estimate(counts, Gate(question.min_cell, question.round), log_rank_p(counted, counts))
    return with_common_columns(table(question, counts, figures), question, counted.source.load)


@dataclass(frozen=True)
class Shown:
    """What may be shown of the counts, [L, A]: rounded, nan where hidden or where there is no comparison."""

    n: np.ndarray
    events: np.ndarray
    baseline_n: np.ndarray
    baseline_events: np.ndarray
    baseline_later_referred: np.ndarray
    arm_hidden: np.ndarray
    baseline_hidden: np.ndarray


def show(counts: Comparison, gate: Gate) -> Shown:
    """Pass the counts through the gate."""
    arm_hidden = gate.small(*counts.arm_people)
    baseline_hidden = gate.small(*counts.baseline_people) | gate.small_by_subtraction(*counts.excluded_people)
    # What an arm takes out of the baseline could be read off the two baselines.
    baseline_hidden |= arm_hidden & (counts.excluded_people[0] > 0)
    baseline_hidden |= baseline_hidden[:, [counts.arms.baseline]]
    later_hidden = gate.small(counts.later, counts.baseline_n - counts.later)
    of_baseline = np.arange(len(counts.arms.codes)) == counts.arms.baseline

    def unless(hidden: np.ndarray, count: np.ndarray) -> np.ndarray:
        return np.where(hidden, np.nan, gate.rounded(count))

    return Shown(
        n=unless(gate.small(counts.arm_people[0]), counts.n),
        events=unless(arm_hidden, counts.events),
        baseline_n=unless(baseline_hidden | of_baseline, counts.baseline_n),
        baseline_events=unless(baseline_hidden | of_baseline, counts.baseline_events),
        baseline_later_referred=unless(baseline_hidden | later_hidden, counts.later),
        arm_hidden=arm_hidden,
        baseline_hidden=baseline_hidden & ~of_baseline,
    )


def estimate(counts: Comparison, gate: Gate, log_rank: np.ndarray, shown: Shown | None = None) -> dict[str, np.ndarray]:
    """All columns of the result, [L, A], from the counts that may be shown: what passes the gate, unless given."""
    shown = shown or show(counts, gate)
    effect, baseline_effect = gate.factor(counts.effect), gate.factor(counts.baseline_effect)
    n, events = shown.n, np.where(counts.recorded, shown.events, np.nan)
    baseline_events = np.where(counts.recorded, shown.baseline_events, np.nan)
    effective = clustering.effective_n(n, effect)
    baseline_effective = clustering.effective_n(shown.baseline_n, baseline_effect)
    both = (events, n, baseline_events, shown.baseline_n)
    sizes = {"effective_n1": effective, "effective_n0": baseline_effective}

    with np.errstate(divide="ignore", invalid="ignore"):
        rate, baseline_rate = events / n, baseline_events / shown.baseline_n
    low, high = proportions.wilson(events, n, effective_n=effective)
    difference, difference_low, difference_high = proportions.newcombe_difference(*both, **sizes)
    ratio, ratio_low, ratio_high = proportions.katz_ratio(*both, **sizes)
    status = _status(counts, shown, n, events, baseline_events)
    compared = np.isin(status, ("ok", "low"))
    if counts.clustered:
        plain = np.sqrt(rate * (1 - rate) / n + baseline_rate * (1 - baseline_rate) / shown.baseline_n)
        p_value = proportions.wald_p(difference, plain * np.sqrt(gate.factor(counts.difference_effect)))
    else:
        p_value = proportions.pearson_p(*both)
    p_value = np.where(compared, p_value, np.nan)
    log_rank = np.where(compared, gate.figure(log_rank), np.nan)
    return {
        "n": n, "events": events, "rate": rate, "rate_low": low, "rate_high": high,
        "baseline_n": shown.baseline_n, "baseline_events": baseline_events, "baseline_rate": baseline_rate,
        "risk_difference": difference, "risk_difference_low": difference_low, "risk_difference_high": difference_high,
        "risk_ratio": ratio, "risk_ratio_low": ratio_low, "risk_ratio_high": ratio_high,
        "p_value": p_value, "p_holm": multiplicity.holm(p_value),
        "logrank_p": log_rank, "logrank_p_holm": multiplicity.holm(log_rank),
        "baseline_later_referred": shown.baseline_later_referred, "status": status,
    }  # fmt: skip


def _status(
    counts: Comparison, shown: Shown, n: np.ndarray, events: np.ndarray, baseline_events: np.ndarray
) -> np.ndarray:
    of_baseline = np.arange(len(counts.arms.codes)) == counts.arms.baseline
    alone = unreliable_rate(n, events)
    beside = unreliable_difference(n, events, shown.baseline_n, baseline_events) | followed_unalike(
        counts.n, counts.releases, counts.baseline_n, counts.baseline_releases
    )
    nobody = (counts.releases == 0) | (~of_baseline & (counts.baseline_releases == 0)) | (not counts.recorded)
    too_soon = (counts.releases > 0) & (counts.n == 0)
    too_soon |= ~of_baseline & (counts.baseline_releases > 0) & (counts.baseline_n == 0)
    # Rounding can leave nobody where there were a few.
    vanished = (n == 0) | (~of_baseline & (shown.baseline_n == 0))
    return first_that_applies(
        suppressed=shown.arm_hidden | shown.baseline_hidden,
        immature=too_soon,
        not_estimable=nobody | vanished,
        low=np.where(of_baseline, alone, beside),
    )


def table(question: Question, counts: Comparison, figures: dict[str, np.ndarray]) -> pd.DataFrame:
    """The rows asked for: `--model` chooses among them, after everything has been worked out for all."""
    levels = [
        level for level, (_, value) in enumerate(counts.levels)
        if counts.releases[level].any() or value in question.where.get(question.by, ("",))
    ]  # fmt: skip
    arms = [arm for arm, code in enumerate(counts.arms.codes) if not question.model or code in question.model]
    rows, length = np.ix_(levels, arms), len(levels) * len(arms)
    nothing = np.full(counts.n.shape, np.nan)
    columns = {name: figures.get(name, nothing)[rows].ravel() for name in (*COLUMNS, "status")}
    columns |= {name: whole_numbers(columns[name]) for name in COUNTS}
    columns["status"] = repeated(columns["status"], np.ones(length, int))
    asked = {name: getattr(question, name) for name in ("outcome", "window", "adjust", "exposure")}
    first = {f"{name}_months" if name == "window" else name: constant(value, length) for name, value in asked.items()}
    if question.by:
        values = [counts.levels[level][1] for level in levels]
        first[question.by] = repeated(values, np.full(len(levels), len(arms)))
    first["model"] = repeated([counts.arms.codes[arm] for arm in arms] * len(levels), np.ones(length, int))
    return pd.DataFrame(first | columns, index=pd.RangeIndex(length), copy=False)
