"""A published copy in the place of records: its counts, one view by a column, its files, the rules behind them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from analytics import access_figures, answers, explained, order_figures, published_words, repair_figures, selection_words, words
from analytics.answers import paid_and_given, who_and_where
from analytics.publishing.folder import INDEX
from analytics.publishing.reading import Copy, read_copy
from analytics.publishing.said import TOGETHER
from analytics.sentences.services import about, title
from analytics.tables import paid_and_given as paid_table
from analytics.tables import who_and_where as reached_table
from analytics.vocabulary import BASELINE, FILTERS
from data import counties
from data.demonstration import county_names
from data.problem import Problem
from pages.parts import address, choices, records, reference, show, show_text
from pages.parts.address import Known


@dataclass(frozen=True)
class PublishedRecords:
    """A published copy in the place of records."""

    copy: Copy

    @property
    def fingerprint(self) -> str:
        return self.copy.said["records"]["fingerprint"]

    @property
    def demonstration(self) -> bool:
        return self.copy.said["records"]["invented"]

    @property
    def models(self) -> dict[str, str]:
        return self.copy.models

    @property
    def counties(self) -> dict[str, str]:
        """Code -> name; invented ones of invented records."""
        return county_names() if self.demonstration else counties.names()

    def rows(self, verb: str, **options: object) -> list[dict[str, Any]]:
        """The rows that the counting verb gives, as far as they were published."""
        return self.copy.rows(verb, **options).to_dict("records")

    def rows_by(self, verb: str, column: str) -> list[dict[str, Any]]:
        """The same split by a column."""
        return self.copy.split(verb, column).to_dict("records")


def held() -> PublishedRecords:
    """The published copy that the dashboard was started on; where there is none the page says so and ends."""
    folder = records.asked_for()
    try:
        return PublishedRecords(_opened(folder, (folder / INDEX).stat().st_mtime_ns if (folder / INDEX).exists() else 0))
    except Problem as problem:
        show.problem(str(problem))
        show.end()


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(folder: Path, published: int) -> Copy:
    """The copy as it was published then."""
    return read_copy(folder)


def ask(held: PublishedRecords) -> choices.Choice:
    """Draw the questions that published counts can answer, and say which they can't."""
    titles = [words.model(code, held.models).title for code in held.models if code != BASELINE]
    known = {"event": Known(list(choices.EVENTS)), "within": Known(list(choices.WINDOWS)), "model": Known(titles),
             "split": Known([selection_words.TITLES[column] for column in FILTERS])}
    address.read(lambda asked: known)
    with st.sidebar:
        st.subheader("What to count", anchor=False)
        event = st.selectbox("What happened again", list(choices.EVENTS), key="event", bind="query-params")
        within = st.radio("Within", list(choices.WINDOWS), index=list(choices.WINDOWS).index(choices.USUAL_WINDOW), key="within",
                          bind="query-params")
        show.selection(published_words.ASIDE, "chosen-aside")
    if held.demonstration:
        show.banner(answers.demonstration())
    show.banner(published_words.BANNER)
    for note in address.notes():
        show.notice(note)
    return choices.Choice(choices.EVENTS[event], choices.WINDOWS[within])


def orders(held: PublishedRecords, model: str) -> None:
    """What was ordered and what came of it, kind by kind; nothing where no orders were published."""
    rows = held.rows("obligations")
    if not rows:
        return
    show.heading(paid_and_given.ORDERED)
    show.sentence(paid_and_given.paid(rows), "paid-answer")
    kinds = [(kind, paid_and_given.of_kind(rows, kind)) for kind in paid_and_given.kinds(rows)]
    for kind, of_kind in kinds:
        show.picture(order_figures.paid(of_kind, held.models), f"paid-{kind}")
    show.said(paid_and_given.about(rows, model, held.models, "referred"))
    for kind, of_kind in kinds:
        show.table(paid_table.ORDER_COLUMNS, paid_table.order_lines(of_kind, held.models), paid_and_given.caption(kind), f"orders-{kind}")


def reached(held: PublishedRecords, column: str) -> None:
    """Who was reached, of everyone and by the column that was chosen."""
    rows = held.rows("access")
    if not rows:
        return
    show.heading(who_and_where.TITLE)
    show.sentence(who_and_where.answer(rows), "reached-answer")
    show.sentence(who_and_where.eligible(rows), "eligible")
    split_rows = held.rows_by("access", column)
    sent = who_and_where.of_step(split_rows)
    show.sentence(who_and_where.by_group(sent, column, held.counties), "groups-words")
    show.picture({"county_fips": lambda: access_figures.county_map(sent, held.counties), "circuit": lambda: access_figures.circuits(sent)}.get(
        column, lambda: access_figures.groups(sent, column))(), "groups")
    of_any = who_and_where.of_model(split_rows)
    show.table(reached_table.columns(of_any, column), reached_table.lines(of_any, column, held.counties), who_and_where.caption(), "reached")


def services(held: PublishedRecords) -> None:
    """Who took part in reentry services, and what followed."""
    rows = held.rows("services")
    if not rows:
        return
    show.heading(who_and_where.SERVICES)
    show.said([(title(row), about(row)) for row in rows if row["program"] == who_and_where.REENTRY], "services-said")
    show.table(reached_table.service_columns(rows[0]["outcome"]), reached_table.service_lines(rows), who_and_where.services_caption(), "services")


def gifts(held: PublishedRecords) -> None:
    """What was given to communities."""
    rows = held.rows("repair")
    if not rows:
        return
    show.heading(paid_and_given.GIVEN)
    show.sentence(paid_and_given.given(rows), "gifts-answer")
    show.picture(repair_figures.given(rows, held.rows_by("repair", "month")), "given")
    show.table(paid_table.REPAIR_COLUMNS, paid_table.repair_lines(rows, held.rows_by("repair", "recipient_type")), paid_and_given.given_caption(),
               "gifts")


def explained_beside(held: PublishedRecords) -> list[str]:
    """How orders, gifts, reach and services were counted, where they were published."""
    ordered, reached_rows = held.rows("obligations"), held.rows("access")
    return [*(explained.paid_and_given(ordered)[:-1] if ordered else []), *(explained.reached(reached_rows)[:-1] if reached_rows else []),
            *published_words.PROTECTED]


def split(held: PublishedRecords, choice: Any, model: str) -> str:
    """One model's comparison, split by a column that the person chooses; gives the column."""
    show.heading("One column at a time")
    columns = {selection_words.TITLES[view["by"]]: view["by"] for view in held.copy.said["views"]
               if view["view"] == "compare" and view["by"]}
    title = st.selectbox(published_words.SPLIT, list(columns), key="split", bind="query-params", width=360)
    column = columns[title]
    table = held.copy.split("compare", column)
    chosen = table[(table["outcome"] == choice.outcome) & (table["window_months"] == choice.window) & (table["model"] == model)]
    show_text.table(published_words.SPLIT_COLUMNS, published_words.split_rows(chosen.to_dict("records"), column, held.counties),
                    published_words.split_caption(column, model, choice.outcome, choice.window, held.models), "split-table")
    return column


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
