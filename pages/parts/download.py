"""Downloads: the very bytes that the command line writes, under our own file name."""

import shlex
from collections.abc import Callable

import streamlit as st

from pages.parts.records import Records, path


def result(records: Records, verb: str, name: str, options: dict[str, object]) -> None:
    """A result as the command's file, and beside it the JSON that says what its figures are. Made when asked for."""
    with st.container(horizontal=True):
        _button("Download the table (CSV)", lambda: records.file(verb, **options).csv, name, "text/csv")
        _button("What its columns mean (JSON)", lambda: records.file(verb, **options).sidecar, name + ".json",
                "application/json")


def command(verb: str, options: dict[str, object], name: str) -> str:
    """The command that writes the same file."""
    said = " ".join(f"--{option.replace('_', '-')} {shlex.quote(str(value))}" for option, value in options.items())
    return f"python -m analytics {verb} --db {shlex.quote(str(path()))} {said} --csv {shlex.quote(name)}"


def _button(label: str, text: Callable[[], str], name: str, mime: str) -> None:
    st.download_button(label, lambda: text().encode("utf-8"), file_name=name, mime=mime, on_click="ignore", key=name)
