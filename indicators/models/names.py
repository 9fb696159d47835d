"""By which names files know indicators and sections."""

from django.db import models

from figures.models import Indicator
from indicators.models.sections import Section


class NameBase(models.Model):
    """What a file calls a thing, as somebody once said which is meant."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, unique=True)
    """As `rules.called.folded` makes it: names match whatever their case, spaces, punctuation but %, <, >."""

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
