"""Own records: hand files over, watch the load in its own process, read what was found, go back."""

import streamlit as st

from analytics import loading_report, sign_in_words
from data.loading import jobs
from data.problem import Problem
from data.profiling import read_profile, shipped_profiles
from pages.parts import handed, logged, records, show, show_text, who, whose

PLAIN = "Our own columns: person.csv, release.csv and the others"
AWAITED = "load_awaited"  # in the session: the load whose records are shown when it is done
POLL = 1  # seconds between two looks at a load that runs


def own_records() -> None:
    """The whole part: what to do, or why not here; a load that runs; the report of the last one."""
    if not who.may_load():
        show_text.text(sign_in_words.LOADING_IS_FOR if who.signs_in() else loading_report.NOT_HERE, "not-here")
        return
    name = _name()
    job = jobs.look(name, whose.own_path()) if name else None
    if job and job.running:
        st.session_state[AWAITED] = name
        _running(name)
        return
    if job:
        if st.session_state.pop(AWAITED, None) == name and "problem" not in job.ended:
            whose.show(whose.OWN)
            st.rerun()
        _ended(job)
    if whose.own_is_shown():
        st.button(loading_report.BACK[records.served_name()], on_click=whose.show, args=(whose.SERVED,))
    elif whose.offered():
        st.button("Show your own records", on_click=whose.show, args=(whose.OWN,))
    _ask(again=job is not None)


def _name() -> str:
    """The job that this session began; its name stands in the address too, so that it is found after a reload."""
    name = st.session_state.get(whose.LOAD) or st.query_params.get(whose.LOAD, "")
    if name and jobs.look(name, whose.own_path()) is None:
        st.session_state.pop(whose.LOAD, None)
        st.query_params.pop(whose.LOAD, None)
        show.notice("The load that the address names is over and its report was cleared away.")
        return ""
    if name:
        st.session_state[whose.LOAD] = name
        st.query_params[whose.LOAD] = name
    return name


@st.fragment(run_every=POLL)
def _running(name: str) -> None:
    """How far it is; looks again every second, without the rest of the page."""
    job = jobs.look(name, whose.own_path())
    if job is None or not job.running:
        st.rerun()
    st.progress(job.share, text=f"{job.step} …")
    show_text.text(loading_report.MEANWHILE, "meanwhile")
    if st.button("Stop the load"):
        jobs.stop(name, whose.own_path())
        st.rerun()


def _ended(job: jobs.Job) -> None:
    """What was found."""
    report = job.ended
    if "problem" in report:
        show.problem(report["problem"])
        if report.get("shown"):
            show_text.lines(loading_report.first_problems(report), report["shown"], "problems")
    else:
        show_text.text(loading_report.sentence(report), "loaded")
        show_text.table(("Table", "Rows taken", "Rows left out"), loading_report.tables(report), "What each file gave", "loaded-tables")
        if told := loading_report.told(report):
            show_text.lines("What was noticed", told, "noticed")
    if job.problems_file and (report.get("problems") or report.get("left_out")):
        path = job.problems_file
        logged.button("All problems as a file (CSV)", path.read_bytes, "problems.csv", "text/csv", records.log(), key="all-problems")


def _ask(again: bool) -> None:
    """What to load, and how to read it."""
    show_text.text(loading_report.how_to(st.get_option("server.maxUploadSize")), "how-to-load")
    round_ = st.session_state.setdefault("handed_over", 0)  # a new number empties the field
    files = handed.field("Files, or one zip file", accept_multiple_files=True, key=f"files-{round_}")
    adds = whose.own_path().exists() and loading_report.ADDS[
        st.radio("What becomes of these files", list(loading_report.ADDS), key="adds", help=loading_report.ABOUT_ADDING)]
    profiles = {PLAIN: None} | {title: name for name, title in shipped_profiles()}
    profile = profiles[st.selectbox("How the files are written", list(profiles), key="profile")]
    settings, needed = _settings(profile) if profile else ({}, [])
    most = st.number_input("Rows that may be left out", min_value=0, value=0, step=1, key="max_rejects", width=240,
                           help="With 0, one bad row is enough to load nothing.")
    if st.button("Check and load", type="primary", disabled=not files):
        if needed:
            show.problem(loading_report.still_needed(needed))
            return
        try:
            began = jobs.begin([(file.name, file) for file in files], whose.own_path(), profile=profile, settings=settings,
                               max_rejects=int(most), append=adds, worker="analytics.load_worker", log=records.log(), who=who.person().name)
        except Problem as problem:
            show.problem(str(problem))
            return
        st.session_state[whose.LOAD] = st.session_state[AWAITED] = began
        st.session_state["handed_over"] = round_ + 1
        st.rerun()


def _settings(profile: str) -> tuple[dict[str, str], list[str]]:
    """The profile's settings as filled in, each with what it means; and those that must be filled and are not."""
    given, needed = {}, []
    for setting in read_profile(profile).settings.values():
        about = f"{setting.about[:1].upper()}{setting.about[1:]}"
        label = about if setting.default is not None else f"{about} (must be filled)"
        value = st.text_input(show.plain(label), value=setting.default or "", key=f"setting-{profile}-{setting.name}", width=480).strip()
        if value:
            given[setting.name] = value
        elif setting.default is None:
            needed.append(about)
    return given, needed
