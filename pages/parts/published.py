"""A published copy in the place of records: its counts, one view by a column, its files, the rules behind them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from analytics import published_words, selection_words
from analytics.publishing.reading import Copy, read_copy
from analytics.publishing.views import TOGETHER
from pages.parts import reference, show, show_text
from pages.parts.filters import Possible


@dataclass(frozen=True)
class PublishedRecords:
    """What pages ask of records, answered from a published copy."""

    copy: Copy
    published: bool = True
    erased: int = 0
    possible: Possible = Possible({}, {})

    @property
    def fingerprint(self) -> str:
        return self.copy.said["records"]["fingerprint"]

    @property
    def demonstration(self) -> bool:
        return self.copy.said["records"]["invented"]

    @property
    def models(self) -> dict[str, str]:
        return self.copy.models

    def rows(self, verb: str, **options: object) -> list[dict[str, Any]]:
        """The rows that the counting verb gives, as far as they were published."""
        return self.copy.rows(verb, **options).to_dict("records")


def opened(folder: Path) -> PublishedRecords:
    """A published copy, opened. Raises Problem where it is none."""
    return PublishedRecords(read_copy(folder))


def split(held: PublishedRecords, choice: Any, model: str) -> None:
    """One model's comparison, split by a column that the person chooses."""
    show.heading("One column at a time")
    columns = {selection_words.TITLES[view["by"]]: view["by"] for view in held.copy.said["views"]
               if view["view"] == "compare" and view["by"]}
    title = st.selectbox(published_words.SPLIT, list(columns), key="split", bind="query-params", width=360)
    column = columns[title]
    table = held.copy.split("compare", column)
    chosen = table[(table["outcome"] == choice.outcome) & (table["window_months"] == choice.window) & (table["model"] == model)]
    show_text.table(published_words.SPLIT_COLUMNS, published_words.split_rows(chosen.to_dict("records"), column),
                    published_words.split_caption(column, model, choice.outcome, choice.window, held.models), "split-table")


def files(held: PublishedRecords) -> None:
    """Every file of the copy, with its checksum, to take along."""
    show.heading("The files")
    show_text.text(TOGETHER, "together")
    views = held.copy.said["views"]
    file = st.selectbox("File", [view["file"] for view in views], key="file", width=360)
    with st.container(horizontal=True):
        st.download_button("Download it (CSV)", lambda: held.copy.text(file).encode("utf-8"), file_name=file, mime="text/csv",
                           on_click="ignore", key="published-file")
        st.download_button("What its columns mean (JSON)", lambda: (held.copy.folder / f"{file}.json").read_bytes(),
                           file_name=f"{file}.json", mime="application/json", on_click="ignore", key="published-meaning")
    show_text.drawers([("All files and their checksums", show_text.table_html(
        published_words.COLUMNS, published_words.rows(views), published_words.FILES))], "published-files")


def rules(held: PublishedRecords) -> None:
    """The rules and methods that the numbers follow."""
    show.heading("The rules behind every number")
    counts = {True: "yes", False: "no", None: "–"}
    reference.rules_drawers([(model["code"], model["name"], model["group"].replace("_", " "), counts[model["counts_as_restorative"]])
                             for model in held.copy.said["models"]], published_words.VERIFY)
    reference.method_drawers()
