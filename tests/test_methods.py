"""Every measure has a definition, a source, a test and a paragraph; every table and column of the records a meaning."""

import re
from pathlib import Path

import pytest

import analytics
from analytics import reliability, rules
from analytics.export import VERBS
from analytics.vocabulary import COLUMNS_OF_ACTIVITIES, DEFAULT_MIN_CELL, FILTERS, OUTCOMES
from data.definitions import column_definitions, sections
from data.dictionary import dictionary
from data.methods import methods

ROOT = Path(__file__).resolve().parents[1]
# On screen never, outside proper names (of which titles of papers and columns of files are some).
NEVER = re.compile(r"\b(significan\w*|cohorts?|covariates?|impacts?|failures?|offenders?)\b", re.IGNORECASE)


@pytest.mark.parametrize("verb", VERBS)
def test_every_column_of_a_file_is_defined(verb, demonstration):
    options = {"model": ["accountability_board"]} if verb == "robustness" else {}  # all models take a minute
    columns = list(getattr(analytics, verb)(demonstration, **options).columns)
    assert not [column for column in columns if column not in column_definitions(verb, columns)]


def test_every_column_that_a_file_can_be_split_by_is_defined():
    assert set(sections()["by"]) == {*FILTERS, *COLUMNS_OF_ACTIVITIES}
    assert list(column_definitions("access", ["circuit", "model"])) == ["circuit", "model"]


@pytest.mark.parametrize("verb", [verb for verb in sections() if verb not in ("common", "by", "history")])  # a split and a list of loads measure nothing
def test_every_measure_has_a_method(verb):
    told = {column for method in methods() for of, column in method.measures if of == verb}
    assert told == set(sections()[verb])


@pytest.mark.parametrize("method", methods(), ids=lambda method: method.name)
def test_a_method_has_words_a_source_and_a_test(method):
    assert method.says and method.title and method.source
    assert (ROOT / method.test).exists(), "the test that holds it is not there"


@pytest.mark.parametrize("table", dictionary(), ids=lambda table: table.name)
def test_every_column_of_the_records_is_explained(table):
    assert table.about and all(column.about for column in table.columns)


def test_the_rules_take_their_numbers_from_where_they_are_kept():
    said = " ".join(rules.held_back())
    for number in (DEFAULT_MIN_CELL - 1, reliability.LEAST_EVENTS, reliability.LEAST_EXPECTED, reliability.LEAST_EFFECTIVE):
        assert re.search(rf"\b{number}\b", said)
    assert [code for code, _, _ in rules.outcomes()] == list(OUTCOMES)


def test_the_worked_example_holds():
    # 36 × 365 / 12 = 1,095 days from Monday, March 2, 2020; 2020 and its leap day lie before.
    said = " ".join(rules.worked_example(36))
    assert "1,095 days" in said and "An arrest on March 2, 2023 is on day 1,095: it counts" in said
    assert "One on March 3, 2023 does not" in said
    assert [days for _, days, _ in rules.windows()] == ["182", "365", "730", "1,095", "1,825"]


def test_plain_words():
    said = [method.says + method.title for method in methods()]
    said += [*rules.held_back(), *rules.groups(), *rules.worked_example(), *rules.verifying("x"), rules.race()]
    assert not [text for text in said if NEVER.search(text)]
