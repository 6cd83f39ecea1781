"""What python-pptx has no words for: names and alternative text, locks, fields, right-to-left text, languages."""

import unicodedata
from collections.abc import Sequence

from lxml import etree
from pptx.oxml.ns import qn

from analytics.brief.drawing import wrapped

LOCKS = ("noGrp", "noSelect", "noRot", "noChangeAspect", "noMove", "noResize", "noEditPoints", "noAdjustHandles", "noChangeArrowheads",
         "noChangeShapeType", "noTextEdit")
PICTURE_LOCKS = tuple(lock for lock in LOCKS if lock != "noTextEdit")
LETTER, LINE = 0.53, 1.2  # how wide a letter of Arial is for its height, mostly, and how high a line
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def named(shape, name: str, alt: str = "") -> None:
    """Give a shape its name and what a screen reader says of it; without words it is decoration."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("name", name)
    if alt:
        about.set("descr", alt)
        return
    listed = etree.SubElement(about, qn("a:extLst"))
    extension = etree.SubElement(listed, qn("a:ext"), uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}, val="1")


def locked(shape) -> None:
    """Nobody changes it by accident: no moving, no resizing, no typing."""
    box = shape._element.xpath(".//p:cNvSpPr | .//p:cNvPicPr")[0]
    picture = box.tag == qn("p:cNvPicPr")
    tag = qn("a:picLocks") if picture else qn("a:spLocks")
    locks = box.find(tag)
    if locks is None:
        locks = etree.Element(tag)
        box.insert(0, locks)
    for lock in PICTURE_LOCKS if picture else LOCKS:
        locks.set(lock, "1")


def fitting(text: str, box: Sequence[int], sizes: Sequence[int]) -> int | None:
    """The first of the sizes in which a text has room in a box (left, top, width, height); None where none is small enough."""
    for size in sizes:
        letters = int(box[2] / (size * LETTER))
        lines = sum(len(wrapped(line, letters)) or 1 for line in text.split("\n"))
        if lines * size * LINE <= box[3]:
            return size
    return None


def directed(paragraph, text: str) -> None:
    """Write a paragraph's text from right to left where its first letter is written so, and say its language."""
    first = next((letter for letter in text if unicodedata.bidirectional(letter) in ("L", "R", "AL")), "a")
    from_right = unicodedata.bidirectional(first) in ("R", "AL")
    if from_right:
        paragraph._p.get_or_add_pPr().set("rtl", "1")
    for run in paragraph.runs:
        run._r.get_or_add_rPr().set("lang", ("ar-SA" if unicodedata.bidirectional(first) == "AL" else "he-IL") if from_right else "en-US")


def slide_number(paragraph) -> None:
    """The slide's own number, as a field."""
    field = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    etree.SubElement(field, qn("a:rPr"), lang="en-US")
    etree.SubElement(field, qn("a:t")).text = "‹#›"
