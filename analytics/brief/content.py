"""What an exported file says, place by place: texts and figures, without how they look or how a program wrote them.

Two files are held against each other by this, so that opening and saving in another program changes nothing that is
compared. Pictures are left out: a logo is nobody's figure.
"""

import hashlib
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

from lxml import etree

from analytics.brief.archive import unzipped

Content = dict[str, str]
DESCRIPTION = "Description"  # the sheet of a workbook that holds our own description
SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DRAWN = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main", "c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
OVER_CELLS = ("xl/drawings/", "xl/comments", "xl/threadedComments")  # text boxes and comments
NAMESPACE = "urn:restorative-justice-outcomes:brief"  # of our description in a deck
OURS = ("brief.json", "SHA256SUMS")  # of a pack: what speaks of the other files
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def digest(content: Mapping[str, str]) -> str:
    """A checksum of what a file says."""
    return hashlib.sha256(json.dumps(dict(content), sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def of(kind: str, file: bytes) -> Content:
    """What a file of ours says. Raises ValueError where it is no file of that kind."""
    try:
        if kind == "zip":
            return of_files(unzipped(file))
        if kind == "xlsx":
            return of_workbook(file)
        if kind == "html":
            return of_page(file.decode("utf-8"))
        from pptx import Presentation

        return of_deck(Presentation(io.BytesIO(file)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, UnicodeDecodeError, NotImplementedError) as error:
        raise ValueError(str(error)) from error
    except ValueError:
        raise
    except Exception as error:  # a damaged deck makes its reader do anything
        raise ValueError(type(error).__name__) from error


def of_files(files: Mapping[str, bytes]) -> Content:
    """A pack: its files by name; a workbook by its cells, the others line by line."""
    found: Content = {}
    for name, file in files.items():
        if name in OURS:
            continue
        if name.endswith(".xlsx"):
            found |= {f"{name}, {place}": text for place, text in of_workbook(file).items()}
        else:
            found |= {f"{name}, line {number}": line for number, line in enumerate(file.decode("utf-8").split("\n"), start=1)}
    return found


def of_workbook(file: bytes) -> Content:
    """A workbook: every cell of every sheet but our description, and what lies over the cells."""
    files = unzipped(file)
    shared = []
    if "xl/sharedStrings.xml" in files:
        for entry in _parsed(files["xl/sharedStrings.xml"]).iterfind("m:si", SHEET):
            shared.append("".join(text.text or "" for text in entry.iterfind(".//m:t", SHEET)))
    targets = {link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target"))).lstrip("/")
               for link in _parsed(files["xl/_rels/workbook.xml.rels"])}
    found: Content = {}
    for sheet in _parsed(files["xl/workbook.xml"]).iterfind("m:sheets/m:sheet", SHEET):
        if sheet.get("name") != DESCRIPTION:
            for cell in _parsed(files[targets[sheet.get(RELATION)]]).iterfind(".//m:c", SHEET):
                if text := _cell(cell, shared):
                    found[f"sheet {sheet.get('name')}, cell {cell.get('r')}"] = text
    for name, part in files.items():
        if name.startswith(OVER_CELLS) and name.endswith(".xml"):
            said = "".join(text.text or "" for text in _parsed(part).iterfind(".//{*}t"))
            found |= {name.removeprefix("xl/"): said} if said else {}
    return found


def sheet_lines(file: bytes, name: str) -> list[str]:
    """The first column of one sheet."""
    files = unzipped(file)
    shared = ["".join(text.text or "" for text in entry.iterfind(".//m:t", SHEET))
              for entry in _parsed(files["xl/sharedStrings.xml"]).iterfind("m:si", SHEET)]
    targets = {link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target"))).lstrip("/")
               for link in _parsed(files["xl/_rels/workbook.xml.rels"])}
    for sheet in _parsed(files["xl/workbook.xml"]).iterfind("m:sheets/m:sheet", SHEET):
        if sheet.get("name") == name:
            return [_cell(cell, shared) for cell in _parsed(files[targets[sheet.get(RELATION)]]).iterfind(".//m:c", SHEET)]
    return []


def deck_description(files: Mapping[str, bytes]) -> str | None:
    """Our description among the parts of a deck; None where there is none."""
    for name, part in sorted(files.items()):
        if name.startswith("customXml/") and NAMESPACE.encode("ascii") in part:
            root = _parsed(part)
            if root.tag == f"{{{NAMESPACE}}}brief":
                return root.text
    return None


def of_deck(deck) -> Content:
    """Slides: titles, texts, tables, charts with the workbooks behind them, alternative texts and notes, and what stands on the
    layouts behind them; slides go by our names for them."""
    found: Content = {}
    for number, slide in enumerate(deck.slides, start=1):
        where = f"slide {slide.name or f'{number} (added)'}"
        found[where] = "hidden" if slide._element.get("show") in ("0", "false") else "there"
        found |= _shapes(where, slide.shapes)
        for behind, of_slide in (("layout", slide.slide_layout), ("master", slide.slide_layout.slide_master)):
            found |= _shapes(f"{where}, {behind}", [shape for shape in of_slide.shapes if not shape.is_placeholder])
        if slide.has_notes_slide:
            text = slide.notes_slide.notes_text_frame.text if slide.notes_slide.notes_text_frame is not None else ""
            found |= {f"{where}, notes, line {line}": said for line, said in enumerate(text.splitlines(), start=1) if said}
    return found


def of_page(text: str) -> Content:
    """A report: its texts one after the other, then what is drawn, and the code that could draw or say something else; our
    description is left out."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    return {f"{kind} {number}": said for kind, found in (("text", reader.texts), ("drawing", reader.tags), ("code", reader.code))
            for number, said in enumerate(found, start=1)}


def _shapes(where: str, shapes: Iterable) -> Content:
    """What shapes say, those in groups too; of several with one name each."""
    found: Content = {}
    for shape in _each(shapes):
        said, number = _shape(shape), 1
        while any(f"{where}, {place}" in found for place in said):
            number += 1
            said = {f"{place} ({number})": text for place, text in _shape(shape).items()}
        found |= {f"{where}, {place}": text for place, text in said.items()}
    return found


def _each(shapes: Iterable) -> Iterator:
    for shape in shapes:
        yield shape
        yield from _each(getattr(shape, "shapes", ()))


def _shape(shape) -> Content:
    name, found = shape.name, {}
    if told := " ".join("".join(shape._element.xpath("./*[1]/p:cNvPr/@descr")).split()):
        found[f"{name}, alternative text"] = told
    if getattr(shape, "has_text_frame", False) and shape.has_text_frame and shape.text_frame.text.strip():
        found[name] = shape.text_frame.text
    if getattr(shape, "has_table", False) and shape.has_table:
        for number, row in enumerate(shape.table.rows, start=1):
            found |= {f"{name}, row {number}, column {column}": cell.text for column, cell in enumerate(row.cells, start=1) if cell.text}
    if getattr(shape, "has_chart", False) and shape.has_chart:
        found |= {f"{name}, {place}": text for place, text in _chart(shape.chart).items()}
    return found


def _chart(chart) -> Content:
    """Every value and word of a chart as it is drawn, and the cells of its workbook."""
    found: Content = {}
    for number, series in enumerate(chart._chartSpace.iterfind(".//c:ser", DRAWN), start=1):
        name = "".join(series.xpath("./c:tx//c:v/text()")) or f"series {number}"
        for tag in ("cat", "xVal", "yVal", "val"):
            for point in series.iterfind(f"./c:{tag}//c:pt", DRAWN):
                found[f"{name} ({number}), {tag} {int(point.get('idx')) + 1}"] = point.findtext("c:v", "", DRAWN)
        for label in series.iterfind(".//c:dLbl", DRAWN):
            said = "".join(label.xpath(".//a:t/text()"))
            if said:
                found[f"{name} ({number}), label {int(label.find('c:idx', DRAWN).get('val')) + 1}"] = said
    for number, title in enumerate(chart._chartSpace.iterfind(".//c:title", DRAWN), start=1):
        found[f"title {number}"] = "".join(title.xpath(".//a:t/text()"))
    part = chart.part.chart_workbook.xlsx_part
    if part is not None:
        found |= {f"workbook, {place}": text for place, text in of_workbook(part.blob).items()}
    return found


def _cell(cell, shared: list[str]) -> str:
    formula = cell.find("m:f", SHEET)
    if formula is not None:
        return f"={formula.text or ''}"
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iterfind(".//m:t", SHEET))
    value = cell.findtext("m:v", "", SHEET)
    return shared[int(value)] if kind == "s" and value else value


def _parsed(content: bytes):
    return etree.fromstring(content, _PARSER)


class _Page(HTMLParser):
    """Texts, tags and code of a page, without its description."""

    DESCRIPTION = [("type", "application/json"), ("id", "description")]

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.code: list[str] = []
        self._silent, self._told = "", True

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self._told = (tag, attributes) != ("script", self.DESCRIPTION)
        if self._told:
            self.tags.append(" ".join([tag, *(f"{name}={value}" for name, value in sorted(attributes, key=str) if name != "src")]))
        if tag in ("script", "style"):
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        said = re.sub(r"\s+", " ", data).strip()
        if said and self._silent:
            self.code += [said] if self._told else []
        elif said:
            self.texts.append(said)
