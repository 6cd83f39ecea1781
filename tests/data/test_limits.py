"""A question that takes too long or too much is stopped with one sentence, and others go on."""

import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import analytics
from analytics.command_line import main
from analytics.database import opened
from data import limits
from data.database import connect_read_only
from data.loading.placing import new_database
from data.problem import Problem
from tests.pages.test_first_page import ROOT

ENDLESS = "select count(*) from range(100000000) a, range(100000) b where a.range * b.range % 7 = 3"


@pytest.fixture
def connection():
    with duckdb.connect() as held:
        limits.limit(held, 0.3)
        yield held


def ask(connection, statement):
    with opened(connection) as cursor:
        return cursor.execute(statement).fetchone()[0]


def test_what_takes_too_long_is_stopped(connection):
    began = time.monotonic()
    with pytest.raises(Problem, match="longer than 0.3 seconds"):
        ask(connection, ENDLESS)
    assert time.monotonic() - began < 20
    assert ask(connection, "select 7") == 7


def test_others_go_on_meanwhile(connection):
    with ThreadPoolExecutor(2) as threads:
        endless = threads.submit(ask, connection, ENDLESS)
        assert all(ask(connection, "select sum(range) from range(1000)") == 499500 for _ in range(20))
        with pytest.raises(Problem):
            endless.result()


def test_a_question_within_a_question_has_the_same_limit(connection):
    with opened(connection) as outer, pytest.raises(Problem, match="longer than"):
        ask(outer, ENDLESS)


def test_statements_after_the_time_is_over_are_stopped_too(connection):
    with pytest.raises(Problem, match="longer than"), opened(connection) as cursor:
        time.sleep(0.5)
        cursor.execute(ENDLESS)


def test_without_a_limit_nothing_is_watched():
    with duckdb.connect() as held:
        assert ask(held, "select 1") == 1 and held not in limits._seconds


def test_memory():
    with duckdb.connect(config={"memory_limit": "60MB", "temp_directory": ""}) as held:  # nowhere to put what is too much
        limits.limit(held, 600)
        with pytest.raises(Problem, match="more memory than questions"), opened(held) as cursor:
            cursor.execute("select count(*) from (select distinct range from range(20000000))").fetchone()


def test_a_database_is_opened_with_the_limit(demonstration, monkeypatch):
    monkeypatch.setenv("QUERY_MEMORY", "60MB")
    with connect_read_only(demonstration) as held:
        assert held.execute("select current_setting('memory_limit'), current_setting('max_temp_directory_size')").fetchone() == ("57.2 MiB", "7.4 GiB")


def test_a_command_has_the_limit_too(demonstration, monkeypatch, capsys):
    monkeypatch.setenv("QUERY_MEMORY", "1MB")
    assert main(["compare", "--db", str(demonstration), "--where", "sex=female"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_load_has_a_limit_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("LOAD_MEMORY", "1GB")
    with new_database(tmp_path / "new.duckdb") as made:
        assert made.execute("select current_setting('memory_limit')").fetchone() == ("953.6 MiB",)


@pytest.mark.parametrize(("name", "given"), [("QUERY_SECONDS", "long"), ("QUERY_SECONDS", "-1"), ("QUERY_SECONDS", "nan"),
                                             ("QUERY_MEMORY", "much"), ("QUERY_MEMORY", "0GB"), ("QUERY_MEMORY", "4GB; drop"),
                                             ("LOAD_MEMORY", "all")])
def test_settings_that_are_none(monkeypatch, name, given):
    monkeypatch.setenv(name, given)
    with pytest.raises(Problem, match=name):
        limits.seconds(), limits.memory(), limits.load_memory()


def test_a_page_says_so_in_one_sentence(demonstration, monkeypatch):
    monkeypatch.setenv("RECORDS_DATABASE", str(demonstration))
    monkeypatch.setenv("QUERY_SECONDS", "0.3")
    monkeypatch.setattr(analytics, "compare", lambda connection, **options: ask(connection, ENDLESS))
    st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    st.cache_resource.clear()
    assert not page.exception and [error.value for error in page.error if "longer than 0" in error.value]
