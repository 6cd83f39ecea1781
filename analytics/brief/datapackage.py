"""What a program can read of the pack: datapackage.json, codes.csv, dictionary.csv.

datapackage.json follows the Tabular Data Package of Frictionless Data, version 1
(https://specs.frictionlessdata.io/tabular-data-package/).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics import selection_words, words
from analytics.answer_words import QUESTIONS, RESPONDENTS, STEPS
from analytics.brief import pack_words
from analytics.brief.edition import Edition
from analytics.brief.tables import EVIDENCE
from analytics.result_file import csv_of
from analytics.vocabulary import BASELINE
from data.definitions import column_definitions, sections
from data.dictionary import dictionary
from data.version import VERSION

DAYS = ("data_as_of",)
CODES = {"list": "Which column holds the code", "code": "As it stands in a file", "meaning": "What it is called, or what it means"}
DICTIONARY = {"part": "result: a table of this pack; record: a table of the records that it was made from", "table": "Table or file",
              "column": "Column", "kind": "What may stand in it", "required": "true where it must be filled",
              "codes": "Possible codes, with commas", "meaning": "What it means"}


@dataclass(frozen=True)
class Resource:
    """One CSV file of the pack: its columns with their types (string, integer, number, boolean, date) and meanings."""

    name: str
    path: str
    title: str
    content: bytes
    types: dict[str, str]
    meanings: Mapping[str, str]
    rows: int


def results(edition: Edition, prefix: str) -> list[Resource]:
    """The result tables: the bytes of the commands."""
    found = []
    for name, table in edition.tables.items():
        types = {column: type_of(column, table.frame[column]) for column in table.frame.columns}
        own = "" if table.verb == EVIDENCE else prefix  # published studies are not invented
        found.append(Resource(name, f"{own}{name}.csv", f"{table.verb}: {name}", table.file.csv.encode("utf-8"), types,
                              column_definitions(table.verb, list(types)), len(table.frame)))
    return found


def codes(edition: Edition) -> Resource:
    """Every code that stands in the pack, in words."""
    rows = [("model", code, name) for code, name in edition.names.items()]
    rows.append(("model", BASELINE, words.USUAL_SENTENCE_IN_FULL))
    rows += [("outcome", code, f"{event.title}: {event.rule}") for code, event in words.EVENTS.items()]
    rows += [("question", code, question.title) for code, question in QUESTIONS.items()]
    rows += [("respondent", code, many) for code, (_, many) in RESPONDENTS.items()]
    rows += [("step", code, title) for code, (title, _) in STEPS.items()]
    rows += [("status", *part.split(": ", 1)) for part in sections()["common"]["status"].split("; ") if ": " in part]
    rows += [("status", "ok", "shown")]
    for column in ("sex", "race", "ethnicity", "age_band", "offense", "risk_level", "release_type"):
        rows += [(column, code, selection_words.label(column, code)) for code in selection_words.codes(column)]
    return _of_texts("codes", [dict(zip(CODES, row, strict=True)) for row in rows], CODES)


def dictionary_of(edition: Edition, tables: list[Resource]) -> Resource:
    """Every column of the result tables and of the records, with what it means."""
    rows = [("result", resource.name, column, kind, "", "", resource.meanings.get(column, ""))
            for resource in tables for column, kind in resource.types.items()]
    rows += [("record", table.name, column.name, column.kind, "true" if column.required else "", ",".join(column.codes), column.about)
             for table in dictionary() for column in table.columns]
    return _of_texts("dictionary", [dict(zip(DICTIONARY, row, strict=True)) for row in rows], DICTIONARY)


def descriptor(edition: Edition, resources: list[Resource]) -> dict:
    """datapackage.json."""
    return {
        "profile": "tabular-data-package",
        "name": edition.name.lower(),
        "title": pack_words.title(edition),
        "description": " ".join(part for part in (pack_words.invented(edition), pack_words.subject(edition) + ".",
                                                  pack_words.made_alike(edition.wishes.adjust), pack_words.source(edition)) if part),
        "version": VERSION,
        "created": f"{edition.about.data_as_of.isoformat()}T00:00:00Z",
        "resources": [_described(resource) for resource in resources],
    }


def type_of(column: str, values: pd.Series) -> str:
    """The type of a column in a Table Schema."""
    if column in DAYS:
        return "date"
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(values) else "string"


def _described(resource: Resource) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": resource.path,
        "title": resource.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(resource.content),
        "hash": "sha256:" + hashlib.sha256(resource.content).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(column, kind, resource.meanings.get(column, "")) for column, kind in resource.types.items()],
                   "missingValues": [""]},
    }


def _field(column: str, kind: str, meaning: str) -> dict:
    field = {"name": column, "type": kind, "description": meaning}
    return field | ({"trueValues": ["true"], "falseValues": ["false"]} if kind == "boolean" else {})


def _of_texts(name: str, rows: list[dict[str, str]], meanings: Mapping[str, str]) -> Resource:
    return Resource(name, f"{name}.csv", name, csv_of(rows).encode("utf-8"), dict.fromkeys(meanings, "string"), meanings, len(rows))
