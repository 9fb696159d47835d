"""The task that an inadequate audit brings: somebody has to agree on what is done about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.agreed import AgreedAction
from audits.models.audit import Audit


class InadequateTaskQuerySet(models.QuerySet[Any]):
    """Verbs for tasks."""

    def visible_to(self, user: Any) -> Self:
        """Those assigned to the user, and those of audits within the user's reach.

        None from whom the audit's grade is held back: that there is a task says it.
        """
        from audits.blinding import hidden_from  # which asks the models

        seen = Audit.objects.visible_to(user).values("pk")
        reached = self.filter(Q(assigned_to=user.pk) | Q(audit__in=seen))
        return reached.exclude(hidden_from(user, "audit__"))

    def waiting_for(self, user: Any) -> Self:
        """Open ones that somebody has to see to: by name, or as one of the QA unit."""
        own = Q(assigned_to=user.pk)
        return self.open().filter(own | Q(assigned_to__isnull=True) if "qa" in user.access.roles else own)

    def open(self) -> Self:
        """Those that wait for an agreed action, longest first."""
        return self.filter(state=InadequateTask.State.OPEN).order_by("raised_at", "pk")


class InadequateTask(models.Model):
    """An audit is inadequate, by either grade: somebody has to agree what is done. At most one is open."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="tasks")
    assigned_as = models.CharField(max_length=12, choices=AgreedAction.OwnerKind)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = InadequateTaskQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit"], condition=Q(state="open"), name="an_audit_has_one_open_task"
            ),
            models.CheckConstraint(
                name="a_task_that_ended_says_when_and_why",
                condition=Q(state="open", ended_at__isnull=True, reason="")
                | (~Q(state="open") & Q(ended_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Inadequate: {self.audit}"

    def get_absolute_url(self) -> str:
        return reverse("inadequate_task", args=[self.pk])

    @property
    def whose(self) -> str:
        """Who sees to it: a person, or the unit as a whole."""
        return str(self.assigned_to or AgreedAction.OwnerKind(self.assigned_as).label)

    @property
    def is_open(self) -> bool:
        """Whether it waits for an agreed action."""
        return self.state == self.State.OPEN
