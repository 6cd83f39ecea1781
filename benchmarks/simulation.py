"""Do the intervals hold the truth? Draws from a known world, worked out by the product's own functions on cells.

    python -m benchmarks.simulation --csv benchmarks/simulation.csv

A world has five things that people differ in (144 cells). Who is in the arm depends on them through main effects, weak
or strong; so does the outcome, and the arm's effect differs between people. With overlap trouble one level has nearly
nobody in the baseline and another nobody at all. Each draw counts releases by arm, cell and outcome, weighs the
baseline and asks whether the interval of the difference holds the true one among those in the arm who have a match.
"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analytics.adjusted import AdjustedArm
from analytics.adjusted_estimates import estimate_arm
from analytics.alike import make_alike
from analytics.covariates import Design
from analytics.disclosure import Gate
from analytics.weighted import figures

SIZES = (2, 3, 4, 3, 2)
CODES = np.indices(SIZES).reshape(len(SIZES), -1).T.astype(np.int16)
RELEASES = (500, 2_000, 10_000, 50_000)
STRENGTH = {"weak": 0.4, "strong": 1.0}
METHODS = ("none", "standardize", "ipw", "entropy")
COLUMNS = (
    "releases", "selection", "overlap", "method", "draws", "shown", "bias", "spread", "std_error", "coverage", "verdicts",
    "coverage_of_verdicts",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Chances of each cell in the arm and in the baseline, and of the outcome in each: [C] each; arm_share of all."""

    arm_share: float
    in_arm: np.ndarray
    in_baseline: np.ndarray
    outcome: np.ndarray
    outcome_usual: np.ndarray


def world(selection: str, trouble: bool) -> World:
    """The same world every time: shares of levels, selection and outcome by main effects on the log scale."""
    draw = np.random.default_rng(2_026)
    strength = STRENGTH[selection]
    share, chosen, risk, effect = (np.zeros(len(CODES)) for _ in range(4))
    for place, size in enumerate(SIZES):
        steps = np.linspace(-0.5, 0.5, size)
        share += draw.normal(0, 0.3, size)[CODES[:, place]]
        chosen += strength * draw.permutation(steps)[CODES[:, place]] * 1.6
        risk += draw.permutation(steps)[CODES[:, place]] * 1.2
        effect += 0.3 * steps[CODES[:, place]]
    usual = np.exp(share)
    usual /= usual.sum()
    arm = usual * np.exp(chosen)
    arm /= arm.sum()
    if trouble:
        few, none = CODES[:, 2] == 3, CODES[:, 3] == 2
        usual = np.where(none, 0, np.where(few, usual * 0.02, usual))
        arm = np.where(none, arm * 0.15, arm)
        usual, arm = usual / usual.sum(), arm / arm.sum()
    return World(0.2, arm, usual, _chance(risk - 0.7 + effect), _chance(risk - 0.3))


def _chance(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


def draw_counts(of: World, releases: int, draw: np.random.Generator) -> tuple[np.ndarray, ...]:
    """[C] releases and events of the arm, and of the baseline."""
    arm = draw.binomial(releases, of.arm_share)
    n1, n0 = draw.multinomial(arm, of.in_arm), draw.multinomial(releases - arm, of.in_baseline)
    return tuple(part.astype(float) for part in (n1, draw.binomial(n1, of.outcome), n0, draw.binomial(n0, of.outcome_usual)))


@dataclass
class Tally:
    """What came out over the draws of one setting."""

    misses: list[float]
    errors: list[float]
    held: list[bool]
    verdict: list[bool]

    def row(self, draws: int) -> dict[str, float]:
        miss, held, verdict = np.array(self.misses), np.array(self.held), np.array(self.verdict, dtype=bool)
        def mean(part: np.ndarray) -> float:
            return float(part.mean()) if part.size else np.nan
        return {
            "draws": draws, "shown": len(miss) / draws, "bias": mean(miss), "spread": float(miss.std()) if miss.size else np.nan,
            "std_error": mean(np.array(self.errors)), "coverage": mean(held), "verdicts": verdict.sum() / draws,
            "coverage_of_verdicts": mean(held[verdict]),
        }  # fmt: skip


def simulate(of: World, releases: int, draws: int, seed: int) -> dict[str, dict[str, float]]:
    """Method -> what came out."""
    draw, design = np.random.default_rng(seed), Design(CODES, SIZES)
    tallies = {method: Tally([], [], [], []) for method in METHODS}
    for _ in range(draws):
        n1, e1, n0, e0 = draw_counts(of, releases, draw)
        for method in METHODS:
            weighting = make_alike(method, design, n1, n0)
            if not weighting.found:
                continue
            made, _ = figures(weighting, e1, e0)
            people = tuple((n, e, n - e) for n, e in ((made.n, made.events), (made.baseline_n, made.baseline_events)))
            estimated = estimate_arm(AdjustedArm(np.arange(len(CODES)), e1, e0, weighting, made, *people, (0, 0, 0), made.moments), Gate(0, 1))
            if estimated.missing:
                continue
            shown, weight = estimated.columns, of.in_arm * weighting.matched
            truth = weight @ (of.outcome - of.outcome_usual) / weight.sum()
            tally = tallies[method]
            tally.misses.append(shown["risk_difference"] - truth)
            tally.errors.append((shown["risk_difference_high"] - shown["risk_difference_low"]) / 3.92)
            tally.held.append(shown["risk_difference_low"] <= truth <= shown["risk_difference_high"])
            tally.verdict.append(not estimated.doubts)
    return {method: tally.row(draws) for method, tally in tallies.items()}


def main() -> None:
    """Run every setting and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--csv", type=Path)
    asked = parser.parse_args()
    rows = []
    for selection in STRENGTH:
        for trouble in (False, True):
            of = world(selection, trouble)
            for place, releases in enumerate(RELEASES):
                seed = 10 * place + 2 * (selection == "strong") + trouble
                for method, row in simulate(of, releases, asked.draws, seed).items():
                    rows.append({"releases": releases, "selection": selection, "overlap": "trouble" if trouble else "good", "method": method} | row)
                    print(*(f"{value:.4g}" if isinstance(value, float) else value for value in rows[-1].values()), flush=True)
    if asked.csv:
        with asked.csv.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows({name: f"{value:.4f}" if isinstance(value, float) else value for name, value in row.items()} for row in rows)


if __name__ == "__main__":
    main()
