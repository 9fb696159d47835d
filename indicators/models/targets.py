"""What an indicator is to reach, from a month to a month; and where its level is known to have changed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.periods import NoOverlap, PeriodQuerySet
from figures.models import Indicator
from indicators.models.monthly import Monthly


class Operator(models.TextChoices):
    """What a value is to be, to reach its target."""

    BELOW = "<", "Below"
    AT_MOST = "<=", "At most"
    EQUAL = "=", "Exactly"
    AT_LEAST = ">=", "At least"
    ABOVE = ">", "Above"


class Basis(models.TextChoices):
    OWN = "own", "The council’s own"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    NATIONAL = "national", "National"


class Target(Monthly):
    """What the whole service's figure is to reach, from a month to a month."""

    SAYS = ("operator", "value", "tolerance", "basis", "note")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    operator = models.CharField(max_length=2, choices=Operator)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    tolerance = models.DecimalField(
        "tolerance for amber", max_digits=18, decimal_places=6, null=True, blank=True
    )
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.OWN)
    note = models.CharField(max_length=400, blank=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(Monthly.Meta):
        ordering = ["indicator", "-starts_on"]
        constraints = [
            *Monthly.Meta.constraints,
            NoOverlap(
                name="an_indicator_has_one_target_a_month",
                fields=["indicator"],
                violation_error_message="Another target of it holds in some of these months.",
            ),
            models.CheckConstraint(
                name="a_tolerance_is_not_negative",
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.indicator}"

    def get_absolute_url(self) -> str:
        return reverse("catalogue_entry", args=[self.indicator.slug])

    def told_of(self) -> tuple[str, models.Model]:
        return "a target of", self.indicator


class StepChange(models.Model):
    """From a month on an indicator is on another level, for a reason: its control limits begin anew."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="step_changes")
    month = models.DateField()
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="one_step_change_a_month"),
            models.CheckConstraint(name="a_step_change_is_of_a_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"Step change in {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("performance_indicator", args=[self.indicator.slug])
