"""Costs avoided: what fewer returns to prison are worth, less what the program costs, with its uncertainty.

Prison days avoided per 100 people = difference in return to prison x mean stay of those who return; x the daily cost that a
day less really saves; less the program. The difference is drawn from its sampling distribution, the inputs from their ranges.
Costs of victimization avoided stand apart and only where asked for. Dollars are of the prices' one year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import duckdb
import numpy as np
import pandas as pd

from analytics.arms import model_positions
from analytics.compare import compare
from analytics.database import Database, opened
from analytics.vocabulary import BASELINE, HEADLINE_ADJUSTMENT
from data.prices import Price, Prices, read_prices
from data.problem import Problem

DRAWS = 10_000
SEED = 2024
PER = 100  # people
DAILY_COSTS = ("marginal", "average")
Z95 = 1.959963984540054
FIGURES = ("days_avoided", "prison_cost_avoided", "program_cost", "net_saving", "victim_costs_avoided")
COMMON = ("subset", "unit", "landmark", "strict_baseline", "covariates", "min_cell", "data_as_of", "fingerprint")


@dataclass(frozen=True)
class Inputs:
    """The prices of one model: what a day saves (marginal or average, as chosen), the stay, the program, a victim's loss."""

    daily_cost: Price
    stay: Price
    program: Price
    victim: Price | None


def savings(db: Database, *, window: int = 36, adjust: str = HEADLINE_ADJUSTMENT, daily_cost: str = "marginal", victim_costs: bool = False,
            prices: str | Path | None = None, price: Sequence[str] = (), **options: object) -> pd.DataFrame:
    """Costs avoided per 100 people sent, one row a model; median, 90 % range and the chance that they exceed the cost.

    daily_cost: marginal, or average where that is asked for in words. victim_costs: also what victims of violence did not lose,
    in columns of its own. prices: a file like data/prices.csv; price: NAME=VALUE or NAME=LOW:VALUE:HIGH replaces one. Other options
    as in `compare`. Raises Problem for a price that is missing, negative or in another year's dollars.
    """
    if daily_cost not in DAILY_COSTS:
        raise Problem(f"The option daily-cost cannot be {str(daily_cost)[:80]!r}. Possible: {', '.join(DAILY_COSTS)}.")
    if "outcome" in options:
        raise Problem("savings takes no option outcome: it is about return to prison. Leave it out.")
    of_file = read_prices(prices)
    known = of_file.with_changes((price,) if isinstance(price, str) else price or ())
    shared = {"window": window, "adjust": adjust, **options}
    with opened(db) as connection:
        _check_models([entered.model for entered in known.rows if entered.model and entered not in of_file.rows], connection)
        returned = compare(connection, outcome="return_to_prison", **shared)
        violent = compare(connection, outcome="violent_rearrest", **shared) if victim_costs else None
    rows = returned.to_dict("records")
    others = violent.to_dict("records") if violent is not None else [None] * len(rows)
    made = [_row(row, other, inputs_of(known, row["model"], daily_cost, victim_costs), known, daily_cost, options.get("by"))
            for row, other in zip(rows, others, strict=True) if row["model"] != BASELINE]
    return pd.DataFrame(made, columns=_columns(options.get("by"))).astype(_types())


def _check_models(entered: Sequence[str], connection: duckdb.DuckDBPyConnection) -> None:
    """Raise Problem where a price was entered for a model that the records do not know, and would be taken by none."""
    models = [code for code in model_positions(connection) if code != BASELINE]
    for model in entered:
        if model not in models:
            raise Problem(f"A price is entered for the model {model[:80]!r}, which is none of these records. Models: {', '.join(models)}. "
                          "Nothing was worked out.")


def inputs_of(prices: Prices, model: str, daily_cost: str = "marginal", victim_costs: bool = False) -> Inputs:
    """What a model is reckoned with."""
    return Inputs(prices.of(f"{daily_cost}_daily_cost", model), prices.of("mean_stay_days", model), prices.of("program_cost", model),
                  prices.of("victim_cost_violent_offense", model) if victim_costs else None)


def draw(row: Mapping, inputs: Inputs, violent: Mapping | None = None) -> dict[str, np.ndarray]:
    """Draws per 100 people, [10,000] each, of days and dollars; the same seed gives the same.

    row: a row of `compare` for return to prison; violent: the same for violent rearrest. A saving is above 0.
    """
    chance = np.random.default_rng([SEED, crc32(row["model"].encode())])
    of_prices = np.random.default_rng(SEED)  # the same draws of prices for every model
    stay, daily, program = (_drawn(of_prices, price) for price in (inputs.stay, inputs.daily_cost, inputs.program))
    days = -PER * _difference(chance, row) * stay
    made = {"days_avoided": days, "prison_cost_avoided": days * daily, "program_cost": PER * program}
    made["net_saving"] = made["prison_cost_avoided"] - made["program_cost"]
    if violent is not None and inputs.victim is not None and not _missing(violent["risk_difference"]):
        made["victim_costs_avoided"] = -PER * _difference(chance, violent) * _drawn(of_prices, inputs.victim)
    return made


def net_saving(difference: float, stay: float, daily_cost: float, program: float) -> float:
    """Dollars saved per 100 people for a difference in return to prison (below 0: fewer came back)."""
    return PER * (-difference * stay * daily_cost - program)


def break_even(inputs: Inputs) -> float:
    """The difference in return to prison at which savings and cost are equal, at the inputs' central values; nan where
    a day less saves nothing."""
    worth = inputs.stay.value * inputs.daily_cost.value
    return -inputs.program.value / worth if worth else float("nan")


@dataclass(frozen=True)
class Driver:
    """What one input alone does to the net saving: its two ends, and the saving at each, the others at their central values."""

    name: str
    low: float
    high: float
    at_low: float
    at_high: float


def drivers(row: Mapping, inputs: Inputs) -> list[Driver]:
    """What drives the result, the widest first. row: of `savings`, with the difference and its 95 % limits."""
    limits = row["difference_low"], row["difference_high"]
    central = {"difference": row["difference"], "stay": inputs.stay.value, "daily_cost": inputs.daily_cost.value, "program": inputs.program.value}
    ends = {"difference": limits, "stay": (inputs.stay.low, inputs.stay.high), "daily_cost": (inputs.daily_cost.low, inputs.daily_cost.high),
            "program": (inputs.program.low, inputs.program.high)}
    made = [Driver(name, low, high, net_saving(**central | {name: low}), net_saving(**central | {name: high}))
            for name, (low, high) in ends.items()]
    return sorted(made, key=lambda driver: -abs(driver.at_high - driver.at_low))


def _row(row: Mapping, violent: Mapping | None, inputs: Inputs, prices: Prices, daily_cost: str, by: str | None) -> dict[str, object]:
    made = {"model": row["model"], "window_months": row["window_months"], "adjust": row["adjust"], "exposure": row["exposure"]}
    made |= {by: row[by]} if by else {}
    made |= {"daily_cost_kind": daily_cost, "dollars_year": prices.dollars_year, "n": row["n"], "difference": row["risk_difference"],
             "difference_low": row["risk_difference_low"], "difference_high": row["risk_difference_high"]}
    if not _missing(row["risk_difference"]):
        draws = draw(row, inputs, violent)
        for name in draws:
            made[name], made[f"{name}_low"], made[f"{name}_high"] = np.quantile(draws[name], (0.5, 0.05, 0.95))
        made["chance"] = float((draws["net_saving"] > 0).mean())
    made["break_even_difference"] = break_even(inputs)
    made["break_even_program_cost"] = made.get("prison_cost_avoided", float("nan")) / PER
    made["program_cost_is_own"] = prices.is_own("program_cost", row["model"])
    return made | {"status": row["status"]} | {name: row[name] for name in COMMON}


def _difference(chance: np.random.Generator, row: Mapping) -> np.ndarray:
    error = (row["risk_difference_high"] - row["risk_difference_low"]) / (2 * Z95)
    return np.clip(row["risk_difference"] + error * chance.standard_normal(DRAWS), -1, 1)


def _drawn(chance: np.random.Generator, price: Price) -> np.ndarray:
    """From a triangle over the price's range with its top at the value; one draw is used up also where there is no range."""
    share = chance.random(DRAWS)
    if price.low == price.high:
        return np.full(DRAWS, price.value)
    width, left = price.high - price.low, price.value - price.low
    turn = left / width
    below = price.low + np.sqrt(share * width * left)
    above = price.high - np.sqrt((1 - share) * width * (price.high - price.value))
    return np.where(share < turn, below, above)


def _missing(value: object) -> bool:
    return bool(pd.isna(value))


def _columns(by: str | None) -> list[str]:
    figures = [f"{name}{end}" for name in FIGURES[:-1] for end in ("", "_low", "_high")]
    victims = [f"{FIGURES[-1]}{end}" for end in ("", "_low", "_high")]
    return ["model", "window_months", "adjust", "exposure", *([by] if by else []), "daily_cost_kind", "dollars_year", "n", "difference",
            "difference_low", "difference_high", *figures, "chance", "break_even_difference", "break_even_program_cost",
            "program_cost_is_own", *victims, "status", *COMMON]


def _types() -> dict[str, str]:
    return {"n": "Int64", **{f"{name}{end}": "float64" for name in FIGURES for end in ("", "_low", "_high")}, "chance": "float64"}
