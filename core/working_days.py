"""Working days: no weekend, no bank holiday of England (one-offs included), no day the council is closed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache

import holidays
import numpy as np

FIRST_YEAR, LAST_YEAR = 1990, 2060
WEEK = "1111100"


@lru_cache(maxsize=1)
def bank_holidays() -> frozenset[dt.date]:
    """England's bank holidays from 1990 to 2060, one-offs as far as they have been proclaimed."""
    return frozenset(_listed(range(FIRST_YEAR, LAST_YEAR + 1)))


def bank_holidays_of(year: int) -> list[tuple[dt.date, str]]:
    """Those of a year, each with its name, in order."""
    return [(day, name) for day, name in sorted(_listed([year]).items()) if day.weekday() < 5]


def _listed(years: Iterable[int]) -> Mapping[dt.date, str]:
    found: Mapping[dt.date, str] = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return found


class WorkingDays:
    """A calendar: England's, less the days on which the council is closed besides."""

    def __init__(self, closed: Iterable[dt.date] = ()) -> None:
        self.days_off = bank_holidays() | frozenset(closed)
        off = np.array(sorted(self.days_off), dtype="datetime64[D]")
        self.numpy = np.busdaycalendar(weekmask=WEEK, holidays=off)

    def is_working(self, day: dt.date) -> bool:
        """Whether people work on the day."""
        return day.weekday() < 5 and day not in self.days_off

    def after(self, day: dt.date, until: dt.date) -> int:
        """How many working days there are after the first day, up to and including the second.

        The first day is day 0. Negative numbers are not counted: 0 where the second is not later.
        """
        if until <= day:
            return 0
        one = dt.timedelta(days=1)
        return int(np.busday_count(day + one, until + one, busdaycal=self.numpy))

    def earliest(self, day: dt.date, count: int) -> dt.date:
        """The first day after which at most so many working days come, up to and including the day."""
        back = np.busday_offset(day, -count, roll="backward", busdaycal=self.numpy)
        found: dt.date = back.astype(dt.date)
        return found

    def plus(self, day: dt.date, count: int) -> dt.date:
        """The working day that is so many working days after the day; the day itself for none."""
        found, left = day, count
        while left > 0:
            found += dt.timedelta(days=1)
            left -= self.is_working(found)
        return found
