"""What the person has chosen: the same questions in the same order on every page, kept in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from urllib.parse import urlencode

import streamlit as st

from analytics import evidence_words, selection_words, words
from analytics.answer_words import QUESTIONS
from analytics.evidence import groups, table
from analytics.holding_back import held_back
from analytics.specifications import LANDMARKS
from analytics.vocabulary import (
    ADJUSTMENTS,
    BASELINE,
    COLUMNS_OF_ACTIVITIES,
    DEFAULT_MIN_CELL,
    HEADLINE_ADJUSTMENT,
    WINDOWS_OFFERED,
)
from pages.parts import address, filters, whose
from pages.parts.address import Known

# What an address may hold are the words on screen: "?event=Convicted+again&within=One+year".
EVENTS = {event.title: code for code, event in words.EVENTS.items()}
WINDOWS = {words.window(months).capitalize(): months for months in WINDOWS_OFFERED}
USUAL_WINDOW = words.window(36).capitalize()
EXPOSURES = {"Everyone sent to it": "referred", "Those who started it": "started", "Those who completed it": "completed"}
RECEIPT = "receipt"  # in the address of Take it with you
ALL_RECORDS = "This page tells of all records, whoever is chosen here."
GROUPINGS = {selection_words.TITLES[column]: column for column in ("sex", "race", "ethnicity", "age_band", "offense", "facility")}
UNITS = {"Once, at their first release": "first", "At every release": "every"}
MADE = {words.ADJUSTMENTS[code]: code for code in sorted(ADJUSTMENTS, key=lambda code: code != HEADLINE_ADJUSTMENT)}
GROUPS = {selection_words.TITLES[column]: column for column in ("sex", "age_band", "race", "offense", "risk_level", "release_type")}
CLOCKS = {words.clock(days): days for days in LANDMARKS}


@dataclass(frozen=True)
class Choice:
    """One view of the records, as options of the counting verbs."""

    outcome: str = "rearrest"
    window: int = 36
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exposure: str = "referred"
    unit: str = "first"
    exact: bool = False
    adjust: str = HEADLINE_ADJUSTMENT
    landmark: int = 0
    counties: Mapping[str, str] = field(default_factory=dict)

    @property
    def min_cell(self) -> int:
        """Counts below this are not shown."""
        return 0 if self.exact and not held_back() else DEFAULT_MIN_CELL

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this view of the records from others."""
        return self.outcome, self.window, self.selection, self.exposure, self.unit, self.exact, self.adjust, self.landmark

    @cached_property
    def selection(self) -> tuple[str, ...]:
        """Who is counted, as the commands take it."""
        return filters.as_options(self.where)

    def of_kinds(self, cases: Sequence[str]) -> "Choice":
        """The same view of these kinds of case only; of all where none is named."""
        return replace(self, where={**self.where, "release_type": tuple(cases)}) if cases else self

    def options(self, verb: str, **more: object) -> dict[str, object]:
        """The options of a verb for this view; those that are as usual are left out."""
        event = {"outcome": self.outcome, "window": self.window, "adjust": self.adjust}
        own: dict[str, object] = {"compare": event, "balance": event, "services": {"outcome": self.outcome, "window": self.window},
                                  "curve": {"outcome": self.outcome, "kind": "cif", "adjust": self.adjust}}.get(verb, {})
        shared = {"completion": {}, "repair": {}, "services": {}, "access": {"unit": self.unit}}.get(
            verb, {"exposure": self.exposure, "unit": self.unit, "landmark": self.landmark})
        usual = {"exposure": "referred", "unit": "first", "landmark": 0, "adjust": "none", "where": (), "min_cell": DEFAULT_MIN_CELL}
        where = {column: values for column, values in self.where.items() if verb != "repair" or column in COLUMNS_OF_ACTIVITIES}
        shared |= {"where": filters.as_options(where), "min_cell": self.min_cell}
        return {name: value for name, value in {**own, **shared, **more}.items() if name not in usual or value != usual[name]}


def ask(models: Mapping[str, str], possible: filters.Possible, event: bool = True, alike: bool = False) -> Choice:
    """Draw the questions that all pages share; the answers. What a page does not use is said beside it.

    event: False where the page counts no event; alike: True where it makes groups alike all the same.
    """
    address.read(lambda asked: _known(models, asked) | possible.known(asked), (*whose.IN_THE_ADDRESS, RECEIPT))
    st.subheader("What to count", anchor=False)
    happened = st.selectbox("What happened again", list(EVENTS), key="event", bind="query-params", disabled=not event)
    within = st.radio("Within", list(WINDOWS), index=list(WINDOWS).index(USUAL_WINDOW), key="within",
                      bind="query-params", disabled=not event)
    if not event:
        st.caption("This page counts no event: these two are for other pages.")
    with st.expander("Who is counted"):
        where = filters.ask(possible)
    with st.expander("How it is counted"):
        exposure = st.selectbox("Who counts for a program", list(EXPOSURES), key="counted", bind="query-params")
        unit = st.radio("Count each person", list(UNITS), key="each", bind="query-params")
        made = st.selectbox("How groups are made alike", list(MADE), key="alike", bind="query-params", disabled=not (event or alike))
        clock = st.selectbox("The clock starts", list(CLOCKS), key="clock", bind="query-params")
    exact = not held_back() and st.toggle("Exact figures", key="exact", persist_state="session",
                                          help="Small counts are shown and nothing is rounded. For people who may see the records.")
    return Choice(EVENTS[happened], WINDOWS[within], where, EXPOSURES[exposure], UNITS[unit], exact, MADE[made], CLOCKS[clock],
                  possible.counties)


def one_model(models: Mapping[str, str]) -> str:
    """One model to look at closely; its code."""
    titles = _titles(models)
    return titles[st.selectbox("Look closely at", list(titles), key="model", bind="query-params", width=360)]


def one_group(rows: Sequence[Mapping]) -> int:
    """One group of published studies to look at closely: its place among the rows. Those with figures first."""
    labels = {evidence_words.label(row): place for place, row in enumerate(rows)}
    order = sorted(labels, key=lambda label: ("ok", "low", "not_estimable").index(rows[labels[label]]["status"]))
    return labels[st.selectbox("Look closely at", order, key="studies", bind="query-params", width=520)]


def link(row: Mapping, models: Mapping[str, str], page: str = "new_offenses") -> str:
    """The address of the page that shows what a row of `robustness` is about; what else was chosen is kept."""
    word = {name: {code: label for label, code in labels.items()} for name, labels in (
        ("event", EVENTS), ("within", WINDOWS), ("counted", EXPOSURES), ("each", UNITS), ("alike", MADE), ("clock", CLOCKS),
        ("model", _titles(models)))}
    code = {"event": row["outcome"], "within": row["window_months"], "counted": row["exposure"], "each": row["unit"],
            "alike": row["adjust"], "clock": row["landmark"], "model": row["model"]}
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    return f"{page}?{urlencode({**kept, **{name: word[name][value] for name, value in code.items()}}, doseq=True)}"


def one_column() -> str:
    """By what people are told apart; the column."""
    return GROUPS[st.selectbox("Groups of people", list(GROUPS), key="groups", width=360)]


def one_question(asked: Sequence[str]) -> str:
    """One question that victims were asked, to look at answer by answer; its code."""
    titles = {QUESTIONS[question].title: question for question in asked}
    return titles[st.selectbox("Look at the answers to", list(titles), key="question", bind="query-params", width=360)]


def one_grouping() -> str:
    """By what to look at who is reached; its column."""
    return GROUPINGS[st.selectbox("Look at people by", list(GROUPINGS), key="people", bind="query-params", width=360)]


def in_words(choice: Choice, event: bool = True) -> str:
    """The choice as a person would say it."""
    said = [selection_words.selected(choice.where, choice.counties)
            + (", every release." if choice.unit == "every" else ", first release.")]
    if event:
        said.append(f"{words.EVENTS[choice.outcome].title} within {words.window(choice.window)}.")
    if event and choice.adjust != HEADLINE_ADJUSTMENT:
        said.append(words.ADJUSTMENTS[choice.adjust] + ".")
    if choice.landmark:
        said.append(f"The clock starts {words.clock(choice.landmark)}.")
    if choice.exposure != "referred":
        said.append(f"For a program count those who {choice.exposure} it.")
    said.append("Exact figures: not for sharing." if choice.exact else "Small counts are hidden, others rounded.")
    return " ".join(said)


def _known(models: Mapping[str, str], asked: Mapping[str, Sequence[str]]) -> dict[str, Known]:
    names = {"event": EVENTS, "within": WINDOWS, "model": _titles(models), "counted": EXPOSURES, "each": UNITS, "alike": MADE,
             "clock": CLOCKS, "people": GROUPINGS, "question": [question.title for question in QUESTIONS.values()]}
    if "studies" in asked:
        names["studies"] = _studies()
    return {name: Known(list(labels), one=True) for name, labels in names.items()}


@cache
def _studies() -> list[str]:
    """The groups of published studies that can be looked at; pooling them takes a moment."""
    return [evidence_words.label(row) for row in table(groups()).to_dict("records")]


def _titles(models: Mapping[str, str]) -> dict[str, str]:
    return {words.model(code, models).title: code for code in models if code != BASELINE}
