"""A child, known by a case reference and by nothing else: no name is stored, anywhere."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from caseloads.models.placing import staff_within_reach_of
from caseloads.models.records import Allocation, ChildStatus
from core import clock
from core.periods import holds


class ChildQuerySet(models.QuerySet[Any]):
    """Verbs for children."""

    def visible_to(self, user: Any) -> Self:
        """All for those who see every service; else the children of one's own teams or service areas.

        A child is of the team of whoever holds it as primary worker today, or held it last. A child whom
        nobody has held yet is of no team: heads and leads see it, so that somebody can allocate it.
        """
        access = user.access
        if access.sees_all_services:
            return self
        begun = Allocation.objects.filter(child=OuterRef("pk"), kind="primary", starts_on__lte=clock.today())
        newest = begun.order_by("-starts_on", "-pk").values("staff")[:1]
        held = self.annotate(holder=Subquery(newest))
        mine = Q(holder__in=staff_within_reach_of(access))
        if access.service_area_ids:
            mine |= Q(holder__isnull=True)
        return held.filter(mine)

    def open_on(self, day: dt.date) -> Self:
        """Those with any status on the day."""
        return self.filter(Exists(ChildStatus.objects.filter(holds(day), child=OuterRef("pk"))))

    def without_worker_on(self, day: dt.date) -> Self:
        """Those whom nobody holds as primary worker on the day."""
        held = Allocation.objects.filter(holds(day), child=OuterRef("pk"), kind="primary")
        return self.exclude(Exists(held))


class Child(models.Model):
    """One child. The case reference is personal data: it stands in no address, log or file name."""

    case_ref = models.CharField(
        "case reference",
        max_length=20,
        unique=True,
        error_messages={"unique": "There is a child with this case reference."},
    )

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["case_ref"]
        verbose_name_plural = "children"

    def __str__(self) -> str:
        return self.case_ref

    def get_absolute_url(self) -> str:
        return reverse("child", args=[self.pk])
