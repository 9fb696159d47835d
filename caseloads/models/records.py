"""What is recorded of a child, dated: statuses, allocations, visits, supervisions."""

from django.db import models
from django.db.models import Q

from core.periods import NoOverlap, Period
from organisation.models import Staff


class Status(models.TextChoices):
    """As FORMATS writes them; a child may have several at once."""

    EARLY_HELP = "EH", "Early help"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    IN_NEED = "CIN", "Child in need"
    IN_NEED_CWD = "CIN_CWD", "Child in need (CWD)"
    PROTECTION = "CP", "Child protection plan"
    LOOKED_AFTER = "CLA", "Looked after"
    CARE_LEAVER = "CL", "Care leaver"


class Unit(models.TextChoices):
    """What a frequency counts in."""

    DAYS = "days", "days"
    WORKING_DAYS = "working days", "working days"
    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"


class ChildStatus(Period):
    """A status of a child from a day to a day; `agreed_*` is how often visits were agreed for it, if at all.

    Periods of one child's one status that touch or overlap are one period wherever a beginning or an
    unbroken run is asked for (FORMATS).
    """

    child = models.ForeignKey("caseloads.Child", on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=10, choices=Status)
    agreed_count = models.PositiveSmallIntegerField("agreed visits every", null=True, blank=True)
    agreed_unit = models.CharField(max_length=12, choices=Unit, blank=True)

    class Meta(Period.Meta):
        ordering = ["child", "status", "-starts_on"]
        verbose_name = "status"
        verbose_name_plural = "statuses"
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "status", "starts_on"], name="a_status_begins_once_a_day"
            ),
            models.CheckConstraint(
                name="an_agreed_visit_has_a_number_and_a_unit",
                condition=Q(agreed_count__isnull=True, agreed_unit="")
                | (Q(agreed_count__gt=0) & Q(agreed_unit__in=["days", "weeks", "months"])),
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_on"])]

    def __str__(self) -> str:
        return self.get_status_display()

    @property
    def agreed_visit(self) -> str:
        """'42 days', '6 weeks', '3 months', or blank."""
        return f"{self.agreed_count} {self.agreed_unit}" if self.agreed_count else ""


class Allocation(Period):
    """One child held by one worker, from a day to a day. A caseload is a count of the primary ones."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "Primary worker"
        SECONDARY = "secondary", "Second worker"

    child = models.ForeignKey("caseloads.Child", on_delete=models.PROTECT, related_name="allocations")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="allocations")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.PRIMARY)
    reason = models.CharField("why over the limit", max_length=500, blank=True)

    class Meta(Period.Meta):
        ordering = ["child", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "staff", "kind", "starts_on"], name="an_allocation_begins_once_a_day"
            ),
            NoOverlap(
                name="a_child_has_one_primary_worker_a_day",
                fields=["child"],
                condition=Q(kind="primary"),
                violation_error_message="The child has another primary worker on some of these days.",
            ),
        ]
        indexes = [models.Index(fields=["staff", "kind", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.child} with {self.staff}"


class Visit(models.Model):
    """A visit to a child on a day. One at which the child was not seen is an attempt, and never counts."""

    child = models.ForeignKey("caseloads.Child", on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField("visited on")
    seen = models.BooleanField("the child was seen", default=True)
    seen_alone = models.BooleanField("seen alone", null=True, blank=True)

    class Meta:
        ordering = ["child", "-visited_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "visited_on"],
                name="a_child_has_one_visit_a_day",
                violation_error_message="A visit to this child on this day is recorded already.",
            )
        ]
        indexes = [models.Index(fields=["visited_on"])]

    def __str__(self) -> str:
        return f"Visit on {self.visited_on:%-d %B %Y}"


class Supervision(models.Model):
    """The child was discussed in its worker's supervision on a day."""

    child = models.ForeignKey("caseloads.Child", on_delete=models.PROTECT, related_name="supervisions")
    held_on = models.DateField("held on")

    class Meta:
        ordering = ["child", "-held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "held_on"],
                name="a_child_has_one_supervision_a_day",
                violation_error_message="A supervision of this child on this day is recorded already.",
            )
        ]
        indexes = [models.Index(fields=["held_on"])]

    def __str__(self) -> str:
        return f"Supervision on {self.held_on:%-d %B %Y}"
