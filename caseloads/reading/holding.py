"""Who holds how many children on a day: the one place that every page, list and alarm takes it from."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from caseloads.models import Allocation
from caseloads.models.placing import newest_records
from caseloads.reading.policies import Policies
from caseloads.rules import limits as rules
from organisation.models import Staff, StaffRecord, TeamRecord

ON_LEAVE, LEFT, UNKNOWN = "on leave", "left", "no staff record"
CASE_HOLDING_ROLES = frozenset({"SW", "NQSW", "ASYE", "PA", "FP"})
"""Who is shown in a case-holding team also when they hold nobody: to them children can be allocated."""


@dataclass(frozen=True)
class Worker:
    """A worker on a day: who, where, for how much of a week, holding how many, against which limit.

    `fte` is None where no staff record holds the day; team and service area are then those of the last
    record. `alarm` says why children are with somebody who cannot be working with them.
    """

    pk: int
    staff_id: str
    name: str
    children: int
    reported_from: int
    role: str = ""
    qualifying_status: str = ""
    qualified_on: dt.date | None = None
    team_id: int | None = None
    team: str = ""
    area_id: int | None = None
    area: str = ""
    fte: Decimal | None = None
    limit: rules.Held | None = None
    alarm: str = ""

    def get_absolute_url(self) -> str:
        return reverse("caseload_worker", args=[self.pk])

    @property
    def per_fte(self) -> Decimal | None:
        """Children per 1 FTE; None, never a number, without an FTE."""
        return rules.per_fte(self.children, self.fte)

    @property
    def share(self) -> Decimal | None:
        """Of their own limit, in per cent; None where there is no limit or no FTE."""
        return rules.share(self.children, self.limit)

    @property
    def is_over(self) -> bool:
        """Whether they hold more than their own limit."""
        return self.share is not None and self.share > 100

    @property
    def is_reported(self) -> bool:
        """Whether they are on the clinic's list: 20 or more children, heads and not FTE."""
        return self.children >= self.reported_from

    @property
    def would_be_reported(self) -> bool:
        """Whether they would be on it at full time, though they are not."""
        return not self.is_reported and self.per_fte is not None and self.per_fte >= self.reported_from

    @property
    def is_over_protected(self) -> bool:
        """Whether a protected caseload is exceeded."""
        return self.is_over and self.limit is not None and self.limit.protected

    def with_children(self, children: int) -> "Worker":
        """The same worker, holding another number."""
        return Worker(**{**self.__dict__, "children": children})


def workers_on(day: dt.date, user: Any, policies: Policies) -> list[Worker]:
    """The case holders within the user's reach on the day, and those of case-holding teams who hold nobody.

    By service area, team, and the fullest first. Four queries, however many there are.
    """
    access = user.access
    found = _workers(day, policies)
    if not access.sees_all_services:
        teams, areas = access.team_ids, access.service_area_ids
        found = [each for each in found if each.team_id in teams or each.area_id in areas]
    return sorted(found, key=lambda each: (each.area, each.team, -each.children, each.name))


def worker_on(staff: Staff, day: dt.date, policies: Policies) -> Worker:
    """One worker on the day, whoever asks: reach is for the caller."""
    return _workers(day, policies, [staff.pk])[0]


def _workers(day: dt.date, policies: Policies, only: Iterable[int] | None = None) -> list[Worker]:
    held = Allocation.objects.on(day).filter(kind=Allocation.Kind.PRIMARY)
    records = newest_records(day).select_related("staff", "team")
    if only is not None:
        held, records = held.filter(staff__in=list(only)), records.filter(staff__in=list(only))
    counts = dict(held.order_by().values_list("staff").annotate(children=Count("pk")))
    known = {record.staff_id: record for record in records.filter(_shown(day, counts, only))}
    missing = [pk for pk in {*counts, *(only or ())} if pk not in known]
    unknown = Staff.objects.in_bulk(missing) if missing else {}
    seats = Seats(day)
    of_day = policies.limits(day)
    reported = rules.reported_from(of_day)
    found = [
        _worker(record, counts.get(pk, 0), day, seats, of_day)
        for pk, record in known.items()
        if pk in counts or only is not None or seats.holds_cases(record.team_id)
    ]
    found += [
        Worker(staff.pk, staff.staff_id, staff.name, counts.get(pk, 0), reported, alarm=UNKNOWN)
        for pk, staff in unknown.items()
    ]
    return found


def _shown(day: dt.date, counts: dict[int, int], only: Iterable[int] | None) -> Q:
    """Whoever holds a child, and whoever works in a role that holds them."""
    if only is not None:
        return Q()
    working = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
    return Q(staff__in=list(counts)) | (working & Q(role__in=CASE_HOLDING_ROLES))


class Seats:
    """Where each team sat on a day: the record that holds it, else the last one that had begun. One query."""

    def __init__(self, day: dt.date) -> None:
        begun = TeamRecord.objects.filter(starts_on__lte=day).select_related("service_area")
        self.records = {record.team_id: record for record in begun.order_by("starts_on")}

    def area(self, team_id: int) -> tuple[int | None, str]:
        """The team's service area on the day, by primary key and name."""
        record = self.records.get(team_id)
        return (record.service_area_id, record.service_area.name) if record else (None, "")

    def holds_cases(self, team_id: int) -> bool:
        """Whether the team holds cases."""
        record = self.records.get(team_id)
        return bool(record and record.case_holding)

    def is_statutory(self, team_id: int) -> bool:
        """Whether the team does statutory work."""
        record = self.records.get(team_id)
        return bool(record and record.statutory)


def _worker(
    record: StaffRecord, children: int, day: dt.date, seats: Seats, limits: list[rules.Limit]
) -> Worker:
    area_id, area = seats.area(record.team_id)
    working = record.ends_on is None or record.ends_on > day
    fte = record.fte if working else None
    holder = rules.Holder(
        record.team_id, area_id, fte, record.qualifying_status if working else "", record.qualified_on
    )
    return Worker(
        pk=record.staff_id,
        staff_id=record.staff.staff_id,
        name=record.staff.name,
        children=children,
        reported_from=rules.reported_from(limits),
        role=record.role,
        qualifying_status=record.qualifying_status,
        qualified_on=record.qualified_on,
        team_id=record.team_id,
        team=record.team.name,
        area_id=area_id,
        area=area,
        fte=fte,
        limit=rules.limit_of(holder, limits, day) if fte else None,
        alarm=_alarm(children, fte),
    )


def _alarm(children: int, fte: Decimal | None) -> str:
    """Children with somebody who is on leave or has left: an alarm, never a 0%."""
    if not children:
        return ""
    if fte is None:
        return LEFT
    return "" if fte else ON_LEAVE
