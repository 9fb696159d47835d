"""Second opinions: which audits are moderated, grades given blind, calibration sessions."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from audits.models.audit import Audit, Grade
from core.periods import NoOverlap, Period, PeriodQuerySet
from core.triggers import Unchangeable


class SecondLookRule(Period):
    """What gets a second look, from a day to a day: a kind of audit, or a share drawn at random."""

    class Kind(models.TextChoices):
        INADEQUATE = "inadequate", "Every audit that the auditor grades inadequate"
        OUTSTANDING = "outstanding", "Every audit that the auditor grades outstanding"
        NEW_AUDITOR = "new_auditor", "The first audit by a new auditor"
        SHARE = "share", "A share of the rest, drawn at random"
        RECHECK = "recheck", "A share of the actions that are done, re-checked on the case"

    SHARES = (Kind.SHARE, Kind.RECHECK)

    kind = models.CharField(max_length=11, choices=Kind)
    share = models.PositiveSmallIntegerField("share, per cent", null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["kind", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_rule_of_a_kind_holds_once_a_day",
                fields=["kind"],
                violation_error_message="There is a rule of this kind on some of these days.",
            ),
            models.CheckConstraint(
                name="a_rule_about_a_share_has_one_from_1_to_100",
                condition=Q(kind__in=["share", "recheck"], share__isnull=False, share__gte=1, share__lte=100)
                | (~Q(kind__in=["share", "recheck"]) & Q(share__isnull=True)),
                violation_error_message="Enter a share from 1 to 100 per cent.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Pick(models.Model):
    """An audit that the rules picked for moderation, by which of them, and with which seed if by chance."""

    audit = models.OneToOneField(Audit, on_delete=models.PROTECT, related_name="pick")
    kind = models.CharField(max_length=11, choices=SecondLookRule.Kind)
    seed = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [Unchangeable(name="a_pick_is_never_changed")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


def asked_for() -> Q:
    """The condition that an audit is to be moderated: it was picked, or no rule held on its day.

    In a blind cycle that is open all of them wait: which the rules picked would tell the auditor's grade.
    """
    rules = SecondLookRule.objects.exclude(kind=SecondLookRule.Kind.RECHECK)
    day = OuterRef("completed_on")
    held = rules.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)
    picked = Exists(Pick.objects.filter(audit=OuterRef("pk")))
    return Q(picked) | ~Q(Exists(held)) | Q(cycle__blind=True, cycle__state="open")


class BlindGrade(models.Model):
    """The grade that a moderator gave before seeing the auditor's: one for each time that it came in."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="blind_grades")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20, choices=Grade)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            Unchangeable(name="a_blind_grade_is_never_changed"),
        ]

    def __str__(self) -> str:
        return str(self.get_grade_display())


class CalibrationQuerySet(models.QuerySet[Any]):
    """Verbs for calibration sessions."""

    def visible_to(self, user: Any) -> Self:
        """All for those who set them up; those that one takes part in."""
        if "audits.run_cycles" in user.access.permissions:
            return self
        return self.filter(graders__user=user.pk)


class Calibration(models.Model):
    """A session in which several people grade the same audits. Its grades are shown once it is closed."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    title = models.CharField(max_length=160)
    held_on = models.DateField("held on")
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calibration", args=[self.pk])


class CalibrationCase(models.Model):
    """One of the audits that a session grades."""

    calibration = models.ForeignKey(Calibration, on_delete=models.PROTECT, related_name="cases")
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="calibration_cases")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "audit"], name="an_audit_is_in_a_calibration_session_once"
            )
        ]

    def __str__(self) -> str:
        return f"Case {self.position}"


class CalibrationGrader(models.Model):
    """Somebody who takes part in a session."""

    calibration = models.ForeignKey(Calibration, on_delete=models.PROTECT, related_name="graders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "user"], name="somebody_is_in_a_calibration_session_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class CalibrationGrade(models.Model):
    """The grade that one person gave to one case of a session, and why."""

    case = models.ForeignKey(CalibrationCase, on_delete=models.PROTECT, related_name="grades")
    grader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20, choices=Grade)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "grader"], name="a_case_is_graded_once_by_a_person")
        ]

    def __str__(self) -> str:
        return str(self.get_grade_display())
