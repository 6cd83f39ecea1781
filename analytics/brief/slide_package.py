"""The file around the slides: one layout, our description inside, and bytes that depend on content alone."""

import json
import re
from datetime import datetime
from xml.sax.saxutils import escape

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Emu

from analytics.brief.archive import unzipped, zipped
from analytics.brief.content import NAMESPACE

CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
TITLE_ONLY = 5  # of the layouts that python-pptx brings along
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def only_layout(deck, box):
    """The layout of a title and nothing else, fitted to our width; the others are taken out."""
    layouts = deck.slide_layouts
    kept = layouts[TITLE_ONLY]
    for layout in list(layouts):
        if layout is not kept:
            layouts.remove(layout)
    for place in list(kept.placeholders) + list(deck.slide_master.placeholders):
        kind = place.placeholder_format.type
        if place.placeholder_format.idx == 0:
            place.left, place.top, place.width, place.height = (Emu(int(value)) for value in box)
        elif kind is not None and place.placeholder_format.idx >= 10:
            place._element.getparent().remove(place._element)
        else:
            place.left, place.width = Emu(int(box[0])), Emu(int(box[2]))
    return kept


def in_arial(deck) -> None:
    """The theme's two fonts as one that every slide program has, or has one of the same widths for."""
    theme = deck.slide_master.part.part_related_by(THEME)
    theme._blob = re.sub(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rb"\1Arial", theme.blob)


def describe(deck, said: dict) -> None:
    """Put our description into the file, where slide programs keep what they do not understand."""
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<brief xmlns="{NAMESPACE}">{escape(json.dumps(said, ensure_ascii=False))}</brief>'
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", deck.part.package, xml.encode("utf-8"))
    deck.part.relate_to(part, CUSTOM_XML)


def settled(content: bytes, day: datetime) -> bytes:
    """The same file with one date everywhere, also in the workbooks of its charts."""
    stamp = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    files = unzipped(content)
    for name, part in files.items():
        if name.endswith(".xlsx"):
            files[name] = settled(part, day)
        elif name == "docProps/core.xml":
            files[name] = STAMP.sub(lambda match: match.group(1) + stamp + match.group(3), part)
    return zipped(files)
