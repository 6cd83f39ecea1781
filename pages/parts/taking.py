"""Take it with you: choose and make a file, keep its pictures, check a receipt or a file."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import streamlit as st

from analytics import words
from analytics.answers import take_it_with_you as said
from analytics.brief import Edition, Taken, prepared, taken, wish
from analytics.brief.check import check
from analytics.brief.figure_table import as_table
from analytics.brief.finding import Finding
from analytics.brief.pictures import image_of
from analytics.brief.story import story
from analytics.brief.wishes import LONGEST_NAME, LONGEST_TITLE, USUAL_OUTCOMES
from analytics.verify import verify_file
from analytics.vocabulary import BASELINE, OUTCOMES
from pages.parts import handed, logged, show, show_text, who, work
from pages.parts.choices import RECEIPT, Choice
from pages.parts.records import Records, log

MIME = {"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "html": "text/html", "zip": "application/zip",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "png": "image/png", "svg": "image/svg+xml"}


def make(records: Records, choice: Choice) -> None:
    """Choose, make, keep."""
    kind = said.KINDS[st.selectbox("What to make", list(said.KINDS), key="take-kind", width=440)]
    options = _options(records, choice, kind)
    wanted = st.button("Make it", type="primary")

    def do(step: Callable[[float, str], None]) -> tuple[Taken, Edition, list[Finding]]:
        made = prepared(records.connection, wish(**options), kind, step)
        return taken(made, kind), made, story(made) if kind in ("pptx", "html") else []

    result = work.done("take", (records.fingerprint, kind, str(options)), wanted, do)
    if result:
        _ready(records, choice, kind, *result)


def receipt(records: Records) -> None:
    """Answer a receipt."""
    show_text.text(said.RECEIPT_ABOUT, "receipt-about")
    code = st.text_input("Receipt", key=RECEIPT, bind="query-params", width=440, placeholder="ABCDE-FGHIJ-KLMNO-PQRST")
    if not code.strip():
        return
    answer = work.done("receipt-work", (records.fingerprint, code), st.session_state.get("receipt-asked") != (records.fingerprint, code),
                       lambda step: check(records.connection, code))
    st.session_state["receipt-asked"] = (records.fingerprint, code)
    if answer:
        show.sentence(said.stated(answer.kind, answer.said), "receipt-answer")
        if answer.finding:
            _finding(answer.finding)


def file(records: Records) -> None:
    """Hold a file against the records."""
    show_text.text(said.UPLOAD_ABOUT, "upload-about")
    files = handed.field("File to check", accept_multiple_files=True, key="file-to-check")
    if not files:
        return
    found = said.split([file.name for file in files])
    if found is None:
        show.problem(said.TOO_MANY)
        return
    given, beside = files[found[0]], None if found[1] is None else files[found[1]].getvalue().decode("utf-8", "replace")
    asked = (records.fingerprint, *(file.file_id for file in files))
    content = given.getvalue()
    verdict = work.done("verify-work", asked, st.session_state.get("verify-asked") != asked,
                        lambda step: verify_file(given.name, content, beside, records.connection, step=step))
    st.session_state["verify-asked"] = asked
    if verdict:
        show.sentence(said.stated(verdict.kind, verdict.message), "file-answer")


def _options(records: Records, choice: Choice, kind: str) -> dict[str, object]:
    """What the brief is to hold: this page's choices, and those of the sidebar."""
    slides = 5
    if kind in ("pptx", "html"):
        slides = said.LENGTHS[st.radio("How long", list(said.LENGTHS), key="take-length", horizontal=True)]
    every = kind in ("zip", "xlsx") and st.checkbox(said.EVERY_CHOICE, key="take-every-choice")
    titles = {words.model(code, records.models).title: code for code in records.models if code != BASELINE}
    models = st.multiselect("Programs", list(titles), key="take-models", placeholder="All", select_all=False)
    others = {words.EVENTS[code].title: code for code in OUTCOMES if code != choice.outcome}
    usual = [title for title, code in others.items() if code in USUAL_OUTCOMES]
    also = st.multiselect("Also count", list(others), default=usual, key=f"take-also-{choice.outcome}", select_all=False)
    left, right = st.columns(2)
    title = left.text_input("Your title", key="take-title", max_chars=LONGEST_TITLE)
    organization = right.text_input("Your organization", key="take-organization", max_chars=LONGEST_NAME)
    logo = handed.field("Your logo", type=["png", "jpg", "jpeg"], key="take-logo", help=said.NO_LOGO)
    return choice.options("compare", outcome=(choice.outcome, *(others[name] for name in also)), model=tuple(titles[name] for name in models),
                          slides=slides, title=title, organization=organization, logo=logo.getvalue() if logo else b"", address=_address(),
                          robustness=every)


def _ready(records: Records, choice: Choice, kind: str, made: Taken, edition: Edition, findings: Sequence[Finding]) -> None:
    name = records.image_name("restorative-justice", exact=choice.exact, selected=bool(choice.where)) + f".{kind}"
    show.sentence(said.made(kind, len(made.content)), "made")
    with st.container(horizontal=True):
        told = {"fingerprint": records.fingerprint, "options": edition.wishes.as_options()}
        logged.button("Download the file", made.content, name, MIME[kind], log(), **told, key="take-file", type="primary")
        logged.button("How it was made (JSON)", made.sidecar.encode("utf-8"), name + ".json", "application/json", log(), **told, key="take-json")
    if not findings:
        return
    with st.expander(said.PICTURES):
        show_text.text(said.PICTURES_ABOUT, "pictures-about")
        for finding in findings:
            if finding.chart:
                show.sentence(finding.title, f"picture-{finding.name}")
                with st.container(horizontal=True):
                    for ending in ("png", "svg"):
                        _image(edition, finding, ending, records.image_name(finding.name, exact=choice.exact, selected=bool(choice.where)))


def _image(edition: Edition, finding: Finding, ending: str, name: str) -> None:
    logged.button(f"{ending.upper()}", lambda: image_of(edition, finding, ending), f"{name}.{ending}", MIME[ending], log(),
                  key=f"image-{finding.name}-{ending}", help=finding.title)


def _finding(finding: Finding) -> None:
    """What a figure must say now."""
    show.sentence(finding.title, "receipt-title")
    if finding.chart:
        columns, rows = as_table(finding.chart)
        show_text.table(columns, rows, finding.chart.title, "receipt-table")


def _address() -> str:
    """Where this dashboard is reached from elsewhere; nothing where it is served to this machine alone."""
    asked = urlsplit(st.context.url or "")
    return "" if asked.hostname in (None, *who.HERE) else f"{asked.scheme}://{asked.netloc}"
