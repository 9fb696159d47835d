"""A sheet into series: wide or long, as its headings say. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from core import clock, months
from core.importing.problems import Problem, Problems
from core.spreadsheets import Sheet
from indicators.imports.reported import long, wide
from indicators.imports.reported.called import called_in
from indicators.imports.reported.columns import columns_of
from indicators.imports.reported.parsed import Parsed, Series


def parse(sheet: Sheet, published_on: dt.date | None = None, council: Sequence[str] = ()) -> Parsed:
    """The series of a report that was published on the day. Whatever is wrong is a problem, never raised.

    `council` is what the file calls the council, besides its own name.
    """
    problems = Problems()
    columns = columns_of(sheet, problems, (settings.COUNCIL_NAME, *council))
    if not sheet.rows:
        words = "The file has headings and no row below them."
        problems.add_whole(Problem(sheet.headings_row, "", "", words))
    form = long if columns.long else wide
    called = () if problems.whole else tuple(called_in(sheet, columns))
    found = [] if problems.whole else list(form.series_of(sheet, columns, problems))
    last = _last_month(found)
    _check_days(sheet, found, published_on, problems)
    return Parsed(
        series=() if problems.whole else tuple(_until(each, last) for each in found),
        problems=problems,
        published_on=published_on,
        long=columns.long,
        total=len(sheet.rows),
        notes=columns.notes,
        last_month=last,
        columns=tuple(sheet.headings),
        council=tuple(council),
        called=called,
    )


def _last_month(series: list[Series]) -> dt.date | None:
    return max((cell.month for each in series for cell in each.cells if cell.says_something), default=None)


def _until(series: Series, last: dt.date | None) -> Series:
    """Without the columns that are prepared for months of which the file says nothing yet."""
    kept = tuple(cell for cell in series.cells if last is not None and cell.month <= last)
    return series if len(kept) == len(series.cells) else replace(series, cells=kept)


def _check_days(sheet: Sheet, series: list[Series], published_on: dt.date | None, problems: Problems) -> None:
    """A report has no figure of a month that had not begun when it was published; an extract is of today."""
    last = published_on or clock.today()
    cells = [cell for each in series for cell in each.cells if cell.has_a_figure]
    late = {cell.month: cell for cell in cells if cell.month > last}
    for month, cell in sorted(late.items()):
        label = months.label(month)
        words = (
            f"Figures of months that had begun when the report was published, on {published_on:%-d %B %Y}; "
            f"{label} had not. Is the day right?"
            if published_on
            else f"Figures of months that have begun; {label} has not."
        )
        problems.add_whole(Problem(sheet.headings_row, cell.column, cell.text, words))
