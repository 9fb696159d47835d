"""When a visit or a supervision is due, and from which day it is late, as pure functions of values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core.months import minus_months, plus_months
from core.working_days import WorkingDays

DAY = dt.timedelta(days=1)
SOON = 7
"""Due within so many days is due soon."""


@dataclass(frozen=True)
class Frequency:
    """At least every `count` `unit` (days, working days, weeks, months).

    A visit exactly so long ago is in time. A supervision is counted in (day − n months, day]: one exactly
    n months ago is not, so it has `exclusive` (FORMATS, Measures).
    """

    count: int
    unit: str
    exclusive: bool = False

    def in_words(self) -> str:
        """'42 days', '1 month'."""
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit}"


def in_time(frequency: Frequency, last: dt.date, day: dt.date, calendar: WorkingDays) -> bool:
    """Whether what was done (or began) on the one day is still in time on the other."""
    if frequency.unit == "working days":
        return calendar.after(last, day) <= frequency.count
    if frequency.unit == "months":
        earliest = minus_months(day, frequency.count)
        return last > earliest if frequency.exclusive else last >= earliest
    days = frequency.count * (7 if frequency.unit == "weeks" else 1)
    return (day - last).days <= days


def due_on(frequency: Frequency, last: dt.date, calendar: WorkingDays) -> dt.date:
    """The last day (for working days: the last working day) on which it is still in time."""
    if frequency.unit == "working days":
        return calendar.plus(last, frequency.count)
    if frequency.unit != "months":
        return last + dt.timedelta(days=frequency.count * (7 if frequency.unit == "weeks" else 1))
    found = plus_months(last, frequency.count) - DAY
    while in_time(frequency, last, found + DAY, calendar):
        found += DAY
    return found


class Standing(StrEnum):
    """How a child stands with what is due to it."""

    LATE = "late"
    SOON = "due soon"
    IN_TIME = "in time"
    NOT_YET = "not yet due"


@dataclass(frozen=True)
class Due:
    """What is due to a child on a day: when it was done last, until when it is in time, how late it is."""

    last: dt.date | None
    due_on: dt.date
    standing: Standing
    days_late: int = 0


def due(
    frequency: Frequency, *, began: dt.date, last: dt.date | None, day: dt.date, calendar: WorkingDays
) -> Due:
    """What is due of a frequency on a day.

    Whoever has just got a status isn't late: it counts from the later of the last time and the day on
    which the status began. One never done since, and in time because the status is young, is 'not yet due'.
    """
    since = max(began, last) if last else began
    until = due_on(frequency, since, calendar)
    if not in_time(frequency, since, day, calendar):
        return Due(last, until, Standing.LATE, (day - until).days)
    if last is None or not in_time(frequency, last, day, calendar):
        return Due(last, until, Standing.NOT_YET)
    return Due(last, until, Standing.SOON if (until - day).days <= SOON else Standing.IN_TIME)
