"""The workbook: typed cells, a sheet of notes, nothing that runs."""

import re

import pytest

from analytics.brief.archive import unzipped
from analytics.brief.content import of_workbook
from analytics.brief.workbook import LONGEST_SHEET_NAME, sheet_name, workbook


@pytest.fixture(scope="module")
def book(edition):
    return workbook(edition)


def test_cells_hold_what_the_table_holds(edition, book):
    cells = of_workbook(book)
    table = edition.tables["compare-rearrest-36-months"]
    sheet = sheet_name("compare-rearrest-36-months", 1)
    assert cells[f"sheet {sheet}, cell A1"] == "outcome" and cells[f"sheet {sheet}, cell A2"] == "rearrest"
    column = list(table.frame.columns).index("risk_difference")
    letter = chr(ord("A") + column)
    for number, value in enumerate(table.frame["risk_difference"], start=2):
        found = cells.get(f"sheet {sheet}, cell {letter}{number}")
        assert found is None if value != value else float(found) == pytest.approx(value, rel=1e-14)


def test_nothing_runs_and_headers_stay(edition, book):
    files = unzipped(book)
    sheets = [part.decode() for name, part in files.items() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert sum("<pane " in sheet for sheet in sheets) == len(edition.tables) + 1  # every table, and the sheet of columns
    names = re.findall(r'<sheet name="([^"]+)"', files["xl/workbook.xml"].decode())
    assert names[0] == "Notes" and len(set(names)) == len(names) and max(map(len, names)) <= LONGEST_SHEET_NAME
    assert files["xl/workbook.xml"].decode().count('state="hidden"') == 1  # how it was made
    assert any("invented" in text for text in of_workbook(book).values())


def test_who_cannot_see_it_finds_a_title_heads_and_whole_cells(edition, book):
    files = unzipped(book)
    assert "<dc:title>" in files["docProps/core.xml"].decode()
    tables = [part.decode() for name, part in files.items() if name.startswith("xl/tables/")]
    assert len(tables) >= len(edition.tables) and all("headerRowCount=\"0\"" not in table for table in tables)
    assert not any(b"<mergeCell" in part for part in files.values()) and not any("drawing" in name or "media" in name for name in files)
