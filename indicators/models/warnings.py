"""What was odd about an imported figure, and why it was taken nevertheless."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import Import
from figures.models import Figure
from indicators.models.compared import Benchmark


class AcceptedWarningQuerySet(models.QuerySet["AcceptedWarning"]):
    """Verbs for accepted warnings."""

    def of_import(self, record: Import) -> Self:
        """Those with which a file was taken. A benchmark may be another file's by now: the moment tells."""
        return self.filter(Q(figure__imported=record) | Q(figure__isnull=True, at=record.at))


class AcceptedWarning(models.Model):
    """A warning that somebody accepted, with the reason; it stays on the figure or benchmark."""

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, related_name="warnings")
    benchmark = models.ForeignKey(Benchmark, on_delete=models.PROTECT, null=True, related_name="warnings")
    check_name = models.CharField("check", max_length=40)
    says = models.CharField(max_length=500)
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField()

    objects: ClassVar[Any] = AcceptedWarningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_warning_is_of_a_figure_or_a_benchmark",
                condition=Q(figure__isnull=False, benchmark__isnull=True)
                | Q(figure__isnull=True, benchmark__isnull=False),
            ),
            models.CheckConstraint(name="a_warning_is_accepted_with_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.says
