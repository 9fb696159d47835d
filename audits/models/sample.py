"""A draw of cases to audit: its seed, its frame, what was left out and why, so that it can be repeated."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.audit import Audit
from audits.models.cycle import Cycle
from organisation.models import ServiceArea, Staff, Team


class DrawQuerySet(models.QuerySet[Any]):
    """Verbs for draws."""

    def visible_to(self, user: Any) -> Self:
        """Those of the cycles that the user runs."""
        return self.filter(cycle__in=Cycle.objects.visible_to(user).values("pk"))


class Draw(models.Model):
    """One draw for a cycle. `asked` holds what it was asked: method, numbers, and each auditor's room."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        TAKEN = "taken", "Allocated"
        DROPPED = "dropped", "Dropped"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    source = models.CharField("where the cases come from", max_length=160)
    asked = models.JSONField()
    digest = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    drawn_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="draws_of_a_cycle_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Draw {self.number} of {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("draw", args=[self.pk])


class FrameCase(models.Model):
    """A case that was there to be drawn, and what became of it."""

    class Outcome(models.TextChoices):
        DRAWN = "drawn", "Drawn"
        NOT_DRAWN = "not_drawn", "Not drawn"
        LEFT_OUT = "left_out", "Left out"
        SWAPPED_OUT = "swapped_out", "Swapped out"

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="cases")
    position = models.PositiveIntegerField("its place in the list that was given")
    case_ref = models.CharField("case reference", max_length=20, db_index=True)
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    rank = models.PositiveIntegerField("its place in the random order", null=True)
    outcome = models.CharField(max_length=11, choices=Outcome)
    why = models.CharField(max_length=300, blank=True)
    auditor = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, null=True, related_name="drawn_as")
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="a_frame_has_one_case_at_each_place"),
            models.CheckConstraint(
                name="a_drawn_case_has_an_auditor",
                condition=~Q(outcome="drawn") | Q(auditor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.case_ref
