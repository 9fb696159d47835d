"""Half-open periods: `starts_on` is in, `ends_on` is out; no end means that it still holds.

`Period` is the base of every dated record. `NoOverlap` is the one declared constraint for 'no two
hold the same day': an exclusion constraint on PostgreSQL, triggers on SQLite.
"""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from core.overlap import NoOverlap, overlaps

__all__ = ["ALWAYS", "NoOverlap", "Period", "PeriodQuerySet", "holds", "overlaps"]

ALWAYS = dt.date(1900, 1, 1)
"""The beginning of what began before anybody wrote it down."""


class PeriodQuerySet(models.QuerySet[Any]):
    """Verbs for dated records."""

    def on(self, day: dt.date) -> Self:
        """Those that hold the day: from <= day < to."""
        return self.filter(holds(day))


def holds(day: dt.date, prefix: str = "") -> Q:
    """The condition that a period (of the relation named by the prefix) holds the day."""
    begun = Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day}))


class Period(models.Model):
    """A record that holds from a day to a day.

    `SAYS` names the fields that say something of whatever it is about, for those that follow one another as
    `organisation.succession` has it.
    """

    SAYS: ClassVar[tuple[str, ...]] = ()
    WHOLE_MONTHS: ClassVar[bool] = False

    starts_on = models.DateField("from", default=ALWAYS)
    ends_on = models.DateField("to", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
                violation_error_message="The day it ends must be after the day it starts.",
            )
        ]

    def told_of(self) -> tuple[str, models.Model]:
        """Whose page its history stands on, and what it is there ('a target of'); its own, as a rule."""
        return "", self
