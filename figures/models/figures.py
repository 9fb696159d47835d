"""What is known of each month, and since when. Figures are only added; `CurrentFigure` is the newest."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from core.triggers import Unchangeable
from organisation.models import ServiceArea, Team


class Source(models.TextChoices):
    RECORDS = "records", "Our own records"
    REPORTED = "reported", "Reported"


class Missing(models.TextChoices):
    """Why there is no value."""

    NO_CASES = "no cases", "No cases"
    NOT_AVAILABLE = "not available", "Not available"
    TO_BE_CONFIRMED = "to be confirmed", "To be confirmed"
    UNDER_REVIEW = "under review", "Under review"
    NOT_APPLICABLE = "not applicable", "Not applicable"
    SUPPRESSED = "suppressed", "Suppressed"


class PlaceQuerySet(models.QuerySet[Any]):
    """Verbs for places."""

    def visible_to(self, user: Any) -> Self:
        """The whole service and every service area for those who read figures; teams only within reach.

        The council publishes its figures by service area, so these are no one's own; a team's are.
        """
        access = user.access
        if access.sees_all_services:
            return self
        return self.filter(
            Q(team__isnull=True)
            | Q(team__in=access.team_ids)
            | Q(team__records__service_area__in=access.service_area_ids)
        ).distinct()

    def in_order(self) -> Self:
        """The whole service, service areas, teams, the unallocated (alphabetical as it happens); by name."""
        return self.order_by("kind", "service_area__name", "team__name")


class Place(models.Model):
    """What a figure is about: the whole service, a service area, a team, or the unallocated."""

    class Kind(models.TextChoices):
        SERVICE = "service", "The whole service"
        SERVICE_AREA = "service_area", "Service area"
        TEAM = "team", "Team"
        UNALLOCATED = "unallocated", "Unallocated"

    kind = models.CharField(max_length=12, choices=Kind)
    service_area = models.OneToOneField(ServiceArea, on_delete=models.PROTECT, null=True, blank=True)
    team = models.OneToOneField(Team, on_delete=models.PROTECT, null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["service", "unallocated"]),
                name="the_whole_service_and_the_unallocated_are_one_place_each",
            ),
            models.CheckConstraint(
                name="a_place_is_what_its_kind_says",
                condition=Q(kind="service_area", service_area__isnull=False, team__isnull=True)
                | Q(kind="team", team__isnull=False, service_area__isnull=True)
                | Q(kind__in=["service", "unallocated"], team__isnull=True, service_area__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code or "The whole service"

    @property
    def code(self) -> str:
        """As FORMATS prints it: blank for the whole service, else the name as imported, or Unallocated."""
        if self.kind == self.Kind.UNALLOCATED:
            return "Unallocated"
        return str(self.service_area or self.team or "")


class Indicator(models.Model):
    """What a figure measures, by its slug; the catalogue says more about it."""

    slug = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class FigureBase(models.Model):
    """The key of a figure."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    source = models.CharField(max_length=8, choices=Source)

    class Meta:
        abstract = True


class FigureQuerySet(models.QuerySet[Any]):
    """Verbs for reading figures, current or not."""

    def visible_to(self, user: Any) -> Self:
        """Those of the places within the user's reach, but for what a room withholds from them."""
        from figures.registry import withheld  # which names places

        found = self.filter(place__in=Place.objects.visible_to(user).values("pk"))
        for slugs, months in withheld(user):
            found = found.exclude(indicator__slug__in=slugs, month__in=months)
        return found

    def of_records(self) -> Self:
        """Those that our own roll-up computed."""
        return self.filter(source=Source.RECORDS)

    def reported(self) -> Self:
        """Those that were published elsewhere and imported."""
        return self.filter(source=Source.REPORTED)


class Figure(FigureBase):
    """One figure as it was known from a moment on. Never changed, never deleted."""

    numerator = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=12, null=True)
    as_published = models.CharField(max_length=80, blank=True)
    missing = models.CharField(max_length=20, choices=Missing, blank=True)
    known_at = models.DateTimeField()
    """From when it was known: of a figure that was published elsewhere, the day of that report."""
    section = models.CharField(max_length=120, blank=True)
    """The section of the report in which it was printed; blank for our own."""
    aside = models.BooleanField(default=False)
    """Kept with its section and never current: the same report prints another value in another section."""
    note = models.CharField(max_length=400, blank=True)
    imported = models.ForeignKey("core.Import", on_delete=models.PROTECT, null=True, related_name="+")
    imported_row = models.PositiveIntegerField(null=True)
    imported_column = models.CharField(max_length=80, blank=True)
    rollup = models.ForeignKey("figures.RollUp", on_delete=models.PROTECT, null=True, related_name="figures")
    cause = models.CharField(max_length=200, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_figure_has_a_value_or_says_why_not",
                condition=Q(value__isnull=False, missing="") | (Q(value__isnull=True) & ~Q(missing="")),
            ),
            models.CheckConstraint(name="a_figure_is_of_a_month", condition=Q(month__day=1)),
            Unchangeable(name="a_figure_is_never_changed"),
        ]
        indexes = [models.Index(fields=["indicator", "place", "month", "source", "known_at"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        """The page of the figure's indicator, month and place: every vintage, this one among them."""
        return reverse("figure", args=[self.indicator.slug, self.month, self.place_id])


class CurrentFigureQuerySet(FigureQuerySet):
    """Verbs for reading current figures."""

    def newest(self) -> Self:
        """Of each indicator, place and source, of these figures the one of the newest month.

        They are gone through once; to ask of each whether there is a later one takes ten times as long.
        """
        newest = Window(RowNumber(), partition_by=["indicator", "place", "source"], order_by="-month")
        return self.annotate(rank=newest).filter(rank=1)

    def for_months(self, first: dt.date, last: dt.date) -> Self:
        """From the first month to the last, both in."""
        return self.filter(month__gte=first, month__lte=last)


class CurrentFigure(FigureBase):
    """The newest figure of each key."""

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="+")

    objects = CurrentFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "indicator", "place", "source"], name="one_figure_of_a_key_is_current"
            )
        ]
