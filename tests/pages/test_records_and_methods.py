"""Records and methods without a browser: what it says of the records, whom it lets load, how it switches."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.loading import load_folder
from tests.pages.ours import drawn

ROOT = Path(__file__).resolve().parents[2]
PERSON = "person_id,sex\n" + "".join(f"p{i},female\n" for i in range(40))
# A prison whose name is HTML and Markdown, as a careless or hostile extract may have it.
NAME = "<img src=x onerror=alert(1)> ![x](https://example.org/x.png)"
RELEASE = "release_id,person_id,released_on,follow_up_ended_on,facility\n" + "".join(
    f'r{i},p{i},2019-01-01,2024-12-31,"{NAME}"\n' for i in range(40))


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Where own records would be."""
    path = tmp_path / "own" / "own.duckdb"
    monkeypatch.setenv("OWN_RECORDS_DATABASE", str(path))
    return path


@pytest.fixture
def serve(monkeypatch, own):
    """Open the page over a database."""
    st.set_option("client.showErrorDetails", "full")
    st.cache_resource.clear()
    st.cache_data.clear()

    def serve(database, **address):
        monkeypatch.setenv("RECORDS_DATABASE", str(database))
        page = AppTest.from_file(str(ROOT / "pages/records_and_methods.py"), default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        return opened(page)

    return serve


def opened(page):
    page.run()
    assert not page.exception
    return page


def button(page, label):
    return next(found for found in page.button if found.label == label)


def load_own(own, tmp_path, release=RELEASE):
    folder = tmp_path / "folder"
    folder.mkdir(exist_ok=True)
    (folder / "person.csv").write_text(PERSON, encoding="utf-8")
    (folder / "release.csv").write_text(release, encoding="utf-8")
    own.parent.mkdir(exist_ok=True)
    load_folder(folder, own)


def test_it_says_what_the_records_are(serve, demonstration):
    page = serve(demonstration)
    said = drawn(page)
    assert page.title[0].value == "What are these records, and how is each number made?"
    assert "12,000 people" in said and "invented" in said
    assert "Wilson EB (1927)" in said and "policed" in said
    assert "follow_up_ended_on" in said and "Watch" in " ".join(part.value for part in page.header)


def test_the_known_truth_goes_where_there_is_none(serve, demonstration, tmp_path):
    alone = tmp_path / "alone.duckdb"
    alone.write_bytes(demonstration.read_bytes())
    assert "Watch the method work" not in [part.value for part in serve(alone).header]


def test_words_of_records_are_text(serve, demonstration, own, tmp_path):
    # The name of a file and of a model are shown on the page; both come from a site.
    load_own(own, tmp_path)
    (tmp_path / "folder" / "model.csv").write_text(
        f'code,name,group,counts_as_restorative\nown_model,"{NAME}",encounter,yes\n', encoding="utf-8")
    load_folder(tmp_path / "folder", own)
    said = drawn(serve(demonstration, records="Your own"))
    assert "<img" not in said and "&lt;img src=x onerror=alert(1)&gt; ![x](https://example.org/x.png)" in said


def test_own_records_and_back(serve, demonstration, own, tmp_path):
    load_own(own, tmp_path)
    page = serve(demonstration)
    assert "12,000 people" in drawn(page)
    button(page, "Show your own records").click()
    opened(page)
    assert "40 people" in drawn(page) and "Demonstration records." not in drawn(page)
    assert page.query_params["records"] in ("Your own", ["Your own"])
    button(page, "Back to the demonstration").click()
    opened(page)
    assert "12,000 people" in drawn(page)
    assert "records" not in page.query_params


def test_a_link_to_own_records(serve, demonstration, own, tmp_path):
    load_own(own, tmp_path)
    assert "40 people" in drawn(serve(demonstration, records="Your own"))


@pytest.mark.parametrize("asked", ["Your own", "x" * 10_000, "<b>"])
def test_a_link_to_records_that_are_not_there_says_so(serve, demonstration, asked):
    page = serve(demonstration, records=asked)
    assert "asks for records that are not here" in page.info[0].value
    assert "12,000 people" in drawn(page)


@pytest.mark.parametrize("asked", ["../../etc", "0" * 32, "x" * 10_000])
def test_a_link_to_a_load_that_is_not_there_says_so(serve, demonstration, asked):
    assert any("is over" in note.value for note in serve(demonstration, load=asked).info)


@pytest.mark.parametrize("address", ["0.0.0.0", None, "10.0.0.5"])
def test_only_at_the_machine_itself(serve, demonstration, own, tmp_path, monkeypatch, address):
    load_own(own, tmp_path)
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else option(name))
    page = serve(demonstration, records="Your own")
    assert "only by somebody who sits at the machine" in drawn(page)
    assert "12,000 people" in drawn(page)
    assert not [found for found in page.radio if found.label == "Records"] and not page.file_uploader
    monkeypatch.setenv("LOADING_ALLOWED", "yes")
    assert "40 people" in drawn(serve(demonstration, records="Your own"))


def test_files_handed_over_are_loaded(serve, demonstration, own):
    page = serve(demonstration)
    page.file_uploader[0].upload("person.csv", PERSON.encode(), "text/csv").upload("release.csv", RELEASE.encode(), "text/csv")
    opened(page)
    button(page, "Check and load").click()
    page = finished(page)
    assert "Your records are loaded: 80 rows in 2 tables. Nothing was left out." in drawn(page)
    assert "40 releases of 40 people" in drawn(page)
    assert own.exists()


def test_a_later_extract_is_added(serve, demonstration, own, tmp_path):
    load_own(own, tmp_path)
    page = serve(demonstration)
    page.radio(key="adds").set_value("They are a later extract, to be added")
    page.file_uploader[0].upload("person.csv", b"person_id,sex\np0,male\np99,male\n", "text/csv")
    opened(page)
    button(page, "Check and load").click()
    page = finished(page)
    said = drawn(page)
    assert "Added to your records: 1 new row, 1 changed, 0 withdrawn. This is load 2." in said
    assert "A later extract: 1 files handed over" not in said and "A later extract: person" in said and "All records: folder" in said


def finished(page):
    """The page when its load is done; it is looked at as the fragment does."""
    for _ in range(100):
        opened(page)
        if "the load goes on" not in drawn(page):
            return opened(page)
        time.sleep(0.2)
    raise AssertionError("the load did not end")


def test_the_served_database_is_never_written(serve, demonstration, own):
    before = demonstration.read_bytes()
    test_files_handed_over_are_loaded(serve, demonstration, own)
    assert demonstration.read_bytes() == before


def test_a_profile_asks_for_its_settings(serve, demonstration):
    page = serve(demonstration)
    profile = page.selectbox(key="profile")
    profile.set_value(next(option for option in profile.options if "Missouri" in option))
    opened(page)
    assert [field.label for field in page.text_input] == [
        "The last day that the extract covers, as YYYY\\-MM\\-DD \\(must be filled\\)"]
    page.file_uploader[0].upload("people.csv", b"DOC,SEX\n1,M\n", "text/csv")
    opened(page)
    button(page, "Check and load").click()
    opened(page)
    assert "Please fill in first: The last day that the extract covers" in page.error[0].value.replace("\\", "")


def test_the_worker_imports_no_screen():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, data.loading.worker; sys.exit('streamlit' in sys.modules or 'pandas' in sys.modules)"],
        cwd=ROOT, env={**os.environ})
    assert done.returncode == 0
