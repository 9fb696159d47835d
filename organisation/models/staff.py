"""Staff: who they are lasts; role, qualifying status, FTE and team are dated."""

import datetime as dt
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.periods import NoOverlap, Period, PeriodQuerySet, holds
from organisation.models.places import Team


class StaffQuerySet(models.QuerySet[Any]):
    """Verbs for staff."""

    def employed_on(self, day: dt.date) -> Self:
        """Those with a record that holds the day."""
        return self.filter(holds(day, "records__")).distinct()

    def practice_managers_on(self, day: dt.date) -> Self:
        """Those whose role on the day is PM: they are the auditors."""
        return self.filter(holds(day, "records__"), records__role="PM").distinct()


class Staff(models.Model):
    """A member of staff, known by the council's own staff id."""

    staff_id = models.CharField(
        "staff id",
        max_length=40,
        unique=True,
        error_messages={"unique": "There is somebody with this staff id."},
    )
    name = models.CharField(max_length=160)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "member of staff"
        verbose_name_plural = "staff"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staff", args=[self.pk])


class QualifyingStatus(models.TextChoices):
    QUALIFIED = "SW", "Social worker"
    NEWLY_QUALIFIED = "NQSW", "Newly qualified social worker"
    SUPPORTED = "ASYE", "In the assessed and supported year"


class StaffRecord(Period):
    """Somebody's role (SW, PM, PA, FP …), qualifying status, FTE and team from a day to a day."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="records")
    role = models.CharField(max_length=20, help_text="As the council writes it: SW, PM, PA, FP, IRO.")
    qualifying_status = models.CharField(max_length=4, choices=QualifyingStatus, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="staff_records")
    fte = models.DecimalField(
        "FTE",
        max_digits=4,
        decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="Full-time equivalent, from 0 (on leave) to 1.",
    )
    qualified_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_member_of_staff_has_one_record_a_day",
                fields=["staff"],
                violation_error_message="This member of staff has another record on some of these days.",
            ),
            models.CheckConstraint(
                name="an_fte_is_from_0_to_1",
                condition=Q(fte__gte=0, fte__lte=1),
                violation_error_message="FTE must be from 0 to 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.fte} FTE"
