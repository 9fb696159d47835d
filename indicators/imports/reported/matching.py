"""Which indicator, section and place each row is about, and whether its values are of that kind. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from core.importing.headings import fold
from core.importing.problems import Problem, Problems
from figures.digits import kept
from figures.models import Missing
from indicators.imports.reported.cells import DIGITS
from indicators.imports.reported.held import SERVICE, Content, Key, Known, Meant
from indicators.imports.reported.naming import Question, suggestions
from indicators.imports.reported.parsed import Cell, Parsed, Series
from indicators.models import Kind
from indicators.rules.odd.parts import exact

PLACE = "The name of a service area or a team, Unallocated, or blank for the whole service."
SUPPRESSED = Missing.SUPPRESSED.value
LARGEST = Decimal(10) ** DIGITS


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell that says something, and of what."""

    cell: Cell
    key: Key
    content: Content
    section: str
    home: bool
    """Whether that is the indicator's own section in the catalogue."""


@dataclass
class Line:
    """A series of the file whose names are known."""

    series: Series
    meant: Meant
    home: bool
    printed: dict[dt.date, Printed] = field(default_factory=dict)
    blank: dict[Key, Cell] = field(default_factory=dict)
    """The cells after the first value that say nothing."""


def questions(parsed: Parsed, known: Known) -> list[Question]:
    """Every name of the file that nothing is known by, once however it is spelt, with all its rows."""
    asked = []
    for what, there, names in (
        ("section", known.sections, known.all_sections),
        ("indicator", known.indicators, known.all_indicators),
    ):
        found: dict[str, tuple[str, list[int]]] = {}
        for called in parsed.called:
            text = getattr(called, what)
            if text and text not in there:
                found.setdefault(_spelt(text), (text, []))[1].append(called.row)
        asked += [
            Question(what, text, tuple(rows), suggestions(text, names)) for text, rows in found.values()
        ]
    return asked


def _spelt(text: str) -> str:
    return fold(text) or text


def unknown(parsed: Parsed, known: Known, asked: list[Question]) -> Iterator[Problem]:
    """The names that nothing is known by, as problems of their rows."""
    close = {(each.what, _spelt(each.text)): each.suggestions for each in asked}
    for called in parsed.called:
        for what, there in (("section", known.sections), ("indicator", known.indicators)):
            text = getattr(called, what)
            if text and text not in there:
                near = " or ".join(f"‘{name}’ ({slug})" for slug, name in close[what, _spelt(text)])
                hint = f" Is it {near}?" if near else ""
                words = f"A name by which the catalogue knows the {what}.{hint}"
                yield Problem(called.row, what, text, words)


def lines(parsed: Parsed, known: Known, problems: Problems) -> list[Line]:
    """The series whose names are known and whose values fit; all others are problems."""
    found = []
    for series in parsed.series:
        if series.name in known.indicators and (not series.section or series.section in known.sections):
            line = _line(parsed, series, known, problems)
            if parsed.long or series.row not in problems.rows:
                found.append(line)
    return [line for line in found if line.printed or line.series.benchmarks or line.series.target]


def _line(parsed: Parsed, series: Series, known: Known, problems: Problems) -> Line:
    meant = known.indicators[series.name]
    line = Line(series, meant, bool(series.section) and known.sections[series.section] == meant.section)
    problems.add_all(_besides(series, meant))
    begun = False
    for cell in series.cells:
        at = SERVICE if not series.place else known.places.get((series.place, cell.month))
        wrong = _misfit(cell, meant) if at else Problem(cell.row, "place", series.place, PLACE)
        if wrong is not None:
            problems.add(wrong)
            continue
        begun = begun or cell.has_a_figure
        _put(line, cell, Key(meant.pk, at or SERVICE, cell.month), begun, problems)
    return line


def _put(line: Line, cell: Cell, key: Key, begun: bool, problems: Problems) -> None:
    content = content_of(cell, line.meant.kind)
    said = Printed(cell, key, content, line.series.section, line.home) if content else None
    there = line.printed.get(cell.month)
    if said is None:
        if begun:
            line.blank[key] = cell
    elif there is None:
        line.printed[cell.month] = said
    elif there.content != content:
        problems.add_all(clash(there, said))


def clash(one: Printed, other: Printed) -> Iterator[Problem]:
    """Two rows about the same that say different things: nobody chooses."""
    for mine, its in ((one.cell, other.cell), (other.cell, one.cell)):
        words = f"One figure of an indicator, month and place in a section; row {its.row} says '{its.text}'."
        yield Problem(mine.row, mine.column, mine.text, words)


def content_of(cell: Cell, kind: str) -> Content | None:
    """What the cell says; where only its parts are given, what they come to. None of a blank one."""
    reading, numerator, denominator = cell.reading, cell.numerator, cell.denominator
    value, missing = reading.value, reading.missing
    if reading.blank and numerator is None:
        return None
    if reading.blank and numerator is not None:
        value = exact(kind, numerator, denominator)
        value = None if value is None else kept(value)
        missing = "" if value is not None else Missing.NO_CASES.value
    held_back = cell.text if missing == SUPPRESSED else ""
    return Content(value, numerator, denominator, missing, held_back)


def _misfit(cell: Cell, meant: Meant) -> Problem | None:
    reading = cell.reading
    words = ""
    if meant.kind == Kind.COUNT and cell.denominator is not None:
        words = f"No denominator: ‘{meant.name}’ is a count, which is its numerator."
        return Problem(cell.row, "denominator", f"{cell.denominator:f}", words)
    if reading.per_cent and meant.kind != Kind.PERCENTAGE:
        words = f"A value without %: ‘{meant.name}’ is a {meant.kind}."
    elif meant.kind == Kind.COUNT and any(
        each is not None and each % 1 for each in (reading.value, cell.numerator)
    ):
        words = f"A whole number: ‘{meant.name}’ is a count."
    elif (
        reading.blank and cell.numerator is not None and cell.denominator is None and meant.kind != Kind.COUNT
    ):
        words = f"The denominator, or the value: ‘{meant.name}’ is a {meant.kind}."
    elif (content := content_of(cell, meant.kind)) and content.value is not None and content.value >= LARGEST:
        words = f"A value of up to {DIGITS} digits."
    return Problem(cell.row, cell.column, cell.text, words) if words else None


def _besides(series: Series, meant: Meant) -> Iterator[Problem]:
    """A target or a benchmark in per cent is one of a percentage."""
    for each in series.besides:
        if each.per_cent and meant.kind != Kind.PERCENTAGE:
            words = f"A value without %: ‘{meant.name}’ is a {meant.kind}."
            yield Problem(series.row, each.column, each.text, words)


def once(found: list[Line], problems: Problems) -> list[Line]:
    """Each row of a section once: of several that say the same the first; those that differ are problems."""
    groups: dict[tuple[Key, str], list[tuple[Line, Printed]]] = defaultdict(list)
    for line in found:
        for printed in line.printed.values():
            groups[printed.key, fold(printed.section)].append((line, printed))
    for (first_line, first), *more in groups.values():
        for line, printed in more:
            if printed.content != first.content:
                problems.add_all(clash(first, printed))
            elif line is not first_line:
                del line.printed[printed.cell.month]
    return found
