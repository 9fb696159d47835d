"""What an oddity is judged by: the whole file, and what is held."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from core.importing.headings import fold
from figures.models import Missing
from indicators.imports.reported.additions import NewFigure
from indicators.imports.reported.checked import Warning
from indicators.imports.reported.comparing import Chosen
from indicators.imports.reported.held import At, Key, Known
from indicators.imports.reported.matching import Line, Printed
from indicators.imports.reported.parsed import Aimed, Beside
from indicators.rules.odd import parts
from indicators.rules.odd.parts import Fit

New = Mapping[dt.date, NewFigure]
Values = dict[dt.date, Decimal]


@dataclass
class Facts:
    """The file's lines, what of them is current, and what is held."""

    lines: list[Line]
    chosen: Chosen
    known: Known

    @cached_property
    def besides(self) -> dict[tuple[int, str], tuple[Line, Aimed | Beside]]:
        """The target and benchmarks taken of each indicator, by column: its own section's come first."""
        found: dict[tuple[int, str], tuple[Line, Aimed | Beside]] = {}
        for line in sorted(self.lines, key=lambda each: not each.home):
            for each in line.series.besides:
                found.setdefault((line.meant.pk, each.column), (line, each))
        return found

    @cached_property
    def _by_section(self) -> dict[tuple[Key, str], Printed]:
        return {
            (printed.key, fold(printed.section)): printed
            for line in self.lines
            for printed in line.printed.values()
        }

    def beside(self, printed: Printed, indicator: int | None) -> Decimal | None:
        """The value of another indicator that the file prints for the same month: in the same section, else
        wherever it is current."""
        if indicator is None:
            return None
        key = printed.key._replace(indicator=indicator)
        found = self._by_section.get((key, fold(printed.section))) or next(
            iter(self.chosen.get(key, ())), None
        )
        return found.content.value if found else None

    @cached_property
    def held(self) -> dict[tuple[int, At], Values]:
        """Of each indicator and place the values that were current when the report came out, by month."""
        found: dict[tuple[int, At], Values] = {}
        for key in self.known.before:
            current = self.known.newest_before(key)
            if current is not None and current.content.value is not None:
                found.setdefault((key.indicator, key.place), {})[key.month] = current.content.value
        return found

    @cached_property
    def habits(self) -> dict[int, Fit]:
        """Whether each line rounds or truncates, by its row."""
        return {line.series.row: parts.habit(list(self.fits(line).values())) for line in self.lines}

    def fits(self, line: Line) -> dict[dt.date, Fit]:
        """How each month's value was made of its parts, where these are known."""
        found = {}
        for month, printed in line.printed.items():
            true, value = self.true(line, printed), printed.content.value
            if true is not None and value is not None:
                found[month] = parts.fit(value, true, printed.cell.reading.decimals)
        return found

    def true(self, line: Line, printed: Printed) -> Decimal | None:
        """What the parts come to: the row's own, else the indicators of which this one is made."""
        numerator, denominator = self.parts(line, printed)
        if numerator is None or (denominator is None and line.meant.kind != parts.COUNT):
            return None
        return parts.exact(line.meant.kind, numerator, denominator)

    def parts(self, line: Line, printed: Printed) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator."""
        cell, meant = printed.cell, line.meant
        if cell.reading.blank:
            return None, None  # the value is worked out from them
        if cell.numerator is not None and (cell.denominator is not None or meant.kind == parts.COUNT):
            return cell.numerator, cell.denominator
        return self.beside(printed, meant.numerator), self.beside(printed, meant.denominator)

    def contradicts(self, line: Line, printed: Printed) -> bool:
        """Whether a value stands where the parts make no cases, or the row gives the parts of none."""
        cell, content = printed.cell, printed.content
        numerator, denominator = self.parts(line, printed)
        if content.value is not None:
            return numerator is not None and denominator == 0
        if cell.numerator is None or numerator is None:
            return False
        no_cases = self.true(line, printed) is None
        return not (no_cases and content.missing == Missing.NO_CASES)


def of_figure(check: str, figure: NewFigure, words: str) -> Warning:
    """A warning about one figure."""
    return Warning(check, figure.row, figure.column, figure.as_published, words, (figure.key.month,))


def of_row(check: str, line: Line, months: list[dt.date], words: str) -> Warning:
    """A warning about several months of a line: it names the first and the last of their columns."""
    first, last = line.printed[months[0]].cell, line.printed[months[-1]].cell
    column = first.column if first.column == last.column else f"{first.column} to {last.column}"
    value = first.text if first is last else f"{first.text} to {last.text}"
    return Warning(check, first.row, column, value, words, tuple(months))


def said(value: Decimal) -> str:
    """A number in words: 1,928."""
    return f"{value.normalize():,f}"
