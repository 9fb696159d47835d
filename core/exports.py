"""Rows as files that a spreadsheet opens: CSV and XLSX, in which no text becomes a formula.

A text that begins like a formula is somebody's text all the same ('-see note', '+44 …', '=1+1'): in CSV
it gets a leading quote, in XLSX it is written as a text. Numbers and dates stay what they are.
"""

import csv
import datetime as dt
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from core import clock

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LARGEST_FILE = settings.FILE_LIMIT_BYTES
LONGEST_CELL = 32_767  # Excel's own limit; XlsxWriter would leave the cell out without a word

Row = Sequence[Any]


def plain(value: Any) -> Any:
    """A value as one of the kinds that a cell has: number, date, time, text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return timezone.localtime(value, clock.LONDON).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, (int, float, Decimal, dt.date)):
        return value
    return str(value)


def safe_cell(value: Any) -> Any:
    """The value for a CSV cell: text that a spreadsheet would take for a formula gets a leading quote."""
    value = plain(value)
    if isinstance(value, str) and value.startswith(LIKE_A_FORMULA):
        return "'" + value
    return value.isoformat(" ") if isinstance(value, dt.datetime) else value


def as_csv(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces. It begins with a byte order mark, without which Excel garbles letters."""
    piece = io.StringIO()
    writer = csv.writer(piece)
    yield b"\xef\xbb\xbf"
    for row in itertools.chain([header], rows):
        writer.writerow([safe_cell(value) for value in row])
        yield piece.getvalue().encode()
        piece.seek(0)
        piece.truncate()


def as_xlsx(header: Row, rows: Iterable[Row], title: str) -> bytes:
    """The workbook: one sheet, its header frozen and bold, one row in memory at a time."""
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats: dict[type, Any] = {
            dt.datetime: book.add_format({"num_format": "d mmmm yyyy hh:mm", "align": "left"}),
            dt.date: book.add_format({"num_format": "d mmmm yyyy", "align": "left"}),
        }
        sheet.freeze_panes(1, 0)
        for place, words in enumerate(header):
            sheet.set_column(place, place, max(14, min(len(str(words)) + 2, 40)))
            sheet.write_string(0, place, str(words), bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, plain(value), formats)
    return target.getvalue()


def _write(sheet: Any, row: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    if isinstance(value, str):
        sheet.write_string(row, place, value[:LONGEST_CELL])
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, place, value, formats[type(value)])
    else:
        sheet.write_number(row, place, value)


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters, and not these."""
    return "".join(" " if c in r"[]:*?/\'" else c for c in title)[:31].strip() or "List"


def file_name(title: str, kind: str) -> str:
    """`Audits` taken on the day as `audits-2023-10-16.csv`."""
    words = "".join(c if c.isalnum() else "-" for c in title.lower())
    return f"{'-'.join(filter(None, words.split('-')))}-{clock.today():%Y-%m-%d}.{kind}"


def as_file(kind: str, title: str, header: Row, rows: Iterable[Row]) -> tuple[str, str, bytes]:
    """Name, content type and bytes of the list in the format, `csv` or `xlsx`."""
    body = as_xlsx(header, rows, title) if kind == "xlsx" else b"".join(as_csv(header, rows))
    return file_name(title, kind), FORMATS[kind], body


def download(name: str, content_type: str, body: bytes) -> HttpResponse:
    """The file as an answer that the browser saves."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
