"""The catalogue: what each indicator is, from a month to a month; its targets; what it is compared with."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.periods import NoOverlap, Period, PeriodQuerySet
from figures.models import Indicator, Source
from figures.registry import Polarity
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


def first_of_a_month(field: str) -> Q:
    """The condition that a period's end, where it has one, is a month's first."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__day": 1})


class Monthly(Period):
    """A period of whole months."""

    WHOLE_MONTHS = True

    class Meta(Period.Meta):
        abstract = True
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_holds_whole_months",
                condition=Q(starts_on__day=1) & first_of_a_month("ends_on"),
                violation_error_message="It begins, and ends, on the first of a month.",
            ),
        ]


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


class Operator(models.TextChoices):
    """What a value is to be, to reach its target."""

    BELOW = "<", "Below"
    AT_MOST = "<=", "At most"
    EQUAL = "=", "Exactly"
    AT_LEAST = ">=", "At least"
    ABOVE = ">", "Above"


class Basis(models.TextChoices):
    OWN = "own", "The council’s own"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    NATIONAL = "national", "National"


class Target(Monthly):
    """What the whole service's figure is to reach, from a month to a month."""

    SAYS = ("operator", "value", "tolerance", "basis", "note")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    operator = models.CharField(max_length=2, choices=Operator)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    tolerance = models.DecimalField(
        "tolerance for amber", max_digits=18, decimal_places=6, null=True, blank=True
    )
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.OWN)
    note = models.CharField(max_length=400, blank=True)

    objects: ClassVar[Any] = PeriodQuerySet.as_manager()

    class Meta(Monthly.Meta):
        ordering = ["indicator", "-starts_on"]
        constraints = [
            *Monthly.Meta.constraints,
            NoOverlap(
                name="an_indicator_has_one_target_a_month",
                fields=["indicator"],
                violation_error_message="Another target of it holds in some of these months.",
            ),
            models.CheckConstraint(
                name="a_tolerance_is_not_negative",
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.indicator}"

    def get_absolute_url(self) -> str:
        return reverse("catalogue_entry", args=[self.indicator.slug])

    def told_of(self) -> tuple[str, models.Model]:
        return "a target of", self.indicator


class Peer(models.TextChoices):
    """Whose figure of a past year it is."""

    COUNCIL = "council", "The council"
    NEIGHBOURS = "neighbours", "Statistical neighbours"
    SOUTH_EAST = "south_east", "South East"
    ENGLAND = "england", "England"


class Benchmark(models.Model):
    """A figure of a past financial year: `year` 2022 is 2022/23."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="benchmarks")
    peer = models.CharField(max_length=10, choices=Peer)
    year = models.PositiveSmallIntegerField("financial year that begins in")
    value = models.DecimalField(max_digits=18, decimal_places=6)
    as_published = models.CharField(max_length=40, blank=True)
    imported = models.ForeignKey(
        "core.Import", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "year", "peer"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "peer"], name="one_benchmark_of_a_peer_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_peer_display()} {self.year_in_words}"

    def get_absolute_url(self) -> str:
        return reverse("catalogue_entry", args=[self.indicator.slug])

    @property
    def year_in_words(self) -> str:
        """2022/23."""
        return f"{self.year}/{(self.year + 1) % 100:02}"


class Population(models.Model):
    """How many under-18s live in the area, by the estimate for the middle of a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    under_18 = models.PositiveIntegerField("children under 18")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"Population of {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("populations")


class NameBase(models.Model):
    """What a file calls a thing, as somebody once said which is meant."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, unique=True)
    """As `core.importing.headings.fold` makes it: names match whatever their case, spaces, punctuation."""

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndicatorName(NameBase):
    """A name by which files know an indicator."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="names")


class SectionName(NameBase):
    """A name by which files know a section."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="names")


class StepChange(models.Model):
    """From a month on an indicator is on another level, for a reason: its control limits begin anew."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="step_changes")
    month = models.DateField()
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="one_step_change_a_month"),
            models.CheckConstraint(name="a_step_change_is_of_a_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"Step change in {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("performance_indicator", args=[self.indicator.slug])
