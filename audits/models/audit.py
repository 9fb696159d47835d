"""An audit of one child's file: who audits, what was found, the grade, and the moderated grade beside it."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from audits.models.cycle import Cycle
from audits.models.tool import ToolVersion
from core import clock
from organisation.models import ServiceArea, Staff, Team


class Grade(models.TextChoices):
    """Ofsted's four, in this order and these words."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class AuditQuerySet(models.QuerySet[Any]):
    """Verbs for audits."""

    def visible_to(self, user: Any) -> Self:
        """All for the QA unit; a head's or lead's service areas; a manager's own audits and own team's."""
        access = user.access
        if "audits.view_all" in access.permissions:
            return self
        mine = Q(auditor=access.staff_id) if access.staff_id else Q(pk__in=[])
        return self.filter(mine | Q(team__in=access.team_ids) | Q(service_area__in=access.service_area_ids))

    def to_do_for(self, user: Any) -> Self:
        """Those that the user is to fill in, soonest due first."""
        return self.filter(
            auditor=user.access.staff_id,
            auditor__isnull=False,
            state=Audit.State.ALLOCATED,
            cycle__state="open",
        ).order_by("cycle__due_on", "pk")

    def completed(self) -> Self:
        """Those submitted, and not at present returned to the auditor."""
        return self.filter(state=Audit.State.SUBMITTED)

    def awaiting_moderation_by(self, user: Any) -> Self:
        """Completed, not moderated, and not audited by this person, who may not moderate their own."""
        waiting = self.completed().filter(moderated_grade="")
        return waiting.exclude(auditor=user.access.staff_id) if user.access.staff_id else waiting

    def for_month(self, month: dt.date) -> Self:
        """The audits of the month's cycle."""
        return self.filter(cycle__month=month)

    def overdue(self, on: dt.date) -> Self:
        """Not completed though their cycle's due date has passed."""
        return self.filter(state=Audit.State.ALLOCATED, cycle__due_on__lt=on)


class Audit(models.Model):
    """One audit. Grade and rationale are the auditor's; `moderated_grade` stands beside, never instead."""

    class State(models.TextChoices):
        ALLOCATED = "allocated", "To do"
        SUBMITTED = "submitted", "Submitted"

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    case_ref = models.CharField("case reference", max_length=20, db_index=True)
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="audits")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    auditor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="audits")
    tool = models.ForeignKey(ToolVersion, on_delete=models.PROTECT, related_name="audits")
    state = models.CharField(max_length=9, choices=State, default=State.ALLOCATED)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    discussion = models.BooleanField("practitioner discussion", null=True)
    discussion_with = models.CharField("who was spoken with", max_length=160, blank=True)
    discussion_on = models.DateField(null=True, blank=True)
    discussion_said = models.TextField("what was said", blank=True)
    discussion_quotable = models.BooleanField("may be quoted", default=False)
    feedback = models.BooleanField("family feedback", null=True)
    feedback_from = models.CharField("from whom", max_length=160, blank=True)
    feedback_how = models.CharField("how it was given", max_length=160, blank=True)
    feedback_words = models.TextField("their words", blank=True)
    feedback_quotable = models.BooleanField("may be quoted", default=False)

    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    rationale = models.TextField(blank=True)
    moderated_grade = models.CharField(max_length=20, choices=Grade, blank=True)
    final_grade = models.GeneratedField(
        expression=Coalesce(NullIf("moderated_grade", models.Value("")), "grade"),
        output_field=models.CharField(max_length=20, choices=Grade),
        db_persist=True,
    )

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-cycle__month", "service_area__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "case_ref", "auditor"],
                name="a_case_is_audited_once_a_cycle_by_an_auditor",
                violation_error_message="This auditor has an audit of this case in this cycle already.",
            ),
            models.CheckConstraint(
                name="a_submitted_audit_has_a_grade_and_a_day",
                condition=Q(state="allocated", grade="", moderated_grade="")
                | (Q(state="submitted", completed_on__isnull=False) & ~Q(grade="")),
            ),
        ]
        indexes = [models.Index(fields=["cycle", "state", "final_grade"])]

    def __str__(self) -> str:
        return f"{self.case_ref}, {self.cycle}"

    def get_absolute_url(self) -> str:
        return reverse("audit", args=[self.pk])

    def get_final_grade_display(self) -> str:
        """The final grade in words; a generated field has none of its own."""
        return str(dict(Grade.choices).get(self.final_grade, ""))

    @property
    def is_completed(self) -> bool:
        """Submitted, and not at present returned."""
        return self.state == self.State.SUBMITTED

    @property
    def is_late(self) -> bool:
        """To do though its due date has passed."""
        return self.state == self.State.ALLOCATED and self.cycle.due_on < clock.today()


class Finding(models.Model):
    """A point of good practice or an area for improvement, as the auditor wrote it."""

    class Kind(models.TextChoices):
        GOOD_PRACTICE = "good_practice", "Good practice"
        IMPROVEMENT = "improvement", "Area for improvement"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=13, choices=Kind)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["kind", "position"]

    def __str__(self) -> str:
        return self.text


class Moderation(models.Model):
    """One moderation: the grade that the moderator gave and why. The newest is the one in force."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="moderations")
    number = models.PositiveSmallIntegerField()
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    auditor_grade = models.CharField(max_length=20, choices=Grade)
    grade = models.CharField(max_length=20, choices=Grade)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="moderations_of_an_audit_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()}: {self.reason}"
