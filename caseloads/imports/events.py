"""What visits and supervisions share: both are of one day, and that has come."""

import datetime as dt
from collections.abc import Iterable, Iterator

from core import clock
from core.importing.keys import day
from core.importing.problems import Problem


def span_of(days: Iterable[dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last of the days; today where there are none."""
    found = set(days) or {clock.today()}
    return min(found), max(found)


def happened(row: int, column: str, on: dt.date, today: dt.date) -> Iterator[Problem]:
    """The problem of a day that is yet to come, if it is."""
    if on > today:
        yield Problem(row, column, on.isoformat(), f"Today, {day(today)}, or earlier.")
