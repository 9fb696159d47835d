"""The days that the council's records run over, as ordinals."""

import datetime as dt
from functools import cache

from core import months
from core.working_days import WorkingDays

FIRST_MONTH, LAST_MONTH = dt.date(2022, 10, 1), dt.date(2024, 11, 1)
LAST = dt.date(2024, 11, 13).toordinal()
"""The last day with records; the demo's own day is the next."""
CALENDAR = WorkingDays()


def ordinal(text: str) -> int | None:
    """'2023-07-31' as an ordinal; None where blank."""
    return dt.date.fromisoformat(text).toordinal() if text else None


def iso(day: int) -> str:
    """An ordinal as '2023-07-31'."""
    return dt.date.fromordinal(day).isoformat()


@cache
def last_of(month: dt.date) -> int:
    """The month's last day, or the last one with records."""
    return min(months.last_day(month).toordinal(), LAST)


@cache
def back(day: int, count: int) -> int:
    """So many months before the day, as FORMATS subtracts months."""
    return months.minus_months(dt.date.fromordinal(day), count).toordinal()


@cache
def next_working(day: int) -> int:
    """The day, or the first working day after it."""
    while not CALENDAR.is_working(dt.date.fromordinal(day)):
        day += 1
    return day


@cache
def working(first: int, last: int) -> tuple[int, ...]:
    """The working days from the one day to the other, both in."""
    found = (dt.date.fromordinal(day) for day in range(first, last + 1))
    return tuple(day.toordinal() for day in found if CALENDAR.is_working(day))


@cache
def working_days_back(day: int, count: int) -> int:
    """The earliest day after which there are at most so many working days up to and including the day."""
    found = day
    until = dt.date.fromordinal(day)
    while CALENDAR.after(dt.date.fromordinal(found - 1), until) <= count:
        found -= 1
    return found
