"""A report with a row for each indicator and a column for each month. Pure."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from core.importing.headings import values_beyond
from core.importing.problems import Problem, Problems
from core.spreadsheets import Line, Sheet
from indicators.imports.reported import cells, targets
from indicators.imports.reported.columns import Columns
from indicators.imports.reported.parsed import Aimed, Beside, Cell, Series

LONGEST_NAME, LONGEST_SECTION, LONGEST_NOTE = 200, 120, 400
T = TypeVar("T")


def series_of(sheet: Sheet, columns: Columns, problems: Problems) -> Iterator[Series]:
    """A series for each row in which everything can be read."""
    width = len(sheet.headings) if all(sheet.headings) else 0
    for line in sheet.rows:
        before = problems.count
        if len(line.cells) > width:
            problems.add_all(values_beyond(sheet, line.number, line.cells))
        series = _Row(sheet, columns, line, problems).series()
        if problems.count == before:
            yield series


class _Row:
    """One row, being read."""

    def __init__(self, sheet: Sheet, columns: Columns, line: Line, problems: Problems) -> None:
        self.sheet, self.columns, self.line, self.problems = sheet, columns, line, problems
        self.named = {name: place for place, name in columns.named.items()}

    def series(self) -> Series:
        return Series(
            row=self.line.number,
            section=self.words("section", LONGEST_SECTION),
            name=self.words("indicator", LONGEST_NAME, required=True),
            place="",
            cells=tuple(self.cell(place, month) for place, month in self.in_order()),
            target=self.target(),
            benchmarks=tuple(self.benchmarks()),
            note=self.words("note", LONGEST_NOTE),
        )

    def in_order(self) -> list[tuple[int, dt.date]]:
        return sorted(self.columns.months.items(), key=lambda found: found[1])

    def text(self, place: int | None) -> str:
        there = place is not None and place < len(self.line.cells)
        return " ".join(self.line.cells[place].split()) if there and place is not None else ""

    def wrong(self, column: str, value: str, accepted: str) -> None:
        self.problems.add(Problem(self.line.number, column, value, accepted))

    def words(self, name: str, longest: int, required: bool = False) -> str:
        text = self.text(self.named.get(name))
        if required and not text and name in self.named:
            self.wrong(name, "", "The name of an indicator; it must not be blank.")
        if len(text) > longest:
            self.wrong(name, text, f"Text of up to {longest} characters.")
        return text

    def read(self, place: int, reading: Callable[[str], T], accepted: str) -> T | None:
        text = self.text(place)
        try:
            return reading(text)
        except ValueError:
            self.wrong(self.sheet.headings[place], text, accepted)
            return None

    def cell(self, place: int, month: dt.date) -> Cell:
        reading = self.read(place, cells.read, cells.ACCEPTED) or cells.BLANK
        return Cell(self.line.number, self.sheet.headings[place], month, self.text(place), reading)

    def target(self) -> Aimed | None:
        place = self.named.get("target")
        if place is None:
            return None
        aim = self.read(place, targets.read_target, targets.ACCEPTED)
        if aim is None:
            return None
        heading, text = self.sheet.headings[place], self.text(place)
        return Aimed(heading, text, aim.operator, aim.value, aim.per_cent)

    def benchmarks(self) -> Iterator[Beside]:
        for place, whose in self.columns.benchmarks.items():
            found = self.read(place, targets.read_benchmark, cells.ACCEPTED)
            if found is not None:
                heading, text = self.sheet.headings[place], self.text(place)
                yield Beside(heading, text, whose.peer, whose.year, found.value, found.per_cent)
