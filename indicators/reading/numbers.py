"""The headline figures of some indicators at one place, over the months: one query."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Q

from figures import registry
from figures.models import CurrentFigure
from indicators.reading.catalogue import Listed


class Point(NamedTuple):
    """What is known of one month; `value` None says in `missing` why."""

    month: dt.date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    missing: str
    figure_id: int


Numbers = dict[int, dict[dt.date, Point]]


def read(user: Any, indicators: Sequence[Listed], place: Q, first: dt.date, last: dt.date) -> Numbers:
    """By indicator and month, the current figure of its headline source that the user may see.

    `place` is a condition on figures, such as `WHOLE_SERVICE`; whether the user may see that place was asked
    before (`Place.objects.visible_to`).
    """
    by_source = Q(pk__in=[])
    for source in {each.headline for each in indicators}:
        own = [each.pk for each in indicators if each.headline == source]
        by_source |= Q(source=source, indicator__in=own)
    rows = CurrentFigure.objects.for_months(first, last).filter(place, by_source)
    for slugs, months in registry.withheld(user):
        rows = rows.exclude(indicator__slug__in=slugs, month__in=months)
    found: Numbers = {}
    for pk, *point in rows.values_list(
        "indicator_id",
        "month",
        "figure__value",
        "figure__numerator",
        "figure__denominator",
        "figure__missing",
        "figure_id",
    ):
        found.setdefault(pk, {})[point[0]] = Point(*point)
    return found


WHOLE_SERVICE = Q(place__kind="service")


def at(place_pk: int) -> Q:
    """The condition that a figure is of this place."""
    return Q(place=place_pk)
