"""Words, lists and plain tables as they appear on Records and methods. Text is text: all of it is escaped here."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import streamlit as st

from analytics.result_file import csv_of
from pages.parts import logged, records, show, whose

STYLE = Path(__file__).with_name("records.css").read_text(encoding="utf-8")


def style() -> None:
    """The style sheet of this page's own parts."""
    st.html(show.Html(f"<style>{STYLE}</style>"))


def parts(titles: Sequence[str]) -> list:
    """The parts of a long page, side by side; which one is open stands in the address."""
    return st.tabs(titles, key=whose.PART, bind="query-params")


def heading(words: str) -> None:
    """A part of this page, a step under its title."""
    st.header(words, anchor=False)


def text(words: str, key: str) -> None:
    """A paragraph."""
    show.drawn(f'<p class="rj-sentence">{escape(words)}</p>', key)


def lines(title: str, said: Sequence[str], key: str) -> None:
    """A titled list of sentences."""
    show.drawn(f'<h3 class="rj-h3">{escape(title)}</h3>{bullets(said)}', key)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str, key: str) -> None:
    """A table of words and figures; the first column names the row."""
    show.drawn(table_html(columns, rows, caption), key)


def drawers(parts: Sequence[tuple[str, str]], key: str) -> None:
    """Titled parts that open one by one: (title, HTML whose texts are escaped)."""
    show.drawn("".join(f'<details class="rj-drawer"><summary>{escape(title)}</summary>{html}</details>' for title, html in parts), key)


def paragraph(words: str) -> str:
    """A paragraph as HTML."""
    return f"<p>{escape(words)}</p>"


def bullets(said: Sequence[str]) -> str:
    """A list as HTML."""
    return '<ul class="rj-steps">' + "".join(f"<li>{escape(line)}</li>" for line in said) + "</ul>"


def terms(defined: Sequence[tuple[str, str, str]]) -> str:
    """Names with a remark and what they mean, as HTML."""
    return '<dl class="rj-terms">' + "".join(
        f"<div><dt><code>{escape(name)}</code>{f' <small>{escape(remark)}</small>' if remark else ''}</dt><dd>{escape(meaning)}</dd></div>"
        for name, remark, meaning in defined) + "</dl>"


def table_html(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """A table as HTML. On a narrow screen each row becomes a card; the roles keep it a table for screen readers."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(row[0])}</th>' + "".join(
            f'<td role="cell" data-label="{escape(column)}"><span>{escape(cell)}</span></td>'
            for column, cell in zip(columns[1:], row[1:], strict=True)) + "</tr>"
        for row in rows)
    return (f'<div class="rj-table"><table role="table"><caption>{escape(caption)}</caption><thead role="rowgroup">'
            f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>')


def download_table(label: str, name: str, rows: Sequence[Mapping]) -> None:
    """A table of this page as a file. Made when asked for."""
    logged.button(label, lambda: csv_of(rows).encode("utf-8"), name, "text/csv", records.log(), key=name)
