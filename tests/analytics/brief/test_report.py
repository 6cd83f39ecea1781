"""The report: one file that asks nobody for anything, with tables for who reads."""

import re

import pytest

from analytics.brief import prepared, taken, wish
from analytics.brief.report import report
from tests.analytics.brief.test_slides import few_people


@pytest.fixture(scope="module")
def page(edition):
    return report(edition).decode("utf-8")


def test_it_is_whole_and_offline(page):
    assert page.startswith("<!DOCTYPE html>") and 'lang="en"' in page and "default-src 'none'" in page
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links and all(link.startswith(("data:", "#")) for link in links)
    assert not re.search(r"https?://(?!www\.w3\.org)", page)


def test_every_finding_has_its_drawing_its_table_and_what_travels_with_it(page):
    assert page.count("<section ") == 13  # twelve findings, and how it was counted
    assert page.count("<figure ") >= 9 and page.count("<caption>") >= 10
    assert page.count('scope="row"') > 40 and page.count("aria-label=") >= 20
    assert len(re.findall(r"Receipt [A-Z2-7]{5}-", page)) >= 12 and page.count("DEMO – invented records") >= 12


def test_it_prints_with_page_numbers_and_one_finding_a_page(page):
    assert "counter(page)" in page and "break-before: page" in page and "DEMO, invented records" in page


def test_the_same_records_give_the_same_bytes(edition, page):
    assert report(edition).decode("utf-8") == page


def test_words_from_outside_stay_words():
    records = few_people()
    trap = '<script>alert(1)</script>"\'&'
    made = taken(prepared(records, wish(title=trap, organization=trap, outcome="rearrest"), "html"), "html").content.decode("utf-8")
    assert "<script>alert" not in made and "&lt;script&gt;alert(1)" in made
    assert taken(prepared(records, wish(title="تجربة", outcome="rearrest"), "html"), "html").content.decode("utf-8").count('dir="rtl"') == 1
