"""Reports for tests: a sheet from its rows, what is known without a database, a report that is taken."""

import datetime as dt
import io
from csv import reader

from core.history import Service
from core.importing.importer import Source
from core.spreadsheets import Line, Sheet
from indicators.actions.reported import take_figures
from indicators.imports import NO_ANSWERS, Answers, check, known, parse
from indicators.imports.reported import counted
from indicators.imports.reported.held import Known, Meant
from indicators.imports.reported.known import report_day

PERFORMANCE = Service("the performance team")
NOVEMBER = dt.date(2023, 11, 15)
DECEMBER = dt.date(2023, 12, 14)
JANUARY = dt.date(2024, 1, 18)


def sheet(*rows):
    """A file's lines as its sheet: the headings first."""
    cells = list(reader(io.StringIO("\n".join(rows))))
    lines = [Line(number, row) for number, row in enumerate(cells[1:], start=2) if any(row)]
    return Sheet("report.csv", cells[0], 1, lines)


def meant(name="Referrals", pk=1, kind="count", polarity="lower is better", section="front-door", **more):
    """An indicator of the catalogue."""
    slug = name.casefold().replace(" ", ".")
    return Meant(pk, slug, name, kind, polarity, section, **more)


def catalogue(*indicators, published_on=NOVEMBER, sections=("Front door", "Back door"), **more):
    """What is known where nothing was taken yet."""
    listed = indicators or (meant(),)
    slugs = {name: name.casefold().replace(" ", "-") for name in sections}
    values = {
        "answers": NO_ANSWERS,
        "indicators": {each.name: each for each in listed},
        "sections": slugs,
        "places": {},
        "before": {},
        "after": {},
        "benchmarks": {},
        "targets": {},
        "all_indicators": {each.slug: each.name for each in listed},
        "all_sections": {slug: name for name, slug in slugs.items()},
        "known_at": report_day(published_on),
        **more,
    }
    return Known(**values)


def checked(*rows, known_as=None, published_on=NOVEMBER):
    """The rows against what is known; nothing but a catalogue unless said."""
    return check(parse(sheet(*rows), published_on), known_as or catalogue(published_on=published_on))


def against(*rows, published_on=NOVEMBER, answers=None):
    """The rows against what is held in the database."""
    parsed = parse(sheet(*rows), published_on)
    return check(parsed, known(parsed, Answers(**answers) if answers else NO_ANSWERS))


def take(*rows, published_on=NOVEMBER, answers=None, reason="As printed", by=PERFORMANCE, name="report.csv"):
    """Take the report, every warning accepted; what taking it did."""
    found = against(*rows, published_on=published_on, answers=answers)
    assert not found.problems.count, found.problems.found
    accepted = {warning.id: reason for warning in found.warnings}
    return take_figures(by=by, checked=found, source=Source(name, "0" * 64), accepted=accepted)


def numbers(found):
    """Added, restated, printed again, left as they were."""
    figures = counted(found.rows) if hasattr(found, "rows") else found.counted
    return figures.added, figures.restated, figures.again, figures.unchanged


def warnings(found):
    """The names of the checks and the columns."""
    return [(warning.check, warning.row, warning.column) for warning in found.warnings]
