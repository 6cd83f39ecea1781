"""The page Other studies without a browser."""

import re

import pytest

from analytics import evidence_words
from analytics.evidence import groups, table
from analytics.tables import other_studies as tables
from tests.pages.test_every_page import said
from tests.pages.test_first_page import drawn, opened, serve  # noqa: F401  a fixture

GROUPS = table(groups()).to_dict("records")


def test_good_and_bad_news_stand_there_as_large(serve, demonstration):
    page = said(opened(serve(demonstration, "pages/other_studies.py")))
    assert "Little is settled. Of 9 kinds of program, none has three or more trials by lot" in page
    # Classes: the trial that found nothing and the report of harm stand in the first picture.
    assert "Impact of Crime class: offended again, by lot, 1 study in words only: no clear difference in 1" in page
    assert "more for women with repeat offenses in 1" in page
    assert "This page tells of studies made elsewhere" in page


@pytest.mark.parametrize("row", [GROUPS[0], next(row for row in GROUPS if row["status"] == "ok"),
                                 next(row for row in GROUPS if row["status"] == "low")], ids=evidence_words.label)
def test_a_group_can_be_looked_at_closely(serve, demonstration, row):
    page = serve(demonstration, "pages/other_studies.py")
    page.query_params["studies"] = evidence_words.label(row)
    text = drawn(opened(page))
    assert ("Does one study carry it?" in text) == (row["studies"] > 2) and ("Large studies above" in text) == (row["studies"] > 2)
    assert ("Study by study" in text) == (row["studies"] > 0)


def test_every_group_has_a_label_of_its_own():
    labels = [evidence_words.label(row) for row in GROUPS]
    assert len(labels) == len(set(labels))


def test_picture_and_table_count_the_same_studies(serve, demonstration):
    page = said(opened(serve(demonstration, "pages/other_studies.py")))
    assert "Arrested again · by lot · 2 studies in words only · followed four years or for a time not told" in page
    line = next(line for line, row in zip(tables.lines(GROUPS), GROUPS, strict=True)
                if (row["model"], row["outcome"], row["design"]) == ("rj_conferencing_other", "rearrest", "randomized"))
    assert (line.cells[2].text, line.cells[2].details) == ("0", ("2 in words",))


def test_each_outcome_stands_in_the_picture_of_its_kind(serve, demonstration):
    pictures = re.findall(r'<figure class="rj-forest rj-studies".*?</figure>', said(opened(serve(demonstration, "pages/other_studies.py"))))
    again, gains, others = pictures[:3]
    assert "trauma" not in again + gains and "in the case itself" not in again + gains
    assert "Victims with signs of trauma" in others and "Sent to prison in the case itself" in others and "Arrested again" not in others


def test_what_is_stated_is_background_with_the_newer_value_beside(serve, demonstration):
    page = said(opened(serve(demonstration, "pages/other_studies.py")))
    assert "more than 33,000 (not dated)" in page and "23,884 (2024)" in page and "none of this is a result" in page
    assert "and 23,884 in 2024" in page
