"""Whether a file that was made still holds: identical, edited, changed, or made from other records."""

import io
import json
import re
import zipfile

import pytest
from pptx import Presentation

from analytics.brief import archive, prepared, taken, wish
from analytics.brief.archive import unzipped, zipped
from analytics.brief.holding import verify_brief
from analytics.verify import verify_file
from data.problem import Problem
from tests.analytics.brief.test_slides import few_people, named

KINDS = ("pptx", "html", "zip", "xlsx")


@pytest.fixture(scope="module")
def records():
    return few_people()


@pytest.fixture(scope="module")
def made(records):
    wishes = wish(outcome="rearrest", title="Hearing")
    return {kind: taken(prepared(records, wishes, kind), kind) for kind in KINDS}


def edited_deck(content, change):
    deck = Presentation(io.BytesIO(content))
    change(deck)
    whole = io.BytesIO()
    deck.save(whole)
    return whole.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_just_made_is_identical(kind, made, records):
    verdict = verify_file(f"x.{kind}", made[kind].content, None, records)
    assert verdict.holds and verdict.kind == "identical"


@pytest.mark.parametrize("kind", KINDS)
def test_other_records_cannot_vouch_for_it(kind, made):
    other = few_people()
    other.execute("update load_record set fingerprint = 'other-records'")
    verdict = verify_file(f"x.{kind}", made[kind].content, None, other)
    assert not verdict.holds and verdict.kind == "other" and "other records" in verdict.message


def test_a_deck_saved_by_another_program_still_holds(made, records):
    saved = edited_deck(made["pptx"].content, lambda deck: None)
    assert saved != made["pptx"].content and verify_brief("x.pptx", "pptx", saved, records).holds


def a_point(deck):
    chart = named(next(slide for slide in deck.slides if slide.name == "events"), "Chart").chart
    next(chart._chartSpace.iterfind(".//{*}ser[4]/{*}xVal//{*}v")).text = "-20"


def a_title(deck):
    deck.slides[2].shapes.title.text_frame.text = "It works"


def the_workbook(deck):
    chart = named(next(slide for slide in deck.slides if slide.name == "events"), "Chart").chart
    part = chart.part.chart_workbook.xlsx_part
    files = unzipped(part.blob)
    sheet = files["xl/worksheets/sheet1.xml"]
    cell = sheet.index(b"<v>", sheet.index(b'r="A10"'))
    part._blob = zipped(files | {"xl/worksheets/sheet1.xml": sheet[:cell] + b"<v>77" + sheet[cell + 3:]})


def a_slide_less(deck):
    listed = deck.slides._sldIdLst
    listed.remove(listed[4])


def words_over_it(deck):
    deck.slides[0].shapes.add_textbox(0, 0, 100, 100).text_frame.text = "90 fewer"


def the_notes(deck):
    deck.slides[0].notes_slide.notes_text_frame.text = "Say that it works."


def words_in_a_group(deck):
    deck.slides[0].shapes.add_group_shape().shapes.add_textbox(0, 0, 100, 100).text_frame.text = "90 fewer"


def words_under_a_name_that_is_there(deck):
    slide = deck.slides[0]
    box = slide.shapes.add_textbox(0, 0, 100, 100)
    box.text_frame.text, box.name = "90 fewer", "Footer"
    slide.shapes._spTree.insert(2, box._element)  # before the footer, whose text would stand for both


def words_on_the_layout(deck):
    layout, box = deck.slides[0].slide_layout, deck.slides[0].shapes.add_textbox(0, 0, 100, 100)
    box.text_frame.text = "90 fewer"
    layout.shapes._spTree.append(box._element)


def the_alternative_text(deck):
    chart = named(next(slide for slide in deck.slides if slide.name == "events"), "Chart")
    chart._element.nvGraphicFramePr.cNvPr.set("descr", "90 fewer")


def the_title_of_an_axis(deck):
    chart = named(next(slide for slide in deck.slides if slide.name == "events"), "Chart").chart
    said = next(title for title in chart._chartSpace.iterfind(".//{*}title//{*}t") if "fewer arrested again" in title.text)
    said.text = said.text.replace("fewer", "FEWER").replace("more", "fewer").replace("FEWER", "more")


def a_slide_that_is_not_shown(deck):
    deck.slides[4]._element.set("show", "0")


EDITS = [a_point, a_title, the_workbook, a_slide_less, words_over_it, the_notes, words_in_a_group, words_under_a_name_that_is_there, words_on_the_layout,
         the_alternative_text, the_title_of_an_axis, a_slide_that_is_not_shown]


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_a_deck_edited_by_hand_is_seen(change, made, records):
    verdict = verify_brief("x.pptx", "pptx", edited_deck(made["pptx"].content, change), records)
    assert not verdict.holds and verdict.kind == "edited" and "edited after it was made" in verdict.message
    if change is a_point:
        assert "slide events, Chart, Accountability board" in verdict.message and "the file says '-20'" in verdict.message and "less)" in verdict.message


def test_a_page_a_pack_and_a_workbook_edited_by_hand_are_seen(made, records):
    page = made["html"].content.replace(b"Accountability board</th>", b"Mediation</th>", 1)
    assert verify_brief("x.html", "html", page, records).kind == "edited"
    files = unzipped(made["zip"].content)
    name = next(name for name in files if name.startswith("compare"))
    pack = zipped(files | {name: files[name].replace(b",60,30,", b",60,10,")})
    verdict = verify_brief("x.zip", "zip", pack, records)
    assert verdict.kind == "edited" and f"{name}, line" in verdict.message
    readme = zipped(files | {"README.txt": files["README.txt"].replace(b"Crude", b"Proven").replace(b"alike", b"perfectly alike")})
    assert not verify_brief("x.zip", "zip", readme, records).holds
    book = unzipped(made["xlsx"].content)
    sheet = book["xl/worksheets/sheet2.xml"]
    changed = zipped(book | {"xl/worksheets/sheet2.xml": re.sub(rb'(<c r="F\d+">)<v>60</v>', rb"\1<v>90</v>", sheet, count=1)})
    verdict = verify_brief("x.xlsx", "xlsx", changed, records)
    assert verdict.kind == "edited" and "the file says '90', the records give '60' (30 more)" in verdict.message


@pytest.mark.parametrize("before, after", [
    (b"<script>", b'<script>document.body.innerHTML = document.body.innerHTML.replace("more", "fewer");'),  # what is read is not what stands there
    (b"<style>", b'<style>h2::after { content: " for sure" }'),
])
def test_code_that_makes_a_page_say_something_else_is_seen(before, after, made, records):
    assert before in made["html"].content
    verdict = verify_brief("x.html", "html", made["html"].content.replace(before, after, 1), records)
    assert not verdict.holds and verdict.kind == "edited" and "code" in verdict.message


def test_words_over_the_cells_of_a_workbook_are_seen(made, records):
    over = b'<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><a:t>90 fewer</a:t></xdr:wsDr>'
    changed = zipped(unzipped(made["xlsx"].content) | {"xl/drawings/drawing1.xml": over})
    verdict = verify_brief("x.xlsx", "xlsx", changed, records)
    assert verdict.kind == "edited" and "90 fewer" in verdict.message


def test_a_page_of_another_version_was_not_edited(made, records):
    page = made["html"].content.replace(b'"window": 36', b'"window": 24')  # as if another version had counted 36 months so
    verdict = verify_brief("x.html", "html", page, records)
    assert not verdict.holds and verdict.kind == "changed" and "version" in verdict.message


def test_a_version_that_counts_otherwise_is_told_from_an_edit(made, records):
    files = unzipped(made["zip"].content)
    said = json.loads(files["brief.json"])
    said["options"]["window"] = 24  # as if another version had taken these options for another window
    verdict = verify_brief("x.zip", "zip", zipped(files | {"brief.json": json.dumps(said).encode()}), records)
    assert not verdict.holds and verdict.kind == "changed" and "version" in verdict.message


def test_the_description_beside_a_deck_serves_where_its_own_was_lost(made, records):
    files = unzipped(made["pptx"].content)
    lost = zipped(files | {"customXml/item1.xml": b"<other/>"})
    with pytest.raises(Problem, match="does not say how it was made"):
        verify_brief("x.pptx", "pptx", lost, records)
    assert verify_brief("x.pptx", "pptx", lost, records, made["pptx"].sidecar).holds
    with pytest.raises(Problem, match="damaged"):
        verify_brief("x.pptx", "pptx", b"PK\x03\x04nothing", records, made["pptx"].sidecar)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + b"\0" * 18, b"<html></html>", bytes(range(256)) * 4])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_of_ours_is_one_sentence(kind, content, records):
    with pytest.raises(Problem):
        verify_brief(f"x.{kind}", kind, content, records)


def test_a_file_that_swells_is_not_believed(records, made, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 10_000)
    with pytest.raises(zipfile.BadZipFile):
        unzipped(made["zip"].content)
    with pytest.raises(Problem):
        verify_brief("x.zip", "zip", made["zip"].content, records)
