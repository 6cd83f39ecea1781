"""Definitions and rules, each from the one place where it lives."""

from collections.abc import Sequence
from html import escape

from analytics import rules
from data.definitions import sections
from data.dictionary import TableAbout, dictionary
from data.methods import Method, methods
from pages.parts import show_text

FILES = {"common": "Columns that every file ends with", "by": "What a file can be split by", "compare": "Compared with the usual sentence (compare)",
         "curve": "Day by day (curve)", "satisfaction": "What people answered (satisfaction)",
         "completion": "How far people came (completion)", "obligations": "Money and hours (obligations)",
         "repair": "What was given back (repair)", "access": "Who is reached (access)", "evidence": "Found elsewhere (evidence)",
         "savings": "What it saves (savings)", "claims": "Claims and verdicts (claims)",
         "robustness": "Every defensible choice (robustness)", "balance": "How alike the groups are (balance)",
         "cells": "Counts to check it with (cells)", "history": "Every load (history)"}


def rules_drawers(models: Sequence[tuple[str, str, str, str]], verify_command: str) -> None:
    """What is counted, for whom, from which day to which, and what is held back."""
    example = show_text.bullets(rules.worked_example())
    windows = show_text.table_html(("Window", "Days", "Last day for a release on March 2, 2020"), rules.windows(), "How long each window is")
    show_text.drawers([
        ("What can happen", show_text.table_html(("Code", "On screen", "What counts"), rules.outcomes(), "What is counted, each the first on day 0 or later")),
        ("From which day to which: a worked example", windows + example),
        ("Who is in a group, and who is the usual sentence", show_text.bullets(rules.groups())),
        ("The programs (models)", show_text.table_html(
            ("Code", "Name", "Group", "Counts as restorative"), models, "What may happen to a person, in these records")),
        ("When we hold back", show_text.bullets(rules.held_back())),
        ("Why race is accounted for", show_text.paragraph(rules.race())),
        ("How to check a file", show_text.bullets(rules.verifying(verify_command))),
    ], "rules")


def method_drawers() -> None:
    """Each method: what it does in plain words, its source, the test that holds it, the columns made by it."""
    show_text.drawers([(method.title, _method(method)) for method in methods()], "methods")


def definition_drawers() -> None:
    """The columns of result files, and those of the records with their codes."""
    show_text.drawers([(FILES.get(verb, verb.capitalize()), show_text.terms([(name, "", about) for name, about in defined.items()]))
                       for verb, defined in sections().items()], "definitions")


def dictionary_drawers() -> None:
    """The ten tables of the records with their columns and codes."""
    show_text.drawers([(f"{table.name}: {table.about[:1].lower()}{table.about[1:]}", _table(table)) for table in dictionary()],
                      "dictionary")


def _method(method: Method) -> str:
    of = dict.fromkeys(verb for verb, _ in method.measures)
    columns = "; ".join(f"{verb}: " + ", ".join(column for owner, column in method.measures if owner == verb) for verb in of)
    return (show_text.paragraph(method.says)
            + f'<p class="rj-source">Source: {escape(method.source)}<br>Held to it by <code>{escape(method.test)}</code>.<br>'
              f"Columns: <code>{escape(columns)}</code></p>")


def _table(table: TableAbout) -> str:
    return show_text.terms([
        (column.name, column.kind + (", must be filled" if column.required else ""),
         column.about + ("" if not column.codes else ": " + ", ".join(column.codes)))
        for column in table.columns])
