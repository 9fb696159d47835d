"""The rows of a section, for the workbook and for the CSV: numbers are numbers, all else is words."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from core import months
from indicators.models import Peer
from indicators.publishing.report import Note, Report, SheetOfSection, is_percentage
from indicators.reading.standing import HELD_BACK, Standing
from indicators.rules.direction import Direction

NO_FIGURE, NO_TARGET, NONE, PER_CENT = "[not known]", "[no target]", "[none]", "per cent"
FIRST = ["Indicator", "Reference", "Unit"]
LAST = ["Target", "RAG", "Since last month", "Since last year"]


def heads(sheet: SheetOfSection, span: Sequence[dt.date]) -> list[str]:
    """The columns of a section's table."""
    peers = [f"{Peer(peer).label} {_year(year)}" for peer, year in sheet.benchmarks()]
    return [*FIRST, *(months.label(month) for month in span), *LAST, *peers, "Notes"]


def rows(sheet: SheetOfSection, report: Report) -> Iterator[list[Any]]:
    """A row an indicator."""
    places = numbered(report.notes)
    for each in sheet.standings:
        yield [
            each.indicator.name,
            each.indicator.reference or NONE,
            each.indicator.unit or (PER_CENT if is_percentage(each) else NONE),
            *(_figure(each, month) for month in report.span),
            each.indicator.shown_aim() if each.aims else NO_TARGET,
            str(each.rag).capitalize() if each.rag else NONE,
            _went(each.since_last_month),
            _went(each.since_last_year),
            *(_benchmark(each, peer, year) for peer, year in sheet.benchmarks()),
            ", ".join(str(number) for number in places.get(each.indicator.slug, ())) or NONE,
        ]


def numbered(notes: Sequence[Note]) -> dict[str, list[int]]:
    """By indicator the numbers of its notes."""
    found: dict[str, list[int]] = {}
    for number, note in enumerate(notes, start=1):
        found.setdefault(note.slug, []).append(number)
    return found


def number(value: Decimal) -> int | float:
    """As a cell has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(each: Standing, month: dt.date) -> Any:
    value, point = each.value(month), each.points.get(month)
    if value is not None:
        return number(value)
    if month in each.withheld:
        return f"[{HELD_BACK}]"
    return f"[{point.missing}]" if point and point.missing else NO_FIGURE


def _went(found: Direction | None) -> str:
    """'Up, worse': two facts. The same figure is no change, and that is all there is to say."""
    if found is None:
        return NONE
    if found.way == found.change:
        return str(found.way).capitalize()
    return f"{str(found.way).capitalize()}, {found.change}"


def _benchmark(each: Standing, peer: str, year: int) -> Any:
    held = [one.value for one in each.benchmarks if (one.peer, one.year) == (peer, year)]
    return number(held[0]) if held else NONE


def _year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
