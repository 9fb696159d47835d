"""Running a month: what is expected of whom, what is excused, what is sent back, who is reminded."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audits.models.audit import Audit
from core.periods import NoOverlap, Period, PeriodQuerySet
from organisation import dated
from organisation.models import Staff


class Expectation(Period):
    """How many audits a month a role, or one person instead, owes from a day to a day."""

    role = models.CharField(max_length=20, blank=True, help_text="As staff records have it, such as PM.")
    staff = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="expectations"
    )
    audits = models.PositiveSmallIntegerField("audits a month")
    reason = models.CharField(max_length=300, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["staff__name", "role", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="an_expectation_is_of_a_role_or_a_person",
                condition=Q(role="", staff__isnull=False) | (~Q(role="") & Q(staff__isnull=True)),
            ),
            NoOverlap(
                name="a_role_has_one_expectation_a_day",
                fields=["role"],
                condition=Q(staff__isnull=True),
                violation_error_message="The role has another expectation on some of these days.",
            ),
            NoOverlap(
                name="a_person_has_one_expectation_a_day",
                fields=["staff"],
                condition=Q(staff__isnull=False),
                violation_error_message="This person has another expectation on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose}: {self.audits} a month"

    def get_absolute_url(self) -> str:
        return reverse("expectation", args=[self.pk])

    @property
    def whose(self) -> str:
        """The person's name, or the role."""
        return str(self.staff or self.role)

    @property
    def in_words(self) -> str:
        """2 a month from 1 April 2023 until 1 October 2023."""
        until = f" until {dated.words(self.ends_on)}" if self.ends_on else ""
        return f"{self.audits} a month from {dated.words(self.starts_on)}{until}"


class AdjustmentQuerySet(models.QuerySet[Any]):
    """Verbs for adjustments."""

    def visible_to(self, user: Any) -> Self:
        """Those of audits within the user's reach, that the user asked for, or that took one from them."""
        seen = Audit.objects.visible_to(user).values("pk")
        staff_id = user.access.staff_id
        taken = Q(auditor_before=staff_id) if staff_id else Q(pk__in=[])
        return self.filter(Q(audit__in=seen) | Q(asked_by=user.pk) | taken)

    def waiting(self) -> Self:
        """Asked for and not decided, longest first."""
        return self.filter(state=Adjustment.State.ASKED).order_by("asked_at", "pk")


class Adjustment(models.Model):
    """An audit is exempted, given more time, given to somebody else or withdrawn: who asked, who decided."""

    class Kind(models.TextChoices):
        EXEMPT = "exempt", "Exempt"
        EXTEND = "extend", "Give more time"
        REASSIGN = "reassign", "Give to another auditor"
        WITHDRAW = "withdraw", "Withdraw"

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a decision"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="adjustments")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.TextField()
    due_on = models.DateField("new due date", null=True, blank=True)
    auditor = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="new auditor"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField("reason for the decision", blank=True)
    auditor_before = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    draft_before = models.JSONField(
        default=dict, blank=True, help_text="What the auditor before had written; theirs alone to see."
    )

    objects = AdjustmentQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audit", "kind"],
                condition=Q(state="asked"),
                name="an_adjustment_is_asked_for_once_at_a_time",
                violation_error_message="This has been asked for already and waits for a decision.",
            ),
            models.CheckConstraint(
                name="a_decided_adjustment_says_when",
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.audit}"

    def get_absolute_url(self) -> str:
        return reverse("adjustment", args=[self.pk])

    @property
    def of_auditor(self) -> Staff:
        """Whose audit it was when this was asked for."""
        return self.auditor_before or self.audit.auditor

    @property
    def is_waiting(self) -> bool:
        """Asked for and not decided."""
        return self.state == self.State.ASKED


class Return(models.Model):
    """An audit was sent back with questions.

    `before` and `after` are what it said then and when it came back: lists of [code, label, words], in the
    order of the form.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField()
    questions = models.TextField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    before = models.JSONField(default=list)
    came_back_at = models.DateTimeField(null=True)
    after = models.JSONField(default=list)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="returns_of_an_audit_are_numbered"),
            models.UniqueConstraint(
                fields=["audit"],
                condition=Q(came_back_at__isnull=True),
                name="an_audit_is_sent_back_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Return {self.number} of {self.audit}"


class ReminderText(models.Model):
    """The text of one reminder, and when it goes: so many days before, on or after the due date."""

    class Kind(models.TextChoices):
        BEFORE = "before", "Before the due date"
        ON = "on", "On the due date"
        AFTER = "after", "After the due date"

    kind = models.CharField(max_length=6, choices=Kind, unique=True)
    days = models.PositiveSmallIntegerField(
        default=0, help_text="How many days before or after; 0 on the due date."
    )
    subject = models.CharField(max_length=160)
    body = models.TextField()
    active = models.BooleanField("is sent", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ConcernQuerySet(models.QuerySet[Any]):
    """Verbs for concerns."""

    def visible_to(self, user: Any) -> Self:
        """All for the QA unit, those of one's service areas for heads and leads, one's own for an auditor."""
        access = user.access
        if "audits.view_all" in access.permissions:
            return self
        return self.filter(Q(audit__service_area__in=access.service_area_ids) | Q(raised_by=user.pk))

    def unanswered(self) -> Self:
        """Those of which nobody has recorded what was done, longest first."""
        return self.filter(answered_at__isnull=True).order_by("raised_at", "pk")


class Concern(models.Model):
    """An auditor found a child at risk now. It stands until somebody records what was done."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="concerns")
    words = models.TextField("what you found")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    done = models.TextField("what was done", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answered_concern_says_what_was_done",
                condition=Q(answered_at__isnull=True, done="") | (Q(answered_at__isnull=False) & ~Q(done="")),
            )
        ]

    def __str__(self) -> str:
        return f"Safeguarding concern {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("concern", args=[self.pk])
