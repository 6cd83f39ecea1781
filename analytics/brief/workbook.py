"""The tables as one Excel workbook: typed cells, one sheet a table, and first a sheet that says what they are.

Numbers are numbers, days are days, text is text: nothing that begins with = is ever run. Excel keeps 15 to 16
digits of a number, which is why the CSV files, not these sheets, are the exact ones.
"""

import io
import math
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
import xlsxwriter

from analytics.brief import content, pack_words
from analytics.brief.archive import unzipped, zipped
from analytics.brief.edition import Edition, as_json
from data.definitions import column_definitions

DAYS = ("data_as_of",)
WIDEST = 44  # characters
LONGEST_SHEET_NAME = 31
UNKNOWN = "0" * 64  # in the place of a checksum that is known only when the rest is there


def workbook(edition: Edition) -> bytes:
    """The .xlsx file. The same records and wishes give the same bytes."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False}) as book:
        book.set_properties({"title": pack_words.title(edition), "subject": pack_words.subject(edition),
                             "author": edition.wishes.organization, "comments": pack_words.invented(edition),
                             "created": datetime.combine(edition.about.data_as_of, datetime.min.time())})
        head, wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _notes(book.add_worksheet("Notes"), edition, head, wrapped)
        for number, (name, table) in enumerate(edition.tables.items(), start=1):
            sheet = book.add_worksheet(sheet_name(name, number))
            _table(sheet, table.frame, f"table_{number}", head, day, pack_words.footer(edition))
        _definitions(book.add_worksheet("Columns"), edition, head, wrapped)
        described = book.add_worksheet(content.DESCRIPTION)
        described.hide()
        for row, line in enumerate(as_json(edition.description("xlsx", content=UNKNOWN)).splitlines()):
            described.write_string(row, 0, line)
    files = unzipped(whole.getvalue())
    made = content.digest(content.of_workbook(whole.getvalue()))
    return zipped({name: part.replace(UNKNOWN.encode("ascii"), made.encode("ascii")) for name, part in files.items()})


def sheet_name(name: str, number: int) -> str:
    """A name that Excel takes; cut ones keep their number, so that no two are alike."""
    return name if len(name) <= LONGEST_SHEET_NAME else f"{name[:LONGEST_SHEET_NAME - 3]}-{number:02d}"


def _notes(sheet, edition: Edition, head, wrapped) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    for row, (label, text) in enumerate(pack_words.notes(edition)):
        sheet.write_string(row, 0, label, head)
        sheet.write_string(row, 1, text, wrapped)
    _printed(sheet, pack_words.footer(edition))


def _table(sheet, frame: pd.DataFrame, name: str, head, day, footer: str) -> None:
    """Header row frozen and repeated on paper; an Excel table with a name, so that it can be referred to and read out."""
    columns = list(frame.columns)
    for column, title in enumerate(columns):
        values = frame[title].tolist()
        for row, value in enumerate(values, start=1):
            _cell(sheet, row, column, value, title in DAYS, day)
        longest = max([len(title) + 3, *(len(str(value)) for value in values[:200] if not isinstance(value, float))])
        sheet.set_column(column, column, min(longest, WIDEST))
    sheet.add_table(0, 0, max(len(frame), 1), len(columns) - 1, {
        "name": name, "style": "Table Style Light 1", "columns": [{"header": title, "header_format": head} for title in columns]})
    model = columns.index("model") + 1 if "model" in columns else 1
    sheet.freeze_panes(1, model)
    sheet.repeat_rows(0)
    _printed(sheet, footer)


def _cell(sheet, row: int, column: int, value: object, is_day: bool, day) -> None:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif is_day:
        sheet.write_datetime(row, column, datetime.combine(date.fromisoformat(value), datetime.min.time()), day)
    else:
        sheet.write_string(row, column, str(value))


def _definitions(sheet, edition: Edition, head, wrapped) -> None:
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 100)
    rows: list[Sequence[str]] = [("file", "column", "meaning")]
    for name, table in edition.tables.items():
        rows += [(name, column, meaning) for column, meaning in column_definitions(table.verb, list(table.frame.columns)).items()]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, wrapped if row else head)
    sheet.freeze_panes(1, 0)
    _printed(sheet, pack_words.footer(edition))


def _printed(sheet, footer: str) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{footer.replace('&', '&&')[:200]}&R&P / &N")
