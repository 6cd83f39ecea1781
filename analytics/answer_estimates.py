"""From counts of answers to the figures of `satisfaction`: what may be shown of them, and how they compare."""

from dataclasses import dataclass

import numpy as np

from analytics import clustering, multiplicity, proportions
from analytics.answer_changes import mean_changes, unlike_most
from analytics.answer_clusters import Clusters, answer_clusters
from analytics.answer_counts import CHANGE, Answers, Group
from analytics.answer_means import tells_few
from analytics.disclosure import Gate
from analytics.reliability import LEAST_EFFECTIVE, unreliable_difference, unreliable_rate
from analytics.status import first_that_applies
from data.codes import LOWER_IS_BETTER


@dataclass(frozen=True)
class Shown:
    """What may be shown of the counts, [L, I, A]: rounded, nan where hidden or (baseline) where not compared."""

    invited: np.ndarray
    answered: np.ndarray
    satisfied: np.ndarray
    baseline_answered: np.ndarray
    baseline_satisfied: np.ndarray
    hidden: np.ndarray
    baseline_hidden: np.ndarray


@dataclass(frozen=True)
class Counted:
    """The exact counts of each row's arm, of its own baseline, and of what the row leaves out of the baseline."""

    arm: Group
    baseline: Group
    excluded: Group

    @property
    def of_baseline(self) -> np.ndarray:
        """[A] True for the baseline's own row."""
        arms = self.arm.invited.shape[2]
        return np.arange(arms) == arms - 1

    @property
    def one_scale(self) -> np.ndarray:
        """[L, I, A] True where the arm and its baseline answered on scales of one length."""
        shortest = np.minimum(self.arm.shortest, self.baseline.shortest)
        return shortest >= np.maximum(self.arm.longest, self.baseline.longest)


def show(counted: Counted, gate: Gate) -> Shown:
    """Pass the counts through the gate."""
    invited, answered, silent, satisfied, others = counted.arm.people
    answered_hidden = gate.small(invited, answered, silent)
    hidden = answered_hidden | gate.small(satisfied, others)
    # Of a row's own baseline only a share is shown: those who answered, and those of them who were satisfied.
    _, own, _, *own_parts = counted.baseline.people
    # What an arm takes out of the baseline could be read off the two baselines.
    _, excluded, _, *excluded_parts = counted.excluded.people
    baseline_hidden = gate.small(own, *own_parts) | gate.small_by_subtraction(excluded, *excluded_parts)
    baseline_hidden |= hidden & (excluded > 0)
    baseline_hidden |= hidden[:, :, [-1]]

    def unless(stays_in: np.ndarray, count: np.ndarray) -> np.ndarray:
        return np.where(stays_in, np.nan, gate.rounded(count))

    return Shown(
        invited=unless(gate.small(invited), counted.arm.invited),
        answered=unless(answered_hidden, counted.arm.answered),
        satisfied=unless(hidden, counted.arm.satisfied),
        baseline_answered=unless(baseline_hidden | counted.of_baseline, counted.baseline.answered),
        baseline_satisfied=unless(baseline_hidden | counted.of_baseline, counted.baseline.satisfied),
        hidden=hidden,
        baseline_hidden=baseline_hidden & ~counted.of_baseline,
    )


def exact(answers: Answers) -> Counted:
    """The exact counts of every row."""
    places = answers.places
    return Counted(*(answers.group(group) for group in (places.members, places.own_baselines, places.excluded)))


def estimate(answers: Answers, gate: Gate, unit: str, shown: Shown | None = None) -> dict[str, np.ndarray]:
    """All columns of the result, [L, I, A], from the counts that may be shown: what passes the gate, unless given."""
    counted = exact(answers)
    clusters = answer_clusters(answers, counted.arm, counted.baseline)
    shown = shown or show(counted, gate)
    figures = _compared(counted, shown, clusters, gate, always_clustered=unit == "every")
    lower_is_better = np.array([item.question in LOWER_IS_BETTER for item in answers.items], dtype=bool)
    figures["mean"][tells_few(counted.arm, lower_is_better, gate)] = np.nan
    waves = np.array([item.wave for item in answers.items], dtype=object)
    figures["p_holm"] = np.full(answers.shape, np.nan)
    for wave in set(waves) - {CHANGE}:
        of_wave = waves == wave
        figures["p_holm"][:, of_wave] = multiplicity.holm(figures["p_value"][:, of_wave])
    return _with_changes(figures, answers, shown, gate, waves == CHANGE)


def _compared(
    counted: Counted, shown: Shown, clusters: Clusters, gate: Gate, always_clustered: bool
) -> dict[str, np.ndarray]:
    invited, answered, satisfied = shown.invited, shown.answered, shown.satisfied
    effective = clustering.effective_n(answered, gate.factor(clusters.effect))
    baseline_effective = clustering.effective_n(shown.baseline_answered, gate.factor(clusters.baseline_effect))
    both = (satisfied, answered, shown.baseline_satisfied, shown.baseline_answered)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate, baseline_rate = satisfied / answered, shown.baseline_satisfied / shown.baseline_answered
        mean = counted.arm.points / counted.arm.answered
        shares = {
            "response_rate": answered / invited,
            "bound_low": satisfied / invited,
            "bound_high": (satisfied + invited - answered) / invited,
        }
        plain = np.sqrt(rate * (1 - rate) / answered + baseline_rate * (1 - baseline_rate) / shown.baseline_answered)
        wald = proportions.wald_p(rate - baseline_rate, plain * np.sqrt(gate.factor(clusters.difference_effect)))
    low, high = proportions.wilson(satisfied, answered, effective_n=effective)
    newcombe = proportions.newcombe_difference(*both, effective_n1=effective, effective_n0=baseline_effective)
    difference, difference_low, difference_high = (np.where(counted.one_scale, part, np.nan) for part in newcombe)
    status = _status(counted, shown, effective, baseline_effective)
    p_value = np.where(clusters.shared | always_clustered, wald, proportions.pearson_p(*both))
    return {
        "invited": invited, "answered": answered, "satisfied": satisfied, **shares, "satisfied_rate": rate,
        "low": low, "high": high, "mean": np.where(shown.hidden, np.nan, gate.points(mean)),
        "baseline_satisfied_rate": baseline_rate,
        "difference": difference, "difference_low": difference_low, "difference_high": difference_high,
        "p_value": np.where(np.isin(status, ("ok", "low")), p_value, np.nan), "status": status,
    }  # fmt: skip


def _status(counted: Counted, shown: Shown, effective: np.ndarray, baseline_effective: np.ndarray) -> np.ndarray:
    compared = ~counted.of_baseline
    nobody = (shown.answered == 0) | (compared & (shown.baseline_answered == 0))
    beside = unreliable_difference(shown.answered, shown.satisfied, shown.baseline_answered, shown.baseline_satisfied)
    return first_that_applies(
        suppressed=shown.hidden | shown.baseline_hidden,
        immature=np.zeros(nobody.shape, bool),
        not_estimable=nobody | (compared & ~counted.one_scale),
        low=unreliable_rate(effective, shown.satisfied)
        | (compared & (beside | (baseline_effective < LEAST_EFFECTIVE))),
    )


def _with_changes(
    figures: dict[str, np.ndarray], answers: Answers, shown: Shown, gate: Gate, changed: np.ndarray
) -> dict[str, np.ndarray]:
    """In the rows of changes the mean, its interval and its test; what belongs to shares is empty there."""
    of_shares = set(figures) - {"invited", "answered", "response_rate", "status"}
    for name in of_shares:
        figures[name][:, changed] = np.nan
    hidden = shown.hidden | gate.small(unlike_most(answers))
    made = {
        name: np.where(hidden, np.nan, gate.figure(part) if name == "p_value" else gate.points(part))
        for name, part in mean_changes(answers).items()
    }
    for name, part in made.items():
        figures[name][:, changed] = part[:, changed]
    status = first_that_applies(
        suppressed=hidden,
        immature=np.zeros(hidden.shape, bool),
        not_estimable=np.isnan(made["low"]) | (shown.answered == 0),
        low=shown.answered < LEAST_EFFECTIVE,
    )
    figures["status"][:, changed] = status[:, changed]
    return figures
