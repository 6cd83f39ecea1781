"""How things appear: every page draws with these, so that all look alike. Text is text, never Markdown.

Inside a stretch of a page (stretch.py) what is drawn is gathered and kept; elsewhere it appears at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from analytics import curve_figures, figures
from analytics.overview import Line

STYLE = (Path(figures.__file__).with_suffix(".css")).read_text() + Path(__file__).with_name("page.css").read_text()


@dataclass(frozen=True)
class Html:
    """HTML as it is. Streamlit takes the indentation out of every line of a text, which costs more than showing it."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


_WITHOUT_WORDS = re.sub(r"/[*].*?[*]/|(?<=[;{}])[ \n]+|^ +", "", STYLE, flags=re.DOTALL | re.MULTILINE)  # Streamlit reads it at every run
_STYLE = Html(f"<style>{_WITHOUT_WORDS}</style>")

# Streamlit's own HTML element takes pictures (SVG) out; a component of ours keeps them. No frame, no other host.
_drawn = st.components.v2.component(
    "restorative_justice_drawing", html='<div class="rj"></div>', isolate_styles=False,
    js="""export default function({ data, parentElement }) {
      const place = parentElement.querySelector(".rj"), html = new TextDecoder().decode(data);
      if (place.drawn !== html) place.innerHTML = place.drawn = html;  // what is unchanged stays still
    }""")


_gathered: ContextVar[list[str] | None] = ContextVar("gathered", default=None)


def style() -> None:
    """The style sheet, once a page."""
    st.html(_STYLE)


def drawn(html: str, key: str) -> None:
    """Our own HTML. Whoever makes it has escaped what comes from records."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(html)
    elif "<svg" in html:
        _drawn(data=html.encode(), key=key)  # as bytes: a text would be written as JSON twice on its way
    else:  # Streamlit's own element costs a quarter of a component
        st.html(Html(f'<div class="rj">{html}</div>'))


def gathered(draw: Callable[..., None], *given: object) -> str:
    """What a function draws, as one piece of HTML that is not shown yet."""
    pieces: list[str] = []
    before = _gathered.set(pieces)
    try:
        draw(*given)
    finally:
        _gathered.reset(before)
    return "".join(f'<div class="rj-piece">{piece}</div>' for piece in pieces)


def together(key: str, draw: Callable[..., None], *given: object) -> None:
    """What a function draws, as one element."""
    drawn(gathered(draw, *given), key)


def plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|:$~^&])", r"\\\1", text)


def answer(sentence: str) -> None:
    """The page's answer, first and largest."""
    drawn(f'<p class="rj-answer">{escape(sentence)}</p>', "answer")


def banner(text: str) -> None:
    """What must be known before anything else on the page."""
    drawn(f'<p class="rj-banner" role="note">{escape(text)}</p>', text)


def notice(text: str) -> None:
    """Something to know; the page goes on."""
    st.info(plain(text))


def problem(text: str) -> None:
    """Something went wrong that a person can put right."""
    st.error(plain(text))


def selection(text: str, key: str) -> None:
    """What was chosen, in words."""
    drawn(f'<p class="rj-note">{escape(text)}</p>', key)


def start_again(needed: bool, keep: Sequence[str] = ()) -> None:
    """A link back to the usual view of the page; a fresh start, so that nothing chosen is left but `keep`."""
    kept = urlencode({name: st.query_params[name] for name in keep if name in st.query_params})
    if needed:
        drawn(f'<p class="rj-note"><a href="?{escape(kept)}" target="_self">Start again with everyone</a></p>', "start-again")


def said(parts: Sequence[tuple[str, str]], key: str = "said") -> None:
    """What several rows say, each under its own heading."""
    drawn('<dl class="rj-said">' + "".join(f"<dt>{escape(title)}</dt><dd>{escape(text)}</dd>" for title, text in parts)
          + "</dl>", key)


def links(named: Sequence[tuple[str, str]]) -> None:
    """Links to other views, side by side: (what it is, its address)."""
    drawn('<ul class="rj-links">' + "".join(f'<li><a href="{escape(to)}" target="_self">{escape(title)}</a></li>' for title, to in named)
          + "</ul>" if named else "", "links")


def fair(text: str) -> None:
    """The page's own line on whether the comparison is fair."""
    drawn(f'<p class="rj-fair">{escape(text)}</p>', "fair")


def to_the_checks() -> None:
    """The way to the page Is it fair?; what was chosen goes along. Not inside a stretch: it depends on the address."""
    chosen = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    links([("See every check: Is it fair?", f"is_it_fair?{chosen}" if chosen else "is_it_fair")])


def twin(text: str, shown: bool) -> None:
    """The unadjusted figures beside the adjusted ones; nothing where the page shows unadjusted ones itself."""
    drawn(f'<p class="rj-note rj-twin">{escape(text)}</p>' if shown else "", "twin")


def heading(text: str) -> None:
    """A part of the page."""
    drawn(f'<h2 class="rj-heading">{escape(text)}</h2>', text)


def sentence(text: str, key: str = "sentence") -> None:
    """What one row says; nothing where it has nothing to say."""
    if text:
        drawn(f'<p class="rj-sentence">{escape(text)}</p>', key)


def nothing(text: str) -> None:
    """There is nothing to show, and why; the page ends here."""
    answer(text)
    end()


class Ended(Exception):
    """A page ends here, with what it has shown; the frame catches it."""


def end() -> NoReturn:
    """End the page. After Streamlit's own stop it keeps what was chosen on pages long left, and gives it to later ones: so
    only where no frame stands around the page."""
    if "in_the_frame" in st.session_state:
        raise Ended
    st.stop()


def picture(figure: figures.Picture | None, key: str) -> None:
    """A picture with its words, where there is one."""
    if figure:
        named = f' data-title="{escape(figure.title)}"' if figure.title else ""
        drawn(f'<div class="rj-picture" data-counted="{escape(figure.counted)}"{named}>{figure.html}</div>', key)


def pictures_of(draw: Callable[..., figures.Picture], rows: Mapping[str, Sequence[Mapping]], names: Mapping[str, str]) -> None:
    """A picture of each group of rows that has any, one under the other; how to read them stands under the last."""
    drawn_of = [key for key, group in rows.items() if group]
    for key in drawn_of:
        picture(draw(rows[key], names, explained=key == drawn_of[-1]), key)


def chart(drawing: curve_figures.Chart | None, key: str, name: str = "curves") -> None:
    """A drawing that tells its values where somebody points; on a narrow screen the one made for it.

    name: of the image that a person can keep: the one for wide screens, as the other has its names beside it.
    """
    if not drawing:
        return
    config = {"displaylogo": False, "modeBarButtons": [["toImage"]], "scrollZoom": False,
              "toImageButtonOptions": {"format": "png", "filename": name, "scale": 3}}
    with st.container(key=f"{key}-rj-chart", gap="small"):
        for width, figure in (("wide", drawing.figure), ("narrow", drawing.narrow)):
            with st.container(key=f"{key}-rj-{width}"):
                st.plotly_chart(_ready(figure), key=f"{key}-{width}", alt=drawing.alt,
                                config=config | {"displayModeBar": width == "wide"})
        drawn(f'{drawing.beneath}<p class="rj-note">{escape(drawing.caption)}</p>', f"{key}-beneath")


def _ready(figure: object) -> object:
    """The figure, taken apart once: Streamlit asks for its parts at every run, and copying them all takes longest."""
    if "to_dict" not in vars(figure):
        parts = figure.to_dict()
        figure.to_dict = lambda: parts  # nobody changes a figure that is kept
    return figure


def can_and_cannot(can: Sequence[str], cannot: Sequence[str]) -> None:
    """What you can say, and what you can't, side by side."""
    def box(title: str, said: Sequence[str]) -> str:
        return f"<div><h2>{title}</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in said) + "</ul></div>"

    drawn(f'<div class="rj-boxes">{box("What you can say", can)}{box("What you can’t say", cannot)}</div>', "boxes")


def table(columns: Sequence[str], lines: Sequence[Line], caption: str, key: str) -> None:
    """One row a model, with its mark. On a narrow screen each row becomes a card."""
    # The roles keep it a table for screen readers where the style sheet lays it out as cards.
    head = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{figures.key(line.model)}{escape(line.title)}</th>' + "".join(
            f'<td role="cell" data-label="{escape(column)}"><span{" class=rj-faded" if cell.faded else ""}>{escape(cell.text)}'
            + "".join(f"<small>{escape(detail)}</small>" for detail in cell.details) + "</span></td>"
            for column, cell in zip(columns[1:], line.cells, strict=True)) + "</tr>"
        for line in lines)
    drawn(f'<div class="rj-table"><table role="table"><caption>{escape(caption)}</caption><thead role="rowgroup">'
          f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>', key)


def source(text: str) -> None:
    """Where the figures come from, small, under them."""
    drawn(f'<p class="rj-note">{escape(text)}</p>', "source")


How = tuple[Sequence[str], str, *tuple[str, ...]]  # the steps in words, the statement, and the commands that give the same files


def how(steps: Sequence[str], sql: str, *commands: str) -> None:
    """How it was calculated: the steps, the statement (empty where no records were asked), the commands for the same files."""
    with st.expander("How it was calculated"):
        drawn("<ul class=\"rj-steps\">" + "".join(f"<li>{escape(step)}</li>" for step in steps)
              + '</ul><p class="rj-note">The same from the command line:</p>', "steps")
        st.code("\n\n".join(commands), language="bash", wrap_lines=True)
        if sql:
            drawn('<p class="rj-note">What was asked of the records:</p>', "asked")
            st.code(sql, language="sql", wrap_lines=True)
