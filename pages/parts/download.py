"""Downloads: the very bytes that the command line writes, under our own file name."""

import shlex
from collections.abc import Callable

import streamlit as st

from analytics.export import Export
from pages.parts import logged
from pages.parts.records import Records, log, path


def result(records: Records, verb: str, name: str, options: dict[str, object], label: str = "the table") -> None:
    """A result as the command's file, and beside it the JSON that says what its figures are. Made when asked for."""
    with st.container(horizontal=True):
        _button(f"Download {label} (CSV)", lambda: records.file(verb, **options).csv, name, "text/csv", records.fingerprint, options)
        _button(f"What {'its' if label == 'the table' else 'their'} columns mean (JSON)",
                lambda: records.file(verb, **options).sidecar, name + ".json", "application/json", records.fingerprint, options)


def file(make: Callable[[], Export], name: str, label: str = "the table") -> None:
    """The same for a result that needs no records."""
    with st.container(horizontal=True):
        _button(f"Download {label} (CSV)", lambda: make().csv, name, "text/csv")
        _button("What its columns mean (JSON)", lambda: make().sidecar, name + ".json", "application/json")


def without_records(verb: str, name: str) -> str:
    """The command that writes the same file from facts alone."""
    return f"python -m analytics {verb} --csv {shlex.quote(name)}"


def command(verb: str, options: dict[str, object], name: str) -> str:
    """The command that writes the same file."""
    said = "".join(f" --{option.replace('_', '-')}" + ("" if value is True else f" {shlex.quote(str(value))}")
                   for option, given in options.items() for value in (given if isinstance(given, tuple) else (given,)))
    return f"python -m analytics {verb} --db {shlex.quote(str(path()))}{said} --csv {shlex.quote(name)}"


def _button(label: str, text: Callable[[], str], name: str, mime: str, fingerprint: str | None = None, options: object = None) -> None:
    logged.button(label, lambda: text().encode("utf-8"), name, mime, log(), fingerprint=fingerprint, options=options, key=name)
