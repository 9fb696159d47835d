"""The catalogue: what each indicator is, from a month to a month."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.periods import NoOverlap, PeriodQuerySet
from figures.models import Indicator, Source
from figures.registry import Polarity
from indicators.models.monthly import Monthly
from indicators.models.sections import Section


class Kind(models.TextChoices):
    COUNT = "count", "Count"
    PERCENTAGE = "percentage", "Percentage"
    RATE = "rate", "Rate per 10,000"
    AVERAGE = "average", "Average"


class Window(models.TextChoices):
    """Which days a month's figure is about."""

    MONTH = "month", "The month"
    MONTH_END = "month_end", "The month’s end"
    ROLLING = "rolling_12", "Rolling 12 months"
    YEAR_TO_DATE = "year_to_date", "Year to date"


class Frequency(models.TextChoices):
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"


class PolarityChoices(models.TextChoices):
    HIGHER = Polarity.HIGHER.value, "Higher is better"
    LOWER = Polarity.LOWER.value, "Lower is better"
    NEITHER = Polarity.NEITHER.value, "Neither"


class EntryQuerySet(PeriodQuerySet):
    """Verbs for entries."""

    def in_month(self, month: dt.date) -> Self:
        """Those that hold in the month."""
        return self.on(month)

    def known_in(self, month: dt.date) -> Self:
        """Of each indicator the one that holds in the month; else its last before, else its first to come."""
        same = Entry.objects.filter(indicator=OuterRef("indicator")).order_by()
        later = same.filter(starts_on__gt=OuterRef("starts_on"), starts_on__lte=month)
        earlier = same.filter(starts_on__lt=OuterRef("starts_on"))
        begun, planned = Q(starts_on__lte=month), Q(starts_on__gt=month)
        return self.filter((begun & ~Exists(later)) | (planned & ~Exists(earlier)))

    def in_order(self) -> Self:
        """As the report has them."""
        return self.order_by("section__position", "position", "name")


class Entry(Monthly):
    """What an indicator is, in words and numbers. Of a measure of ours, the measure says what is counted."""

    SAYS = (
        *("name", "reference", "section", "position", "kind", "window", "unit", "decimals", "polarity"),
        *("headline", "numerator", "denominator", "source", "clock", "exclusions", "owner", "frequency"),
        *("numerator_indicator", "denominator_indicator"),
    )

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    name = models.CharField(max_length=200)
    reference = models.CharField(max_length=20, blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField("place in the section")
    kind = models.CharField(max_length=10, choices=Kind)
    window = models.CharField(max_length=12, choices=Window)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=20, choices=PolarityChoices)
    headline = models.CharField("headline source", max_length=8, choices=Source)
    numerator = models.CharField(max_length=400, blank=True)
    denominator = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400, blank=True)
    clock = models.CharField("counted from and to", max_length=400, blank=True)
    exclusions = models.CharField(max_length=400, blank=True)
    owner = models.CharField(max_length=120, blank=True)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.MONTHLY)
    numerator_indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    denominator_indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta(Monthly.Meta):
        ordering = ["section__position", "position", "name"]
        verbose_name = "catalogue entry"
        constraints = [
            *Monthly.Meta.constraints,
            NoOverlap(
                name="an_indicator_has_one_definition_a_month",
                fields=["indicator"],
                violation_error_message="Another definition of it holds in some of these months.",
            ),
            NoOverlap(
                name="a_name_is_one_indicators_a_month",
                fields=["name"],
                violation_error_message="Another indicator is called so in some of these months.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue_entry", args=[self.indicator.slug])

    def told_of(self) -> tuple[str, models.Model]:
        return "the definition of", self.indicator


class AlsoListed(models.Model):
    """A section besides its own in which the report shows an indicator."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="also_listed")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="also_listed")
    position = models.PositiveSmallIntegerField("place in the section")

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "indicator"], name="a_section_lists_an_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} in {self.section}"
