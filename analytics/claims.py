"""Each claimed benefit with its verdict, for each model: the result here, the studies elsewhere, and the fixed rule.

The rule stands in data/claims.toml: fixed before looking, without any filter, one Holm family a claim. Nothing is borrowed
from one model for another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan

import duckdb
import numpy as np
import pandas as pd

from analytics.compare import compare
from analytics.counting import source
from analytics.database import Database, opened
from analytics.evidence import Group, groups
from analytics.multiplicity import holm
from analytics.negative_control import negative_controls
from analytics.pooling import ratio
from analytics.question import ask
from analytics.result_columns import with_common_columns
from analytics.satisfaction import answers_to
from analytics.savings import DRAWS, savings
from analytics.sentences.numbers import people_needed
from analytics.verdicts import NOT_AVAILABLE, Local, Published, local_sign, verdict
from analytics.vocabulary import BASELINE, DEFAULT_MIN_CELL, DEFAULT_ROUND
from data.claims import Claim, Rule
from data.claims import claims as all_claims
from data.claims import rule as the_rule
from data.evidence import NOT_RANDOMIZED, RANDOMIZED
from data.prices import read_prices

GAPS = (2, 5, 10)  # per 100 people
COLUMNS = (
    "claim", "model", "measure", "unit_of_difference", "adjust", "n", "rate", "baseline_rate", "difference", "difference_low",
    "difference_high", "p_value", "p_holm", "negative_control", "points_here", "published_outcome", "published_design",
    "published_studies", "published_odds_ratio", "published_low", "published_high", "verdict", "direction",
    *(f"people_needed_{gap}" for gap in GAPS), *(f"more_people_{gap}" for gap in GAPS), "status",
)  # fmt: skip
FIGURES = ("rate", "baseline_rate", "difference", "difference_low", "difference_high", "p_value", "p_holm", "published_odds_ratio",
           "published_low", "published_high")
COUNTS = ("n", "published_studies", *(f"people_needed_{gap}" for gap in GAPS), *(f"more_people_{gap}" for gap in GAPS))
NegativeControl = Callable[[duckdb.DuckDBPyConnection], Mapping[str, str]]


@dataclass(frozen=True)
class Here:
    """One model's result in these records for one claim. recorded: False where the records hold nothing of it."""

    model: str
    recorded: bool = False
    n: object = None
    rate: float = nan
    baseline_rate: float = nan
    difference: float = nan
    low: float = nan
    high: float = nan
    p_value: float = nan
    status: str = "not_estimable"
    matched: bool = False
    p_holm: float | None = None  # where the result brings it along for the same family


def claims(db: Database, negative_control: NegativeControl | None = None, *, model: str | Sequence[str] | None = None,
           min_cell: int = DEFAULT_MIN_CELL, round: int = DEFAULT_ROUND) -> pd.DataFrame:
    """Each claim for each model with its verdict. model chooses rows only, never people nor what is corrected for chance.

    negative_control: gives model -> no_sign, failed or not_available from the records, in place of the usual one.
    """
    rule = the_rule()
    question = ask(model=model, min_cell=min_cell, round=round, adjust=rule.adjust, exposure=rule.exposure, unit=rule.unit,
                   landmark=rule.landmark, window=rule.window)
    shared = {"exposure": rule.exposure, "unit": rule.unit, "landmark": rule.landmark, "min_cell": min_cell, "round": round}
    with opened(db) as connection:
        source(connection, question)  # refuses a model that is not in the records
        controls = (negative_control or partial(_controls, adjust=rule.adjust, **shared))(connection)
        found = groups()
        rows = []
        for claim, here in _results(connection, rule, shared):
            rows += judged(claim, rule, here, controls, found)
        frame = _table(rows, question.model)
        return with_common_columns(frame, question, connection)


def _controls(connection: duckdb.DuckDBPyConnection, **options: object) -> dict[str, str]:
    """Model -> what the years before its releases say, under the same weights."""
    return {model: control.verdict.replace(" ", "_") for model, control in negative_controls(connection, **options).items()}


def _results(connection: duckdb.DuckDBPyConnection, rule: Rule, shared: dict[str, object]) -> list[tuple[Claim, list[Here]]]:
    asked = tuple((claim.respondent, claim.question, claim.wave) for claim in all_claims() if claim.verb == "satisfaction")
    answers = answers_to(connection, asked=asked, adjust=rule.adjust, **shared).to_dict("records")
    adjusted = shared | {"window": rule.window, "adjust": rule.adjust}
    outcomes = {claim.outcome: compare(connection, outcome=claim.outcome, **adjusted).to_dict("records")
                for claim in all_claims() if claim.verb == "compare"}
    models = [row["model"] for row in next(iter(outcomes.values())) if row["model"] != BASELINE]
    own = any(read_prices().is_own("program_cost", model) for model in models)
    saved = savings(connection, **adjusted).to_dict("records") if own else []
    made = []
    for claim in all_claims():
        if claim.verb == "compare":
            here = {row["model"]: _compared(row) for row in outcomes[claim.outcome]}
        elif claim.verb == "savings":
            here = {row["model"]: _saved(row) for row in saved}
        else:
            here = {row["model"]: _answered(row) for row in answers if (row["respondent"], row["question"], row["wave"])
                    == (claim.respondent, claim.question, claim.wave)}
        made.append((claim, [here.get(model, Here(model)) for model in models]))
    return made


def _compared(row: Mapping) -> Here:
    hidden = row["status"] in ("suppressed", "immature")
    recorded = hidden or not (pd.isna(row["events"]) or row["n"] == 0)
    return Here(row["model"], recorded, row["n"], row["rate"], row["baseline_rate"], row["risk_difference"], row["risk_difference_low"],
                row["risk_difference_high"], row["p_value"], row["status"], row["adjust"] != "none", row["p_holm"])


def _answered(row: Mapping) -> Here:
    asked = pd.isna(row["invited"]) or row["invited"] > 0
    return Here(row["model"], bool(asked), row["answered"], row["satisfied_rate"], row["baseline_satisfied_rate"], row["difference"],
                row["difference_low"], row["difference_high"], row["p_value"], row["status"], bool(row["covariates"]))


def _saved(row: Mapping) -> Here:
    """Dollars count only where the program's own cost was entered; p is twice the smaller share of draws on one side of 0."""
    if not row["program_cost_is_own"] or pd.isna(row["net_saving"]):
        return Here(row["model"], status=row["status"] if pd.isna(row["net_saving"]) else "not_estimable")
    p_value = min(1.0, max(2 * min(row["chance"], 1 - row["chance"]), 1 / DRAWS))
    return Here(row["model"], True, row["n"], nan, nan, row["net_saving"], row["net_saving_low"], row["net_saving_high"], p_value,
                row["status"], row["adjust"] != "none")


def judged(claim: Claim, rule: Rule, here: list[Here], controls: Mapping[str, str], found: list[Group]) -> list[dict[str, object]]:
    """The rows of one claim: each model's result here beside its studies, with the verdict. One Holm family."""
    worked_out = holm(np.array([one.p_value for one in here], dtype=float))
    adjusted = [p if one.p_holm is None else one.p_holm for one, p in zip(here, worked_out, strict=True)]
    return [_row(claim, rule, one, None if np.isnan(p) else float(p), controls.get(one.model, NOT_AVAILABLE), found)
            for one, p in zip(here, adjusted, strict=True)]


def _row(claim: Claim, rule: Rule, here: Here, p_holm: float | None, control: str, found: list[Group]) -> dict[str, object]:
    group = _published(claim, here.model, found, rule.least_studies)
    turned = None if pd.isna(here.difference) else claim.local_sign * here.difference
    local = Local(turned, here.status, p_holm, here.matched, control) if here.recorded else None
    said, direction = verdict(local, _as_published(claim, group), significant_below=rule.significant_below,
                              least_studies=rule.least_studies, measurable=claim.measurable)
    needed = {gap: people_needed(here.baseline_rate, gap / 100) if here.recorded and here.baseline_rate == here.baseline_rate else None
              for gap in GAPS}
    known = not pd.isna(here.n)
    pooled = group.pooled if group else None
    return {
        "claim": claim.code, "model": here.model, "measure": claim.outcome or claim.question or claim.verb,
        "unit_of_difference": "usd_per_100_people" if claim.verb == "savings" else "share", "adjust": rule.adjust if here.matched else "none",
        "n": here.n if known else None, "rate": here.rate, "baseline_rate": here.baseline_rate, "difference": here.difference,
        "difference_low": here.low, "difference_high": here.high, "p_value": here.p_value, "p_holm": nan if p_holm is None else p_holm,
        "negative_control": control, "points_here": {1: "for", -1: "against", 0: ""}[local_sign(local, rule.significant_below)],
        "published_outcome": group.outcome if group else "", "published_design": group.design if group else "",
        "published_studies": group.studies if group else 0, "published_odds_ratio": ratio(pooled.effect) if pooled else nan,
        "published_low": ratio(pooled.low) if pooled else nan, "published_high": ratio(pooled.high) if pooled else nan,
        "verdict": said, "direction": direction,
        **{f"people_needed_{gap}": size for gap, size in needed.items()},
        **{f"more_people_{gap}": max(0, size - int(here.n)) if size is not None and known else None for gap, size in needed.items()},
        "status": here.status,
    }  # fmt: skip


def _published(claim: Claim, model: str, found: list[Group], least: int) -> Group | None:
    """The studies to show: by lot and enough of them first, then those with figures, in the order of the claim's outcomes."""
    mine = [group for outcome in claim.published for group in found
            if (group.model, group.outcome) == (model, outcome) and group.design in (RANDOMIZED, NOT_RANDOMIZED) and group.estimates]
    return next((group for group in mine if group.design == RANDOMIZED and group.studies >= least), mine[0] if mine else None)


def _as_published(claim: Claim, group: Group | None) -> Published | None:
    if group is None:
        return None
    limits = sorted(claim.published_sign * limit for limit in (group.pooled.low, group.pooled.high))
    return Published(group.design == RANDOMIZED, group.studies, *limits)


def _table(rows: list[dict[str, object]], models: tuple[str, ...]) -> pd.DataFrame:
    kept = [row for row in rows if not models or row["model"] in models]
    types = {name: "Int64" for name in COUNTS} | {name: "float64" for name in FIGURES}
    return pd.DataFrame(kept, columns=list(COLUMNS)).astype(types)
