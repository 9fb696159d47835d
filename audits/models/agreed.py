"""What is agreed to be done after an audit: actions until they are done and lasted, and their tags."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse

from audits.models.audit import Audit
from audits.rules.agreed import days_late, is_overdue
from core import clock
from core.triggers import Unchangeable


class AgreedActionQuerySet(models.QuerySet[Any]):
    """Verbs for agreed actions."""

    def visible_to(self, user: Any) -> Self:
        """Those that the user owns, and those of audits within the user's reach."""
        seen = Audit.objects.visible_to(user).values("pk")
        return self.filter(Q(owner=user.pk) | Q(audit__in=seen))

    def concerning(self, user: Any) -> Self:
        """Those that somebody sees to: their own, their team’s, for the QA unit every one."""
        if "qa" in user.access.roles:
            return self
        return self.filter(Q(owner=user.pk) | Q(audit__team__in=user.access.team_ids))

    def with_how_far(self) -> Self:
        """Each with `how_far`, to sort by: to do comes before done, and done before verified."""
        states = AgreedAction.State
        ranks = [When(state=state, then=rank) for rank, state in enumerate((states.OPEN, states.DONE))]
        return self.annotate(how_far=Case(*ranks, default=len(ranks), output_field=models.IntegerField()))

    def open(self) -> Self:
        """Those not yet done."""
        return self.filter(state=AgreedAction.State.OPEN)

    def overdue(self, on: dt.date) -> Self:
        """Open though the day on which they were due has passed."""
        return self.open().filter(due_on__lt=on)


class AgreedAction(models.Model):
    """An action agreed at an audit or its moderation: what, for whom, its owner, when it is due."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        VERIFIED = "verified", "Verified"

    class Origin(models.TextChoices):
        AUDIT = "audit", "Agreed at the audit"
        MODERATION = "moderation", "Added at moderation"
        LATER = "later", "Added later"

    class OwnerKind(models.TextChoices):
        TEAM_MANAGER = "team_manager", "The team’s manager"
        SERVICE_LEAD = "service_lead", "The service lead"
        QA = "qa", "The quality assurance unit"
        PERSON = "person", "Somebody else"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="agreed_actions")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    for_whom = models.CharField(max_length=160)
    owner_kind = models.CharField(max_length=12, choices=OwnerKind, default=OwnerKind.TEAM_MANAGER)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="agreed_actions"
    )
    due_on = models.DateField("due on")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.AUDIT)
    agreed_on = models.DateField("agreed on")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    done_on = models.DateField("done on", null=True, blank=True)
    verified_on = models.DateField("verified on", null=True, blank=True)
    tags: Any = models.ManyToManyField("audits.Tag", blank=True, related_name="agreed_actions")
    version = models.PositiveIntegerField(default=1)

    objects = AgreedActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="actions_of_an_audit_are_numbered"),
            models.CheckConstraint(
                name="an_action_that_is_done_says_since_when",
                condition=Q(state="open", done_on__isnull=True, verified_on__isnull=True)
                | Q(state="done", done_on__isnull=False, verified_on__isnull=True)
                | Q(state="verified", done_on__isnull=False, verified_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return f"Action {self.number} of {self.audit}"

    def get_absolute_url(self) -> str:
        return reverse("agreed_action", args=[self.pk])

    @property
    def is_overdue(self) -> bool:
        """To do though the day on which it was due has passed."""
        return is_overdue(self.state, self.due_on, clock.today())

    @property
    def days_late(self) -> int:
        """By how many days it is late, or was when it was done."""
        return days_late(self.due_on, self.done_on, clock.today())

    @property
    def owner_words(self) -> str:
        """Who sees to it: a person, or the unit as a whole."""
        return str(self.owner or self.OwnerKind(self.owner_kind).label)


class ActionUpdate(models.Model):
    """What was said of an action on a day. Never changed."""

    class Kind(models.TextChoices):
        NOTE = "note", "Update"
        DONE = "done", "Done"
        REOPENED = "reopened", "Reopened"
        VERIFIED = "verified", "Verified"
        CHANGED = "changed", "Changed"

    action = models.ForeignKey(AgreedAction, on_delete=models.PROTECT, related_name="updates")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOTE)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    due_before = models.DateField(
        null=True, blank=True, help_text="The due date that this update replaced, if it did."
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="updates_of_an_action_are_numbered"),
            Unchangeable(name="an_update_of_an_action_is_never_changed"),
        ]

    def __str__(self) -> str:
        return self.text


class Recheck(models.Model):
    """A done action that chance picked to be looked at on the case again: whether it lasted."""

    action = models.ForeignKey(AgreedAction, on_delete=models.PROTECT, related_name="rechecks")
    seed = models.CharField(max_length=32)
    picked_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True)
    lasted = models.BooleanField(null=True)
    words = models.TextField("what the case shows", blank=True)

    class Meta:
        ordering = ["picked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(lasted__isnull=True), name="an_action_waits_for_one_recheck"
            ),
            models.CheckConstraint(
                name="a_recheck_says_who_when_and_what",
                condition=Q(lasted__isnull=True, checked_on__isnull=True, words="")
                | (Q(lasted__isnull=False, checked_on__isnull=False) & ~Q(words="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Re-check of {self.action}"


class Tag(models.Model):
    """A word under which points and actions are found again, such as chronology. QA keeps the list.

    A point whose text has one of `words` (separated by commas) gets the tag by itself, until a person
    says otherwise.
    """

    name = models.CharField(
        max_length=60, unique=True, error_messages={"unique": "There is a tag of this name."}
    )
    words = models.CharField("words that stand for it", max_length=500, blank=True)
    active = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.pk])
