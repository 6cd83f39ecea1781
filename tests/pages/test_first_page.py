"""The front page without a browser: what it says for each choice, address and state of the records."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import words
from data.database import connect_read_only
from pages.parts.choices import WINDOWS
from tests.pages.ours import drawn

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def serve(monkeypatch):
    """Open a page of the dashboard over a database."""
    st.set_option("client.showErrorDetails", "full")
    st.cache_resource.clear()

    def serve(database, file="dashboard.py"):
        monkeypatch.setenv("RECORDS_DATABASE", str(database))
        return AppTest.from_file(str(ROOT / file), default_timeout=30)

    return serve


def opened(page):
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("event", words.EVENTS.values(), ids=words.EVENTS)
def test_every_event_and_window_has_a_page(serve, demonstration, event):
    for within in WINDOWS:
        page = serve(demonstration)
        page.query_params["event"], page.query_params["within"] = event.title, within
        opened(page)
        assert f"{event.were} within {within.lower()}" in drawn(page)


def test_every_model_has_its_sentence(serve, demonstration):
    sentences = set()
    for model in words.MODELS.values():
        page = serve(demonstration)
        page.query_params["model"] = model.title
        sentences.add(drawn(opened(page)).split("rj-sentence")[1].split("</p>")[0])
    assert len(sentences) == len(words.MODELS)


def test_exact_figures_are_off_until_asked_for_and_then_said(serve, demonstration):
    page = opened(serve(demonstration))
    assert page.toggle(key="exact").value is False
    assert "Exact figures" not in drawn(page)
    page.toggle(key="exact").set_value(True)
    opened(page)
    assert "Exact figures" in drawn(page)


def test_a_page_run_by_itself_brings_its_frame(serve, demonstration):
    page = opened(serve(demonstration, "pages/does_it_work.py"))
    assert page.title[0].value == "Does restorative justice work?"
    assert page.selectbox(key="event").value == "Arrested again"


@pytest.mark.parametrize("contents", [None, b"", b"not a database at all, only words"], ids=["none", "empty", "words"])
def test_no_database_says_what_to_do(serve, tmp_path, contents):
    path = tmp_path / "records.duckdb"
    if contents is not None:
        path.write_bytes(contents)
    page = opened(serve(path))
    said = page.error[0].value.replace("\\", "")
    assert "records.duckdb" in said and "Traceback" not in said
    assert list(tmp_path.iterdir()) == ([path] if contents is not None else [])


def test_erased_people_leave_every_page_at_once(serve, demonstration, tmp_path):
    path, ids = tmp_path / "records.duckdb", tmp_path / "ids.csv"
    path.write_bytes(demonstration.read_bytes())
    reader = serve(path)
    opened(reader)
    with connect_read_only(path) as connection:
        people = connection.execute("select person_id from person order by person_id limit 4000").fetchall()
    ids.write_text("\n".join(row[0] for row in people))
    before = drawn(reader)
    subprocess.run([sys.executable, "-m", "analytics", "forget", "--db", str(path), "--persons", str(ids)],
                   cwd=ROOT, check=True, capture_output=True)
    reader.run()
    assert drawn(reader) != before and not reader.info  # nobody has to ask for the newer records


def test_newer_records_are_offered_and_the_old_go_on(serve, demonstration, tmp_path):
    path, newer = tmp_path / "records.duckdb", tmp_path / "newer.duckdb"
    path.write_bytes(demonstration.read_bytes())
    reader, other = opened(serve(path)), None
    before = fingerprint(reader)
    subprocess.run([sys.executable, "-m", "analytics", "demo", "--db", str(newer), "--people", "3000", "--seed", "2"],
                   cwd=ROOT, check=True)
    os.replace(newer, path)

    opened(reader)
    assert fingerprint(reader) == before
    assert "newer version" in reader.info[0].value
    other = opened(serve(path))  # who comes now sees the new records
    assert fingerprint(other) != before
    opened(reader)
    assert fingerprint(reader) == before

    reader.button[0].click()
    opened(reader)
    assert fingerprint(reader) == fingerprint(other)
    assert not reader.info


def fingerprint(page):
    return drawn(page).split("Fingerprint ")[1][:12]
