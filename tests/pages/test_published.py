"""The page of a published copy: what it answers, what it says can't be asked, that nothing breaks."""

import json
import shutil

import pytest

from analytics import selection_words, words
from analytics.publishing.reading import read_copy
from analytics.result_file import checksum
from data.problem import Problem
from pages.parts.choices import WINDOWS
from pages.parts.frame import PAGES
from tests.attacks.attacker import rows
from tests.pages.test_every_page import said, view
from tests.pages.test_first_page import drawn, serve  # noqa: F401  a fixture

PAGE = "published_counts"


def test_it_says_what_it_is_and_what_can_not_be_asked(serve, published):  # noqa: F811
    page = view(serve, published[1], PAGE)
    assert not page.error
    assert "Published counts" in drawn(page) and "that takes the records" in drawn(page)
    assert not page.sidebar.multiselect and not page.sidebar.toggle and not page.sidebar.expander
    assert "all that is shown is exact" in drawn(page)


def test_every_event_window_model_and_column(serve, published):  # noqa: F811
    for event in words.EVENTS.values():
        page = view(serve, published[1], PAGE, event=event.title)
        assert not page.error and event.were in drawn(page)
    for within in WINDOWS:
        assert within.lower() in drawn(view(serve, published[1], PAGE, within=within))
    for model in words.MODELS.values():
        assert not view(serve, published[1], PAGE, model=model.title).error
    for title in selection_words.TITLES.values():
        page = view(serve, published[1], PAGE, split=title)
        assert not page.error and f"by {title.lower()}: how many" in said(page)


def test_what_is_shown_is_what_was_published(serve, published):  # noqa: F811
    page = view(serve, published[1], PAGE, model=words.MODELS["impact_of_crime_class"].title, split="Race")
    row = next(row for row in rows(published[1] / "compare-by-race.csv") if (row["model"], row["outcome"], row["window_months"], row["race"]) == (
        "impact_of_crime_class", "rearrest", "36", "white"))
    assert row["n"] and f">{int(row['n']):,}<" in said(page)


def test_other_pages_need_the_records(serve, published):  # noqa: F811
    for file in PAGES:
        page = serve(published[1], f"pages/{file}").run()
        assert not page.exception and "needs the records" in page.error[0].value


def test_it_is_the_front_page_there(serve, published):  # noqa: F811
    page = serve(published[1]).run()
    assert not page.exception and page.title[0].value == "What was published"


def test_an_address_that_asks_for_more_is_told(serve, published):  # noqa: F811
    page = view(serve, published[1], PAGE, sex="Women", counted="Those who started it")
    assert any("doesn't know" in notice.value.replace("\\", "") for notice in page.info)


def test_a_changed_or_foreign_folder_is_no_copy(serve, published, tmp_path):  # noqa: F811
    changed = tmp_path / "copy"
    shutil.copytree(published[1], changed)
    (changed / "compare.csv").write_text((changed / "compare.csv").read_text().replace(",ok,", ",low,", 1))
    for folder, told in ((changed, "was changed after it was published"), (tmp_path, "without a published copy")):
        page = serve(folder).run()
        assert not page.exception and told in page.error[0].value.replace("\\", "")
    index = json.loads((changed / "publication.json").read_text())
    (changed / "publication.json").write_text(json.dumps(index | {"publication": 2}))
    assert "another version" in serve(changed).run().error[0].value


@pytest.mark.parametrize("change", [
    lambda said: said["views"][0].update(file="../compare.csv"), lambda said: said["views"][0].update(file=3), lambda said: said.update(models=[]),
    lambda said: said["models"][0].update(name=None), lambda said: said.update(views={"a": 1}), lambda said: said["records"].update(invented="no")])
def test_a_list_of_files_that_is_not_as_written_is_told(published, tmp_path, change):
    copy = shutil.copytree(published[1], tmp_path / "copy")
    said = json.loads((copy / "publication.json").read_text())
    change(said)
    (copy / "publication.json").write_text(json.dumps(said))
    with pytest.raises(Problem, match="publish it again"):
        read_copy(copy)


def test_a_table_that_holds_something_else_is_told(published, tmp_path):
    copy = shutil.copytree(published[1], tmp_path / "copy")
    text = (copy / "repair.csv").read_text().replace("quilts,quilts,", "quilts,quilts,many ", 1)
    said = (copy / "publication.json").read_text().replace(checksum((copy / "repair.csv").read_text()), checksum(text))
    (copy / "repair.csv").write_text(text)
    (copy / "publication.json").write_text(said)
    with pytest.raises(Problem, match="damaged"):
        read_copy(copy)
