"""One worker's page: their caseload against their limit, their children, their year, their past."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from caseloads.actions.responses import asks_for_response
from caseloads.models import Allocation, CaseloadResponse, Child
from caseloads.overview.children import Row, listed, rows_of
from caseloads.overview.drawings import over_the_months
from caseloads.overview.facts import Fact, counted
from caseloads.overview.picture import WorkerLoad, is_late
from caseloads.overview.scope import sees
from caseloads.overview.year import Point, year_of_worker
from caseloads.reading.holding import Worker, worker_on
from caseloads.reading.policies import Policies
from caseloads.rules.limits import months_since
from caseloads.tables import flag_tags, per_fte_in_words, share_in_words
from organisation.models import Staff
from organisation.models.staff import QualifyingStatus
from publications.svg import Drawn


@dataclass(frozen=True)
class Page:
    """What the page shows besides the past. `limit` is the worker's own, and why, in words."""

    staff: Staff
    worker: WorkerLoad
    limit: str
    children: list[Row]
    second: str
    responses: list[CaseloadResponse]
    charts: list[Drawn]

    @property
    def facts(self) -> list[Fact]:
        """Count, count per FTE, share of the limit; what is late."""
        one = self.worker
        return [
            Fact("Children", f"{one.children}"),
            Fact("Children per FTE", per_fte_in_words(one.per_fte)),
            Fact(
                "Share of limit", share_in_words(one.share), f"of {self.limit}" if self.limit else "No limit"
            ),
            Fact("Late visits", f"{one.late_visits}"),
            Fact("Late supervisions", f"{one.late_supervisions}"),
        ]

    @property
    def known(self) -> list[Fact]:
        """Who they are on the day."""
        one = self.worker
        status = QualifyingStatus(one.qualifying_status).label if one.qualifying_status else ""
        qualified = f"{status}, qualified on {one.qualified_on:%-d %B %Y}" if one.qualified_on else status
        team = reverse("caseload_team", args=[one.team_id]) if one.team_id else ""
        return [
            Fact("Team", f"{one.team}, {one.area}" if one.team else "", url=team),
            Fact("Role", one.role),
            Fact("Qualifying status", qualified),
            Fact("FTE", "" if one.fte is None else f"{one.fte.normalize():f}"),
            Fact("Limit", self.limit or "None"),
        ]

    @property
    def flags(self) -> SafeString | str:
        """What there is to note of the caseload."""
        return flag_tags(self.worker)

    @property
    def asked(self) -> list[tuple[str, str, bool]]:
        """What a management response is asked for: its code, its words, whether there is none."""
        given = {each.about for each in self.responses}
        return [
            (about, label, about not in given)
            for about, label in CaseloadResponse.About.choices
            if asks_for_response(self.worker, about)
        ]


def page_of(staff: Staff, user: Any, day: dt.date) -> Page | None:
    """The worker's page, or None where the worker is not within the user's reach."""
    policies = Policies.read()
    worker = worker_on(staff, day, policies)
    if not sees(user, worker):
        return None
    held = Allocation.objects.on(day).filter(staff=staff)
    own = held.filter(kind=Allocation.Kind.PRIMARY).values("child")
    rows = rows_of(listed(Child.objects.filter(pk__in=own)), day, policies)
    second = held.filter(kind=Allocation.Kind.SECONDARY).count()
    today = Point(day, worker.children, worker.fte or Decimal(0))
    return Page(
        staff=staff,
        worker=with_late(worker, rows),
        limit=limit_in_words(worker, policies, day),
        children=rows,
        second=counted(second, "child", "children") if second else "",
        responses=list(staff.caseload_responses.in_force_on(day).select_related("by")),
        charts=over_the_months(staff.name, [*year_of_worker(staff.pk, day), today]),
    )


def with_late(worker: Worker, rows: list[Row]) -> WorkerLoad:
    """The worker with how many of these children are late."""
    return WorkerLoad(
        **vars(worker),
        late_visits=sum(is_late(row.visit) for row in rows),
        late_supervisions=sum(is_late(row.supervision) for row in rows),
    )


def limit_in_words(worker: Worker, policies: Policies, day: dt.date) -> str:
    """'10.2 (general, at 0.6 FTE)', '11 (protected, NQSW: 11 of 24 months)'; blank where there is none."""
    if worker.limit is None or worker.fte is None:
        return ""
    why = worker.limit.why
    months = next(
        (
            limit.months
            for limit in policies.limits(day)
            if worker.limit.protected and limit.protects == worker.qualifying_status
        ),
        None,
    )
    if months and worker.qualified_on:
        why += f": {months_since(worker.qualified_on, day)} of {months} months"
    elif months:
        why += ", the day they qualified is not recorded"
    if worker.fte != 1:
        why += f", at {worker.fte.normalize():f} FTE"
    return f"{worker.limit.own.normalize():f} ({why})"


def past_of(staff: Staff, day: dt.date) -> QuerySet[Any]:
    """The primary allocations that have ended, the newest first."""
    ended = Allocation.objects.filter(staff=staff, kind=Allocation.Kind.PRIMARY, ends_on__lte=day)
    return ended.select_related("child").order_by("-ends_on", "-pk")


def visible_past(staff: Staff, user: Any, day: dt.date) -> tuple[QuerySet[Any], int]:
    """Those of children within the user's reach, and how many there are besides."""
    past = past_of(staff, day)
    if user.access.sees_all_services:
        return past, 0
    seen = past.filter(child__in=Child.objects.visible_to(user).order_by().values("pk"))
    return seen, past.count() - seen.count()
