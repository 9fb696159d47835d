"""Roll-ups, and the months that wait for one."""

from django.db import models
from django.db.models import Q


class Stale(models.Model):
    """A month whose records changed since its figures were computed, and why.

    Written by the action that touches the records, in its transaction; deleted by the roll-up that
    read it, and by no other.
    """

    month = models.DateField()
    cause = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="what_is_stale_is_a_month", condition=Q(month__day=1))]
        indexes = [models.Index(fields=["month"])]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.cause}"


class RollUp(models.Model):
    """One computation of some months' measures: what it added, what it left, how long it took."""

    months = models.JSONField(default=list)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    added = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Roll-up {self.pk}"
