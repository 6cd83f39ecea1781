"""The slides: native charts, words that can't come off, and nothing in them that may not be shown."""

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches, Pt

from analytics.brief import prepared, slide_bars, taken, wish
from analytics.brief.charts import Words
from analytics.brief.slide_bars import KINDS, PAINTS
from analytics.brief.slides import slides
from tests.records import database

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LOCKED = ("Demonstration", "Also measured", "Footer", "Receipt", "Slide number")


@pytest.fixture(scope="module")
def deck(edition):
    return Presentation(io.BytesIO(slides(edition)))


def named(slide, name):
    return next(shape for shape in slide.shapes if shape.name == name)


def few_people(small=4, others=60):
    """People of whom few were sent to mediation, and enough to a board."""
    rows = {"release": ["release_id,person_id,released_on,release_type,follow_up_ended_on"], "participation": [
        "participation_id,person_id,model,referred_on,status"], "event": ["event_id,person_id,occurred_on,event_type"]}
    for number in range(small + 3 * others):
        rows["release"].append(f"r{number},p{number},2015-01-01,prison_release,2020-01-01")
        model = "victim_offender_mediation" if number < small else "accountability_board" if number < small + others else None
        if model:
            rows["participation"].append(f"a{number},p{number},{model},2014-12-01,completed")
        if number % 2:  # every second person
            rows["event"].append(f"e{number},p{number},2016-01-01,rearrest")
    return database({name: "\n".join(lines) for name, lines in rows.items()})


def test_every_slide_carries_what_must_travel_with_it(deck):
    assert len(deck.slides) == 12
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text and slide.shapes[0] == slide.shapes.title  # read first
        footer = named(slide, "Footer").text_frame.text
        assert "n: " in footer and "Range: " in footer and "Everyone in the records, first release." in footer and "Source: Invented demonstration records, as of December 31, 2024" in footer
        assert "DEMO" in named(slide, "Demonstration").text_frame.text and "Also measured" in named(slide, "Also measured").text_frame.text
        for name in LOCKED:
            locks = [lock for lock in named(slide, name)._element.iter() if lock.tag in (f"{DRAWING}spLocks", f"{DRAWING}picLocks")]
            assert locks and locks[0].get("noMove") == "1" and (locks[0].tag.endswith("picLocks") or locks[0].get("noTextEdit") == "1")
        notes = slide.notes_slide.notes_text_frame.text
        assert all(part in notes for part in ("WHAT YOU CAN SAY", "WHAT YOU CAN'T SAY", "QUESTIONS THAT MAY COME", "Receipt "))
        assert slide.notes_slide.notes_text_frame.text.startswith("DEMO")


def test_every_shape_has_words_for_who_cannot_see_it_or_is_decoration(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            about = shape._element.xpath(".//p:cNvPr")[0]
            assert about.get("descr") or "decorative" in etree.tostring(about).decode(), shape.name


def test_slides_can_be_found_by_title_and_tables_by_their_heads(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == len(titles) and deck.core_properties.title and deck.core_properties.language == "en-US"
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) == 3 and all(table.first_row or table.last_col for table in tables)  # beneath a chart the words stand last


def brightness(color: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(color[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    return sum(share * (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
               for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("paint", [*PAINTS, *KINDS.values()])
def test_white_numbers_can_be_read_on_every_bar(paint):
    assert 1.05 / (brightness(paint) + 0.05) >= 4.5


def test_charts_are_native_and_can_be_edited(deck):
    kinds = [shape.chart.chart_type.name for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert {"BAR_STACKED", "COLUMN_STACKED"} <= set(kinds) and any(kind.startswith("XY_SCATTER") for kind in kinds) and len(kinds) >= 10
    assert all(shape.chart.part.chart_workbook.xlsx_part is not None for slide in deck.slides for shape in slide.shapes if shape.has_chart)


def test_the_same_records_give_the_same_bytes():
    records, asked = few_people(), wish(outcome="rearrest")
    once, twice = (taken(prepared(records, asked, "pptx"), "pptx").content for _ in range(2))
    assert once == twice


def test_what_may_not_be_shown_is_in_no_chart_and_no_workbook():
    made = taken(prepared(few_people(), wish(slides=5, outcome="rearrest"), "pptx"), "pptx")
    deck = Presentation(io.BytesIO(made.content))
    events = next(slide for slide in deck.slides if slide.name == "events")
    chart = named(events, "Chart").chart
    series = [series.name for series in chart.plots[0].series]
    assert "Accountability board" in series and "Mediation" not in series
    labels = "".join(chart._chartSpace.itertext())
    assert "Hidden" in labels
    exact = taken(prepared(few_people(), wish(slides=5, outcome="rearrest", min_cell=0), "pptx"), "pptx")
    assert "Not to be published" in exact.sidecar
    slide = Presentation(io.BytesIO(exact.content)).slides[0]
    assert "not for sharing" in named(slide, "Exact").text_frame.text


def test_who_is_counted_and_whom_that_selects_stands_on_every_slide():
    asked = wish(outcome="rearrest", exposure="completed", where={"release_type": "prison_release"})
    deck = Presentation(io.BytesIO(taken(prepared(few_people(), asked, "pptx"), "pptx").content))
    for slide in deck.slides:
        assert named(slide, "Footer").text_frame.text.startswith("Released from prison, first release.")
    assert "These figures compare chosen people" in named(deck.slides[2], "Footer").text_frame.text


def test_no_data_for_a_slide_says_why():
    deck = Presentation(io.BytesIO(taken(prepared(few_people(), wish(slides=12, outcome="rearrest"), "pptx"), "pptx").content))
    assert len(deck.slides) == 12
    why = {slide.name: shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.name == "Why there is no figure"}
    assert {"victims", "outcome", "fear", "obligations"} <= set(why)
    assert all(text.startswith("There is no figure on this slide.") and len(text) > 60 for text in why.values())


def test_a_selection_too_long_for_a_footer_stands_smaller_and_whole():
    rows = ["release_id,person_id,released_on,release_type,circuit,follow_up_ended_on",
            *(f"r{n},p{n},2015-01-01,prison_release,Circuit {n} of the state,2020-01-01" for n in range(120))]
    asked = wish(outcome="rearrest", where={"circuit": [f"Circuit {n} of the state" for n in range(119)]}, title="W" * 120, organization="W" * 80)
    deck = Presentation(io.BytesIO(taken(prepared(database({"release": "\n".join(rows)}), asked, "pptx"), "pptx").content))
    for slide in deck.slides:
        footer = named(slide, "Footer").text_frame
        assert "Circuit 118 of the state" in footer.text and "Receipt: in the notes" in footer.text and ": the page “Take it with you” says" in slide.notes_slide.notes_text_frame.text
        assert footer.paragraphs[0].runs[0].font.size < Pt(8) and named(slide, "Whose").text_frame.paragraphs[0].runs[0].font.size < Pt(9)
    assert len(deck.core_properties.subject) <= 255


def test_the_letters_of_a_table_fit_its_box():
    chart = Words("Many", ("Program", "Verdict"), tuple((f"A program with a long name, the {n}th", "Can't tell yet") for n in range(12)))
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    table = slide_bars.words(slide, chart, (Inches(0), Inches(0), Inches(5), Inches(3.87))).table
    assert sum(row.height for row in table.rows) <= Inches(3.87) and table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size < Pt(12)


def test_a_title_from_right_to_left_is_set_so():
    made = taken(prepared(few_people(), wish(title="عدالة تصالحية", organization="ארגון", outcome="rearrest"), "pptx"), "pptx")
    slide = Presentation(io.BytesIO(made.content)).slides[0]
    paragraph = named(slide, "Whose").text_frame.paragraphs[0]
    assert paragraph._p.pPr.get("rtl") == "1" and "عدالة" in paragraph.text
