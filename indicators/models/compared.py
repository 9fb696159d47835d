"""What figures are compared with and divided by: benchmarks of past years, how many children there are."""

from django.db import models
from django.urls import reverse

from figures.models import Indicator


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
