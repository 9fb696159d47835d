"""What the council asks of its practice, dated: how often, how many, on which days it is closed.

Where no row holds a day, `caseloads.rules.defaults` says what holds. A month is judged by what was then
in force.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from caseloads.models.records import Status, Unit
from core.periods import NoOverlap, Period
from organisation.models import ServiceArea, Team


class SupervisionFrequency(Period):
    """Children of a status are discussed in supervision at least every so many months."""

    SAYS = ("months",)

    status = models.CharField(max_length=10, choices=Status)
    months = models.PositiveSmallIntegerField(
        "at least every", validators=[MinValueValidator(1), MaxValueValidator(24)]
    )

    class Meta(Period.Meta):
        ordering = ["status", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_status_has_one_supervision_frequency_a_day",
                fields=["status"],
                violation_error_message="Another frequency holds on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"Supervision: {self.get_status_display()}"


class VisitFrequency(Period):
    """Children of a status are visited at least every so many days, working days, weeks or months."""

    SAYS = ("count", "unit", "as_agreed")

    status = models.CharField(max_length=10, choices=Status)
    count = models.PositiveSmallIntegerField(
        "at least every", validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    unit = models.CharField(max_length=12, choices=Unit, default=Unit.DAYS)
    as_agreed = models.BooleanField(
        "or as agreed for the child",
        default=False,
        help_text="What was agreed for the child goes before this, where something was.",
    )

    class Meta(Period.Meta):
        ordering = ["status", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_status_has_one_visit_frequency_a_day",
                fields=["status"],
                violation_error_message="Another frequency holds on some of these days.",
            ),
        ]

    def __str__(self) -> str:
        return f"Visits: {self.get_status_display()}"


class CaseloadLimit(Period):
    """How many children somebody who works full time holds at most. It scales with FTE.

    `reported` is from how many, whatever the FTE, a caseload is reported to the clinic worker by worker.
    A protected limit rises evenly, in whole children, from `children` when somebody qualified to
    `children_at_end` when `months` have passed, and then protects no longer.
    """

    SAYS = ("children", "children_at_end", "months")

    class Kind(models.TextChoices):
        GENERAL = "general", "General limit"
        PLACE = "place", "Limit of a service area or team"
        PROTECTED = "protected", "Protected caseload"
        REPORTED = "reported", "Reported to the clinic"

    class Protects(models.TextChoices):
        NEWLY_QUALIFIED = "NQSW", "Newly qualified social workers"
        SUPPORTED = "ASYE", "Those in the assessed and supported year"

    kind = models.CharField(max_length=9, choices=Kind)
    service_area = models.ForeignKey(
        ServiceArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    protects = models.CharField("whom it protects", max_length=4, choices=Protects, blank=True)
    children = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(200)])
    children_at_end = models.PositiveSmallIntegerField(
        "children at the end",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    months = models.PositiveSmallIntegerField(
        "months from qualifying",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    class Meta(Period.Meta):
        ordering = ["kind", "service_area__name", "team__name", "protects", "-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            NoOverlap(
                name="a_limit_of_a_kind_holds_once_a_day",
                fields=["protects", "kind", "service_area", "team"],
                violation_error_message="Another limit of this kind holds on some of these days.",
            ),
            models.CheckConstraint(
                name="a_limit_is_what_its_kind_says",
                condition=Q(
                    kind__in=["general", "reported"],
                    service_area__isnull=True,
                    team__isnull=True,
                    protects="",
                    children_at_end__isnull=True,
                    months__isnull=True,
                )
                | (
                    Q(kind="place", protects="", children_at_end__isnull=True, months__isnull=True)
                    & (
                        Q(service_area__isnull=False, team__isnull=True)
                        | Q(service_area__isnull=True, team__isnull=False)
                    )
                )
                | (
                    Q(
                        kind="protected",
                        service_area__isnull=True,
                        team__isnull=True,
                        children_at_end__isnull=False,
                        months__isnull=False,
                    )
                    & ~Q(protects="")
                ),
            ),
        ]

    def __str__(self) -> str:
        of = self.team or self.service_area or self.get_protects_display()
        return f"{self.get_kind_display()}: {of}" if of else self.get_kind_display()


class ClosureDay(models.Model):
    """A day on which the council is closed besides weekends and bank holidays: not a working day."""

    day = models.DateField(
        unique=True, error_messages={"unique": "The council is recorded as closed on this day already."}
    )
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%-d %B %Y}"
