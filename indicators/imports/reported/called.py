"""What each row of a file calls its section and indicator, whatever else is wrong with it. Pure."""

from collections.abc import Iterator

from core.spreadsheets import Line, Sheet
from indicators.imports.reported.columns import Columns
from indicators.imports.reported.long import LONGEST
from indicators.imports.reported.parsed import Called


def called_in(sheet: Sheet, columns: Columns) -> Iterator[Called]:
    """The names of every row, so that all that nobody knows are asked at once."""
    named = {name: place for place, name in columns.named.items()}
    for line in sheet.rows:
        yield Called(line.number, _name(line, named, "section"), _name(line, named, "indicator"))


def _name(line: Line, named: dict[str, int], what: str) -> str:
    place = named.get(what)
    text = "" if place is None or place >= len(line.cells) else " ".join(line.cells[place].split())
    return text if len(text) <= LONGEST[what] else ""
