"""Open children with whoever holds each on a day, or held it last, and where that is."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from caseloads.models import Allocation, Child
from caseloads.models.placing import newest_records
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


def open_children(user: Any, day: dt.date) -> list[Placed]:
    """The children within the user's reach with a status on the day. Four queries, however many."""
    children = Child.objects.visible_to(user).open_on(day).order_by("case_ref")
    return placed(children.values_list("pk", "case_ref"), day)


def placed(children: Iterable[tuple[int, str]], day: dt.date) -> list[Placed]:
    """The children, by primary key and case reference, in their order. Three queries beside theirs."""
    known = list(children)
    newest = _newest([pk for pk, _ in known], day)
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


def _newest(children: list[int], day: dt.date) -> dict[int, tuple[int, dt.date, dt.date | None]]:
    """By child, whose primary allocation began last by the day: who, from when, until when."""
    begun = Allocation.objects.filter(
        child__in=children, kind=Allocation.Kind.PRIMARY, starts_on__lte=day
    ).order_by("starts_on", "pk")
    return {
        child: (staff, since, until)
        for child, staff, since, until in begun.values_list("child_id", "staff_id", "starts_on", "ends_on")
    }


def _seats(staff: set[int], day: dt.date) -> dict[int, _Seat]:
    """Where each of the staff sits on the day, or sat last."""
    rows = newest_records(day).filter(staff__in=staff)
    columns = ("staff_id", "staff__name", "team_id", "team__name")
    return {pk: _Seat(name, team_id, team) for pk, name, team_id, team in rows.values_list(*columns)}
