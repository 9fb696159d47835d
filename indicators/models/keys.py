"""Keys by which other programs read the figures."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse


class Right(models.TextChoices):
    """What a key opens."""

    CATALOGUE = "catalogue", "The catalogue"
    FIGURES = "figures", "Figures, places and the feed"
    DEFINITIONS = "definitions", "Definitions"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Verbs for keys."""

    def working(self, now: dt.datetime) -> Self:
        """Those that are not ended."""
        return self.filter(models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=now))

    def note_use(self, day: dt.date) -> int:
        """Remember that they were used on the day: written once a day, however often they are used."""
        return self.exclude(last_used_on=day).update(last_used_on=day)


class ApiKey(models.Model):
    """One consumer's key. Only its digest is kept; the key itself is shown once."""

    name = models.CharField("consumer", max_length=120)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    rights = models.JSONField(default=list)
    """Of 'catalogue', 'figures', 'definitions'; none of them reads nothing."""
    teams = models.BooleanField("may read the figures of teams", default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def get_absolute_url(self) -> str:
        return reverse("api_key", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        """Whether it opens nothing any more."""
        return self.ended_at is not None

    @property
    def state(self) -> str:
        """'Works' or 'Ended'."""
        return "Ended" if self.has_ended else "Works"

    @property
    def reach(self) -> str:
        """Whose figures it reads, if it reads any."""
        return "Whole service, service areas and teams" if self.teams else "Whole service and service areas"

    @property
    def rights_in_words(self) -> str:
        """What it opens; that it opens nothing, if so."""
        opened = ", ".join(str(Right(right).label) for right in Right.values if right in self.rights)
        return opened or "Nothing"
