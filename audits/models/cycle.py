"""The audit cycle: one month's audits, or a sample outside of the month, kept apart in every figure."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.tool import ToolVersion
from core import months

SAMPLE_KEY = "sample-"


class CycleQuerySet(models.QuerySet[Any]):
    """Verbs for cycles."""

    def monthly(self) -> Self:
        """The months' own cycles, which are what the figures count."""
        return self.filter(kind=Cycle.Kind.MONTHLY)

    def outside_the_month(self) -> Self:
        """Dip samples, partnership and regional audits."""
        return self.exclude(kind=Cycle.Kind.MONTHLY)

    def keyed(self, key: str) -> Self:
        """The one that an address names: 2023-09, or sample-12 for one outside of the month."""
        if key.startswith(SAMPLE_KEY):
            return self.outside_the_month().filter(pk=key.removeprefix(SAMPLE_KEY))
        return self.monthly().filter(month=months.parse(key))

    def visible_to(self, user: Any) -> Self:
        """All for those who run cycles; a manager's own dip samples."""
        if "audits.run_cycles" in user.access.permissions:
            return self
        return self.filter(owner=user)

    def for_month(self, month: dt.date) -> Self:
        """The month's own cycle."""
        return self.monthly().filter(month=months.first_of(month))

    def open(self) -> Self:
        """Those in which audits may be submitted."""
        return self.filter(state=Cycle.State.OPEN)

    def up_to(self, month: dt.date, count: int) -> Self:
        """The last `count` months' own cycles up to the month, newest first."""
        return self.monthly().filter(month__lte=month).order_by("-month")[:count]


class Cycle(models.Model):
    """A month, its theme, when audits are due, the version of the tool they are answered on.

    One of another kind than monthly has a title and is in the month in which it begins. Where it is
    `blind`, a moderator grades before seeing the auditor's grade. `seed` fixes which of its audits chance
    picks for moderation.
    """

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "Monthly cycle"
        DIP_SAMPLE = "dip_sample", "Dip sample"
        PARTNERSHIP = "partnership", "Partnership audit"
        REGIONAL = "regional", "Regional audit"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    kind = models.CharField(max_length=11, choices=Kind, default=Kind.MONTHLY)
    title = models.CharField(max_length=160, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    month = models.DateField()
    theme = models.CharField(max_length=160, blank=True)
    due_on = models.DateField("due on")
    tool = models.ForeignKey(
        ToolVersion, on_delete=models.PROTECT, related_name="cycles", verbose_name="version of the audit tool"
    )
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    blind = models.BooleanField("blind moderation", default=False)
    seed = models.CharField(max_length=32, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["month"],
                condition=Q(kind="monthly"),
                name="a_month_has_one_monthly_cycle",
                violation_error_message="There is a cycle for this month.",
            ),
            models.CheckConstraint(
                name="only_what_is_outside_of_the_month_has_a_title",
                condition=Q(kind="monthly", title="") | (~Q(kind="monthly") & ~Q(title="")),
                violation_error_message="Enter a title.",
            ),
            models.CheckConstraint(name="a_cycle_is_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="a_cycle_is_due_in_or_after_its_month",
                condition=Q(due_on__gte=models.F("month")),
                violation_error_message="The due date must not be before the month of the cycle.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or months.label(self.month)

    def get_absolute_url(self) -> str:
        return reverse("cycle", args=[self.key])

    @property
    def key(self) -> str:
        """What stands for it in an address: 2023-09, or sample-12."""
        return months.key(self.month) if self.is_monthly else f"{SAMPLE_KEY}{self.pk}"

    @property
    def is_monthly(self) -> bool:
        """Whether it is the month's own, which the figures count."""
        return self.kind == self.Kind.MONTHLY
