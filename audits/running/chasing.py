"""Whom to chase: everybody with audits to do in an open cycle, and how far each is."""

from typing import Any

from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from audits.models import Audit, Cycle, Entry
from audits.running.reminding import KEY
from core import clock
from core.mail import Message
from organisation.models import Staff

_TO_DO = Q(audits__state__in=Audit.TO_DO, audits__cycle__state=Cycle.State.OPEN)
_DUE = Coalesce("audits__due_on", "audits__cycle__due_on")


def owing() -> QuerySet[Any]:
    """Those with something to do in an open cycle."""
    to_do = Audit.objects.to_do().filter(cycle__state=Cycle.State.OPEN)
    return Staff.objects.filter(pk__in=to_do.values("auditor"))


def with_progress(staff: QuerySet[Any], cycle: Cycle | None = None) -> QuerySet[Any]:
    """Staff with what they have to do, of all open cycles or of one: how much, by when, how far, and when
    they were last reminded."""
    here = _TO_DO & Q(audits__cycle=cycle) if cycle else _TO_DO
    late = here & (
        Q(audits__due_on__lt=clock.today())
        | Q(audits__due_on__isnull=True, audits__cycle__due_on__lt=clock.today())
    )
    entries = _entries(cycle)
    reminders = Message.objects.filter(to=OuterRef("user"), key__startswith=KEY).order_by("-posted_at")
    found = staff.select_related("user").annotate(
        to_do=Count("audits", filter=here),
        due_on=Min(_DUE, filter=here),
        late=Count("audits", filter=late),
        unexplained=Count("audits", filter=late & Q(audits__missed_reason="")),
        begun=Coalesce(_count(entries, "audit"), 0),
        written=Coalesce(_count(entries, "pk"), 0),
        reminded_at=Subquery(reminders.values("posted_at")[:1]),
        may_be_written_to=Coalesce(F("user__is_active"), False),
    )
    return found.filter(to_do__gt=0)


def _entries(cycle: Cycle | None) -> QuerySet[Any]:
    """What somebody has written in the audits that they have to do."""
    found = Entry.objects.filter(
        audit__auditor=OuterRef("pk"), audit__state__in=Audit.TO_DO, audit__cycle__state=Cycle.State.OPEN
    ).exclude(value="")
    return found.filter(audit__cycle=cycle) if cycle else found


def _count(entries: QuerySet[Any], what: str) -> Subquery:
    grouped = entries.order_by().values("audit__auditor").annotate(n=Count(what, distinct=True))
    return Subquery(grouped.values("n"), output_field=IntegerField())
