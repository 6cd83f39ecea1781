"""The result tables of a brief, each the very file that the command of the same name writes."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd

from analytics.brief.wishes import Wishes
from analytics.export import VERBS, Export, exported, options_of
from analytics.vocabulary import COLUMNS_OF_ACTIVITIES

# Named above; every defensible choice is a page of its own, and takes a while.
APART = ("compare", "curve", "robustness")
MATCHED = ("balance", "cells", "savings")  # verbs besides compare that make groups alike; the first two need that


@dataclass(frozen=True)
class Table:
    """One result: its name (without ending), the verb and options that make it, its rows, its file and description."""

    name: str
    verb: str
    options: dict[str, object]
    frame: pd.DataFrame
    file: Export

    @cached_property
    def rows(self) -> list[dict]:
        """The rows as mappings."""
        return self.frame.to_dict("records")


def asked(wishes: Wishes) -> dict[str, tuple[str, dict[str, object]]]:
    """Name -> (verb, options) of every table that the brief holds, in their order."""
    shared, months = wishes.counting(), f"{wishes.window}-months"
    found: dict[str, tuple[str, dict[str, object]]] = {}
    for adjust in dict.fromkeys((wishes.adjust, "none")):  # the unadjusted twin stands beside
        for outcome in wishes.outcome:
            name = f"compare-{_dashed(outcome)}-{months}" + ("-crude" if adjust != wishes.adjust else "")
            found[name] = "compare", {"outcome": outcome, "window": wishes.window, "adjust": adjust, **shared}
    found[f"curve-{_dashed(wishes.headline)}-cif"] = "curve", {"outcome": wishes.headline, "kind": "cif", **shared}
    for verb in VERBS:
        own = {"outcome": wishes.headline, "window": wishes.window, **({"adjust": wishes.adjust} if verb in MATCHED else {}), **shared}
        options = {name: value for name, value in own.items() if name in options_of(verb)}
        if verb == "repair":  # activities name nobody, so that people can't be selected in them
            options.pop("model", None)
            if not set(wishes.where) <= set(COLUMNS_OF_ACTIVITIES):
                continue
        if verb == "claims" and wishes.subset:  # its rule is about everybody, so it has no place among tables about some
            continue
        if verb not in APART and (verb not in MATCHED or verb == "savings" or wishes.adjust != "none"):
            found[_dashed(verb)] = verb, options
    return found


def make(connection: duckdb.DuckDBPyConnection, wishes: Wishes, step: Callable[[str], None], only: Container[str]) -> dict[str, Table]:
    """Count every table of the verbs in `only`; `step` is told the name of each before it is begun, and may raise to stop."""
    made = {}
    for name, (verb, options) in asked(wishes).items():
        if verb not in only:
            continue
        step(name.replace("-", " "))
        frame, file = exported(connection, verb, **options)
        made[name] = Table(name, verb, options, frame, file)
    return made


def needed(slides: int) -> tuple[str, ...]:
    """The verbs that the slides of a length are made from."""
    five = ("compare", "satisfaction", "completion", "answer_bands", "by_risk")
    return five if slides == 5 else (*five, "curve", "obligations", "claims", "savings")


def _dashed(code: str) -> str:
    return code.replace("_", "-")
