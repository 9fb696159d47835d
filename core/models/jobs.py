"""A job: whatever a person waits for longer than a second. Who, what, how far, what went wrong, the result.

The row is the truth; a message in the queue is only a hint that there is work. See docs/adr.
"""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from core.models.files import StoredFile


class State(models.TextChoices):
    """Where a job is, in the words that its page uses."""

    WAITING = "waiting", "Waiting to start"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


OPEN = [State.WAITING, State.RUNNING]


class JobQuerySet(models.QuerySet["Job"]):
    """Time is the database's own in all of these: machines' clocks differ."""

    def visible_to(self, user: Any) -> Self:
        """A person's own jobs, and nobody else's."""
        return self.filter(by=user)

    def claimable(self) -> Self:
        """Waiting, or running with a lease that ran out: its worker is gone."""
        return self.filter(Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=Now()))

    def to_send(self) -> Self:
        """What a sweep publishes: claimable, and not sent lately."""
        return self.claimable().filter(send_after__lte=Now())

    def held_with(self, token: str) -> Self:
        """The running job that this lease holds, if it still does."""
        return self.filter(state=State.RUNNING, lease_token=token)


class Job(models.Model):
    """One piece of work: written in the transaction that asked for it, done once."""

    kind = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField("by", max_length=160)
    args = models.JSONField("primary keys and months, nothing personal", default=dict, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)
    doing = models.CharField("what it is doing, in words", max_length=200, blank=True)

    problems = models.JSONField(default=list, blank=True)
    problem_count = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    words = models.TextField("result, in words", blank=True)
    url = models.CharField("where the result is", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs")

    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    sends = models.PositiveIntegerField("times sent since it was last picked up", default=0)
    send_after = models.DateTimeField("not sent again before", db_default=Now())
    attempts = models.PositiveIntegerField("times picked up", default=0)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(name="job_to_send", fields=["send_after"], condition=Q(state__in=OPEN)),
            models.Index(name="job_of_a_person", fields=["by", "-created_at"]),
        ]
        constraints = [
            models.CheckConstraint(name="a_job_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="a_job_that_is_over_says_when",
                condition=Q(state__in=OPEN, finished_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_running_job_has_a_lease",
                condition=~Q(state=State.RUNNING) | (~Q(lease_token="") & Q(lease_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Done or failed: nothing more will happen."""
        return self.state not in OPEN

    @property
    def took(self) -> dt.timedelta | None:
        """From when it was asked for until it was over."""
        return self.finished_at - self.created_at if self.finished_at else None


class Due(models.Model):
    """The last day on which a nightly job was started: what keeps two beats from starting it twice."""

    kind = models.CharField(max_length=100, unique=True)
    last_day = models.DateField("last day it was started", null=True, blank=True)

    class Meta:
        verbose_name_plural = "due"

    def __str__(self) -> str:
        return self.kind
