"""Roll-ups, and the months that wait for one."""

import datetime as dt

from django.db import models
from django.db.models import Q

from core import months


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

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Roll-up {self.pk}"

    @property
    def took(self) -> dt.timedelta:
        """From before the records were read until the figures were added."""
        return self.finished_at - self.started_at

    def months_in_words(self) -> str:
        """'April 2023 to March 2024', or with a gap 'April 2023, June 2023 to March 2024'."""
        return months.in_words(months.parse(text) for text in self.months)

    def in_words(self) -> str:
        """What was added, what was left as it was, and how long it took."""
        done = f"added {self.added}, left as they were {self.unchanged}, in {self.took.total_seconds():.2f} s"
        return f"{self.months_in_words()}: {done}."
