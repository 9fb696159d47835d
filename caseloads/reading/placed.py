"""Open children with whoever holds each on a day, or held it last, and where that is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from caseloads.models import Allocation, Child
from caseloads.models.placing import newest_records
from caseloads.reading.dues import Children
from caseloads.reading.holding import Seats

NOBODY = "Unallocated"


@dataclass(frozen=True)
class Placed:
    """An open child. The worker is the primary one of the day, else the last; `since` and `until` are theirs.

    Team and service area are those in which that worker sits: where Child.visible_to has the child, too.
    """

    pk: int
    case_ref: str
    held: bool = False
    worker_id: int | None = None
    worker: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    team_id: int | None = None
    team: str = ""
    area_id: int | None = None
    area: str = ""

    def get_absolute_url(self) -> str:
        return reverse("child", args=[self.pk])


@dataclass(frozen=True)
class _Seat:
    name: str
    team_id: int | None
    team: str


def open_children(user: Any, day: dt.date) -> tuple[list[Placed], Children]:
    """The children within the user's reach with a status on the day, and what finds their records.

    For those who see everybody that is a query: thousands of primary keys cost more than to look again.
    Four queries, however many there are.
    """
    children = Child.objects.visible_to(user).open_on(day).order_by("case_ref")
    known = list(children.values_list("pk", "case_ref"))
    everybody = user.access.sees_all_services
    among = children.order_by().values("pk") if everybody else [pk for pk, _ in known]
    return placed(known, day, among), among


def placed(children: Iterable[tuple[int, str]], day: dt.date, among: Children | None = None) -> list[Placed]:
    """The children, by primary key and case reference, in their order. Three queries beside theirs.

    `among` finds the same children, where that is less than to name each.
    """
    known = list(children)
    newest = _newest([pk for pk, _ in known] if among is None else among, day)
    seats = _seats({staff for staff, _, _ in newest.values()}, day)
    teams = Seats(day)
    found = []
    for pk, case_ref in known:
        if pk not in newest:
            found.append(Placed(pk, case_ref))
            continue
        staff, since, until = newest[pk]
        seat = seats.get(staff, _Seat("", None, ""))
        area_id, area = teams.area(seat.team_id) if seat.team_id else (None, "")
        held = until is None or day < until
        found.append(
            Placed(pk, case_ref, held, staff, seat.name, since, until, seat.team_id, seat.team, area_id, area)
        )
    return found


def _newest(children: Children, day: dt.date) -> dict[int, tuple[int, dt.date, dt.date | None]]:
    """By child, whose primary allocation began last by the day: who, from when, until when.

    A worker's periods that touch are one (FORMATS, In), so `from` is when the unbroken one began.
    """
    begun = Allocation.objects.filter(
        child__in=children, kind=Allocation.Kind.PRIMARY, starts_on__lte=day
    ).order_by("starts_on", "pk")
    found: dict[int, tuple[int, dt.date, dt.date | None]] = {}
    for child, staff, since, until in begun.values_list("child_id", "staff_id", "starts_on", "ends_on"):
        before = found.get(child)
        goes_on = before is not None and (before[0], before[2]) == (staff, since)
        found[child] = (staff, before[1] if before and goes_on else since, until)
    return found


def _seats(staff: set[int], day: dt.date) -> dict[int, _Seat]:
    """Where each of the staff sits on the day, or sat last."""
    rows = newest_records(day).filter(staff__in=staff)
    columns = ("staff_id", "staff__name", "team_id", "team__name")
    return {pk: _Seat(name, team_id, team) for pk, name, team_id, team in rows.values_list(*columns)}
