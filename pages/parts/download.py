"""Downloads: the very bytes that the command line writes, under our own file name."""

import shlex
from typing import Any

import streamlit as st

from analytics import result_file
from pages.parts.records import Records, path


def result(verb: str, frame: Any, name: str, records: Records, options: dict[str, object]) -> None:
    """A result as the command's file, and beside it the JSON that says what its figures are."""
    left, right = st.columns([1, 3])
    text = result_file.csv_text(frame)
    with left:
        _button("Download the table (CSV)", text, name, "text/csv")
    with right:
        _button("What its columns mean (JSON)", result_file.described(verb, frame, text, options), name + ".json",
                "application/json")


def command(verb: str, options: dict[str, object], name: str) -> str:
    """The command that writes the same file."""
    said = " ".join(f"--{option.replace('_', '-')} {shlex.quote(str(value))}" for option, value in options.items())
    return f"python -m analytics {verb} --db {shlex.quote(str(path()))} {said} --csv {shlex.quote(name)}"


def _button(label: str, text: str, name: str, mime: str) -> None:
    st.download_button(label, text.encode("utf-8"), file_name=name, mime=mime, on_click="ignore", key=name)
