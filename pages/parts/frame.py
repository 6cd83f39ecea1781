"""What every page stands in: the list of pages, the questions in the sidebar, the records, the banner.

Streamlit runs a page file by itself when its address is the first one asked for after a start. So every page
begins with `frame`, which brings the rest along in that case too.
"""

import atexit
import gc
from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

from analytics import answers, published_words, selection, selection_words
from analytics.vocabulary import DEFAULT_MIN_CELL
from data.problem import Problem
from pages.parts import address, choices, keep, logged, records, show, who, whose
from pages.parts.turns import turn

ROOT = Path(__file__).resolve().parents[2]
PAGES = {  # file -> name in the list, in this order; the first is the front page
    "does_it_work.py": "Does it work?",
    "people_harmed.py": "People harmed",
    "new_offenses.py": "New offenses",
    "promises_kept.py": "Promises kept",
    "is_it_fair.py": "Is it fair?",
    "who_and_where.py": "Who and where",
    "other_studies.py": "Other studies",
    "costs.py": "Costs",
    "take_it_with_you.py": "Take it with you",
    "records_and_methods.py": "Records and methods",
}

PUBLISHED = {"published_counts.py": "Published counts"}  # in their place where there are no records, only published counts

gc.freeze()  # what is loaded by now stays: looking through it for rubbish takes longer than many a page
atexit.register(gc.unfreeze)


def main() -> None:
    """Run the page that was asked for."""
    st.set_page_config(page_title="Restorative justice outcomes", page_icon=str(ROOT / "pages/parts/icon.png"),
                       layout="wide")
    page = st.navigation(_pages())
    show.style()
    st.session_state["in_the_frame"] = True
    try:
        with turn():
            page.run()
    except show.Ended:
        pass
    except Problem as problem:
        show.problem(str(problem))
    finally:
        st.session_state.pop("in_the_frame", None)


def begin(title: str) -> None:
    """The page list, the style and the title."""
    if "in_the_frame" not in st.session_state:
        st.navigation(_pages())  # from now on Streamlit leaves the pages to us
        if not st.session_state.get("started_again"):
            st.session_state["started_again"] = True
            st.rerun()
        show.style()
    st.title(title, anchor=False)
    if not records.published_copy():  # which is for everybody
        who.let_in()
        if who.signs_in():
            _written("sign in", roles=sorted(who.person().roles))


def frame(title: str, event: bool = True, people: bool = True, instead: str = choices.ALL_RECORDS,
          alike: bool = False, invented: str = answers.demonstration()) -> tuple[records.Records, choices.Choice]:
    """First call of a page: draws what all pages share; gives the records and what to show of them.

    event: False where the page counts no event. people: False where the page tells of the same whoever is chosen; then
    `instead` says of what. alike: whether groups can be made alike though no event is counted. invented: the banner over demonstration records.
    """
    begin(title)
    if records.published_copy():
        show.problem(published_words.NOT_HERE)
        show.end()
    with st.sidebar:
        whose.ask(records.served_name)
    try:
        held = records.held()
    except Problem as problem:
        show.problem(str(problem))
        show.end()
    with st.sidebar:
        choice = choices.ask(held.models, held.possible, event, alike)
        show.together("chosen-aside", lambda: _beside(choice, choices.in_words(choice, event) if people else instead))
        keep.link()
        who.sign_out()
    if choice.exact:
        _written("exact figures shown", fingerprint=held.fingerprint)
    if held.demonstration or choice.exact:
        show.together("banner", lambda: _banners(held, choice, invented))
    if records.newer_is_there():
        show.notice("A newer version of the records is there. This page still shows the one it began with.")
        st.button("Show the newer records", on_click=records.show_newer)
    for note in [*whose.notes(), *address.notes()]:
        show.notice(note)
    if people:
        _who_is_counted(held, choice)
    return held, choice


def _written(what: str, **about: object) -> None:
    """Into the log, where one is kept, at the first time in a session; where that can't be, the page ends."""
    try:
        logged.once(records.log(), what, **about)
    except Problem as problem:
        show.problem(str(problem))
        show.end()


def _beside(choice: choices.Choice, said: str) -> None:
    show.selection(said, "said")
    show.selection(who.said(), "who")
    show.start_again(bool(choice.where), whose.IN_THE_ADDRESS)


def _banners(held: records.Records, choice: choices.Choice, invented: str) -> None:
    if held.demonstration:
        show.banner(invented)
    if choice.exact:
        show.banner(answers.EXACT)


def _who_is_counted(held: records.Records, choice: choices.Choice) -> None:
    """Say who is counted where it is not everyone; stop where it is nobody."""
    if choice.exposure != "referred":
        show.notice(answers.SELECTED)
    if choice.where:
        show.selection("Counted here: " + selection_words.selected(choice.where, choice.counties) + ".", "chosen")
        whom = {"where": choice.selection, "unit": choice.unit}
        if not held.look(selection.anybody, where=choice.selection):
            widen = held.look(selection.to_widen, min_cell=DEFAULT_MIN_CELL, **whom)
            show.nothing(answers.nobody(choice.where, widen, choice.counties))


def _pages() -> list:
    return [copy(page) for page in _listed(records.published_copy())]  # Streamlit marks the one that it runs


@cache
def _listed(published: bool) -> list:
    listed = PUBLISHED if published else PAGES
    files = [ROOT / "pages" / file for file in listed]  # whole paths: a page may be run from anywhere
    return [st.Page(file, title=listed[file.name], default=file == files[0]) for file in files]
