"""An extract with a row for each indicator and month. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping

from core.importing.headings import fold, values_beyond
from core.importing.problems import Problem, Problems
from core.spreadsheets import Line, Sheet
from figures.models import Missing
from indicators.imports.reported import cells
from indicators.imports.reported.calendar import month
from indicators.imports.reported.cells import BLANK, Reading
from indicators.imports.reported.columns import Columns
from indicators.imports.reported.parsed import Cell, Series
from indicators.rules.called import folded

LONGEST = {"indicator": 200, "section": 120, "place": 120, "note": 400}
PART_ACCEPTED = "A number with up to 6 decimals, such as 27 or 1,928, or why there is none, such as <5."
MONTH_ACCEPTED = "A month such as 2022-10, Oct-22 or October 2022."
ALONE = "The numerator, or the value: a denominator alone is no figure."
PART_DECIMALS = 6
SERVICE = {"", "wholeservice", "thewholeservice"}
Key = tuple[str, str, str]


def series_of(sheet: Sheet, columns: Columns, problems: Problems) -> Iterator[Series]:
    """The rows whose values can be read, those about the same indicator, place and section together."""
    groups: dict[Key, tuple[Key, list[Cell]]] = {}
    width = len(sheet.headings) if all(sheet.headings) else 0
    for line in sheet.rows:
        before = problems.count
        if len(line.cells) > width:
            problems.add_all(values_beyond(sheet, line.number, line.cells))
        about, cell = _Row(columns, line, problems).read()
        if problems.count == before and cell is not None:
            section, name, place = about
            key = folded(section), folded(name), fold(place)
            groups.setdefault(key, (about, []))[1].append(cell)
    for (section, name, place), found in groups.values():
        found.sort(key=lambda cell: (cell.month, cell.row))
        yield Series(min(cell.row for cell in found), section, name, place, tuple(found))


class _Row:
    """One row, being read."""

    def __init__(self, columns: Columns, line: Line, problems: Problems) -> None:
        self.line, self.problems = line, problems
        self.named = {name: place for place, name in columns.named.items()}

    def read(self) -> tuple[Key, Cell | None]:
        section, name, place = self.words("section"), self.words("indicator"), self.words("place")
        if not name and "indicator" in self.named:
            self.wrong("indicator", "", "The name of an indicator; it must not be blank.")
        of = month(self.text("month"))
        if of is None:
            self.wrong("month", self.text("month"), MONTH_ACCEPTED)
        place = "" if fold(place) in SERVICE else place
        return (section, name, place), self.cell(of) if of else None

    def cell(self, of: dt.date) -> Cell:
        text, note = self.text("value"), self.words("note")
        reading = self.reading("value", text)
        parts = {name: self.part(name) for name in ("numerator", "denominator")}
        numerator, denominator = (each.value for each in parts.values())
        column = "value" if text or parts["numerator"].blank else "numerator"
        if not text and (missing := _withheld(parts)):
            column, reading, text = missing, parts[missing], self.text(missing)
        elif not text and numerator is None and denominator is not None:
            self.wrong("numerator", "", ALONE)
        return Cell(self.line.number, column, of, text, reading, numerator, denominator, note)

    def text(self, name: str) -> str:
        place = self.named.get(name)
        if place is None or place >= len(self.line.cells):
            return ""
        return " ".join(self.line.cells[place].split())

    def words(self, name: str) -> str:
        text = self.text(name)
        if len(text) > LONGEST[name]:
            self.wrong(name, text, f"Text of up to {LONGEST[name]} characters.")
        return text

    def wrong(self, column: str, value: str, accepted: str) -> None:
        self.problems.add(Problem(self.line.number, column, value, accepted))

    def reading(self, name: str, text: str) -> Reading:
        try:
            return cells.read(text)
        except ValueError:
            self.wrong(name, text, cells.ACCEPTED)
            return BLANK

    def part(self, name: str) -> Reading:
        text = self.text(name)
        try:
            found = cells.read(text)
        except ValueError:
            self.wrong(name, text, PART_ACCEPTED)
            return BLANK
        if found.per_cent or found.decimals > PART_DECIMALS:
            self.wrong(name, text, PART_ACCEPTED)
        return found


def _withheld(parts: Mapping[str, Reading]) -> str:
    """The part that says why there is no value: one that is held back before any other."""
    missing = [name for name, each in parts.items() if each.missing]
    held_back = [name for name in missing if parts[name].missing == Missing.SUPPRESSED]
    return next(iter([*held_back, *missing]), "")
