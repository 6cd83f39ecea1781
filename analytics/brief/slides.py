"""The brief as slides: one finding each, with native charts, locked footers, notes for the speaker and receipts."""

import io
from datetime import datetime

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from analytics.brief import chart_xml as xml
from analytics.brief import content, pack_words, receipt, slide_bars, slide_charts, slide_package, slide_words
from analytics.brief.edition import Edition
from analytics.brief.finding import Finding
from analytics.brief.slide_xml import directed, fitting, locked, named, slide_number
from analytics.brief.story import story

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.55)
INNER = WIDTH - 2 * MARGIN
TITLE_SIZE, LONG_TITLE_SIZE, TEXT_SIZE, SMALL = Pt(24), Pt(21), Pt(13), Pt(10.5)
SMALL_SIZES = (SMALL, Pt(9.5), Pt(8.5), Pt(7.5))  # the first in which a small text fits its box
BESIDE_WORDS = 6  # columns of a table that leaves room for words beside it
LONG = 130  # characters; a longer title is set smaller
ONE_LINE = 125  # characters of the line on what else was measured; in two lines it is set smaller
LONGEST_PROPERTY = 255  # characters
CHART_TOP, CHART_BOTTOM = Inches(1.68), Inches(5.55)
QR = Inches(0.92)


def slides(edition: Edition) -> bytes:
    """The .pptx file. The same records and wishes give the same bytes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    layout = slide_package.only_layout(deck, (MARGIN, Inches(0.52), INNER, Inches(0.84)))
    slide_package.in_arial(deck)
    given = []
    for finding in story(edition):
        code = receipt.code(finding.name, finding.chart, edition.wishes, edition.about.fingerprint)
        given.append({"figure": finding.name, "title": finding.title, "receipt": code})
        _slide(deck.slides.add_slide(layout), edition, finding, code)
    about = deck.core_properties
    about.title, about.subject, about.author = pack_words.title(edition), pack_words.subject(edition)[:LONGEST_PROPERTY], edition.wishes.organization
    about.comments, about.keywords, about.last_modified_by, about.revision = pack_words.invented(edition), "DEMO" * edition.invented, "", 1
    about.created = about.modified = datetime.combine(edition.about.data_as_of, datetime.min.time())
    about.language = "en-US"
    slide_package.describe(deck, edition.description("pptx", receipts=given, content=content.digest(content.of_deck(deck))))
    whole = io.BytesIO()
    deck.save(whole)
    return slide_package.settled(whole.getvalue(), about.created)


def _slide(slide, edition: Edition, finding: Finding, code: str) -> None:
    """One slide; what is added first is read first."""
    slide._element.cSld.set("name", finding.name)
    title = slide.shapes.title
    title.text_frame.text = finding.title
    title.text_frame.margin_left = title.text_frame.margin_right = 0
    title.text_frame.word_wrap, title.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold = (LONG_TITLE_SIZE if len(finding.title) > LONG else TITLE_SIZE), True
        run.font.color.rgb = xml.rgb(xml.INK)
    directed(paragraph, finding.title)
    named(title, "Title", finding.title)
    _strip(slide, edition)
    _chart(slide, finding)
    _text(slide, "Also measured", finding.also, (MARGIN, CHART_BOTTOM + Inches(0.04), INNER, Inches(0.45)),
          Pt(12 if len(finding.also) <= ONE_LINE else 11), bold=True, lock=True)
    _rule(slide)
    _footer(slide, edition, finding, code)
    _receipt(slide, edition, code)
    slide.notes_slide.notes_text_frame.text = slide_words.notes(edition, finding, code)
    for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
        directed(paragraph, paragraph.text)


def _footer(slide, edition: Edition, finding: Finding, code: str) -> None:
    """Definition, number, range, caution, source and receipt, in letters that let all of it stand."""
    *lines, last = finding.footer.lines(pack_words.subject(edition))
    box = (MARGIN, Inches(6.1), INNER - QR - Inches(0.25), Inches(1.3))
    for receipt_said in (f"{slide_words.RECEIPT} {code}", slide_words.RECEIPT_ELSEWHERE):  # one of a long selection may have no room
        text = "\n".join([*lines, f"{last} {receipt_said}"])
        size = fitting(text, box, SMALL_SIZES)
        if size is not None:
            break
    _text(slide, "Footer", text, box, size or SMALL_SIZES[-1], lock=True)


def _strip(slide, edition: Edition) -> None:
    """Over the title: the brief's own title, whose it is, and that the records are invented where they are."""
    wishes, right = edition.wishes, INNER // 2
    warnings = [slide_words.DEMO] * edition.invented + [slide_words.EXACT] * wishes.exact
    if warnings:
        _text(slide, "Demonstration" if edition.invented else "Exact", " ".join(warnings), (MARGIN, Inches(0.14), right, Inches(0.32)), SMALL, bold=True, lock=True)
    edge = WIDTH - MARGIN
    if wishes.logo:
        picture = slide.shapes.add_picture(io.BytesIO(wishes.logo), MARGIN, Inches(0.1), height=Inches(0.42))
        if picture.width > Inches(2):
            picture.height, picture.width = Emu(int(picture.height * Inches(2) / picture.width)), Inches(2)
        picture.left = edge - picture.width
        edge = picture.left - Inches(0.12)
        named(picture, "Logo", f"Logo{' of ' + wishes.organization if wishes.organization else ''}")
    said = " · ".join(part for part in (wishes.title, wishes.organization) if part)
    if said:
        left = MARGIN + right + Inches(0.1)
        box = (left, Inches(0.12), edge - left, Inches(0.42))
        _text(slide, "Whose", said, box, fitting(said, box, SMALL_SIZES) or SMALL_SIZES[-1], align=PP_ALIGN.RIGHT)


def _chart(slide, finding: Finding) -> None:
    height = CHART_BOTTOM - CHART_TOP
    if finding.chart is None:
        _text(slide, "Why there is no figure", f"{slide_words.NO_FIGURE} {finding.missing}", (MARGIN, CHART_TOP, INNER, height), Pt(16))
        return
    _text(slide, "Chart title", finding.chart.title, (MARGIN, CHART_TOP - Inches(0.3), INNER, Inches(0.3)), TEXT_SIZE)
    if finding.chart.kind == "answers":
        _key(slide, slide_bars.key(finding.chart.bars))
    below, width = Inches(0.85) if finding.chart.kind == "courses" else 0, INNER
    if finding.chart.kind == "words" and len(finding.chart.columns) <= BESIDE_WORDS:
        width = Emu(INNER * 2 // 3)
        _text(slide, "What you can’t say", "\n".join([slide_words.CANNOT, *(f"– {line}" for line in finding.cannot)]),
              (MARGIN + width + Inches(0.3), CHART_TOP, INNER - width - Inches(0.3), height), TEXT_SIZE)
    top = CHART_TOP + (Inches(0.25) if finding.chart.kind == "answers" else 0)
    frame = slide_charts.placed(slide, finding.chart, (MARGIN, top, width, CHART_BOTTOM - top - below))
    named(frame, "Chart" if finding.chart.kind != "words" else "Table", finding.alt)
    if below:
        _followed(slide, finding, (MARGIN + int(INNER * 0.045), CHART_BOTTOM - below, below))


def _key(slide, kinds: list[tuple[str, str]]) -> None:
    """Which colour is which answer, over the bars."""
    shape = slide.shapes.add_textbox(MARGIN, CHART_TOP, INNER, Inches(0.28))
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    for name, colour in kinds:
        for text, paint in ((name[:2], colour), (f"{name[2:]}     ", xml.INK)):
            run = paragraph.add_run()
            run.text, run.font.size, run.font.color.rgb = text, Pt(12), xml.rgb(paint)
    directed(paragraph, "")
    named(shape, "Key", "Colours, from worst to best: " + ", ".join(name[2:] for name, _ in kinds))


def _followed(slide, finding: Finding, at: tuple[int, int, int]) -> None:
    """How many were still followed, under the time axis."""
    left, top, height = at
    chart, plot = finding.chart, INNER * 0.66
    lines = [line for line in chart.lines if not line.twin]
    step = int(plot / (len(chart.ticks) - 1)) if len(chart.ticks) > 1 else int(plot)
    frame = slide.shapes.add_table(len(lines), len(chart.ticks) + 1, left - step // 2, top, step * len(chart.ticks) + Inches(2.6), height)
    named(frame, "Still followed", f"{slide_words.FOLLOWED}: " + "; ".join(
        f"{line.label}: " + ", ".join(f"{said} at month {tick}" for said, tick in zip(line.followed, chart.ticks, strict=True)) for line in lines) + ".")
    table = frame.table
    table.first_row = table.horz_banding = False
    table.last_col = True
    for number, column in enumerate(table.columns):
        column.width = Emu(step if number < len(chart.ticks) else Inches(2.6))
    for row, line in enumerate(lines):
        table.rows[row].height = Emu(int(height) // len(lines))
        for column, text in enumerate((*line.followed, f"{line.label}, {slide_words.FOLLOWED_SHORT}")):
            cell = table.cell(row, column)
            cell.text = text
            cell.margin_top = cell.margin_bottom = cell.margin_left = cell.margin_right = 0
            cell.fill.background()
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.CENTER if column < len(chart.ticks) else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb, run.font.bold = SMALL, xml.rgb(xml.INK), False


def _rule(slide) -> None:
    line = slide.shapes.add_connector(1, MARGIN, Inches(6.06), WIDTH - MARGIN, Inches(6.06))
    line.line.color.rgb, line.line.width = xml.rgb(xml.GRID), Pt(0.75)
    named(line, "Rule")


def _receipt(slide, edition: Edition, code: str) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(receipt.qr(code, edition.wishes.address)), WIDTH - MARGIN - QR, Inches(6.13), QR, QR)
    named(picture, "Receipt", f"{slide_words.RECEIPT} {code}")
    locked(picture)
    box = slide.shapes.add_textbox(WIDTH - MARGIN - QR, Inches(7.08), QR, Inches(0.28))
    slide_number(box.text_frame.paragraphs[0])
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    for properties in box._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
        properties.set("sz", "1050")
    named(box, "Slide number", "Slide number")
    locked(box)


def _text(slide, name: str, text: str, box, size, *, bold: bool = False, lock: bool = False, align=PP_ALIGN.LEFT) -> None:
    shape = slide.shapes.add_textbox(*box)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text, paragraph.alignment = line, align
        for run in paragraph.runs:
            run.font.size, run.font.bold = size, bold
            run.font.color.rgb = xml.rgb(xml.GREY if size <= SMALL else xml.INK)
        directed(paragraph, line)
    named(shape, name, text)
    if lock:
        locked(shape)
