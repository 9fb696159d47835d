"""A look at a worksheet before it is parsed: how far its cells reach, and which of them are errors.

The parser makes a rectangle from the first cell to the last, so one stray cell in the far corner
would take all the memory there is; and it turns #N/A into nothing, which is not what it says.
Patterns, not a parser with callbacks: a tenth of the time. What is written so oddly that they miss
it still meets the child's limits.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from . import limits
from .archive import damaged
from .unreadable import Unreadable

_PLACE = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^<>]*?\sr\s*=\s*[\"']([A-Z]{0,3})([0-9]{1,9})[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt=[\"']e[\"'][^<>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ERROR_TEXT = re.compile(rb"#[A-Z0-9/!?_]{1,20}")
_SLICE = 1 << 20


def letter(column: int) -> str:
    """1 is A, 27 is AA: how a spreadsheet names its columns."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def number(letters: bytes) -> int:
    """The other way; no letters are 0."""
    value = 0
    for mark in letters:
        value = value * 26 + mark - 64
    return value


def check_reach(sheet: bytes) -> None:
    """Unreadable where the XML is not whole, or a cell lies too far out."""
    try:
        expat.ParserCreate().Parse(sheet, True)
    except expat.ExpatError as error:
        raise damaged("The workbook is damaged: its first sheet breaks off.") from error
    last_row = last_column = 0
    for piece in _slices(sheet):
        found = _PLACE.findall(piece)
        if found:
            columns, rows = zip(*found, strict=True)
            last_column = max(last_column, *map(number, set(columns)))
            last_row = max(last_row, *map(int, set(rows)))
            _check(last_row, last_column)


def errors_of(sheet: bytes) -> dict[tuple[int, int], str]:
    """The cells that hold an error such as #N/A, by row and column."""
    errors = {}
    for attributes, inside in _ERROR.findall(sheet):
        place, text = _REFERENCE.search(attributes), _ERROR_TEXT.search(inside)
        if place:
            errors[int(place[2]), number(place[1])] = text[0].decode() if text else "#ERROR"
    return errors


def _slices(sheet: bytes) -> Iterator[bytes]:
    """The XML a piece at a time, each but the last ending before a tag."""
    start = 0
    while start < len(sheet):
        end = sheet.find(b"<", start + _SLICE)
        end = len(sheet) if end < 0 else end
        yield sheet[start:end]
        start = end


def _check(row: int, column: int) -> None:
    if row > limits.ROWS:
        what, limit = f"There is a cell in row {row:,}.", f"At most {limits.ROWS:,} rows."
    elif column > limits.COLUMNS:
        what = f"There is a cell in column {letter(column)}."
        limit = f"At most {limits.COLUMNS} columns, up to {letter(limits.COLUMNS)}."
    elif row * column > limits.CELLS:
        what = f"The sheet reaches to cell {letter(column)}{row}."
        limit = f"At most {limits.CELLS:,} cells, rows times columns."
    else:
        return
    raise Unreadable(what, f"{limit} Delete the rows and columns beyond the last record, or split the file.")
