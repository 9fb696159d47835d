"""Who held how many over twelve months: each month's last day, and today.

A past month's place is that of the worker's record of that day, as FORMATS has it for the measures; today
is what the page shows beside it. Three queries for all months, whatever there are of workers and children.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from caseloads.models import Allocation
from caseloads.overview.scope import Scope
from caseloads.rules import limits as rules
from core.months import first_of, last_day, minus_months
from core.periods import holds
from organisation.dated import unfinished
from organisation.models import StaffRecord, TeamRecord

MONTHS = 12


@dataclass(frozen=True)
class Point:
    """The end of a day: how many children were held, and the FTE of those who held them."""

    day: dt.date
    children: int
    fte: Decimal

    @property
    def per_fte(self) -> Decimal | None:
        """Children per 1 FTE; None without an FTE."""
        return rules.per_fte(self.children, self.fte)


def month_ends(today: dt.date) -> list[dt.date]:
    """The last days of the twelve months that had ended by the day, the oldest first."""
    return [last_day(minus_months(first_of(today), back)) for back in range(MONTHS, 0, -1)]


def year_of(scope: Scope, today: dt.date) -> list[Point]:
    """The month-ends of a scope."""
    days = month_ends(today)
    counts = _counted(Allocation.objects.all(), days)
    records, seats = _Records(days), _Seats(days)
    children, fte = [0] * len(days), [Decimal(0)] * len(days)
    for staff, held in counts.items():
        for index, (day, number) in enumerate(zip(days, held, strict=True)):
            if not number:
                continue
            team, part = records.on(staff, day)
            if scope.holds(team, seats.on(team, day)):
                children[index] += number
                fte[index] += part
    return [Point(*each) for each in zip(days, children, fte, strict=True)]


def year_of_worker(staff: int, today: dt.date) -> list[Point]:
    """The month-ends of one worker, wherever they sat; with their FTE also where they held nobody."""
    days = month_ends(today)
    held = _counted(Allocation.objects.filter(staff=staff), days).get(staff, [0] * len(days))
    records = _Records(days, staff)
    return [Point(day, number, records.on(staff, day)[1]) for day, number in zip(days, held, strict=True)]


def _counted(allocations: QuerySet[Any], days: list[dt.date]) -> dict[int, list[int]]:
    """By worker, how many children they held on each of the days. One query."""
    names = [f"on_{index}" for index in range(len(days))]
    held = (
        allocations.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=days[0]),
            kind=Allocation.Kind.PRIMARY,
            starts_on__lte=days[-1],
        )
        .order_by()
        .values_list("staff")
        .annotate(**{name: Count("pk", filter=holds(day)) for name, day in zip(names, days, strict=True)})
    )
    return {staff: numbers for staff, *numbers in held}


Held = tuple[dt.date, dt.date | None, Any]


class _Dated:
    """What dated records said of their owner on a day."""

    def __init__(self, rows: Iterable[tuple[int, dt.date, dt.date | None, Any]]) -> None:
        self.rows: dict[int, list[Held]] = defaultdict(list)
        for owner, starts_on, ends_on, value in rows:
            self.rows[owner].append((starts_on, ends_on, value))

    def said(self, owner: int, day: dt.date) -> Any:
        """The value of the record that held the day; None where none did."""
        return next(
            (
                value
                for starts_on, ends_on, value in self.rows.get(owner, ())
                if starts_on <= day and (ends_on is None or day < ends_on)
            ),
            None,
        )


class _Records(_Dated):
    """Each worker's team and FTE. One query."""

    def __init__(self, days: list[dt.date], staff: int | None = None) -> None:
        found = StaffRecord.objects.filter(unfinished(days[0]), starts_on__lte=days[-1])
        if staff is not None:
            found = found.filter(staff=staff)
        columns = found.values_list("staff_id", "starts_on", "ends_on", "team_id", "fte")
        super().__init__((owner, begins, ends, (team, fte)) for owner, begins, ends, team, fte in columns)

    def on(self, staff: int, day: dt.date) -> tuple[int | None, Decimal]:
        return self.said(staff, day) or (None, Decimal(0))


class _Seats(_Dated):
    """Each team's service area. One query."""

    def __init__(self, days: list[dt.date]) -> None:
        found = TeamRecord.objects.filter(unfinished(days[0]), starts_on__lte=days[-1])
        super().__init__(found.values_list("team_id", "starts_on", "ends_on", "service_area_id"))

    def on(self, team: int | None, day: dt.date) -> int | None:
        area: int | None = None if team is None else self.said(team, day)
        return area
