"""A published copy in the place of records: answers what was published, and says so of the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from analytics import explained, published_words, selection
from analytics.export import Export
from analytics.publishing.reading import Copy, read_copy
from analytics.publishing.views import TOGETHER
from data.problem import Problem
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

    def count(self, verb: str, **options: object) -> Any:
        """The table that the counting verb gives, as far as it was published; empty where none of it was."""
        return self.copy.rows(verb, **options)

    def look(self, question: Callable[..., Any], **options: object) -> Any:
        """What a function of the library says, as far as the copy tells."""
        if question is explained.statement:
            return published_words.statement(options["verb"])
        if question in (selection.followed, selection.release_types):
            return {} if question is selection.followed else ()
        raise Problem("The published counts don't tell this: only the records do.")

    ask = look

    def file(self, verb: str, **options: object) -> Export:
        """The published file that the figures stand in, whole."""
        name = f"{verb}.csv"
        return Export(self.copy.text(name), (self.copy.folder / f"{name}.json").read_text(encoding="utf-8"), name)

    def file_name(self, verb: str, *parts: str, exact: bool = False, selected: bool = False) -> str:
        return "DEMO-" * self.demonstration + f"published-{verb}.csv"

    def image_name(self, *parts: str, exact: bool = False) -> str:
        return self.file_name(*parts).removesuffix(".csv")


def opened(folder: Path) -> PublishedRecords:
    """A published copy, opened. Raises Problem where it is none."""
    return PublishedRecords(read_copy(folder))


def tell(held: PublishedRecords) -> None:
    """All of Records and methods that a published copy has to tell; the page ends here."""
    show.answer(published_words.ANSWER)
    show.source(published_words.source(held.copy.said["records"]))
    show_text.heading("What was published")
    show_text.text(TOGETHER, "together")
    show_text.table(published_words.COLUMNS, published_words.rows(held.copy.said["views"]), published_words.FILES, "published-files")
    file = st.selectbox("File", [view["file"] for view in held.copy.said["views"]], width=360)
    with st.container(horizontal=True):
        st.download_button("Download it (CSV)", lambda: held.copy.text(file).encode("utf-8"), file_name=file, mime="text/csv",
                           on_click="ignore", key="published-file")
        st.download_button("What its columns mean (JSON)", lambda: (held.copy.folder / f"{file}.json").read_bytes(),
                           file_name=f"{file}.json", mime="application/json", on_click="ignore", key="published-meaning")
    show_text.heading("The rules behind every number")
    reference.rules_drawers(_models(held), published_words.VERIFY)
    show_text.heading("How each number is worked out")
    reference.method_drawers()
    show_text.heading("What the columns of a downloaded file mean")
    reference.definition_drawers()
    st.stop()


def _models(held: PublishedRecords) -> list[tuple[str, str, str, str]]:
    counts = {True: "yes", False: "no", None: "–"}
    return [(model["code"], model["name"], model["group"].replace("_", " "), counts[model["counts_as_restorative"]])
            for model in held.copy.said["models"]]
