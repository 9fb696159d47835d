"""A file of figures as it was read: nothing is known yet of the catalogue."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from core.importing.problems import Problems
from indicators.imports.reported.cells import Reading


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed for a month."""

    row: int
    column: str
    """The column's heading."""
    month: dt.date
    text: str
    reading: Reading
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything is printed for the month, be it only a numerator."""
        return not self.reading.blank or self.numerator is not None

    @property
    def has_a_figure(self) -> bool:
        """Whether it is of a month that has begun: a number, one that is held back, or its parts."""
        return self.reading.is_of_a_month_that_has_a_figure or self.numerator is not None


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target as printed; `operator` is blank where none is."""

    column: str
    text: str
    operator: str
    value: Decimal
    per_cent: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What the row is compared with: whose figure, of the financial year that begins in `year`."""

    column: str
    text: str
    peer: str
    year: int
    value: Decimal
    per_cent: bool


@dataclass(frozen=True, slots=True)
class Series:
    """What one row of a wide file says, or the rows of a long one that are about the same."""

    row: int
    """The first of its rows."""
    section: str
    name: str
    place: str
    """A service area's or team's name, Unallocated; blank for the whole service."""
    cells: tuple[Cell, ...]
    """By month; the blank ones too."""
    target: Aimed | None = None
    benchmarks: tuple[Beside, ...] = ()
    note: str = ""

    @property
    def besides(self) -> list[Aimed | Beside]:
        """The target and the benchmarks."""
        return [*([self.target] if self.target else []), *self.benchmarks]


class Called(NamedTuple):
    """What a row calls its section and its indicator; blank where it says nothing, or too much."""

    row: int
    section: str
    indicator: str


@dataclass(frozen=True)
class Parsed:
    """The series of a file, what in it could not be read, and what is worth saying once."""

    series: tuple[Series, ...]
    problems: Problems
    published_on: dt.date | None
    long: bool = False
    total: int = 0
    """How many rows the file has."""
    notes: tuple[str, ...] = ()
    last_month: dt.date | None = None
    """The last of which the file says anything."""
    columns: tuple[str, ...] = field(default=())
    council: tuple[str, ...] = ()
    """What the file calls the council, besides its own name."""
    called: tuple[Called, ...] = ()
    """Of every row, whatever else is wrong with it."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the file calls its indicators, each once, in order; also in rows that are not taken."""
        return tuple(dict.fromkeys(each.indicator for each in self.called if each.indicator))

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of its sections, each once, in order; a blank one is none."""
        return tuple(dict.fromkeys(each.section for each in self.called if each.section))

    @property
    def places(self) -> tuple[str, ...]:
        """The names of its places, each once; the whole service has none."""
        return tuple(dict.fromkeys(each.place for each in self.series if each.place))

    @property
    def months(self) -> list[dt.date]:
        """Every month that it has a cell for, in order."""
        return sorted({cell.month for each in self.series for cell in each.cells})
