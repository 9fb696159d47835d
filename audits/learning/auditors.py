"""What an auditor's page says: their audits cycle by cycle, how far moderators agreed, what those said."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from audits.blinding import hidden_from
from audits.models import Audit, Cycle, Moderation, Return
from audits.second_looks import agreement
from organisation.models import Staff

COUNTS = ("allocated", "on_time", "late", "to_do", "sent_back", "exempted", "withdrawn")
IS_DUE = Coalesce("audits__due_on", "due_on")


@dataclass(frozen=True)
class Months:
    """An auditor's cycles, newest first, and the sums of the monthly ones; samples stand apart."""

    monthly: list[Cycle]
    samples: list[Cycle]
    sums: dict[str, int]


def cycles_of(staff: int) -> Months:
    """Each cycle in which they have an audit, with how those went. One query."""
    own = Q(audits__auditor=staff)
    done = own & Q(audits__state=Audit.State.SUBMITTED)
    back = Q(audits__in=Return.objects.order_by().values("audit"))
    found = list(
        Cycle.objects.filter(pk__in=Audit.objects.filter(auditor=staff).order_by().values("cycle"))
        .annotate(
            allocated=Count("audits", filter=own & ~Q(audits__state__in=Audit.LEFT_OUT)),
            on_time=Count("audits", filter=done & Q(audits__completed_on__lte=IS_DUE)),
            late=Count("audits", filter=done & Q(audits__completed_on__gt=IS_DUE)),
            to_do=Count("audits", filter=own & Q(audits__state__in=Audit.TO_DO)),
            sent_back=Count("audits", filter=own & back),
            exempted=Count("audits", filter=own & Q(audits__state=Audit.State.EXEMPTED)),
            withdrawn=Count("audits", filter=own & Q(audits__state=Audit.State.WITHDRAWN)),
        )
        .order_by("-month", "pk")
    )
    monthly = [cycle for cycle in found if cycle.is_monthly]
    sums = {name: sum(getattr(cycle, name) for cycle in monthly) for name in COUNTS}
    return Months(monthly, [cycle for cycle in found if not cycle.is_monthly], sums)


def agreement_of(staff: Staff) -> agreement.Row:
    """How far moderators agreed with their grades, in the monthly cycles. One query."""
    own = [audit for audit in agreement.moderated_audits() if audit.auditor[0] == staff.pk]
    return agreement.row(staff.name, own)


def said_of(staff: int, user: Any) -> QuerySet[Moderation]:
    """What moderators said of their audits that this person sees, newest first.

    `held_back`: the grade, and so the reason, is not for this person yet; `in_force`: it is the grade's.
    """
    newest = Moderation.objects.filter(audit=OuterRef("audit")).order_by("-number").values("number")[:1]
    in_force = Q(number=F("newest")) & ~Q(audit__moderated_grade="")
    return (
        Moderation.objects.filter(
            audit__in=Audit.objects.visible_to(user).filter(auditor=staff).order_by().values("pk")
        )
        .annotate(newest=Subquery(newest))
        .annotate(
            held_back=Case(When(hidden_from(user, "audit__"), then=Value(True)), default=Value(False)),
            in_force=Case(When(in_force, then=Value(True)), default=Value(False)),
        )
        .select_related("audit__cycle", "audit__service_area", "moderator")
        .order_by("-at", "-pk")
    )


def auditors() -> QuerySet[Staff]:
    """Everybody who was given an audit, with the counts of their monthly ones."""
    monthly = Q(audits__cycle__kind=Cycle.Kind.MONTHLY)
    done = monthly & Q(audits__state=Audit.State.SUBMITTED)
    return Staff.objects.filter(pk__in=Audit.objects.order_by().values("auditor")).annotate(
        allocated=Count("audits", filter=monthly & ~Q(audits__state__in=Audit.LEFT_OUT)),
        completed=Count("audits", filter=done),
        moderated=Count("audits", filter=done & ~Q(audits__moderated_grade="")),
    )
