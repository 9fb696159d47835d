"""How far cycles are, counted from the records as they are this moment."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from audits.models import Audit, Cycle

COUNTED = ~Q(audits__state__in=Audit.LEFT_OUT)
SUBMITTED = Q(audits__state=Audit.State.SUBMITTED)
MODERATED = SUBMITTED & ~Q(audits__moderated_grade="")


def of_cycles() -> QuerySet[Cycle]:
    """The months' own cycles with `allocated`, `completed` and `moderated`, newest first."""
    months = Cycle.objects.monthly().select_related("tool")
    counted = months.annotate(
        allocated=Count("audits", filter=COUNTED),
        completed=Count("audits", filter=SUBMITTED),
        moderated=Count("audits", filter=MODERATED),
    )
    return counted.order_by("-month")


def by_service_area(cycle: Cycle) -> list[dict[str, Any]]:
    """One cycle's counts by service area, and in all."""
    done = Q(state=Audit.State.SUBMITTED)
    rows = list(
        cycle.audits.counted()
        .order_by()
        .values("service_area__name", "service_area")
        .annotate(
            allocated=Count("pk"),
            completed=Count("pk", filter=done),
            moderated=Count("pk", filter=done & ~Q(moderated_grade="")),
        )
        .order_by("service_area__name")
    )
    for row in rows:
        row["missing"] = row["allocated"] - row["completed"]
    return rows
