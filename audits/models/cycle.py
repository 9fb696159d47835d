"""The audit cycle: one month's audits."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.tool import ToolVersion
from core import months


class CycleQuerySet(models.QuerySet[Any]):
    """Verbs for cycles."""

    def for_month(self, month: dt.date) -> Self:
        """The month's cycle."""
        return self.filter(month=months.first_of(month))

    def open(self) -> Self:
        """Those in which audits may be submitted."""
        return self.filter(state=Cycle.State.OPEN)

    def up_to(self, month: dt.date, count: int) -> Self:
        """The last `count` cycles up to the month, newest first."""
        return self.filter(month__lte=month).order_by("-month")[:count]


class Cycle(models.Model):
    """A month, its theme, when audits are due, the version of the tool they are answered on."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    month = models.DateField(unique=True, error_messages={"unique": "There is a cycle for this month."})
    theme = models.CharField(max_length=160, blank=True)
    due_on = models.DateField("due on")
    tool = models.ForeignKey(
        ToolVersion, on_delete=models.PROTECT, related_name="cycles", verbose_name="version of the audit tool"
    )
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(name="a_cycle_is_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="a_cycle_is_due_in_or_after_its_month",
                condition=Q(due_on__gte=models.F("month")),
                violation_error_message="The due date must not be before the month of the cycle.",
            ),
        ]

    def __str__(self) -> str:
        return months.label(self.month)

    def get_absolute_url(self) -> str:
        return reverse("cycle", args=[months.key(self.month)])
