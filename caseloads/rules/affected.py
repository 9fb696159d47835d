"""Which months' figures a changed record may touch, as a pure function of the days it holds.

Rather one month too many than one too few: a month that is computed again for nothing adds nothing.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from core.months import first_of, plus_months

Span = tuple[dt.date, dt.date | None]

SIX_MONTHS = 6
"""`caseloads.two_or_more_workers_6_months` looks so far back at who held a child, in which role."""
TWELVE_MONTHS = 12
"""`caseloads.same_worker_6_months` looks so far back at when a status began."""
LONGEST_VISIT = 42
"""Days; no clock in a visit measure's name is longer, 10 working days with every holiday are shorter."""


@dataclass(frozen=True)
class Reach:
    """How long after its last day a record may still count: so many months, or so many days."""

    months: int = 0
    days: int = 0

    def last(self, day: dt.date) -> dt.date:
        """The last month that a record may touch which held the day, and none later."""
        return max(plus_months(first_of(day), self.months), first_of(day + dt.timedelta(days=self.days)))


def reach_of(kind: str, *, supervision: int, agreed_months: int, agreed_days: int) -> Reach:
    """How long a kind of record counts after its end.

    `supervision` is the longest frequency there is, in months; `agreed_*` the longest visits agreed for a
    child. A status counts after its end where another one goes on: the two are one period, so the
    beginning of the later is another.
    """
    visit = max(LONGEST_VISIT, agreed_days)
    reaches = {
        "allocation": Reach(SIX_MONTHS),
        "staff": Reach(SIX_MONTHS),
        "status": Reach(max(TWELVE_MONTHS, supervision, agreed_months), visit),
        "visit": Reach(agreed_months, visit),
        "supervision": Reach(supervision),
        "policy": Reach(0, LONGEST_VISIT),
    }
    return reaches[kind]


def months_of(spans: Iterable[Span], reach: Reach, first: dt.date, today: dt.date) -> set[dt.date]:
    """The months on whose last day (today, while the month is not over) a record of these days may count.

    None before the first day, and none that has not begun: whatever holds only later counts in none yet.
    """
    runs = set()
    for begins, ends in spans:
        last = first_of(today) if ends is None else min(reach.last(ends), first_of(today))
        runs.add((first_of(max(begins, first)), last))
    found: set[dt.date] = set()
    for begun, last in runs:
        found |= _from_to(begun, last)
    return found


def _from_to(month: dt.date, last: dt.date) -> set[dt.date]:
    found = set()
    while month <= last:
        found.add(month)
        month = plus_months(month, 1)
    return found
