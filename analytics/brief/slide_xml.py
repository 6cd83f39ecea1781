"""What python-pptx has no words for: names and alternative text, locks, fields, right-to-left text, languages."""

import unicodedata

from lxml import etree
from pptx.oxml.ns import qn

LOCKS = ("noGrp", "noSelect", "noRot", "noChangeAspect", "noMove", "noResize", "noEditPoints", "noAdjustHandles", "noChangeArrowheads",
         "noChangeShapeType", "noTextEdit")
PICTURE_LOCKS = tuple(lock for lock in LOCKS if lock != "noTextEdit")
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
