"""The result tables of a brief, each the very file that the command of the same name writes."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd

from analytics.brief.wishes import Wishes
from analytics.evidence import groups, table
from analytics.evidence_file import evidence_file
from analytics.export import VERBS, Export, exported, file_of, options_of
from analytics.robustness import with_progress
from analytics.specifications import SAME_QUESTION
from analytics.vocabulary import COLUMNS_OF_ACTIVITIES

APART = ("compare", "curve", "robustness")  # named apart
EVIDENCE = "evidence"  # stands on published studies, whoever is counted
Step = Callable[[str, float], None]  # told what is being counted and which share of it is done; may raise to stop
ALIKE_ONLY = ("balance", "cells")  # mean nothing where groups are not made alike
MATCHED = (*ALIKE_ONLY, "savings", "satisfaction")  # verbs besides compare and curve that make groups alike


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
    for adjust in dict.fromkeys((wishes.adjust, "none")):
        name = f"curve-{_dashed(wishes.headline)}-cif" + ("-crude" if adjust != wishes.adjust else "")
        found[name] = "curve", {"outcome": wishes.headline, "kind": "cif", **({} if adjust == "none" else {"adjust": adjust}), **shared}
    for verb in VERBS:
        own = {"outcome": wishes.headline, "window": wishes.window, **({"adjust": wishes.adjust} if verb in MATCHED else {}), **shared}
        options = {name: value for name, value in own.items() if name in options_of(verb)}
        if verb == "repair":  # activities name nobody, so that people can't be selected in them
            options.pop("model", None)
            if not set(wishes.where) <= set(COLUMNS_OF_ACTIVITIES):
                continue
        if verb == "claims" and wishes.subset:  # its rule is about everybody, so it has no place among tables about some
            continue
        if verb == "robustness" and wishes.robustness and wishes.headline in SAME_QUESTION:
            found[f"robustness-{_dashed(wishes.headline)}"] = verb, options
        if verb not in APART and (verb not in ALIKE_ONLY or wishes.adjust != "none"):
            found[_dashed(verb)] = verb, options
        if verb == "satisfaction" and wishes.adjust != "none":
            found["satisfaction-crude"] = verb, {name: value for name, value in options.items() if name != "adjust"}
    return found | {EVIDENCE: (EVIDENCE, {})}


def make(connection: duckdb.DuckDBPyConnection, wishes: Wishes, step: Step, only: Container[str]) -> dict[str, Table]:
    """Count every table of the verbs in `only`; `step` is told the name of each before it is begun, and on the way if it is long."""
    made = {}
    for name, (verb, options) in asked(wishes).items():
        if verb not in only:
            continue
        said = name.replace("-", " ")
        step(said, 0.0)
        if verb == EVIDENCE:
            frame, file = table(groups()), evidence_file()
        elif verb == "robustness":
            frame = with_progress(connection, lambda share, said=said: step(said, share), **options)
            file = file_of(connection, verb, frame, **options)
        else:
            frame, file = exported(connection, verb, **options)
        made[name] = Table(name, verb, options, frame, file)
    return made


def needed(slides: int) -> tuple[str, ...]:
    """The verbs that the slides of a length are made from."""
    five = ("compare", "satisfaction", "completion", "answer_bands", "by_risk")
    return five if slides == 5 else (*five, "curve", "obligations", "claims", "savings")


def _dashed(code: str) -> str:
    return code.replace("_", "-")
