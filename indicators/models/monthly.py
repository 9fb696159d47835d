"""Periods of whole months."""

from django.db import models
from django.db.models import Q

from core.periods import Period


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
