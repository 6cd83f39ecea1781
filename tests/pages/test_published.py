"""Every page on a published copy: what it answers, what it says can't be asked, that nothing breaks."""

import json
import shutil

import pytest

from analytics import words
from pages.parts.choices import WINDOWS
from tests.pages.test_every_page import PAGES, said, view
from tests.pages.test_first_page import drawn, serve  # noqa: F401  a fixture

every_page = pytest.mark.parametrize("name", [*PAGES, "records_and_methods"])


@every_page
def test_every_page_runs_on_the_copy(serve, published, name):  # noqa: F811
    page = view(serve, published[1], name)
    assert not page.error
    assert "Published counts" in drawn(page) and "that takes the records" in drawn(page)
    assert not page.sidebar.multiselect and not page.sidebar.toggle and not page.sidebar.expander


def test_every_event_window_and_model(serve, published):  # noqa: F811
    for event in words.EVENTS.values():
        page = view(serve, published[1], "new_offenses", event=event.title)
        assert not page.error and event.were in drawn(page)
    for within in WINDOWS:
        assert within.lower() in drawn(view(serve, published[1], "does_it_work", within=within))
    for model in words.MODELS.values():
        for name in PAGES:
            assert not view(serve, published[1], name, model=model.title).error


def test_what_is_shown_is_what_was_published(serve, published):  # noqa: F811
    from tests.attacks.attacker import rows

    row = next(row for row in rows(published[1] / "compare.csv")
               if (row["model"], row["outcome"], row["window_months"]) == ("impact_of_crime_class", "rearrest", "36"))
    page = view(serve, published[1], "does_it_work", model=words.MODELS["impact_of_crime_class"].title)
    assert f"{int(row['n']):,} people" in said(page)
    assert "all that is shown is exact" in drawn(page)


def test_an_address_that_asks_for_more_is_told(serve, published):  # noqa: F811
    page = view(serve, published[1], "does_it_work", sex="Women", exact="true")
    assert any("doesn't know" in notice.value.replace("\\", "") for notice in page.info)


def test_a_changed_or_foreign_folder_is_no_copy(serve, published, tmp_path):  # noqa: F811
    changed = tmp_path / "copy"
    shutil.copytree(published[1], changed)
    (changed / "compare.csv").write_text((changed / "compare.csv").read_text().replace(",ok,", ",low,", 1))
    for folder, told in ((changed, "was changed after it was published"), (tmp_path, "without a published copy")):
        page = serve(folder, "pages/does_it_work.py").run()
        assert not page.exception and told in page.error[0].value.replace("\\", "")
    index = json.loads((changed / "publication.json").read_text())
    (changed / "publication.json").write_text(json.dumps(index | {"publication": 2}))
    assert "another version" in serve(changed, "pages/does_it_work.py").run().error[0].value
