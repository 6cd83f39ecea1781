"""What is made ready at the server's start is what the front page asks for first."""

import asyncio

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import analytics
from pages.parts import ahead
from pages.parts.frame import ROOT

COUNTED = ("compare", "answers_to", "completion", "claims")


@pytest.fixture
def start(monkeypatch):
    """A server's start and end over this database, without the server."""
    async def live():
        async with ahead.prepared(None):
            pass

    def start(database):
        st.cache_resource.clear()
        monkeypatch.setenv("RECORDS_DATABASE", str(database))
        asyncio.run(live())
        return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)

    return start


def test_the_first_page_then_counts_nothing(start, demonstration, monkeypatch):
    page = start(demonstration)
    for verb in COUNTED:
        monkeypatch.setattr(analytics, verb, None)
    assert not page.run().exception


def test_where_there_are_no_records_the_page_says_so(start, tmp_path):
    page = start(tmp_path / "none.duckdb").run()
    assert not page.exception and "There is no database" in page.error[0].value
