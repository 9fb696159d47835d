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
        reached = Q(team__in=access.team_ids) | Q(service_area__in=access.service_area_ids)
        return self.filter(mine | reached | Q(cycle__owner=user.pk))

    def to_do_for(self, user: Any) -> Self:
        """Those that the user is to fill in, soonest due first."""
        return self.filter(
            auditor=user.access.staff_id,
            auditor__isnull=False,
            state__in=Audit.TO_DO,
            cycle__state="open",
        ).order_by(Coalesce("due_on", "cycle__due_on"), "pk")

    def counted(self) -> Self:
        """Those that the cycle owes: exempted and withdrawn ones are left out."""
        return self.exclude(state__in=Audit.LEFT_OUT)

    def to_do(self) -> Self:
        """Those that an auditor still owes: not begun, begun, or sent back."""
        return self.filter(state__in=Audit.TO_DO)

    def completed(self) -> Self:
        """Those submitted, and not at present returned to the auditor."""
        return self.filter(state=Audit.State.SUBMITTED)

    def open_to_moderation_by(self, user: Any) -> Self:
        """Completed, not moderated, and neither done nor supervised by this person."""
        from audits.standing import standing_of  # which asks the models

        return self.completed().filter(moderated_grade="").exclude(standing_of(user).barred_from())

    def asked_for(self) -> Self:
        """Those that the rules picked for moderation, and those completed on a day without a rule."""
        from audits.models.second_looks import asked_for  # which asks this module

        return self.filter(asked_for())

    def awaiting_moderation_by(self, user: Any) -> Self:
        """Those that this person may moderate, as far as moderation is asked for."""
        return self.open_to_moderation_by(user).asked_for()

    def for_month(self, month: dt.date) -> Self:
        """The audits of the month's own cycle."""
        return self.monthly().filter(cycle__month=month)

    def monthly(self) -> Self:
        """Those of the months' own cycles, which are what the figures count."""
        return self.filter(cycle__kind=Cycle.Kind.MONTHLY)

    def overdue(self, on: dt.date) -> Self:
        """Not completed though the day on which they are due has passed."""
        return self.to_do().filter(
            Q(due_on__lt=on) | Q(due_on__isnull=True, cycle__due_on__lt=on),
        )


class Audit(models.Model):
    """One audit. Grade and rationale are the auditor's; `moderated_grade` stands beside, never instead."""

    class State(models.TextChoices):
        ALLOCATED = "allocated", "To do"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Sent back"
        EXEMPTED = "exempted", "Exempted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Missed(models.TextChoices):
        """Why an audit was not completed."""

        AUDITOR_AWAY = "auditor_away", "The auditor was away"
        OTHER_WORK = "other_work", "Other work came first"
        FILE_NOT_READY = "file_not_ready", "The file could not be audited yet"
        PRACTITIONER_AWAY = "practitioner_away", "The practitioner could not be spoken with"
        OTHER = "other", "Another reason"

    TO_DO = (State.ALLOCATED, State.RETURNED)
    LEFT_OUT = (State.EXEMPTED, State.WITHDRAWN)

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    case_ref = models.CharField("case reference", max_length=20, db_index=True)
    service_area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="audits")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    auditor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="audits")
    tool = models.ForeignKey(ToolVersion, on_delete=models.PROTECT, related_name="audits")
    state = models.CharField(max_length=9, choices=State, default=State.ALLOCATED)
    version = models.PositiveIntegerField(default=1)
    due_on = models.DateField("due on", null=True, blank=True, help_text="Blank: when its cycle is due.")
    missed_reason = models.CharField("why it was not completed", max_length=17, choices=Missed, blank=True)
    missed_note = models.CharField("what was in the way", max_length=300, blank=True)
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
                condition=(~Q(state="submitted") & Q(grade="", moderated_grade="", completed_on__isnull=True))
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
    def is_to_do(self) -> bool:
        """Whether its auditor still owes it: it is to be filled in, or was sent back."""
        return self.state in self.TO_DO

    @property
    def is_due_on(self) -> dt.date:
        """The day on which it is due: its own where it was extended, else its cycle's."""
        return self.due_on or self.cycle.due_on

    @property
    def is_late(self) -> bool:
        """To do though its due date has passed."""
        return self.is_to_do and self.is_due_on < clock.today()

    @property
    def is_kept_here(self) -> bool:
        """Whether people submitted it, or decided on it, in Plumbline itself: a file does not change that."""
        decided = self.state in (self.State.RETURNED, *self.LEFT_OUT)
        return self.submitted_at is not None or decided


class Finding(models.Model):
    """A point of good practice or an area for improvement, as the auditor wrote it."""

    class Kind(models.TextChoices):
        GOOD_PRACTICE = "good_practice", "Good practice"
        IMPROVEMENT = "improvement", "Area for improvement"

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=13, choices=Kind)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()
    stems = models.TextField(blank=True, editable=False, help_text="Its words' stems, for searching.")
    tags: Any = models.ManyToManyField("audits.Tag", blank=True, related_name="findings")
    tagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

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
