"""CSV: UTF-8, separated by commas, semicolons or tabs."""

import csv
import io
from collections.abc import Iterator

from . import limits
from .unreadable import Unreadable

_DELIMITERS = ",;\t"


def rows_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number, as a spreadsheet program would number the rows."""
    text = _decoded(content)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, record
    except csv.Error as error:
        raise _broken(number + 1, str(error)) from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"The file is not in UTF-8: row {row} holds a character that was saved in another encoding.",
            "In Excel, save it as 'CSV UTF-8 (Comma delimited)' or as a workbook (.xlsx).",
            row=row,
        ) from error


def _delimiter_of(text: str) -> str:
    """The one that the headings hold most of, outside quotation marks; a comma where there is none."""
    start = text[: limits.CELL_CHARACTERS].lstrip()
    headings = start.splitlines()[0] if start else ""
    unquoted = "".join(headings.split('"')[::2])
    return max(_DELIMITERS, key=lambda mark: (unquoted.count(mark), mark == ","))


def _broken(row: int, error: str) -> Unreadable:
    if "limit" in error:
        what = f"Row {row} has a cell of more than {limits.CELL_CHARACTERS:,} characters."
        return Unreadable(what, "Shorter text, or the closing quotation mark that is missing.", row=row)
    return Unreadable(
        f'Row {row} has a quotation mark (") that is not closed, or in the middle of a cell.',
        'Text in quotation marks from its beginning to its end, a mark inside it written twice ("").',
        row=row,
    )
