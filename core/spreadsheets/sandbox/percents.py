"""Which cells a workbook shows as per cent: 0.27 in such a cell is 27%, and that is what its writer sees.

The parser gives the bare number. A cell names its style by a number (`s`), and the styles say by which
format each shows a number. The cells are found by patterns, as in `cells.py`, and for the same reason.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from .archive import damaged
from .cells import number

_BUILT_IN = ("9", "10")
"""Excel's own 0% and 0.00%."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format shows as it stands, leaves room for, repeats or asks for: no % in it multiplies."""

_STYLE = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?s\s*=\s*[\"']([0-9]{1,6})[\"']")
_IN_STYLE = rb"<(?:\w+:)?c\s((?:[^<>]*?\s)?s\s*=\s*[\"'](?:%s)[\"'][^<>]*)>"
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_NUMBER = re.compile(rb"\b(r|s)\s*=\s*[\"'][A-Z]{0,3}([0-9]{1,7})[\"']")
_LETTERS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})")


def is_percent(code: str) -> bool:
    """Whether a number format shows hundredths: it has a % outside of quotation marks."""
    return "%" in _LITERAL.sub("", code)


class _Styles:
    """Listens to xl/styles.xml: the workbook's own formats, then the one of each cell style."""

    def __init__(self) -> None:
        self._path = [""]
        self._percent = set(_BUILT_IN)
        self._used: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "numFmt" and self._path[-1] == "numFmts" and is_percent(attributes.get("formatCode", "")):
            self._percent.add(attributes.get("numFmtId", ""))
        elif name == "xf" and self._path[-1] == "cellXfs":
            self._used.append(attributes.get("numFmtId", "0"))
        self._path.append(name)

    def end(self, _: str) -> None:
        self._path.pop()

    def percents(self) -> set[int]:
        return {place for place, used in enumerate(self._used) if used in self._percent}


def percent_styles(styles: bytes) -> set[int]:
    """The numbers of the cell styles that show a number as per cent."""
    found = _Styles()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    try:
        parser.Parse(styles, True)
    except expat.ExpatError as error:
        raise damaged("The workbook is damaged: its formats can't be read.") from error
    return found.percents()


def percents_of(sheet: bytes, styles: set[int]) -> dict[int, list[int]]:
    """The columns of the cells that are shown as per cent, by row."""
    if 0 in styles:  # so are the cells that name no style
        return _gathered(_places(sheet, styles))
    used = {style for style in set(_STYLE.findall(sheet)) if int(style) in styles} if styles else ()
    if not used:
        return {}
    places = []
    for attributes in re.findall(_IN_STYLE % b"|".join(used), sheet):
        place = _REFERENCE.search(attributes)
        if place is None:  # a writer that leaves the counting to the reader
            return _gathered(_places(sheet, styles))
        places.append((int(place[2]), number(place[1])))
    return _gathered(places)


def _gathered(places: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, column in places:
        rows.setdefault(row, []).append(column)
    return rows


def _places(sheet: bytes, styles: set[int]) -> Iterator[tuple[int, int]]:
    """The slow way: every cell is looked at, and counted where it doesn't say where it is."""
    row = column = 0
    for kind, attributes in _ROW_OR_CELL.findall(sheet):
        said = {name: int(digits) for name, digits in _NUMBER.findall(attributes)}
        if kind == b"row":
            row, column = said.get(b"r", row + 1), 0
            continue
        letters = _LETTERS.search(attributes)
        row, column = said.get(b"r", row), number(letters[1]) if letters else column + 1
        if said.get(b"s", 0) in styles:
            yield row, column
