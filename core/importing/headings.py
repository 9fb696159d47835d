"""Which column of a file is which: headings match whatever their case, spaces, punctuation and quotes."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.importing.problems import Problem, Problems
from core.importing.values import listed
from core.spreadsheets import Sheet
from core.spreadsheets.sandbox.cells import letter


@dataclass(frozen=True)
class Column:
    """A column that a kind of file has: its heading as FORMATS writes it, and what it accepts."""

    heading: str
    accepts: str
    required: bool
    field: str
    """The name of the row's field; blank for a column of the row's `other`."""


def fold(text: str) -> str:
    """A heading or a name without what does not tell it from others: case, spaces, punctuation."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", text).casefold() if mark.isalnum())


def match(sheet: Sheet, columns: Sequence[Column], problems: Problems) -> dict[int, Column]:
    """The file's columns by their place. Unknown, missing and doubled ones are problems of the file."""
    by_fold = {fold(column.heading): column for column in columns}
    places: dict[int, Column] = {}
    for place, heading in enumerate(sheet.headings):
        column = by_fold.get(fold(heading))
        if column is None and heading:
            problems.add_whole(_unknown(sheet, heading, columns))
        elif column in places.values():
            words = f"One column headed {heading}; there are two (the second is column {letter(place + 1)})."
            problems.add_whole(Problem(sheet.headings_row, heading, heading, words))
        elif column is not None:
            places[place] = column
    for column in columns:
        if column.required and column not in places.values():
            problems.add_whole(_missing(sheet, column))
    return places


def _unknown(sheet: Sheet, heading: str, columns: Sequence[Column]) -> Problem:
    words = f"There is no column {heading}. Accepted are {listed([column.heading for column in columns])}."
    return Problem(sheet.headings_row, heading, heading, words)


def _missing(sheet: Sheet, column: Column) -> Problem:
    words = f"The column {column.heading} is missing. It holds {column.accepts}."
    return Problem(sheet.headings_row, column.heading, "", words)


def values_beyond(sheet: Sheet, number: int, cells: Sequence[str]) -> Iterator[Problem]:
    """Values in columns that have no heading: a row that slipped, or a comma that needs quotation marks."""
    for place, value in enumerate(cells):
        if value and (place >= len(sheet.headings) or not sheet.headings[place]):
            words = "Column {} has no heading, so it must be blank. Text with commas goes in quotation marks."
            yield Problem(number, letter(place + 1), value, words.format(letter(place + 1)))
