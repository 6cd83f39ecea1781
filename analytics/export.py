"""A verb's answer as a file: the same bytes from the command, a page or a notebook."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

import duckdb
import pandas as pd

from analytics.access import access
from analytics.balance import balance
from analytics.cell_table import cells
from analytics.claims import claims
from analytics.compare import compare
from analytics.completion import completion
from analytics.curve import curve
from analytics.database import Database, opened
from analytics.obligations import obligations
from analytics.question import Question, ask, ask_about_activities
from analytics.repair import repair
from analytics.result_file import checksum, csv_text
from analytics.robustness import GONE_THROUGH, robustness
from analytics.satisfaction import satisfaction
from analytics.savings import savings
from analytics.services import OF_ARMS, services
from analytics.where import canonical
from data.claims import rule
from data.database import Load, current_load
from data.definitions import column_definitions
from data.version import VERSION

PRODUCT = "Restorative justice outcomes dashboard"
VERBS: dict[str, Callable[..., pd.DataFrame]] = {
    "compare": compare,
    "curve": curve,
    "satisfaction": satisfaction,
    "completion": completion,
    "balance": balance,
    "cells": cells,
    "robustness": robustness,
    "obligations": obligations,
    "repair": repair,
    "access": access,
    "services": services,
    "savings": savings,
    "claims": claims,
}
# How the options of a verb are checked, where not as all others'.
ASKED = {"repair": ask_about_activities}
# Options that mean something for a verb besides those that all share.
OF_A_WINDOW = ("outcome", "window")
BESIDE_RECORDS = {"savings": ("daily_cost", "victim_costs", "prices", "price")}  # what is no question to the records
OWN_OPTIONS = {
    "compare": OF_A_WINDOW,
    "curve": ("outcome", "kind"),
    "robustness": ("outcome",),
    "balance": OF_A_WINDOW,
    "cells": OF_A_WINDOW,
    "services": OF_A_WINDOW,
    "savings": ("window", *BESIDE_RECORDS["savings"]),
}
ONLY_OPTIONS = {"claims": ("model", "min_cell", "round")}  # all else is fixed by its rule
SHARED_OPTIONS = (
    "adjust", "exposure", "landmark", "unit", "strict_baseline", "where", "by", "model", "covariates", "min_cell",
    "round",
)  # fmt: skip
LEFT_OUT = {"robustness": GONE_THROUGH, "services": OF_ARMS}  # what a verb goes through by itself, or has no use for


@dataclass(frozen=True)
class Export:
    """A result file and its description, as text, with a line that sums it up."""

    csv: str
    sidecar: str
    summary: str


def export(db: Database, verb: str, **options: object) -> Export:
    """Answer a question and give the file, its JSON and a summary. Raises Problem as the verb does."""
    return exported(db, verb, **options)[1]


def exported(db: Database, verb: str, **options: object) -> tuple[pd.DataFrame, Export]:
    """The same with the table itself, for who needs both."""
    with opened(db) as connection:
        frame = VERBS[verb](connection, **options)
        return frame, file_of(connection, verb, frame, **options)


def file_of(connection: duckdb.DuckDBPyConnection, verb: str, frame: pd.DataFrame, **options: object) -> Export:
    """The file of a table that a verb gave for these options."""
    defaults = _with_defaults(verb, options)
    beside = {name: defaults.pop(name) for name in BESIDE_RECORDS.get(verb, ())}
    question, load, text = ASKED.get(verb, ask)(**defaults), current_load(connection), csv_text(frame)
    return Export(
        csv=text,
        sidecar=json.dumps(_describe(verb, question, beside, frame, load, text), indent=2, ensure_ascii=False) + "\n",
        summary=_summary(verb, question, frame, load),
    )


def options_of(verb: str) -> tuple[str, ...]:
    """Names of the options of a verb."""
    shared = (option for option in SHARED_OPTIONS if option not in LEFT_OUT.get(verb, ()))
    return ONLY_OPTIONS.get(verb) or (*OWN_OPTIONS.get(verb, ()), *shared)


def normal_options(verb: str, options: dict[str, object]) -> dict[str, object]:
    """All options of a question to a verb, also those that were left as usual, as they stand in its description."""
    defaults = _with_defaults(verb, options)
    beside = {name: defaults.pop(name) for name in BESIDE_RECORDS.get(verb, ())}
    return _asked(verb, ASKED.get(verb, ask)(**defaults)) | beside


def _asked(verb: str, question: Question) -> dict[str, object]:
    asked = {name: value for name, value in asdict(question).items() if name in options_of(verb)}
    if "where" in asked:
        asked["where"] = {column: list(values) for column, values in question.where.items()}
    return asked


def _with_defaults(verb: str, options: dict[str, object]) -> dict[str, object]:
    defaults = VERBS[verb].__kwdefaults__ or {}
    return {**defaults, **options}


def _describe(verb: str, question: Question, beside: dict[str, object], frame: pd.DataFrame, load: Load, text: str) -> dict:
    reasons = [dict(zip(("level", "model", "reason"), (*row, why), strict=True)) for row, why in frame.attrs.get("reasons", {}).items()]
    return {
        **made_by(verb),
        "options": {**_asked(verb, question), **beside},
        **({"rule": list(rule().says)} if verb == "claims" else {}),
        "records": {
            "fingerprint": load.fingerprint,
            "data_as_of": load.data_as_of.isoformat(),
            "invented": load.demonstration,
        },
        "protection": protection(question),
        "definitions": column_definitions(verb, list(frame.columns)),
        **({"reasons": reasons} if reasons else {}),
        "rows": len(frame),
        "sha256": checksum(text),
    }


def made_by(verb: str) -> dict[str, str]:
    """What begins every description."""
    return {"product": PRODUCT, "version": VERSION, "verb": verb}


def protection(question: Question) -> str:
    """What was hidden and rounded, in words."""
    if question.exact:
        return "Exact figures for those allowed to see the records: nothing is hidden or rounded. Not to be published."
    weighted = " Weighted figures are rounded to 3 decimals." if question.adjust != "none" else ""
    return (
        f"Counts of 1 to {question.min_cell - 1} people, or of their complement, are not shown, nor anything made "
        f"from them; other counts are rounded to the nearest {question.round}, and figures are made from those.{weighted}"
    )


def _summary(verb: str, question: Question, frame: pd.DataFrame, load: Load) -> str:
    about = canonical(question.where) or "all records"
    invented = "invented demonstration records" if load.demonstration else "records"
    shown = "exact figures, not to be published" if question.exact else f"min-cell {question.min_cell}"
    return (
        f"{verb}: {len(frame)} {'row' if len(frame) == 1 else 'rows'}, {about}, {shown}; "
        f"{invented} to {load.data_as_of.isoformat()}, fingerprint {load.fingerprint}"
    )
